//! When a search ends, and why it did.

use std::time::Duration;

/// When to stop; the first limit reached counts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Limits {
    /// Elapsed time.
    pub time: Option<Duration>,
    /// Work units, for results that do not depend on the machine.
    pub work: Option<u64>,
    /// Stop when neither cost nor bound got better for so long.
    pub stall: Option<Duration>,
    /// Stop when (cost − bound) / cost is at most this; 0 asks for proved optimality.
    pub gap: f64,
}

/// Why a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stopped {
    /// Cost and bound meet: nothing cheaper exists.
    Optimal,
    /// The gap asked for was reached.
    Gap,
    /// The time was up.
    Time,
    /// The work units were used up.
    Work,
    /// Nothing better was found for long.
    Stall,
    /// The caller asked to stop.
    Cancelled,
}
