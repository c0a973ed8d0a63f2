//! What can be wrong with a simulation's input.

use domain::{AgentId, Cure, QueueId};

/// Why a roster cannot be simulated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SimulationError {
    /// Demand, roster and centre do not speak of the same horizon.
    #[error("the demand and the roster do not cover the same slots")]
    Horizons,
    /// The demand lacks a queue of the centre.
    #[error("the demand has nothing for queue {0}")]
    QueueMissing(QueueId),
    /// The roster names an agent the centre does not have.
    #[error("the roster names agent {0}, whom the centre does not have")]
    AgentUnknown(AgentId),
    /// The roster puts an agent on a queue they cannot serve.
    #[error("the roster has agent {agent} work on {queue}, which is not among their skills")]
    SkillMissing {
        /// Who.
        agent: AgentId,
        /// On what.
        queue: QueueId,
    },
    /// A number that cannot be simulated.
    #[error("{what} of {of} cannot be simulated: {value}")]
    Number {
        /// Which number.
        what: &'static str,
        /// Whose.
        of: String,
        /// The number.
        value: f64,
    },
    /// A distribution that is not one.
    #[error("the {of} cannot follow {what}")]
    Shape {
        /// Handle time or patience.
        of: &'static str,
        /// What is wrong.
        what: String,
    },
    /// A budget that allows no confidence interval.
    #[error("{0} replications allow no confidence interval")]
    Budget(u32),
    /// The options name a queue the centre does not have.
    #[error("the options name queue {0}, which the centre does not have")]
    QueueUnknown(QueueId),
    /// Two performances that did not meet the same customers.
    #[error("the two simulations differ in their {0}: they did not meet the same customers")]
    Unpaired(&'static str),
    /// A station whose parts do not fit together.
    #[error("the station's {0}")]
    Station(String),
}

impl Cure for SimulationError {
    fn code(&self) -> &'static str {
        match self {
            Self::Horizons => "E2301",
            Self::QueueMissing(_) => "E2302",
            Self::AgentUnknown(_) => "E2303",
            Self::SkillMissing { .. } => "E2304",
            Self::Number { .. } => "E2305",
            Self::Shape { .. } => "E2306",
            Self::Budget(_) => "E2307",
            Self::Station(_) => "E2308",
            Self::QueueUnknown(_) => "E2309",
            Self::Unpaired(_) => "E2310",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Horizons => "forecast the horizon that the roster covers".into(),
            Self::QueueMissing(_) => "forecast every queue of the centre".into(),
            Self::AgentUnknown(_) => "add the agent to agents.csv or take the shifts out".into(),
            Self::SkillMissing { queue, .. } => {
                format!("add {queue} to the agent's skills or put them on another queue")
            }
            Self::Number { .. } => {
                "give a finite number that is not negative; one speed per open chat".into()
            }
            Self::Shape { .. } => {
                "give a spread that is not negative, ends in order, or measured values".into()
            }
            Self::Budget(_) => "allow at least two replications".into(),
            Self::QueueUnknown(_) => "name a queue of the centre, in priorities and backlog".into(),
            Self::Unpaired(_) => "simulate both over the same days with the same seed".into(),
            Self::Station(_) => "see the description of `Station`".into(),
        }
    }
}
