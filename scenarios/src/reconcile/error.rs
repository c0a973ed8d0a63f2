//! What can be wrong when plan and day are compared.

use domain::{Cure, QueueId};

/// Why plan and day cannot be compared.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReconcileError {
    /// Forecast, requirement, roster and report do not cover the same slots.
    #[error("forecast, requirement, roster and report do not cover the same slots")]
    Horizons,
    /// One of them lacks a queue.
    #[error("queue {0} is missing from the forecast, the requirement or the report")]
    QueueMissing(QueueId),
    /// A reported number that cannot be.
    #[error("{what} of queue {queue} in slot {slot} cannot be: {value}")]
    Number {
        /// Which number.
        what: &'static str,
        /// Of which queue.
        queue: QueueId,
        /// In which slot.
        slot: usize,
        /// The number.
        value: f64,
    },
}

impl Cure for ReconcileError {
    fn code(&self) -> &'static str {
        match self {
            Self::Horizons => "E2401",
            Self::QueueMissing(_) => "E2402",
            Self::Number { .. } => "E2403",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Horizons => "compare a roster with the plan it was made for".into(),
            Self::QueueMissing(queue) => {
                format!("report {queue} too, or take it out of the centre")
            }
            Self::Number { .. } => "correct the report of that half-hour or leave it out".into(),
        }
    }
}
