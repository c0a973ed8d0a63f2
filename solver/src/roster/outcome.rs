//! What comes out: a roster with its bound, or what makes one impossible.

use crate::roster::stop::Stopped;
use domain::{AgentId, Cure, Money, Roster};

/// What comes out of solving a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A lawful roster.
    Found(Box<Solution>),
    /// No roster keeps every hard law.
    Impossible(Conflict),
}

/// A lawful roster and how good it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// The roster.
    pub roster: Roster,
    /// Its cost as the judge counts it.
    pub cost: Money,
    /// No lawful roster costs less than this.
    pub bound: Money,
    /// Why the search ended.
    pub stopped: Stopped,
}

/// Hard laws and people that cannot all be satisfied; leaving any one out resolves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The laws that clash, by name.
    pub laws: Vec<&'static str>,
    /// The people whose laws clash.
    pub agents: Vec<AgentId>,
}

impl Solution {
    /// (cost − bound) / cost, 0 for a roster that costs nothing.
    #[must_use]
    pub fn gap(&self) -> f64 {
        if self.cost == Money::ZERO { 0.0 } else { (self.cost - self.bound) / self.cost }
    }
}

/// Why there is neither a roster nor a conflict.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RosterError {
    /// An agent's contract does not exist.
    #[error("agent {agent} has no contract in the centre")]
    NoContract {
        /// The agent.
        agent: AgentId,
    },
    /// A shift that has no place in the case.
    #[error(
        "the shift of {agent} on {date} lies outside the horizon, or names an agent or queue that \
         the centre does not have"
    )]
    Foreign {
        /// Whose.
        agent: AgentId,
        /// Its date.
        date: chrono::NaiveDate,
    },
    /// No lawful roster was found before the limits.
    #[error("no lawful roster was found before the search had to stop")]
    NoneInTime,
    /// The optimiser failed on a model.
    #[error("the optimiser gave up on a model: {0}")]
    Backend(String),
}

impl Cure for RosterError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoContract { .. } => "E2201",
            Self::NoneInTime => "E2202",
            Self::Backend(_) => "E2203",
            Self::Foreign { .. } => "E2204",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::NoContract { .. } => "add the contract or correct the agent's row".into(),
            Self::NoneInTime => "allow more time, or make some hard laws soft".into(),
            Self::Foreign { .. } => "check the roster against the centre and the horizon".into(),
            Self::Backend(_) => "report it with the centre's folder; another seed may do".into(),
        }
    }
}
