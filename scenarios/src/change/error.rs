//! Why a change cannot be made.

use domain::{AgentId, ContractId, Cure, QueueId, TemplateId};

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChangeError {
    /// A change of a list.
    #[error("change {number}: {why}")]
    At {
        /// Its number, from 1.
        number: usize,
        /// Why it cannot be made.
        why: Box<ChangeError>,
    },
    /// A queue that the centre does not have.
    #[error("the centre has no queue {0}")]
    QueueUnknown(QueueId),
    /// A contract that the centre does not have.
    #[error("the centre has no contract {0}")]
    ContractUnknown(ContractId),
    /// A shift template that the centre does not have.
    #[error("the centre has no shift template {0}")]
    TemplateUnknown(TemplateId),
    /// No event of the calendar is meant.
    #[error("no planned event is called {name:?}{}", phase_told(phase.as_deref()))]
    NoPromotion {
        /// The name looked for.
        name: String,
        /// The phase looked for.
        phase: Option<String>,
    },
    /// Too few people are there to take from.
    #[error("{wanted} people are asked for and {there} are there{}", why)]
    TooFew {
        /// How many are asked for.
        wanted: usize,
        /// How many there are.
        there: usize,
        /// Of whom, in words.
        why: String,
    },
    /// A queue of another channel than the change is about.
    #[error("queue {queue} {what}")]
    Channel {
        /// Which queue.
        queue: QueueId,
        /// What it is not, in words.
        what: &'static str,
    },
    /// An agent id that is taken.
    #[error("the centre already has an agent {0}")]
    AgentTwice(AgentId),
    /// New hours without a share of contacts.
    #[error("queue {0} opens in hours of which nothing is known")]
    NewHours(QueueId),
    /// The centre contradicts itself after the changes.
    #[error("after its changes the centre contradicts itself: {message} [{code}]")]
    Contradiction {
        /// The code of the finding.
        code: &'static str,
        /// What is wrong.
        message: String,
        /// What to do.
        cure: String,
    },
}

fn phase_told(phase: Option<&str>) -> String {
    phase.map_or_else(String::new, |phase| format!(" in phase {phase}"))
}

impl Cure for ChangeError {
    fn code(&self) -> &'static str {
        match self {
            Self::At { why, .. } => why.code(),
            Self::QueueUnknown(_) => "E1503",
            Self::ContractUnknown(_) | Self::TemplateUnknown(_) => "E1504",
            Self::NoPromotion { .. } => "E1505",
            Self::TooFew { .. } => "E1506",
            Self::Channel { .. } => "E1507",
            Self::AgentTwice(_) => "E1508",
            Self::NewHours(_) => "E1509",
            Self::Contradiction { .. } => "E1510",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::At { why, .. } => why.cure(),
            Self::QueueUnknown(_) | Self::ContractUnknown(_) | Self::TemplateUnknown(_) => {
                "use an id of centre.toml, or define it there".into()
            }
            Self::NoPromotion { .. } => {
                "use the name of an event of calendar.csv that ends after the first day planned"
                    .into()
            }
            Self::TooFew { .. } => "ask for fewer, or hire, borrow or outsource instead".into(),
            Self::Channel { .. } => "leave the queue out of this change".into(),
            Self::AgentTwice(_) => "give the change another `prefix`".into(),
            Self::NewHours(_) => {
                "say with `new_hours_share` what share of a day's contacts comes in them".into()
            }
            Self::Contradiction { cure, .. } => cure.clone(),
        }
    }
}
