//! Why there is no plan.

use domain::{Cure, Money, Verdict};
use forecast::ForecastError;
use solver::roster::RosterError;
use solver::staffing::StaffingError;

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// The forecast failed.
    #[error(transparent)]
    Forecast(#[from] ForecastError),
    /// The requirement failed.
    #[error(transparent)]
    Staffing(#[from] StaffingError),
    /// The search failed.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// The judge refuses the engine's roster.
    #[error("the roster found breaks hard laws: {}", told(.0))]
    Unlawful(Box<Verdict>),
    /// The judge counts another cost than the engine, or one below the proved bound.
    #[error(
        "the engine counts a cost of {:.2} and proves {:.2}, the judge counts {:.2}",
        engine.major(), bound.major(), judge.major()
    )]
    Disagreement {
        /// The engine's cost.
        engine: Money,
        /// The judge's cost.
        judge: Money,
        /// The engine's bound.
        bound: Money,
    },
}

/// The first few hard breaches in words.
fn told(verdict: &Verdict) -> String {
    let all: Vec<String> = verdict.hard().map(|v| v.breach.what.clone()).collect();
    let more = all.len().saturating_sub(3);
    let first = all.into_iter().take(3).collect::<Vec<_>>().join("; ");
    if more == 0 { first } else { format!("{first}; and {more} more") }
}

impl Cure for PlanError {
    fn code(&self) -> &'static str {
        match self {
            Self::Forecast(e) => e.code(),
            Self::Staffing(e) => e.code(),
            Self::Roster(e) => e.code(),
            Self::Unlawful(_) => "E1501",
            Self::Disagreement { .. } => "E1502",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Forecast(e) => e.cure(),
            Self::Staffing(e) => e.cure(),
            Self::Roster(e) => e.cure(),
            Self::Unlawful(_) | Self::Disagreement { .. } => {
                "this is a fault of the product: report it with the centre's folder and the seed"
                    .into()
            }
        }
    }
}
