//! Consecutive working days: at least `min` in a row, unless the run meets the horizon's end.
//!
//! ```text
//! Formula   Σ_{u = t..t+k−1} d[a,u] − d[a,t−1] − d[a,t+k] ≤ k − 1
//!           ∀ agent a, ∀ day t, ∀ k < min; a run that began before the horizon counts from there,
//!           and one that begins with the horizon counts when the agent worked before
//! Row       consecutive_days_min[a, t, k]
//! Dual      what a lone day would save
//! ```
//!
//! Twin: `domain::laws::ConsecutiveDaysMin` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.consecutive_days_min;
    let law = (Family::ConsecutiveDaysMin, rule.strength);
    let (min, days) = (rule.law.min as usize, week.grid.days());
    for (a, person) in week.people() {
        let before = person.past.run();
        let starts = (0..days).filter(|start| *start > 0 || !person.past.spans.is_empty());
        for start in starts {
            let carried = if start == 0 { before } else { 0 };
            let shortest = usize::from(carried == 0);
            for length in shortest..min.saturating_sub(carried) {
                if start + length >= days {
                    break;
                }
                let run: Expression =
                    (start..start + length).map(|d| x.worked(week, a, d as i64)).sum();
                let mut excess = run - x.worked(week, a, (start + length) as i64);
                excess += 1.0 - length as f64;
                if carried == 0 {
                    excess -= x.worked(week, a, start as i64 - 1);
                }
                let label = format!("{}, {}, {length}", person.agent.id, week.day(start));
                let unit = Unit::event((min - carried - length) as f64);
                m.keep(law, Some(&person.agent.id), label, excess, unit);
            }
        }
    }
}
