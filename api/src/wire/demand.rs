//! Demand on the wire.

use super::grid::{Horizon, start};
use domain::Grid;
use serde::Serialize;

/// Expected contacts of every queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Demand {
    /// The days forecast.
    pub horizon: Horizon,
    /// The probabilities of the quantiles.
    pub levels: [f64; 7],
    /// One entry per queue.
    pub queues: Vec<QueueDemand>,
}

/// Expected contacts of one queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueueDemand {
    /// Which queue.
    pub queue: String,
    /// One entry per interval.
    pub intervals: Vec<DemandInterval>,
    /// One entry per day.
    pub days: Vec<DemandDay>,
    /// Remarks a planner should read.
    pub notes: Vec<String>,
}

/// Expected contacts of one interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DemandInterval {
    /// When it begins.
    pub start: String,
    /// Whether contacts can arrive.
    pub open: bool,
    /// Expected offered contacts.
    pub expected: f64,
    /// Quantiles of the interval's contacts.
    pub quantiles: [f64; 7],
    /// Mean handle time in seconds.
    pub aht_seconds: f64,
}

/// Expected contacts of one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DemandDay {
    /// Which day.
    pub date: String,
    /// Expected offered contacts.
    pub expected: f64,
    /// The same without calendar effects.
    pub ordinary: f64,
    /// What makes the difference.
    pub effects: Vec<Effect>,
}

/// A named multiplier.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// What it is.
    pub name: String,
    /// The factor on volume.
    pub factor: f64,
}

impl From<&domain::Demand> for Demand {
    fn from(demand: &domain::Demand) -> Self {
        let grid = &demand.grid;
        Self {
            horizon: grid.into(),
            levels: domain::LEVELS,
            queues: demand.queues.iter().map(|q| queue(grid, q)).collect(),
        }
    }
}

fn queue(grid: &Grid, queue: &domain::QueueDemand) -> QueueDemand {
    let interval = |s: usize| DemandInterval {
        start: start(grid, s),
        open: queue.open[s],
        expected: queue.expected[s].0,
        quantiles: queue.quantiles[s].map(|c| c.0),
        aht_seconds: queue.aht[s].0,
    };
    QueueDemand {
        queue: queue.queue.to_string(),
        intervals: (0..grid.len()).map(interval).collect(),
        days: (0..grid.days()).map(|d| day(grid, queue, d)).collect(),
        notes: queue.decomposition.notes.clone(),
    }
}

fn day(grid: &Grid, queue: &domain::QueueDemand, d: usize) -> DemandDay {
    let slots = grid.slots_of_day(d);
    let sum = |all: &[domain::Contacts]| all[slots.clone()].iter().map(|c| c.0).sum();
    let effects = queue.decomposition.days.get(d).map_or(&[][..], |e| &e.factors);
    let effect = |(name, factor): &(String, f64)| Effect { name: name.clone(), factor: *factor };
    DemandDay {
        date: grid.date(d).to_string(),
        expected: sum(&queue.expected),
        ordinary: sum(&queue.decomposition.base),
        effects: effects.iter().map(effect).collect(),
    }
}
