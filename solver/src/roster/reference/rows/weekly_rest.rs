//! Weekly rest: in each week at least `days` dates without a shift.
//!
//! ```text
//! Formula   Σ_{t in w} (1 − d[a,t]) ≥ days      ∀ agent a, ∀ whole week w
//! Row       weekly_rest[a, w]
//! Dual      what one working day more would save
//! ```
//!
//! Twin: `domain::laws::WeeklyRest` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.weekly_rest;
    let law = (Family::WeeklyRest, rule.strength);
    for (a, person) in week.people() {
        for days in week.weeks.iter().filter(|days| days.len() == 7) {
            let worked = x.days_worked(a, days);
            let free = days.len() as f64 - f64::from(rule.law.days);
            let label = format!("{}, week of {}", person.agent.id, week.day(days.start));
            m.keep(law, Some(&person.agent.id), label, worked - free, Unit::COUNT);
        }
    }
}
