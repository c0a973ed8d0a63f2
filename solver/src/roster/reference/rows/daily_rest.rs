//! Daily rest: at least `rest` between the end of one shift and the start of the next.
//!
//! ```text
//! Formula   x[a,i] + x[a,j] − Σ_{k between} x[a,k] ≤ 1      ∀ agent a, ∀ i before j with
//!                                                           start(j) − end(i) < rest
//!           x[a,j] − Σ_{k before j} x[a,k] ≤ 0              ∀ j too soon after the last shift
//!                                                           before the horizon
//! Row       daily_rest[a, end of i, start of j]
//! Dual      no useful price: a packing row
//! ```
//!
//! Twin: `domain::laws::DailyRest` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::rows::succession::successions;
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.daily_rest;
    let law = (Family::DailyRest, rule.strength);
    for (a, person) in week.people() {
        for pair in successions(week, x, a, rule.law.rest) {
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
