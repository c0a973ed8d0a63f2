//! Daily hours: at most `max` paid time on one date, overtime included.
//!
//! ```text
//! Formula   Σ_{j on t} paid(j) · x[a,j] ≤ max      ∀ agent a, ∀ day t
//! Row       daily_hours[a, t]
//! Dual      what a longer day would save, per minute
//! ```
//!
//! Twin: `domain::laws::DailyHours` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.daily_hours;
    let law = (Family::DailyHours, rule.strength);
    for (a, person) in week.people() {
        for day in 0..week.grid.days() {
            let paid = x.sum_in(week, a, &(day..day + 1), |shape| shape.paid);
            let label = format!("{}, {}", person.agent.id, week.day(day));
            let excess = paid - rule.law.max.0 as f64;
            m.keep(law, Some(&person.agent.id), label, excess, Unit::HOURS_BEGUN);
        }
    }
}
