//! Consecutive working days: at most `max` in a row, the days before the horizon included.
//!
//! ```text
//! Formula   Σ_{u = t−max..t} d[a,u] ≤ max      ∀ agent a, ∀ day t
//! Row       consecutive_days_max[a, t]
//! Dual      what one day more in a row would save
//! ```
//!
//! Twin: `domain::laws::ConsecutiveDaysMax` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.consecutive_days_max;
    let law = (Family::ConsecutiveDaysMax, rule.strength);
    let max = i64::from(rule.law.max);
    for (a, person) in week.people() {
        for day in 0..week.grid.days() {
            let run = day as i64 - max..=day as i64;
            let worked: Expression = run.map(|d| x.worked(week, a, d)).sum();
            let label = format!("{}, {}", person.agent.id, week.day(day));
            m.keep(law, Some(&person.agent.id), label, worked - max as f64, Unit::COUNT);
        }
    }
}
