//! Start variation: within a week, start times on the clock differ by at most `max`.
//!
//! ```text
//! Formula   latest[a,w] ≥ clock(j) · x[a,j]              ∀ j in w
//!           early[a,w] ≥ (24 h − clock(j)) · x[a,j]      ∀ j in w, 24 h less the earliest start
//!           latest[a,w] + early[a,w] − 24 h ≤ max        ∀ agent a, ∀ week w
//! Row       start_variation[a, w]
//! Dual      what a wider spread would save, per minute
//! ```
//!
//! Twin: `domain::laws::StartVariation` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;

/// Minutes on the clock.
const DAY: f64 = 1440.0;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.start_variation;
    let law = (Family::StartVariation, rule.strength);
    for (a, person) in week.people() {
        for days in &week.weeks {
            let label = format!("{}, week of {}", person.agent.id, week.day(days.start));
            let shifts: Vec<_> =
                x.shifts(week, a).filter(|(shape, _)| days.contains(&shape.day)).collect();
            let late = shifts.iter().map(|(shape, works)| shape.clock * *works).collect();
            let early = shifts.iter().map(|(shape, works)| (DAY - shape.clock) * *works).collect();
            let latest = m.envelope(format!("latest start {label}"), late);
            let early = m.envelope(format!("earliest start {label}"), early);
            let excess = latest + early - (DAY + rule.law.max.0 as f64);
            m.keep(law, Some(&person.agent.id), label, excess, Unit::HOURS_BEGUN);
        }
    }
}
