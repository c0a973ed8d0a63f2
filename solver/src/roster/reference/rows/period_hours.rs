//! Period hours: paid time in the working-time period, what was worked before included.
//!
//! ```text
//! Formula   Σ_j paid(j) · x[a,j] ≤ max(0, max − period_to_date(a))      ∀ agent a
//! Row       period_hours[a]
//! Dual      what an hour more in the period would save, per minute
//! ```
//!
//! Twin: `domain::laws::PeriodHours` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.period_hours;
    let law = (Family::PeriodHours, rule.strength);
    for (a, person) in week.people() {
        let left = (rule.law.max - person.agent.period_to_date).0.max(0) as f64;
        let excess = x.sum(week, a, |shape| shape.paid) - left;
        m.keep(law, Some(&person.agent.id), person.agent.id.to_string(), excess, Unit::HOURS_BEGUN);
    }
}
