//! One shift a day: an agent starts at most one shift on a date.
//!
//! ```text
//! Formula   Σ_{j on t} x[a,j] ≤ 1      ∀ agent a, ∀ day t
//! Row       one_shift_a_day[a, t]
//! Dual      what a second shift that day would save
//! ```
//!
//! Twin: `domain::laws::OneShiftADay` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::OneShiftADay, week.centre.rules.one_shift_a_day.strength);
    for (a, person) in week.people() {
        for day in 0..week.grid.days() {
            let excess = x.sum_in(week, a, &(day..day + 1), |_| 1.0) - 1.0;
            let label = format!("{}, {}", person.agent.id, week.day(day));
            m.keep(law, Some(&person.agent.id), label, excess, Unit::COUNT);
        }
    }
}
