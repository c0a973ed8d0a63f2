//! Weekends off: of the weekends wholly in the horizon at most `worked_max` are worked.
//!
//! ```text
//! Formula   Σ_e max(d[a,Saturday e], d[a,Sunday e]) ≤ worked_max      ∀ agent a
//! Row       weekends_off[a]
//! Dual      what one worked weekend more would save
//! ```
//!
//! Twin: `domain::laws::WeekendsOff` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.weekends_off;
    let law = (Family::WeekendsOff, rule.strength);
    for (a, person) in week.people() {
        let mut worked = Expression::default();
        for saturday in week.saturdays() {
            let name = format!("weekend {} {}", person.agent.id, week.day(saturday));
            let days = [saturday as i64, saturday as i64 + 1];
            worked += m.envelope(name, days.map(|d| x.worked(week, a, d)).to_vec());
        }
        let excess = worked - f64::from(rule.law.worked_max);
        m.keep(law, Some(&person.agent.id), person.agent.id.to_string(), excess, Unit::COUNT);
    }
}
