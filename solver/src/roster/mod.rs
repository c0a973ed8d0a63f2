//! Requirement to roster: who works when, at least cost, within every law.

mod case;
mod outcome;
pub mod reference;
mod stop;

pub use case::{Case, Options};
pub use outcome::{Conflict, Outcome, RosterError, Solution};
pub use stop::{Limits, Stopped};
