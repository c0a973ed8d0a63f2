//! What is expected: contacts, their uncertainty and handle times per queue and interval.

use crate::grid::Grid;
use crate::ids::QueueId;
use crate::units::{Contacts, Seconds};
use chrono::NaiveDate;

/// The probabilities at which every forecast states its quantiles.
pub const LEVELS: [f64; 7] = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/// Quantiles of one interval's contacts at [`LEVELS`].
pub type Quantiles = [Contacts; LEVELS.len()];

/// The expected demand of every queue over a horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// The horizon.
    pub grid: Grid,
    /// One entry per queue, in the order of the centre's queues.
    pub queues: Vec<QueueDemand>,
}

/// One queue's expected demand; every vector has one entry per slot of the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueDemand {
    /// Which queue.
    pub queue: QueueId,
    /// Whether contacts can arrive in the slot; demand is zero where not.
    pub open: Vec<bool>,
    /// Mean of the forecast distribution.
    pub expected: Vec<Contacts>,
    /// Quantiles of the forecast distribution at [`LEVELS`].
    pub quantiles: Vec<Quantiles>,
    /// How uncertain a slot's count is.
    pub spread: Vec<Spread>,
    /// Mean handle time (for chat: at the concurrency the history was measured at).
    pub aht: Vec<Seconds>,
    /// What the expectation is made of.
    pub decomposition: Decomposition,
}

/// The variance of one interval's count around its forecast `f`: `poisson·f + shared²·f²`.
///
/// `shared` is the coefficient of variation of the day's busyness, which moves all of a day's
/// intervals together; `poisson` is 1 for pure Poisson noise and more for bursty arrivals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Variance of independent noise per expected contact.
    pub poisson: f64,
    /// Coefficient of variation of the factor a whole day shares.
    pub shared: f64,
}

/// How the expectation comes about: `expected = base × Π effects`, then planner overrides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decomposition {
    /// Expected contacts per slot without any calendar effect.
    pub base: Vec<Contacts>,
    /// Per day of the horizon, its multipliers in the order they apply.
    pub days: Vec<Effects>,
    /// Where a planner stated an effect: the statement beside what history suggests.
    pub overrides: Vec<Override>,
    /// Remarks a planner should read: first-ever events, listed outliers, short history.
    pub notes: Vec<String>,
}

/// The multipliers of one day: each has a name and a factor, 1 meaning no change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effects {
    /// Named factors, such as `("weekday", 1.12)`, `("Double 11 main day", 2.4)`.
    pub factors: Vec<(String, f64)>,
}

/// What a planner stated about an event, what history suggests, and what was used.
///
/// All three are multipliers of the contacts expected in the event's own hours without it.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// The event's name.
    pub event: String,
    /// Its first day.
    pub first_day: NaiveDate,
    /// What history suggests.
    pub model: f64,
    /// Standard deviation of `log(model)`.
    pub model_sd: f64,
    /// What the planner stated; a stated total is divided by the contacts expected without it.
    pub planner: f64,
    /// What the forecast uses: the two weighted by their precision.
    pub blend: f64,
}

impl Demand {
    /// The demand of `queue`.
    #[must_use]
    pub fn queue(&self, queue: &QueueId) -> Option<&QueueDemand> {
        self.queues.iter().find(|q| &q.queue == queue)
    }
}
