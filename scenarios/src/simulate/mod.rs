//! Discrete events: what a finished roster would deliver.
//!
//! Every contact is followed from arrival to the end, every agent from the first to the last
//! minute of each shift. What is drawn at random and what is not:
//!
//! | what | how |
//! |---|---|
//! | arrivals | Poisson with the slot's mean, times the day's gamma factor, times the slot's own |
//! | handle time | lognormal by default; drawn with the contact |
//! | patience | exponential by default; drawn with the contact |
//! | absences | short ones, making up the queue's shrinkage |
//! | what follows | in stations: consultations, hand-overs, after-contact work |
//! | routing | nothing random: own queue, longest idle, longest waiting, earliest deadline |
//!
//! Streams are keyed by seed, replication, queue and slot, so that two rosters meet the same
//! customers (common random numbers) and their difference is known far better than either.

mod afterwards;
mod attendance;
mod calendar;
mod chats;
mod compile;
mod customers;
mod cuts;
mod difference;
mod engine;
mod error;
mod estimate;
mod floor;
mod lines;
mod misses;
mod model;
mod options;
mod people;
mod replicate;
mod report;
mod service;
mod shape;
mod station;
mod station_report;
mod streams;
mod tally;

pub use afterwards::{Afterwards, Consultation, HandOver};
pub use cuts::{Settled, apply, cuts, settle};
pub use difference::{Change, Difference, QueueChange, difference};
pub use error::SimulationError;
pub use misses::misses;
pub use options::{Budget, Busyness, Options, Routing};
pub use shape::Shape;
pub use station::{AgentGroup, Arrivals, Closing, ContactClass, Selection, Station};
pub use station_report::{ClassReport, StationReport};

use domain::{Centre, Demand, Performance, Roster, Shift};

/// Simulates a finished roster: service per queue and slot, day and week, with 95 % intervals.
///
/// `previous` are shifts that began before the horizon and may reach into it. Agents finish the
/// contact at hand before a break or the end of the shift; a late break ends later. Live contacts
/// that still wait when their queue has closed and everyone has left are sent away and counted as
/// abandoned. The simulation begins with nobody waiting but `options.backlog`.
///
/// The result depends on inputs and seed alone, not on the number of threads.
///
/// # Errors
/// [`SimulationError`] when the parts do not fit together, or hold numbers that mean nothing.
pub fn simulate(
    centre: &Centre,
    demand: &Demand,
    roster: &Roster,
    previous: &[Shift],
    options: &Options,
) -> Result<Performance, SimulationError> {
    let model = compile::compile(centre, demand, roster, previous, options)?;
    Ok(report::perform(centre, &roster.grid, &model, options.seed, &options.budget))
}
