//! Simulated service on the wire.

use super::BrokenPromise;
use super::grid::Horizon;
use domain::{Definition, Grid, Measures, Miss, Precision};
use serde::Serialize;

/// The simulated service of a roster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Performance {
    /// The days simulated.
    pub horizon: Horizon,
    /// How many times.
    pub replications: u32,
    /// Contacts simulated, over all replications.
    pub contacts: u64,
    /// Whether the intervals became as tight as asked.
    pub precise_enough: bool,
    /// The seed of every random choice.
    pub seed: u64,
    /// One entry per queue.
    pub queues: Vec<QueuePerformance>,
    /// Promises not kept, beyond the simulation's own noise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misses: Option<Vec<BrokenPromise>>,
}

/// The simulated service of one queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueuePerformance {
    /// Which queue.
    pub queue: String,
    /// What its service level counts.
    pub service_level_means: String,
    /// One entry per interval.
    pub intervals: Vec<Service>,
    /// One entry per day.
    pub days: Vec<Service>,
    /// All days together.
    pub total: Service,
}

/// Service over a period: means over replications, each with half its 95 % confidence interval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Service {
    /// Contacts that arrived.
    pub offered: f64,
    /// Share answered (tickets: done) in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<[f64; 2]>,
    /// Mean wait in seconds of those answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_wait_seconds: Option<[f64; 2]>,
    /// Share who hung up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abandonment: Option<[f64; 2]>,
    /// Share of working time spent on contacts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupancy: Option<[f64; 2]>,
}

impl From<&domain::Performance> for Performance {
    fn from(performance: &domain::Performance) -> Self {
        let queue = |q: &domain::QueuePerformance| QueuePerformance {
            queue: q.queue.to_string(),
            service_level_means: meaning(&q.definition),
            intervals: q.slots.iter().map(Service::from).collect(),
            days: q.days.iter().map(Service::from).collect(),
            total: Service::from(&q.horizon),
        };
        Self {
            horizon: (&performance.grid).into(),
            replications: performance.replications,
            contacts: performance.contacts,
            precise_enough: matches!(performance.stopped, Precision::Reached { .. }),
            seed: performance.seed,
            queues: performance.queues.iter().map(queue).collect(),
            misses: None,
        }
    }
}

impl Performance {
    /// The same with the promises that are not kept.
    pub(crate) fn with_misses(self, grid: &Grid, misses: &[Miss]) -> Self {
        let broken = misses.iter().map(|miss| BrokenPromise::new(grid, miss)).collect();
        Self { misses: Some(broken), ..self }
    }
}

impl From<&Measures> for Service {
    fn from(measures: &Measures) -> Self {
        let pair = |e: Option<domain::Estimate>| e.map(|e| [e.mean, e.half_width]);
        Self {
            offered: measures.offered.mean,
            service_level: pair(measures.service_level),
            mean_wait_seconds: pair(measures.mean_wait),
            abandonment: pair(measures.abandonment),
            occupancy: pair(measures.occupancy),
        }
    }
}

/// What a service level counts, in words.
pub(crate) fn meaning(definition: &Definition) -> String {
    match definition {
        Definition::AnsweredWithin(time) => format!("answered within {time:.0} ÷ offered"),
        Definition::DoneWithin(time) => {
            format!("done within {} h ÷ offered", time.as_hours())
        }
        Definition::Unstated => "no target with a time".to_owned(),
    }
}
