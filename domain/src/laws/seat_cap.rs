//! Seat cap: at most so many people work at the same time (rests and training need no seat).
//!
//! Unit      agent-hour above

use crate::units::Agents;

/// A cap on people at work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatCap {
    /// The seats there are.
    pub seats: Agents,
}

impl super::Law for SeatCap {
    const NAME: &'static str = "seat_cap";
    const UNIT: &'static str = "agent-hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
