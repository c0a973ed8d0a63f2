//! The one set of types that leave the product as JSON: `--json` on the command line prints them.
//!
//! Amounts of money are numbers in major units of the centre's currency, exact to the cent. Times
//! are civil times of the centre, `2025-11-10T20:30:00`, with the zone stated beside the grid.

mod backtest;
mod centre;
mod demand;
mod explanation;
mod fault;
mod grid;
mod import;
mod keys;
mod performance;
mod requirement;
mod roster;
mod rules;
mod verdict;
mod week;
mod written;

pub use backtest::{Backtest, QueueBacktest, Score};
pub use centre::{
    Agent, AvailabilityRow, Break, Centre, Contract, Event, Night, OvertimeTier, Queue,
    ShiftTemplate, Shortage, Skill, Starts, Target,
};
pub use demand::{Demand, DemandDay, DemandInterval, Effect, QueueDemand};
pub(crate) use explanation::price_of;
pub use explanation::{Explanation, PersonWeek};
pub use fault::{Fault, Problem};
pub use grid::Horizon;
pub use import::{Imported, MappedColumn};
pub use keys::{CalendarPath, Key, KeyMade, KeyRevoked, Keys};
pub(crate) use performance::meaning as service_level_means;
pub use performance::{Performance, QueuePerformance, Service};
pub use requirement::{QueueRequirement, Requirement, RequirementInterval};
pub use roster::{Provenance, Roster, Shift, Stretch};
pub use rules::{Law, Parameter, Rules};
pub use verdict::{Cost, Judged, Missing, Verdict, Violation};
pub use week::{Conflict, Week};
pub use written::{Benchmarked, Manual, Script, Serving, Written};

use domain::Money;

/// An amount in major units.
fn major(amount: Money) -> f64 {
    amount.major()
}
