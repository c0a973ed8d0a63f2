//! What queues gain from each other: totals, reconciliation, a sibling's past.
//!
//! ```text
//! cargo run --release -p forecast --example together -- SERIES_FOLDER NAME,NAME,…
//! ```
//! Reads `NAME.csv` (time, contacts), `NAME.truth.csv` (time, true mean) and the first name's
//! `NAME.calendar.csv`, takes the series as the queues of one centre, and forecasts two weeks from
//! eight origins of their second half, once each for itself and once reconciled with their total.
//! Then the first queue is taken to be new, with 0, 1, 2 and 4 weeks of its own, like the second.
#![expect(clippy::print_stdout, reason = "a measuring tool prints its table")]

mod newcomer;
#[path = "../series/mod.rs"]
mod series;
mod tally;

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::{Centre, Demand, Grid, History, Minutes, QueueDemand, QueueHistory, QueueId, Slot};
use forecast::Options;
use series::{Outcome, calendar, centre, hours, queue, record, rows};
use std::collections::HashMap;
use std::path::Path;
use tally::Tally;

/// Half-hours and their values.
type Values = HashMap<NaiveDateTime, f64>;

const ORIGINS: u64 = 8;
const DAYS: u64 = 14;

/// Queues of one centre whose truth is known.
struct Group {
    centre: Centre,
    history: History,
    truth: Vec<Values>,
    came: Vec<Values>,
    first: NaiveDate,
    days: u64,
}

impl Group {
    fn read(folder: &Path, names: &[&str]) -> Outcome<Self> {
        let (mut queues, mut histories) = (Vec::new(), Vec::new());
        let (mut truth, mut came) = (Vec::new(), Vec::new());
        for name in names {
            let values = values(&folder.join(format!("{name}.csv")))?;
            let mut times: Vec<NaiveDateTime> = values.keys().copied().collect();
            times.sort_unstable();
            queues.push(queue(name, hours(times.iter().copied())));
            let records = times.iter().map(|at| record(*at, values[at])).collect();
            histories.push(QueueHistory { queue: QueueId::new(*name), records });
            truth.push(self::values(&folder.join(format!("{name}.truth.csv")))?);
            came.push(values);
        }
        let times = || came.iter().flat_map(|values| values.keys().map(NaiveDateTime::date));
        let (first, last) = (times().min().ok_or("nothing")?, times().max().ok_or("nothing")?);
        let calendar = calendar(&folder.join(format!("{}.calendar.csv", names[0])))?;
        let days = (last - first).num_days().unsigned_abs() + 1;
        let history = History { interval: Minutes(30), queues: histories };
        Ok(Self { centre: centre(queues, calendar), history, truth, came, first, days })
    }

    /// The two weeks from each origin.
    fn grids(&self) -> Outcome<Vec<Grid>> {
        let step = (self.days / 2 - DAYS) / 7 / (ORIGINS - 1) * 7;
        let first = self.first + Days::new((self.days / 2).div_ceil(7) * 7);
        let origin = |nth: u64| first + Days::new(nth * step);
        let grid = |nth| Grid::new(self.centre.zone, origin(nth), DAYS as usize, Minutes(30));
        Ok((0..ORIGINS).map(grid).collect::<Result<_, _>>()?)
    }
}

fn values(path: &Path) -> Outcome<Values> {
    rows(path)?.iter().map(|row| Ok((row[0].parse()?, row[1].parse()?))).collect()
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, names] = arguments.as_slice() else {
        return Err("usage: together SERIES_FOLDER NAME,NAME,…".into());
    };
    let names: Vec<&str> = names.split(',').collect();
    let group = Group::read(Path::new(folder), &names)?;
    let ids: Vec<QueueId> = names.iter().map(|name| QueueId::new(*name)).collect();
    let (mut alone, mut agreed) = (vec![Tally::default(); names.len() + 1], Vec::new());
    agreed.resize(names.len() + 1, Tally::default());
    for grid in group.grids()? {
        let options = Options::default();
        let demand = forecast::forecast(&group.centre, &group.history, &grid, &options)?;
        let moved = forecast::reconcile(&group.centre, &group.history, &demand, &ids, &options)?;
        tally(&group, &demand, &ids, &mut alone);
        tally(&group, &moved, &ids, &mut agreed);
    }
    println!("| queue | {} | {} |", Tally::HEAD, Tally::HEAD);
    for (nth, (alone, agreed)) in alone.iter().zip(&agreed).enumerate() {
        let name = names.get(nth).copied().unwrap_or("total");
        println!("| {name} | {alone} | {agreed} |");
    }
    newcomer::print(&group)
}

/// Adds the half-hours of every queue, and of their total.
fn tally(group: &Group, demand: &Demand, ids: &[QueueId], tallies: &mut [Tally]) {
    let total = forecast::total(demand, ids, &QueueId::new("total"));
    for Slot(slot) in demand.grid.slots() {
        let at = demand.grid.local(Slot(slot));
        let mut sums = [0.0; 2];
        let mut complete = true;
        for (nth, queue) in demand.queues.iter().enumerate() {
            match (group.came[nth].get(&at), group.truth[nth].get(&at)) {
                (Some(&came), Some(&truth)) => {
                    sums = [sums[0] + came, sums[1] + truth];
                    add(&mut tallies[nth], queue, slot, [came, truth]);
                }
                _ => complete &= !queue.open[slot],
            }
        }
        if complete && total.open[slot] {
            add(&mut tallies[demand.queues.len()], &total, slot, sums);
        }
    }
}

fn add(tally: &mut Tally, queue: &QueueDemand, slot: usize, [came, truth]: [f64; 2]) {
    tally.add(queue.expected[slot].0, &queue.quantiles[slot], came, truth);
}
