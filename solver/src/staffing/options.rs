//! What a planner can choose about staffing.

use domain::{Agents, Pool, Share, Waiting};

/// How to staff.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Which volume of the forecast the people must be enough for.
    pub plan_for: PlanFor,
    /// Whether the load trails the arrivals by the time that contacts take (modified offered load):
    /// contacts that began in one slot end in the next. A slot is staffed for the mean load of its
    /// heavier half. Without it every slot is staffed as if it had gone on for ever.
    pub lag: bool,
    /// Which queues get service curves.
    pub curves: Curves,
    /// Queues that the same people serve at the same time.
    pub pools: Vec<Pool>,
    /// Tickets that wait when the horizon begins.
    pub backlog: Vec<Waiting>,
    /// The most people at desks that any slot of a queue may ask for.
    pub limit: Agents,
}

impl Default for Options {
    /// For the mean, with lag, curves where a target holds per day or week, nothing pooled or
    /// waiting, at most 100,000 people.
    fn default() -> Self {
        Self {
            plan_for: PlanFor::Mean,
            lag: true,
            curves: Curves::WherePooled,
            pools: Vec::new(),
            backlog: Vec::new(),
            limit: Agents(100_000),
        }
    }
}

/// Which volume of the forecast the people must be enough for.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum PlanFor {
    /// The expected contacts. Targets hold in an average week, not in every second one.
    #[default]
    Mean,
    /// As if this quantile of the forecast were the mean arrival rate.
    Quantile(Share),
    /// So that the target holds with this probability: `P(service level ≥ target) ≥ p`.
    Risk {
        /// The probability `p`.
        probability: Share,
    },
}

/// Which queues get service curves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Curves {
    /// Those with a service level promised per day or week.
    #[default]
    WherePooled,
    /// All live queues that have a service level.
    All,
}

/// A [`PlanFor`] in words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told(pub(super) PlanFor);

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            PlanFor::Mean => f.write_str("the forecast's mean"),
            PlanFor::Quantile(level) => write!(f, "the forecast's {level} quantile"),
            PlanFor::Risk { probability } => {
                write!(f, "so that the targets hold with probability {probability}")
            }
        }
    }
}
