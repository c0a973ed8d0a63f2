//! The requirement on the wire.

use super::grid::{Horizon, start};
use domain::{Grid, TargetKind};
use serde::Serialize;

/// People needed by every queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirement {
    /// The days staffed.
    pub horizon: Horizon,
    /// One entry per queue.
    pub queues: Vec<QueueRequirement>,
}

/// People needed by one queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueueRequirement {
    /// Which queue.
    pub queue: String,
    /// One entry per interval.
    pub intervals: Vec<RequirementInterval>,
}

/// People needed in one interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequirementInterval {
    /// When it begins.
    pub start: String,
    /// People on the roster, shrinkage included.
    pub agents: u32,
    /// People at desks.
    pub seated: u32,
    /// Offered load.
    pub erlangs: f64,
    /// The sort of target that asks for the most people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<&'static str>,
    /// Work that arrives and may wait, in agent-intervals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arriving: Option<f64>,
    /// Such work that must be finished by the end of the interval, cumulated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<f64>,
}

impl From<&domain::Requirement> for Requirement {
    fn from(requirement: &domain::Requirement) -> Self {
        let grid = &requirement.grid;
        let queues = requirement.queues.iter().map(|q| queue(grid, q)).collect();
        Self { horizon: grid.into(), queues }
    }
}

fn queue(grid: &Grid, need: &domain::QueueRequirement) -> QueueRequirement {
    let interval = |s: usize| RequirementInterval {
        start: start(grid, s),
        agents: need.agents[s].0,
        seated: need.seated[s].0,
        erlangs: need.load[s].0,
        asked_by: need.binding[s].as_ref().map(target),
        arriving: need.deferrable.as_ref().map(|w| w.arriving[s]),
        due: need.deferrable.as_ref().map(|w| w.due[s]),
    };
    QueueRequirement {
        queue: need.queue.to_string(),
        intervals: (0..grid.len()).map(interval).collect(),
    }
}

/// The word for a sort of target, as in `centre.toml`.
pub(crate) const fn target(kind: &TargetKind) -> &'static str {
    match kind {
        TargetKind::ServiceLevel { .. } => "service_level",
        TargetKind::MeanWait(_) => "mean_wait",
        TargetKind::Abandonment(_) => "abandonment",
        TargetKind::Occupancy(_) => "occupancy",
        TargetKind::Deadline { .. } => "deadline",
    }
}
