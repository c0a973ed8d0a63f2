//! Availability and leave: no work on leave, while unavailable, before hiring; training attended.
//!
//! ```text
//! Formula   x[a,j] ≤ 0                          ∀ agent a, ∀ shift j that touches leave or
//!                                               absence, begins where none may, or lies
//!                                               before hiring
//!           Σ_{j attends r} x[a,j] ≥ 1          ∀ training r of a that begins in the horizon
//! Row       availability[a, date of j], availability[a, training r]
//! Dual      what the person would save by coming
//! ```
//!
//! Twin: `domain::laws::AvailabilityAndLeave` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::{Shape, Week};
use domain::AvailabilityKind;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::Availability, week.centre.rules.availability.strength);
    for (a, person) in week.people() {
        for (shape, works) in x.shifts(week, a).filter(|(shape, _)| shape.absent) {
            let label = format!("{}, {}", person.agent.id, shape.shift.date);
            m.keep(law, Some(&person.agent.id), label, works.into(), Unit::COUNT);
        }
        for training in week.availability(person.agent, |kind| kind == AvailabilityKind::Training) {
            if !week.grid.horizon().contains(training.span.start) {
                continue;
            }
            let attends = |shape: &Shape| if shape.attends(training.span) { 1.0 } else { 0.0 };
            let label = format!("{}, training {}", person.agent.id, week.at(training.span.start));
            let missed = 1.0 - x.sum(week, a, attends);
            m.keep(law, Some(&person.agent.id), label, missed, Unit::COUNT);
        }
    }
}
