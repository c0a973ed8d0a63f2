//! What the simulation of a roster corrected, on the wire.

use super::Performance;
use super::grid::start;
use super::requirement::target;
use domain::{Cut, Grid, Miss, Raise};
use scenarios::plan::SettledPlan;
use serde::Serialize;

/// The rounds of simulating a roster and solving it again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settled {
    /// Whether every promise is kept, as far as the simulation can tell.
    pub holds: bool,
    /// The corrections of every round that was followed by another.
    pub rounds: Vec<Vec<Correction>>,
    /// Promises still broken.
    pub misses: Vec<BrokenPromise>,
    /// What the last roster would deliver.
    pub performance: Performance,
}

/// More people, or more ticket work, asked for than the formulas do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Correction {
    /// Which queue.
    pub queue: String,
    /// The first interval.
    pub from: String,
    /// How many intervals.
    pub intervals: usize,
    /// People added in each of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// The factor on ticket work arriving in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<f64>,
    /// The sort of the broken promise.
    pub target: &'static str,
    /// What was simulated: a share, or seconds of waiting.
    pub simulated: f64,
}

/// A promise that the simulated roster does not keep.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BrokenPromise {
    /// Which queue.
    pub queue: String,
    /// The first interval of the promise's period.
    pub from: String,
    /// How many intervals it has.
    pub intervals: usize,
    /// The sort of promise.
    pub target: &'static str,
    /// What was simulated, with half its 95 % interval.
    pub simulated: [f64; 2],
    /// Whether the roster has fewer people than the requirement asks for.
    pub understaffed: bool,
}

impl From<&SettledPlan> for Settled {
    fn from(settled: &SettledPlan) -> Self {
        let grid = &settled.performance.grid;
        let round = |cuts: &Vec<Cut>| cuts.iter().map(|cut| correction(grid, cut)).collect();
        Self {
            holds: settled.misses.is_empty(),
            rounds: settled.rounds.iter().map(round).collect(),
            misses: settled.misses.iter().map(|miss| BrokenPromise::new(grid, miss)).collect(),
            performance: (&settled.performance).into(),
        }
    }
}

fn correction(grid: &Grid, cut: &Cut) -> Correction {
    let (people, work) = match cut.raise {
        Raise::People(agents) => (Some(agents.0), None),
        Raise::Work(times) => (None, Some(times)),
    };
    Correction {
        queue: cut.queue.to_string(),
        from: start(grid, cut.slots.start),
        intervals: cut.slots.len(),
        people,
        work,
        target: target(&cut.target),
        simulated: cut.simulated,
    }
}

impl BrokenPromise {
    /// A miss on a grid.
    pub(crate) fn new(grid: &Grid, miss: &Miss) -> Self {
        Self {
            queue: miss.queue.to_string(),
            from: start(grid, miss.slots.start),
            intervals: miss.slots.len(),
            target: target(&miss.target),
            simulated: [miss.simulated.mean, miss.simulated.half_width],
            understaffed: miss.understaffed,
        }
    }
}
