//! Seat cap: at most so many people work at the same time.
//!
//! ```text
//! Formula   heads(t) ≤ seats      ∀ minute t of the horizon
//! Unit      agent-hour above (exact, not begun)
//! ```
//!
//! Work on any queue and idle time take a seat; rests, training and meetings need none. People of
//! shifts from before the horizon count.

use super::{Breach, Case, Law, crowd, say};
use crate::shift::Activity;
use crate::units::Agents;

/// A cap on people at work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatCap {
    /// The seats there are.
    pub seats: Agents,
}

impl Law for SeatCap {
    const NAME: &'static str = "seat_cap";
    const UNIT: &'static str = "agent-hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let stretches = case.all_shifts().flat_map(|s| &s.stretches);
        let seated = stretches.filter(|s| matches!(s.activity, Activity::Work(_) | Activity::Idle));
        let heads = crowd::heads(seated.map(|s| s.span), case.grid().horizon());
        let seats = i64::from(self.seats.0);
        let mut all = Vec::new();
        for (span, count) in heads.into_iter().filter(|(_, count)| *count > seats) {
            let when = say::span(span, case.centre().zone);
            let what = format!("{count} people need a seat, {when}; there are {seats}");
            all.push(Breach::at(span, (count - seats) as f64 * span.length().as_hours(), what));
        }
        all
    }
}
