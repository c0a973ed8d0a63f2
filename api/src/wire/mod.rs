//! The one set of types that leave the product as JSON: `--json` on the command line prints them.
//!
//! Amounts of money are numbers in major units of the centre's currency, exact to the cent. Times
//! are civil times of the centre, `2025-11-10T20:30:00`, with the zone stated beside the grid.

mod backtest;
mod bounded;
mod capacity;
mod centre;
mod conflict;
mod demand;
mod explanation;
mod fault;
mod grid;
mod import;
mod keys;
mod performance;
mod reconciliation;
mod replanned;
mod requirement;
mod robust;
mod roster;
mod rules;
mod settled;
mod verdict;
mod week;
mod whatif;
mod why;
mod written;

pub use backtest::{Backtest, QueueBacktest, Score, Sharpened, WithinDay};
pub use bounded::{
    Bounded, IntervalPrice, IntervalSlack, LawPrice, OneMore, PersonSlack, SeatPrice,
};
pub(crate) use bounded::{laws as law_prices, one_more};
pub use capacity::{
    Capacity, CapacityGroup, CapacityGroupWeek, CapacityQueue, CapacityQueueWeek, NamedWeeks,
};
pub use centre::{
    Agent, AvailabilityRow, Break, Centre, Contract, Event, Night, OvertimeTier, Queue,
    ShiftTemplate, Shortage, Skill, Starts, Target,
};
pub use conflict::{Conflict, Loosened, Relaxation, Uncovered};
pub use demand::{Change, Demand, DemandDay, DemandInterval, Effect, QueueDemand, Stated};
pub(crate) use explanation::price_of;
pub use explanation::{Against, Explanation, PersonWeek, PriceChecked};
pub use fault::{Fault, Problem};
pub use grid::Horizon;
pub use import::{Imported, MappedColumn};
pub use keys::{CalendarPath, Key, KeyMade, KeyRevoked, Keys};
pub(crate) use performance::meaning as service_level_means;
pub use performance::{Performance, QueuePerformance, Service};
pub use reconciliation::{QueueReconciliation, Reconciliation, Split};
pub use replanned::{ReplanFrontier, ReplanPoint, Replanned, RosterChange};
pub use requirement::{QueueRequirement, Requirement, RequirementInterval};
pub use robust::{Robust, RobustPlan};
pub use roster::{Provenance, Roster, Shift, Stretch};
pub use rules::{Law, Parameter, Rules};
pub use settled::{BrokenPromise, Correction, Settled};
pub use verdict::{Cost, Judged, Missing, Unkept, Verdict, Violation};
pub use week::Week;
pub use whatif::{
    Comparison, OutlookFigures, PlanFigures, QueueDifference, ScenarioDifference, ScenarioFigures,
    ServiceDifference, SweepFigures, SweepPoint,
};
pub use why::{Why, WhyLive, WhyPoint};
pub use written::{BackedUp, Benchmarked, Manual, Restored, Script, Serving, Working, Written};

use domain::Money;

/// An amount in major units.
fn major(amount: Money) -> f64 {
    amount.major()
}
