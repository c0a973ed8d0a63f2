//! Why a requirement cannot be made.

use super::queueing::{Endless, FlowError};
use chrono::NaiveDateTime;
use domain::{Agents, Contacts, Cure, QueueId};

/// Why a requirement cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum StaffingError {
    /// No number of people keeps a target.
    #[error("{queue}, {at}: {source}")]
    Endless {
        /// The queue.
        queue: QueueId,
        /// The slot's civil time.
        at: NaiveDateTime,
        /// The load, the target and the limit.
        source: Endless,
    },
    /// A queue promises nothing, so any number of people would do.
    #[error("{queue} has neither a target nor a limit on occupancy")]
    NoTarget {
        /// The queue.
        queue: QueueId,
    },
    /// A target that the queue's channel cannot have.
    #[error("{queue}: {target} does not fit its channel")]
    UnfitTarget {
        /// The queue.
        queue: QueueId,
        /// The target in words.
        target: String,
    },
    /// Demand that is not a stream of contacts.
    #[error("{queue}, {at}: {source}")]
    Flow {
        /// The queue.
        queue: QueueId,
        /// The slot's civil time.
        at: NaiveDateTime,
        /// What is wrong with it.
        source: FlowError,
    },
    /// Contacts expected while nobody can reach the queue.
    #[error("{queue}, {at}: {contacts:.2} are expected while the queue is closed")]
    Closed {
        /// The queue.
        queue: QueueId,
        /// The slot's civil time.
        at: NaiveDateTime,
        /// How many.
        contacts: Contacts,
    },
    /// A demand whose vectors do not have one entry per slot.
    #[error("the demand of {queue} does not have one entry for each of {slots} slots")]
    Length {
        /// The queue.
        queue: QueueId,
        /// How many slots the horizon has.
        slots: usize,
    },
    /// A slot beyond the horizon.
    #[error("slot {slot} is beyond the last of {slots}")]
    Slot {
        /// The slot asked for, from 0.
        slot: usize,
        /// How many slots the horizon has.
        slots: usize,
    },
    /// A queue that the centre or the demand does not know.
    #[error("{queue} is not in {missing_from}")]
    UnknownQueue {
        /// The queue.
        queue: QueueId,
        /// Where it was looked for.
        missing_from: &'static str,
    },
    /// A quantile or probability that the forecast does not reach.
    #[error("a level of {level} is not between {from} and {to}")]
    Level {
        /// The level asked for.
        level: f64,
        /// The lowest possible.
        from: f64,
        /// The highest possible.
        to: f64,
    },
    /// A queue on which all working time is lost.
    #[error("{queue} loses all working time to shrinkage")]
    Shrinkage {
        /// The queue.
        queue: QueueId,
    },
    /// Queues that cannot be served at the same time.
    #[error("{queue} cannot be pooled: {why}")]
    Pool {
        /// The queue that does not fit.
        queue: QueueId,
        /// Why not.
        why: &'static str,
    },
    /// No number of people up to the limit keeps the targets of a ranked pool.
    #[error("{queue} at {at} and the queues pooled with it cannot keep {target} with {limit}")]
    Ranked {
        /// The first queue of the pool.
        queue: QueueId,
        /// When.
        at: NaiveDateTime,
        /// The target that fails.
        target: String,
        /// The most people allowed.
        limit: Agents,
    },
}

impl Cure for StaffingError {
    fn code(&self) -> &'static str {
        match self {
            Self::Endless { .. } => "E2101",
            Self::NoTarget { .. } => "E2102",
            Self::UnfitTarget { .. } => "E2103",
            Self::Flow { source, .. } => source.code(),
            Self::UnknownQueue { .. } | Self::Length { .. } => "E2105",
            Self::Level { .. } => "E2107",
            Self::Closed { .. } => "E2110",
            Self::Slot { .. } => "E2111",
            Self::Shrinkage { .. } => "E2108",
            Self::Pool { .. } => "E2109",
            Self::Ranked { .. } => "E2112",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Endless { .. } | Self::Ranked { .. } => {
                "soften the target, divert contacts, or raise the limit on people per slot".into()
            }
            Self::NoTarget { queue } => format!("give {queue} a target in centre.toml"),
            Self::UnfitTarget { .. } => {
                "give tickets a deadline; give phone and chat a service level, mean wait, \
                 abandonment or occupancy"
                    .into()
            }
            Self::Flow { source, .. } => source.cure(),
            Self::UnknownQueue { queue, .. } => format!("name {queue} in both, or in neither"),
            Self::Length { .. } => "forecast the demand again on the same grid".into(),
            Self::Slot { .. } => "ask for a time inside the horizon".into(),
            Self::Level { from, to, .. } => format!("choose a level between {from} and {to}"),
            Self::Closed { queue, .. } => {
                format!("open {queue} at that time, or forecast nothing then")
            }
            Self::Shrinkage { .. } => "set its shrinkage below 1".into(),
            Self::Pool { .. } => "pool only live queues of one channel and one concurrency".into(),
        }
    }
}
