//! What changed between two forecasts, and why.

use chrono::NaiveDate;
use domain::{Demand, QueueDemand, QueueId};

/// One day of one queue whose expectation changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The queue.
    pub queue: QueueId,
    /// The day.
    pub date: NaiveDate,
    /// Contacts expected before.
    pub before: f64,
    /// Contacts expected now.
    pub after: f64,
    /// What moved, as multipliers that together make `after / before`, the strongest first. `level`
    /// is the base that no named effect explains; `opening hours` and stated effects are part
    /// of it.
    pub reasons: Vec<(String, f64)>,
}

/// The days of both forecasts whose totals differ by more than `share` of the earlier one.
///
/// Days that only one of the two covers are not compared; a day that opens or closes is listed with
/// the single reason `opening hours`.
#[must_use]
pub fn changes(before: &Demand, after: &Demand, share: f64) -> Vec<Change> {
    let mut all = Vec::new();
    for later in &after.queues {
        let Some(earlier) = before.queue(&later.queue) else { continue };
        for day in 0..after.grid.days() {
            let date = after.grid.date(day);
            let Some(old_day) = before.grid.day_of_date(date) else { continue };
            let (old, new) = (total(before, earlier, old_day), total(after, later, day));
            if (new - old).abs() > share * old {
                let effects = (&earlier.decomposition.days, &later.decomposition.days);
                let reasons = match (effects.0.get(old_day), effects.1.get(day)) {
                    (Some(then), Some(now)) if old > 0.0 && new > 0.0 => {
                        reasons(&then.factors, &now.factors, new / old)
                    }
                    _ => vec![("opening hours".to_owned(), new / old)],
                };
                let queue = later.queue.clone();
                all.push(Change { queue, date, before: old, after: new, reasons });
            }
        }
    }
    all
}

fn total(demand: &Demand, queue: &QueueDemand, day: usize) -> f64 {
    queue.expected[demand.grid.slots_of_day(day)].iter().map(|contacts| contacts.0).sum()
}

/// The ratio of each named factor, and what is left as `level`.
fn reasons(then: &[(String, f64)], now: &[(String, f64)], ratio: f64) -> Vec<(String, f64)> {
    let of = |factors: &[(String, f64)], name: &str| {
        factors.iter().filter(|(n, _)| n == name).map(|(_, factor)| factor).product::<f64>()
    };
    let mut names: Vec<&String> = then.iter().chain(now).map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let mut moved: Vec<(String, f64)> =
        names.into_iter().map(|name| (name.clone(), of(now, name) / of(then, name))).collect();
    let named: f64 = moved.iter().map(|(_, factor)| factor).product();
    moved.push(("level".to_owned(), ratio / named));
    moved.retain(|(_, factor)| (factor - 1.0).abs() > 1e-9);
    moved.sort_by(|a, b| b.1.ln().abs().total_cmp(&a.1.ln().abs()));
    moved
}
