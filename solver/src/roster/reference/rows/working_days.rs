//! Working days: dates with a shift per week lie within the contract, leave taken off.
//!
//! ```text
//! Formula   days_min(a,w) ≤ Σ_{t in w} d[a,t] ≤ days_max(a,w)      ∀ agent a, ∀ week w
//! Row       working_days[a, w, fewest | most]
//! Dual      what one day less owed, or more allowed, would save
//! ```
//!
//! Twin: `domain::laws::WorkingDays` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::WorkingDays, week.centre.rules.working_days.strength);
    for (a, person) in week.people() {
        for (days, terms) in week.weeks.iter().zip(&person.terms) {
            let worked = x.days_worked(a, days);
            let label = format!("{}, week of {}", person.agent.id, week.day(days.start));
            let (fewest, most) = (f64::from(terms.days_min), f64::from(terms.days_max));
            let under = (format!("{label}, fewest"), fewest - worked.clone());
            let over = (format!("{label}, most"), worked - most);
            for (label, excess) in [under, over] {
                m.keep(law, Some(&person.agent.id), label, excess, Unit::COUNT);
            }
        }
    }
}
