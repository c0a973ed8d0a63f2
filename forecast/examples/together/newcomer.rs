//! A new queue with some weeks of its own, with and without a sibling's past.

use super::{Group, add};
use crate::series::Outcome;
use crate::tally::Tally;
use domain::{Grid, History, Newcomer, Slot};
use forecast::Options;

/// Prints the error of the first queue by weeks of its own history.
pub(crate) fn print(group: &Group) -> Outcome<()> {
    println!("\n| weeks of its own | ratio right | 80 % | ratio a third too low | 80 % | alone |");
    for weeks in [0, 1, 2, 4] {
        let right = of(group, weeks, Some(1.0))?;
        let low = of(group, weeks, Some(0.67))?;
        let alone = if weeks == 0 { None } else { Some(of(group, weeks, None)?.against_truth()) };
        println!(
            "| {weeks} | {:.3} | {:.2} | {:.3} | {:.2} | {} |",
            right.against_truth(),
            right.coverage80(),
            low.against_truth(),
            low.coverage80(),
            alone.map_or("–".to_owned(), |error| format!("{error:.3}")),
        );
    }
    Ok(())
}

/// The errors with so many weeks of its own, and a sibling at `stated` times the true ratio.
fn of(group: &Group, weeks: i64, stated: Option<f64>) -> Outcome<Tally> {
    let mut tally = Tally::default();
    for grid in group.grids()? {
        let options = stated.map_or(Options::default(), |factor| like(group, &grid, factor));
        let (mut centre, history) = (group.centre.clone(), young(group, &grid, weeks));
        centre.queues.truncate(if stated.is_some() { 2 } else { 1 });
        let demand = forecast::forecast(&centre, &history, &grid, &options)?;
        for Slot(slot) in grid.slots() {
            let at = grid.local(Slot(slot));
            if let (Some(&came), Some(&truth)) = (group.came[0].get(&at), group.truth[0].get(&at)) {
                add(&mut tally, &demand.queues[0], slot, [came, truth]);
            }
        }
    }
    Ok(tally)
}

/// The history with the first queue's reports before its last `weeks` forgotten.
fn young(group: &Group, grid: &Grid, weeks: i64) -> History {
    let mut history = group.history.clone();
    let begin = grid.horizon().start;
    history.queues[0].records.retain(|record| (begin - record.at).0 <= weeks * 7 * 1440);
    history
}

/// The first queue like the second, at `factor` times the ratio of their year before.
fn like(group: &Group, grid: &Grid, factor: f64) -> Options {
    let begin = grid.horizon().start;
    let all = |nth: usize| {
        let records = group.history.queues[nth].records.iter();
        let year = records.filter(|r| r.at < begin && (begin - r.at).0 <= 364 * 1440);
        year.map(|record| record.offered.0).sum::<f64>()
    };
    let [queue, like] = [0, 1].map(|nth| group.centre.queues[nth].id.clone());
    let newcomer = Newcomer { queue, like, ratio: factor * all(0) / all(1) };
    Options { newcomers: vec![newcomer], ..Options::default() }
}
