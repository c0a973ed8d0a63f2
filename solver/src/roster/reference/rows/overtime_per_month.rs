//! Overtime per month: daily and weekly overtime, month to date included, is at most `max`.
//!
//! Formula   to_date(a) + Σ_j overtime(j) · x[a,j] + Σ_w o[a,w] ≤ max      ∀ agent a
//!           o[a,w] ≥ Σ_{j in w} (paid(j) − overtime(j)) · x[a,j] − tier(a)  ∀ week w
//! Row       overtime_per_month[a]
//! Dual      what an hour more of overtime would save, per minute
//! Twin      `domain::laws::OvertimePerMonth` judges the same law on a finished roster. Never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::rows::pay::weekly_overtime;
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.overtime_per_month;
    let law = (Family::OvertimePerMonth, rule.strength);
    for (a, person) in week.people() {
        let mut overtime = x.sum(week, a, |shape| shape.overtime);
        for days in &week.weeks {
            overtime += weekly_overtime(m, week, x, a, days);
        }
        let left = (rule.law.max - person.agent.overtime_to_date).0 as f64;
        let (agent, label) = (&person.agent.id, person.agent.id.to_string());
        m.keep(law, Some(agent), label, overtime - left, Unit::HOURS_BEGUN);
    }
}
