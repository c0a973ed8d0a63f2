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
    /// What moved, as multipliers that together make `after / before`, the strongest first:
    /// effects by their names, `stated by the planner`, and `level`, the base that no named effect
    /// explains (changed opening hours are part of it).
    pub reasons: Vec<(String, f64)>,
}

/// The days of both forecasts whose totals differ by more than `share` of the earlier one.
///
/// Days that only one of the two covers are not compared; a day that opens or closes is listed with
/// the single reason `opening hours`, one without a decomposition with `unexplained`.
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
                let parts = (parts(before, earlier, old_day), parts(after, later, day));
                let reasons = match parts {
                    _ if old == 0.0 || new == 0.0 => {
                        vec![("opening hours".to_owned(), new / old)]
                    }
                    (Some(then), Some(now)) => reasons(&then, &now, new / old),
                    _ => vec![("unexplained".to_owned(), new / old)],
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

/// The named multipliers of a day, the planner's part among them; `None` where they are not known.
fn parts(demand: &Demand, queue: &QueueDemand, day: usize) -> Option<Vec<(String, f64)>> {
    let mut factors = queue.decomposition.days.get(day)?.factors.clone();
    let base = demand.grid.slots_of_day(day).map(|s| queue.decomposition.base.get(s));
    let base: f64 = base.map(|b| b.map(|c| c.0)).sum::<Option<f64>>()?;
    let model = base * factors.iter().map(|(_, factor)| factor).product::<f64>();
    if model > 0.0 && !queue.decomposition.overrides.is_empty() {
        let planner = total(demand, queue, day) / model;
        factors.push(("stated by the planner".to_owned(), planner));
    }
    Some(factors)
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
