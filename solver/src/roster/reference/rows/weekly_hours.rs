//! Weekly hours: paid time per week lies within the contract, leave taken off.
//!
//! ```text
//! Formula   paid_min(a,w) ≤ Σ_{j in w} paid(j) · x[a,j] ≤ paid_max(a,w)      ∀ agent a, ∀ week w
//! Row       weekly_hours[a, w, least | most]
//! Dual      what an hour less owed, or more allowed, would save, per minute
//! ```
//!
//! Twin: `domain::laws::WeeklyHours` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::WeeklyHours, week.centre.rules.weekly_hours.strength);
    for (a, person) in week.people() {
        for (days, terms) in week.weeks.iter().zip(&person.terms) {
            let paid = x.sum_in(week, a, days, |shape| shape.paid);
            let label = format!("{}, week of {}", person.agent.id, week.day(days.start));
            let (least, most) = (terms.paid_min.0 as f64, terms.paid_max.0 as f64);
            let under = (format!("{label}, least"), least - paid.clone());
            let over = (format!("{label}, most"), paid - most);
            for (label, excess) in [under, over] {
                m.keep(law, Some(&person.agent.id), label, excess, Unit::HOURS_BEGUN);
            }
        }
    }
}
