//! The one set of types that leave the product as JSON: `--json` on the command line prints them.
//!
//! Amounts of money are numbers in major units of the centre's currency, exact to the cent. Times
//! are civil times of the centre, `2025-11-10T20:30:00`, with the zone stated beside the grid.

mod backtest;
mod demand;
mod grid;
mod performance;
mod requirement;
mod verdict;
mod week;

pub use backtest::{Backtest, QueueBacktest, Score};
pub use demand::{Demand, DemandDay, DemandInterval, Effect, QueueDemand};
pub use grid::Horizon;
pub(crate) use performance::meaning as service_level_means;
pub use performance::{Performance, QueuePerformance, Service};
pub use requirement::{QueueRequirement, Requirement, RequirementInterval};
pub use verdict::{Cost, Missing, Verdict, Violation};
pub use week::{Conflict, Provenance, Week};

use domain::Money;

/// An amount in major units.
fn major(amount: Money) -> f64 {
    amount.major()
}
