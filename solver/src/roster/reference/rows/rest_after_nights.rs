//! Rest after nights: a longer rest between a night shift and a following day shift.
//!
//! ```text
//! Formula   x[a,i] + x[a,j] − Σ_{k between} x[a,k] ≤ 1      ∀ agent a, ∀ night shift i before day
//!                                                           shift j, start(j) − end(i) < rest
//!           x[a,j] − Σ_{k before j} x[a,k] ≤ 0              ∀ j after a night before the horizon
//! Row       rest_after_nights[a, end of i, start of j]
//! Dual      no useful price: a packing row
//! ```
//!
//! Twin: `domain::laws::RestAfterNights` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::rows::succession::successions;
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.rest_after_nights;
    let law = (Family::RestAfterNights, rule.strength);
    for (a, person) in week.people() {
        let pairs = successions(week, x, a, rule.law.rest).into_iter();
        for pair in pairs.filter(|pair| pair.after_night && !pair.into_night) {
            let label = format!("{}, {}", person.agent.id, pair.label);
            m.keep(
                law,
                Some(&person.agent.id),
                label,
                pair.excess,
                Unit::event(pair.hours_missing),
            );
        }
    }
}
