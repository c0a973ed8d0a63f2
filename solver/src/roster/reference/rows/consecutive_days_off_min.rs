//! Consecutive days off: at least `min` in a row, unless the run meets an end of the horizon.
//!
//! ```text
//! Formula   d[a,t−1] + d[a,t+k] − Σ_{u = t..t+k−1} d[a,u] ≤ 1
//!           ∀ agent a, ∀ day t > 0, ∀ k < min
//! Row       consecutive_days_off_min[a, t, k]
//! Dual      what a lone day off would save
//! ```
//!
//! Twin: `domain::laws::ConsecutiveDaysOffMin` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.consecutive_days_off_min;
    let law = (Family::ConsecutiveDaysOffMin, rule.strength);
    let (min, days) = (rule.law.min as usize, week.grid.days());
    for (a, person) in week.people() {
        for start in 1..days {
            for length in (1..min).take_while(|length| start + length < days) {
                let off: Expression =
                    (start..start + length).map(|d| x.worked(week, a, d as i64)).sum();
                let around = x.worked(week, a, start as i64 - 1)
                    + x.worked(week, a, (start + length) as i64);
                let label = format!("{}, {}, {length}", person.agent.id, week.day(start));
                let unit = Unit::event((min - length) as f64);
                m.keep(law, Some(&person.agent.id), label, around - off - 1.0, unit);
            }
        }
    }
}
