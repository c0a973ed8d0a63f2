//! Locked shifts: where a row locks a shift, the agent has one with exactly that start and end.
//!
//! ```text
//! Formula   Σ_{j with span l} x[a,j] ≥ 1      ∀ agent a, ∀ locked span l in the horizon
//! Row       locked_shifts[a, l]
//! Dual      what the lock costs
//! ```
//!
//! Twin: `domain::laws::LockedShifts` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use domain::AvailabilityKind;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::LockedShifts, week.centre.rules.locked_shifts.strength);
    for (a, person) in week.people() {
        for lock in week.availability(person.agent, |kind| kind == AvailabilityKind::LockedShift) {
            if !week.grid.horizon().contains(lock.span.start) {
                continue;
            }
            let kept = x.sum(week, a, |shape| if shape.span == lock.span { 1.0 } else { 0.0 });
            let label = format!("{}, {}", person.agent.id, lock.span.start.local(week.centre.zone));
            m.keep(law, Some(&person.agent.id), label, 1.0 - kept, Unit::COUNT);
        }
    }
}
