//! What comes out: a roster with its bound, or what makes one impossible.

use crate::roster::explain::{Relaxation, Why};
use crate::roster::stop::Stopped;
use chrono::NaiveDate;
use domain::{AgentId, Agents, Cure, Money, QueueId, Roster, Span};

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
    /// What was charged beside it for changes to what people were told.
    pub changes: Money,
    /// No lawful roster costs less than this, changes included.
    pub bound: Money,
    /// The bound's prices, and cost less bound by people and half-hours; `None` for a roster that
    /// was not searched, or of which nothing was proved.
    pub why: Option<Box<Why>>,
    /// Why the search ended.
    pub stopped: Stopped,
    /// Why the proof ended before the search did, if it failed; the bound is what was proved by
    /// then.
    pub trouble: Option<String>,
}

/// Hard laws, people and days that cannot all be satisfied; leaving any one out resolves it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Conflict {
    /// The laws that clash, by name.
    pub laws: Vec<&'static str>,
    /// The people whose laws, leave, locks or trainings clash.
    pub agents: Vec<AgentId>,
    /// The days on which their rows of availability, or floors under people, have a part in it.
    pub days: Vec<NaiveDate>,
    /// Whether shifts before the horizon have a part in it.
    pub past: bool,
    /// Floors under the people on queues that cannot all be kept.
    pub uncovered: Vec<Uncovered>,
    /// The cheapest way out, where it was looked for.
    pub relaxation: Option<Box<Relaxation>>,
}

/// A floor that is part of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// The queue.
    pub queue: QueueId,
    /// The day's number in the horizon.
    pub day: usize,
    /// When, from the first to the last slot that the proof rests on.
    pub span: Span,
    /// How many people are due.
    pub due: Agents,
    /// How many people could serve the queue at all.
    pub able: usize,
}

impl Solution {
    /// Cost and charge of changes: what was minimised.
    #[must_use]
    pub fn total(&self) -> Money {
        self.cost + self.changes
    }

    /// (total − bound) / total, 0 for a roster that costs nothing.
    #[must_use]
    pub fn gap(&self) -> f64 {
        let total = self.total();
        if total == Money::ZERO { 0.0 } else { (total - self.bound) / total }
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
        date: NaiveDate,
    },
    /// A shift that the grid cannot hold.
    #[error("shifts of template {template} do not start and end on the grid: {clock}")]
    OffGrid {
        /// The template.
        template: domain::TemplateId,
        /// The start.
        clock: domain::ClockTime,
    },
    /// Too many wishes of one person over several days each.
    #[error("agent {agent} has more than 32 wishes that span several days")]
    TooManyWishes {
        /// Whose.
        agent: AgentId,
    },
    /// The judge refused what the engine made.
    #[error("the engine made a roster that breaks {law}: {what}")]
    Refused {
        /// The law broken first.
        law: &'static str,
        /// What happened.
        what: String,
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
            Self::OffGrid { .. } => "E2205",
            Self::TooManyWishes { .. } => "E2206",
            Self::Refused { .. } => "E2207",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::NoContract { .. } => "add the contract or correct the agent's row".into(),
            Self::NoneInTime => "allow more time, or make some hard laws soft".into(),
            Self::Foreign { .. } => "check the roster against the centre and the horizon".into(),
            Self::OffGrid { .. } => {
                "give the template a start, a step and a length in whole intervals".into()
            }
            Self::TooManyWishes { .. } => "write one wish per day".into(),
            Self::Refused { .. } => {
                "report it with the centre's folder; nothing was planned".into()
            }
            Self::Backend(_) => "report it with the centre's folder; another seed may do".into(),
        }
    }
}
