//! What can still be done on the day: overtime, going home early, other queues, standby.
//!
//! The shifts stand; the volume turns out as it does. A small linear programme finds the cheapest
//! answer for one future, knowing it: the second stage of a two-stage plan.
//!
//! ```text
//! extend(s, k) ∈ [0, 1]    shift s goes on for a k-th slot; extend(s, k) ≤ extend(s, k−1)
//! release(s, k) ∈ [0, 1]   shift s ends a k-th slot sooner; release(s, k) ≤ release(s, k−1)
//! served(p, q, t) ≥ 0      people of pool p on queue q            Σ_q served ≤ there(p, t)
//! call(b, t) ∈ [0, people] people on standby called for a block that begins in slot t
//! Cover(q, t)              Σ speed·served + light + heavy ≥ need(q, t)
//! Month(a)                 Σ extend ≤ overtime left in the agent's month
//! ```
//! Overtime keeps the daily rest before the next shift, the paid hours of a day, the month's
//! overtime, and protected people; it is paid at the contract's dearest daily tier, at least time
//! and a half. What it cannot do: move breaks, call people on their day off, shift a start.

mod model;
mod moves;

pub use model::{Recourse, Settled};

use domain::{Cure, Minutes, Money, QueueId, Share};

/// What may be done on the day.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The longest extension of one shift.
    pub overtime: Minutes,
    /// The longest time somebody may be sent home early.
    pub release: Minutes,
    /// The share of the wage that is paid for time released.
    pub release_pay: Share,
    /// Whether people may serve the other queues they can.
    pub swaps: bool,
    /// People on standby.
    pub standby: Vec<Standby>,
}

impl Default for Options {
    /// Two hours of overtime, two hours of voluntary time off at half pay, swaps, no standby.
    fn default() -> Self {
        Self {
            overtime: Minutes::hours(2),
            release: Minutes::hours(2),
            release_pay: Share::new(0.5).unwrap_or_default(),
            swaps: true,
            standby: Vec::new(),
        }
    }
}

/// People of an agency, or at home, who can be called for a block of hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Standby {
    /// The queue they serve.
    pub queue: QueueId,
    /// How many.
    pub people: u32,
    /// How long a call lasts.
    pub block: Minutes,
    /// Pay per hour called.
    pub rate: Money,
    /// Paid for each of them and day, called or not.
    pub retainer: Money,
}

/// Why there is no recourse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecourseError {
    /// The optimiser failed.
    #[error("the optimiser gave up on a future: {0}")]
    Backend(String),
    /// A requirement over another horizon than the roster's.
    #[error("the future is of another horizon or other queues than the roster")]
    Horizon,
}

impl Cure for RecourseError {
    fn code(&self) -> &'static str {
        match self {
            Self::Backend(_) => "E2212",
            Self::Horizon => "E2213",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Backend(_) => "report it with the centre's folder".into(),
            Self::Horizon => "make both for the same days of the same centre".into(),
        }
    }
}
