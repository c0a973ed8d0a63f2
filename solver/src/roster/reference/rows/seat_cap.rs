//! Seat cap: at most so many people are on duty at the same time; rests,
//! training and meetings need no seat.
//!
//! ```text
//! Formula   Σ_a Σ_j duty(j,t) · x[a,j] + carried(t) ≤ seats      ∀ slot t
//! Row       seat_cap[t]
//! Dual      what one seat more then would save
//! ```
//!
//! Twin: `domain::laws::SeatCap` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Shape;
use crate::roster::reference::sets::Week;
use domain::Activity;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let rule = &week.centre.rules.seat_cap;
    let law = (Family::SeatCap, rule.strength);
    let hours = week.grid.interval().as_hours();
    let seated = |activity: &Activity| matches!(activity, Activity::Work(_) | Activity::Idle);
    let carried = week.carried(seated, |_| 1.0);
    for (slot, carried) in carried.iter().enumerate() {
        let on_duty = |shape: &Shape| shape.on_duty(slot);
        let people: Expression = week.people().map(|(a, _)| x.sum(week, a, on_duty)).sum();
        let excess = people + *carried - f64::from(rule.law.seats.0);
        m.keep(law, None, week.slot(slot), excess, Unit::share(hours));
    }
}
