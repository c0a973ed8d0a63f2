//! Requirement to roster: who works when, at least cost, within every law.
//!
//! ```text
//! Case ─problem─▶ numbers ─pricing─▶ tours ─primal─▶ roster ─write─▶ shifts ─judge─▶ Solution
//! ```

mod bound;
mod calm;
mod case;
mod engine;
mod explain;
mod outcome;
mod pace;
mod pricing;
mod primal;
mod problem;
mod progress;
pub mod reference;
mod replan;
mod seating;
mod stop;
mod write;

pub use case::{Case, Options};
pub use engine::{Watch, solve, solve_near};
pub use outcome::{Conflict, Outcome, RosterError, Solution};
pub use progress::{Phase, Progress};
pub use replan::{Change, ChangePrice, Keep, Replan};
pub use stop::{Limits, Stopped};
