//! Opening hours: nobody works on a live queue while it is closed.
//!
//! Formula   Σ_{t closed} w[a,t,q] ≤ 0      ∀ agent a, ∀ live queue q
//! Row       opening_hours[a, q]
//! Dual      what opening the queue then would save
//! Twin      `domain::laws::WithinOpeningHours` judges the same law on a finished roster. Never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::OpeningHours, week.centre.rules.opening_hours.strength);
    let hours = week.grid.interval().as_hours();
    for (a, person) in week.people() {
        for (q, queue) in week.centre.queues.iter().enumerate() {
            let closed = |slot: &usize| !week.is_open(queue, *slot);
            let served = x.serves_of(a, q).filter(|(slot, _)| closed(slot));
            let served: Expression = served.map(|(_, w)| w).sum();
            let label = format!("{}, {}", person.agent.id, queue.id);
            let unit = Unit { size: 1.0 / hours, weight: 1.0, whole: true };
            m.keep(law, Some(&person.agent.id), label, served, unit);
        }
    }
}
