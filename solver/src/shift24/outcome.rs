//! How to search, what is told on the way, and what comes out.

use crate::shift24::problem::Tour;
use std::time::Duration;

/// How to search; the first limit reached counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The seed of every random choice.
    pub seed: u64,
    /// How long to search.
    pub time: Option<Duration>,
    /// How many tours to price. With this limit alone only what counts its work runs (no programme
    /// is handed to the optimiser), and the answer is the same on every machine.
    pub work: Option<u64>,
    /// Stop when neither cost nor bound got better for so long.
    pub stall: Option<Duration>,
    /// Stop when (cost − bound) / cost is below this; 0 asks for proved optimality.
    pub gap: f64,
}

/// Tours priced by a search without limits.
const WORK_DEFAULT: u64 = 200_000;

impl Options {
    /// The limit on work: a search without any limit has one.
    pub(super) fn work_limit(&self) -> Option<u64> {
        self.work.or_else(|| self.time.is_none().then_some(WORK_DEFAULT))
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Everybody's tour; `None` when no lawful roster was found.
    pub tours: Option<Vec<Tour>>,
    /// What it costs.
    pub cost: Option<i64>,
    /// No lawful roster costs less.
    pub bound: i64,
    /// Tours priced in the search.
    pub work: u64,
    /// Why the search ended.
    pub stopped: Stopped,
}

/// Why a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// Cost and bound meet.
    Optimal,
    /// The gap asked for was reached.
    Gap,
    /// The time was up.
    Time,
    /// The work was done.
    Work,
    /// Nothing got better for long.
    Stall,
    /// The caller asked to stop.
    Cancelled,
}

/// What the search does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// A first roster is made.
    Construct,
    /// The bound has risen.
    Bound,
    /// The relaxation is rounded.
    Dive,
    /// All generated tours are mixed.
    Pool,
    /// A round of ruin and recreate is done.
    Improve,
    /// A round of mending a few people at a time is done.
    Mend,
}

/// How far the search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What was done last.
    pub phase: Phase,
    /// The cheapest roster so far.
    pub cost: Option<i64>,
    /// The bound.
    pub bound: i64,
}
