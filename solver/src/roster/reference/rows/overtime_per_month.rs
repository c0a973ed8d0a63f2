//! Overtime per month: daily and weekly overtime, month to date included, is at most `max`.
//!
//! ```text
//! Formula   Σ_{t in M} v[a,t] + Σ_{w in M} o[a,w] ≤ max(0, max − to_date(a, M))
//!           ∀ agent a, ∀ month M: its weeks are those of the horizon that begin in it; v and o are
//!           the daily and weekly overtime of `pay`; to_date counts to the first month
//! Row       overtime_per_month[a, M]
//! Dual      what an hour more of overtime would save, per minute
//! ```
//!
//! Twin: `domain::laws::OvertimePerMonth` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::rows::pay::{daily_overtime, weekly_overtime};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.overtime_per_month;
    let law = (Family::OvertimePerMonth, rule.strength);
    for (a, person) in week.people() {
        for (n, days) in week.months().iter().enumerate() {
            let mut overtime = Expression::default();
            for week_days in week.weeks.iter().filter(|w| days.contains(&w.start)) {
                for day in week_days.clone() {
                    overtime += daily_overtime(m, week, x, a, day);
                }
                overtime += weekly_overtime(m, week, x, a, week_days);
            }
            let before = if n == 0 { person.agent.overtime_to_date.0 } else { 0 };
            let left = (rule.law.max.0 - before).max(0) as f64;
            let label = format!("{}, {}", person.agent.id, week.grid.date(days.start).format("%b"));
            m.keep(law, Some(&person.agent.id), label, overtime - left, Unit::HOURS_BEGUN);
        }
    }
}
