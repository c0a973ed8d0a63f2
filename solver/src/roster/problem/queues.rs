//! What each queue needs in each slot, and what it costs when people are missing.

use domain::{Money, Shortage};

/// A queue's needs and prices.
#[derive(Debug, Clone)]
pub(crate) struct Queue {
    /// What missing people cost.
    pub(crate) shortage: Shortage,
    /// People needed in each slot.
    pub(crate) need: Vec<u32>,
    /// Whether it may be worked in each slot.
    pub(crate) open: Vec<bool>,
    /// The fewest heads in each slot, and the price of one missing.
    pub(crate) floor: Option<Floor>,
    /// People there from shifts before the horizon, in millionths.
    pub(crate) before: Vec<i64>,
    /// The same in heads.
    pub(crate) heads_before: Vec<u16>,
    /// Work that may wait.
    pub(crate) tickets: Option<Tickets>,
}

/// A floor under the heads on a queue.
#[derive(Debug, Clone)]
pub(crate) struct Floor {
    /// The fewest heads in each slot.
    pub(crate) heads: Vec<u16>,
    /// The price of one head missing in one slot, in minor units.
    pub(crate) price: i64,
}

/// A cap on heads at work together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seats {
    /// The seats.
    pub(crate) count: u16,
    /// The price of one head too many in one slot, in minor units.
    pub(crate) price: i64,
}

/// Work that may wait, in agent-slots.
#[derive(Debug, Clone)]
pub(crate) struct Tickets {
    /// Work arriving in each slot; the backlog is in the first.
    pub(crate) arriving: Vec<f64>,
    /// Work due by the end of each slot, summed up.
    pub(crate) due: Vec<f64>,
    /// The price of a slot's work not done when due, in minor units.
    pub(crate) price: f64,
}

impl Queue {
    /// Whole agents of a slot's need that are priced lightly.
    pub(crate) fn light_agents(&self, slot: usize) -> f64 {
        (self.shortage.light_share.get() * f64::from(self.need[slot]) - 1e-9).ceil().max(0.0)
    }
}

/// The price per slot of an hourly price, unrounded.
pub(crate) fn per_slot(hourly: Money, interval: i64) -> f64 {
    hourly.0 as f64 * interval as f64 / 60.0
}
