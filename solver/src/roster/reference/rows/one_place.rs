//! One place: nobody is in two shifts at the same time, whatever the laws allow.
//!
//! ```text
//! Formula   Σ_{j covers t} x[a,j] ≤ 1      ∀ agent a, ∀ start t of a shift of a
//! Row       one_place[a, t]
//! Dual      no useful price: a packing row
//! ```
//!
//! Twin: none; a roster with overlapping shifts breaks `daily_rest`

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::Model;
use crate::roster::reference::sets::Week;

/// Adds the rows of this family.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    for (a, person) in week.people() {
        let mut starts: Vec<_> = person.shapes.iter().map(|shape| shape.span.start).collect();
        starts.dedup();
        for start in starts {
            let there = x.sum(week, a, |s| if s.span.contains(start) { 1.0 } else { 0.0 });
            let label = format!("{}, {}", person.agent.id, start.local(week.centre.zone));
            m.always(Family::OnePlace, label, there - 1.0);
        }
    }
}
