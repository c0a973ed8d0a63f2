//! Forecasts every series and origin of an export folder and writes the scorer's table.
//!
//! ```text
//! cargo run --release -p forecast --example bench_export -- EXPORT OUT.csv [SERIES,SERIES…]
//! ```
//! `EXPORT/<series>/<origin>/` holds `train.csv` (timestamp,value), `future.csv` (timestamp) and
//! `calendar.csv` (date,name,kind,class,intensity). A measuring tool: it reads files and the clock.
#![expect(clippy::print_stderr, reason = "a measuring tool talks to its user")]

mod case;

use case::{Case, Outcome, folders};
use domain::{Demand, Moment, Slot};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [export, out, rest @ ..] = arguments.as_slice() else {
        return Err("usage: bench_export EXPORT OUT.csv [SERIES,SERIES…]".into());
    };
    let wanted: Vec<&str> = rest.first().map_or(Vec::new(), |names| names.split(',').collect());
    let mut text = "model,series,origin,timestamp,mean,q025,q10,q90,q975,secs\n".to_owned();
    for series in folders(Path::new(export))? {
        if !wanted.is_empty() && !wanted.contains(&series.as_str()) {
            continue;
        }
        let mut seconds = 0.0;
        let origins = folders(&Path::new(export).join(&series))?;
        for origin in &origins {
            let case = Case::read(&Path::new(export).join(&series).join(origin), origin)?;
            let begin = Instant::now();
            let demand = forecast::forecast(
                &case.centre,
                &case.history,
                &case.grid,
                &forecast::Options::default(),
            )?;
            let took = begin.elapsed().as_secs_f64();
            seconds += took;
            write(&mut text, &format!("paiban,{series},{origin}"), &case, &demand, took)?;
        }
        eprintln!("{series}: {:.3} s per origin", seconds / origins.len() as f64);
    }
    std::fs::write(out, text)?;
    Ok(())
}

/// One line per half-hour to forecast.
fn write(text: &mut String, key: &str, case: &Case, demand: &Demand, took: f64) -> Outcome<()> {
    let queue = &demand.queues[0];
    for &at in &case.future {
        let slot = case.grid.slot_of(Moment::from_utc(at.and_utc())).ok_or("beyond the grid")?;
        let Slot(slot) = slot;
        let q = queue.quantiles[slot].map(|contacts| contacts.0);
        let mean = queue.expected[slot].0;
        let stamp = at.format("%Y-%m-%dT%H:%M:%S");
        writeln!(text, "{key},{stamp},{mean:.5},{},{},{},{},{took:.5}", q[0], q[1], q[5], q[6])?;
    }
    Ok(())
}
