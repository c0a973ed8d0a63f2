//! One queue: whoever serves a queue is on duty, and serves one at a time.
//!
//! ```text
//! Formula   Σ_q w[a,t,q] ≤ Σ_j duty(j,t) · x[a,j]      ∀ agent a, ∀ slot t
//! Row       one_queue[a, t]
//! Dual      what one more slot on duty would save
//! ```
//!
//! Twin: none; a shift has one activity at a time by its type

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::Model;
use crate::roster::reference::sets::Week;

/// Adds the rows of this family.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    for (a, person) in week.people() {
        for slot in x.slots_of(a) {
            let duty = x.sum(week, a, |shape| shape.on_duty(slot));
            let label = format!("{}, {}", person.agent.id, week.slot(slot));
            m.always(Family::OneQueue, label, x.busy(a, slot) - duty);
        }
    }
}
