//! How much a reforecast within the day gains, on the series of an export folder.
//!
//! ```text
//! cargo run --release -p forecast --example within_day -- EXPORT SERIES_FOLDER [SERIES,…]
//! ```
//! The first week after each origin is forecast once; every day of it is then reforecast at 10:00,
//! 14:00 and 18:00 from its own reports. Prints the error over the rest of the day before and
//! after.
#![expect(clippy::print_stdout, reason = "a measuring tool prints its table")]

mod case;
#[path = "../series/mod.rs"]
mod series;

use case::{Case, folders};
use domain::{Demand, History, Minutes, Moment, QueueHistory, QueueId, Slot};
use series::{Outcome, record, rows};
use std::path::Path;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [export, data, rest @ ..] = arguments.as_slice() else {
        return Err("usage: within_day EXPORT SERIES_FOLDER [SERIES,SERIES…]".into());
    };
    let wanted: Vec<&str> = rest.first().map_or(Vec::new(), |names| names.split(',').collect());
    println!("| series | clock | WAPE of the rest of the day, morning's forecast | reforecast |");
    println!("|---|---|---|---|");
    for series in folders(Path::new(export))? {
        if !wanted.is_empty() && !wanted.contains(&series.as_str()) {
            continue;
        }
        let mut actual = Vec::new();
        for row in rows(&Path::new(data).join(format!("{series}.csv")))? {
            actual.push(record(row[0].parse()?, row[1].parse()?));
        }
        let queue = QueueHistory { queue: QueueId::new("series"), records: actual };
        let history = History { interval: Minutes(30), queues: vec![queue] };
        let mut errors = [[0.0; 3]; 3];
        for origin in folders(&Path::new(export).join(&series))? {
            let case = Case::read(&Path::new(export).join(&series).join(&origin), &origin)?;
            let options = forecast::Options::default();
            let demand = forecast::forecast(&case.centre, &case.history, &case.grid, &options)?;
            for (hour, sums) in [10, 14, 18].into_iter().zip(&mut errors) {
                add(&case, &demand, &history, hour, sums);
            }
        }
        for (hour, [before, after, came]) in [10, 14, 18].into_iter().zip(errors) {
            println!("| {series} | {hour}:00 | {:.4} | {:.4} |", before / came, after / came);
        }
    }
    Ok(())
}

/// Adds the absolute errors before and after, and what came, over the first week's rests of days.
fn add(
    case: &Case,
    demand: &Demand,
    history: &History,
    hour: i64,
    [before, after, came]: &mut [f64; 3],
) {
    let grid = &demand.grid;
    for day in 0..grid.days().min(7) {
        let slots = grid.slots_of_day(day);
        let now: Moment = grid.start(Slot(slots.start)) + Minutes(60 * hour);
        let later = forecast::reforecast(demand, history, now);
        for report in &history.queues[0].records {
            let Some(Slot(slot)) = grid.slot_of(report.at) else { continue };
            let asked = case.future.binary_search(&grid.local(Slot(slot))).is_ok();
            if asked && slots.contains(&slot) && report.at >= now {
                let y = report.offered.0;
                *before += (demand.queues[0].expected[slot].0 - y).abs();
                *after += (later.queues[0].expected[slot].0 - y).abs();
                *came += y;
            }
        }
    }
}
