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
    /// The days that moved since an earlier forecast, where one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
}

/// One day whose expectation moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Which queue.
    pub queue: String,
    /// Which day.
    pub date: String,
    /// Contacts expected before.
    pub before: f64,
    /// Contacts expected now.
    pub after: f64,
    /// Multipliers that together make after ÷ before, the strongest first.
    pub reasons: Vec<Effect>,
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
    /// What a planner stated, beside what history suggests.
    pub stated: Vec<Stated>,
    /// Remarks a planner should read.
    pub notes: Vec<String>,
}

/// A planner's statement about an event; all are multipliers of the contacts without it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stated {
    /// The event.
    pub event: String,
    /// Its first day.
    pub first_day: String,
    /// What history suggests.
    pub model: f64,
    /// Standard deviation of the logarithm of `model`.
    pub model_sd: f64,
    /// What was stated.
    pub planner: f64,
    /// What the forecast uses.
    pub blend: f64,
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
            changes: None,
        }
    }
}

impl Demand {
    /// The same with the days that moved.
    pub(crate) fn with_changes(mut self, changes: Option<&[forecast::Change]>) -> Self {
        let change = |c: &forecast::Change| Change {
            queue: c.queue.to_string(),
            date: c.date.to_string(),
            before: c.before,
            after: c.after,
            reasons: c.reasons.iter().map(effect).collect(),
        };
        self.changes = changes.map(|all| all.iter().map(change).collect());
        self
    }
}

fn effect((name, factor): &(String, f64)) -> Effect {
    Effect { name: name.clone(), factor: *factor }
}

fn stated(one: &domain::Override) -> Stated {
    Stated {
        event: one.event.clone(),
        first_day: one.first_day.to_string(),
        model: one.model,
        model_sd: one.model_sd,
        planner: one.planner,
        blend: one.blend,
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
        stated: queue.decomposition.overrides.iter().map(stated).collect(),
        notes: queue.decomposition.notes.clone(),
    }
}

fn day(grid: &Grid, queue: &domain::QueueDemand, d: usize) -> DemandDay {
    let slots = grid.slots_of_day(d);
    let sum = |all: &[domain::Contacts]| all[slots.clone()].iter().map(|c| c.0).sum();
    let effects = queue.decomposition.days.get(d).map_or(&[][..], |e| &e.factors);
    DemandDay {
        date: grid.date(d).to_string(),
        expected: sum(&queue.expected),
        ordinary: sum(&queue.decomposition.base),
        effects: effects.iter().map(effect).collect(),
    }
}
