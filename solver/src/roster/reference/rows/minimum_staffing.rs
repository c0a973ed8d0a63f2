//! Minimum staffing: while a queue is open, at least so many people work on it.
//!
//! ```text
//! Formula   Σ_a w[a,t,q] + carried(t,q) ≥ floor(q)      ∀ queue q with a floor, ∀ open slot t
//! Row       minimum_staffing[q, t]
//! Dual      what one person fewer then would save
//! ```
//!
//! Twin: `domain::laws::MinimumStaffing` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use domain::Activity;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.minimum_staffing;
    let law = (Family::MinimumStaffing, rule.strength);
    let hours = week.grid.interval().as_hours();
    for (id, floor) in &rule.law.floors {
        let found = week.centre.queues.iter().enumerate().find(|(_, queue)| &queue.id == id);
        let Some((q, queue)) = found else {
            continue;
        };
        let carried = week.carried(|activity| *activity == Activity::Work(id.clone()), |_| 1.0);
        for slot in (0..week.grid.len()).filter(|slot| week.is_open(queue, *slot)) {
            let there = x.serving_queue(week.people.len(), slot, q, |_| 1.0) + carried[slot];
            let label = format!("{id}, {}", week.slot(slot));
            m.keep(law, None, label, f64::from(floor.0) - there, Unit::share(hours));
        }
    }
}
