//! Meals and breaks: those of the template, in their windows, and no overlong stretch.
//!
//! ```text
//! Formula   k(j) · x[a,j] ≤ 0      ∀ agent a, ∀ shift j with k(j) > 0 breaks missing, extra,
//!           misplaced or stretches too long
//! Row       breaks[a, date of j]
//! Dual      what moving the break would save
//! ```
//!
//! Twin: `domain::laws::Breaks` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::Breaks, week.centre.rules.breaks.strength);
    for (a, person) in week.people() {
        for (shape, works) in x.shifts(week, a).filter(|(shape, _)| shape.break_faults > 0.0) {
            let label = format!("{}, {}", person.agent.id, shape.shift.date);
            m.keep(law, Some(&person.agent.id), label, works * shape.break_faults, Unit::COUNT);
        }
    }
}
