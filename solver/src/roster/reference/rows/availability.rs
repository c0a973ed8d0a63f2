//! Availability and leave: no work on leave, while unavailable, before hiring; training attended.
//!
//! Formula   x[a,j] ≤ 0      ∀ agent a, ∀ shift j that touches such a time
//! Row       availability[a, date of j]
//! Dual      what the person would save by coming
//! Twin      `domain::laws::AvailabilityAndLeave` judges the same law on a finished roster. Never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::Availability, week.centre.rules.availability.strength);
    for (a, person) in week.people() {
        for (shape, works) in x.shifts(week, a).filter(|(shape, _)| shape.absent) {
            let label = format!("{}, {}", person.agent.id, shape.shift.date);
            m.keep(law, Some(&person.agent.id), label, works.into(), Unit::COUNT);
        }
    }
}
