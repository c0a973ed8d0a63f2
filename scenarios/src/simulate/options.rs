//! How to simulate.

use super::error::SimulationError;
use super::shape::Shape;
use domain::{Centre, Pool, QueueId, Seconds};

/// How a roster is simulated.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Decides every random number; the same seed meets the same customers.
    pub seed: u64,
    /// Who may answer what.
    pub routing: Routing,
    /// Queues that the same people serve at once: whoever is rostered on one of them serves all
    /// that they have the skill for, before any help by `routing`.
    pub pools: Vec<Pool>,
    /// The shape of handle times; their mean is the demand's.
    pub handling: Shape,
    /// The shape of patience; its mean is the queue's.
    pub patience: Shape,
    /// Mean length of a short absence; shrinkage is made of these.
    pub absence: Seconds,
    /// Whether a busy day is busy for every queue, or each queue has its own luck.
    pub busyness: Busyness,
    /// Contacts that wait when the horizon begins (tickets, mostly), per queue.
    pub backlog: Vec<(QueueId, u32)>,
    /// When it is enough.
    pub budget: Budget,
}

impl Default for Options {
    /// As rostered, nothing pooled, lognormal handle times with a coefficient of variation of 1,
    /// exponential patience, absences of 15 minutes, the queues' days independent, nobody waiting
    /// at first.
    fn default() -> Self {
        Self {
            seed: 0,
            routing: Routing::AsRostered,
            pools: Vec::new(),
            handling: Shape::LogNormal { cv: 1.0 },
            patience: Shape::Exponential,
            absence: Seconds(900.0),
            busyness: Busyness::PerQueue,
            backlog: Vec::new(),
            budget: Budget::default(),
        }
    }
}

/// Who may answer what.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Routing {
    /// Agents serve the queue of their stretch and nothing else.
    #[default]
    AsRostered,
    /// Agents whose own queue is empty help other queues they have the skill for, live ones in
    /// this order and before any ticket; queues that are not listed get no help.
    BySkill {
        /// The queues that get help, the most urgent first.
        priority: Vec<QueueId>,
    },
}

/// Whether queues share their busy days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Busyness {
    /// Each queue's day factor is drawn on its own.
    #[default]
    PerQueue,
    /// One draw a day decides for all queues, each with its own coefficient of variation.
    Common,
}

/// When replications stop: at the first of these.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budget {
    /// Never fewer replications; at least 2.
    pub least: u32,
    /// Never more.
    pub most: u32,
    /// No further ones once this many contacts were simulated.
    pub contacts: u64,
    /// Enough when every queue's service level over the horizon is known to ± this.
    pub half_width: f64,
}

impl Default for Budget {
    /// 16 to 400 replications, at most 20 million contacts, service levels to ± half a point.
    fn default() -> Self {
        Self { least: 16, most: 400, contacts: 20_000_000, half_width: 0.005 }
    }
}

impl Options {
    /// # Errors
    /// [`SimulationError`] for what cannot be simulated.
    pub(super) fn check(&self, centre: &Centre) -> Result<(), SimulationError> {
        for (of, shape) in [("handle time", &self.handling), ("patience", &self.patience)] {
            if let Some(what) = shape.fault() {
                return Err(SimulationError::Shape { of, what });
            }
        }
        if self.budget.most < 2 {
            return Err(SimulationError::Budget(self.budget.most));
        }
        let helped = match &self.routing {
            Routing::AsRostered => [].as_slice(),
            Routing::BySkill { priority } => priority.as_slice(),
        };
        let pooled = self.pools.iter().flat_map(|pool| &pool.queues);
        let waiting = self.backlog.iter().map(|(queue, _)| queue);
        let mut named = helped.iter().chain(pooled).chain(waiting);
        if let Some(unknown) = named.find(|queue| centre.queue(queue).is_none()) {
            return Err(SimulationError::QueueUnknown(unknown.clone()));
        }
        let of = || "an absence".to_owned();
        positive("a length", of, self.absence.0)
    }
}

/// # Errors
/// [`SimulationError::Number`] unless `value` is finite and not negative.
pub(super) fn number(
    what: &'static str,
    of: impl Fn() -> String,
    value: f64,
) -> Result<(), SimulationError> {
    if value.is_finite() && value >= 0.0 {
        return Ok(());
    }
    Err(SimulationError::Number { what, of: of(), value })
}

/// # Errors
/// [`SimulationError::Number`] unless `value` is finite and above zero.
pub(super) fn positive(
    what: &'static str,
    of: impl Fn() -> String,
    value: f64,
) -> Result<(), SimulationError> {
    if value.is_finite() && value > 0.0 {
        return Ok(());
    }
    Err(SimulationError::Number { what, of: of(), value })
}
