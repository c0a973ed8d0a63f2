//! Why a comparison cannot be made.

use crate::change::ChangeError;
use crate::plan::PlanError;
use crate::simulate::SimulationError;
use domain::Cure;
use solver::outline::OutlineError;
use solver::recourse::RecourseError;

/// Why a comparison cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CompareError {
    /// A change that cannot be made.
    #[error("scenario {scenario:?}: {why}")]
    Change {
        /// Whose.
        scenario: String,
        /// Why not.
        why: ChangeError,
    },
    /// A stage of the chain failed.
    #[error("scenario {scenario:?}: {why}")]
    Plan {
        /// Whose.
        scenario: String,
        /// Why.
        why: PlanError,
    },
    /// The outline failed.
    #[error(transparent)]
    Outline(#[from] OutlineError),
    /// The simulation failed.
    #[error(transparent)]
    Simulation(#[from] SimulationError),
    /// The recourse failed.
    #[error(transparent)]
    Recourse(#[from] RecourseError),
}

impl Cure for CompareError {
    fn code(&self) -> &'static str {
        match self {
            Self::Change { why, .. } => why.code(),
            Self::Plan { why, .. } => why.code(),
            Self::Outline(why) => why.code(),
            Self::Simulation(why) => why.code(),
            Self::Recourse(why) => why.code(),
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Change { why, .. } => why.cure(),
            Self::Plan { why, .. } => why.cure(),
            Self::Outline(why) => why.cure(),
            Self::Simulation(why) => why.cure(),
            Self::Recourse(why) => why.cure(),
        }
    }
}
