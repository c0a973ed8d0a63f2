//! Overtime per day: paid time above the first daily tier is at most `max`.
//!
//! ```text
//! Formula   Σ_{j on t} paid(j) · x[a,j] − tier(a) ≤ max      ∀ agent a with daily tiers, ∀ day t
//! Row       overtime_per_day[a, t]
//! Dual      what longer overtime that day would save, per minute
//! ```
//!
//! Twin: `domain::laws::OvertimePerDay` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.overtime_per_day;
    let law = (Family::OvertimePerDay, rule.strength);
    for (a, person) in week.people() {
        let Some(tier) = person.contract.daily_overtime.first() else { continue };
        for day in 0..week.grid.days() {
            let paid = x.sum_in(week, a, &(day..day + 1), |shape| shape.paid);
            let label = format!("{}, {}", person.agent.id, week.day(day));
            let excess = paid - (tier.above + rule.law.max).0 as f64;
            m.keep(law, Some(&person.agent.id), label, excess, Unit::HOURS_BEGUN);
        }
    }
}
