//! Requirement to roster: who works when, at least cost, within every law.
//!
//! ```text
//! Case ─problem─▶ numbers ─pricing─▶ tours ─primal─▶ roster ─write─▶ shifts ─judge─▶ Solution
//! ```

mod bound;
mod case;
mod engine;
mod explain;
mod mend;
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

// random worlds, shared with the tests of judge and model
#[cfg(test)]
#[path = "../../tests/twins/dice.rs"]
mod dice;
#[cfg(test)]
#[path = "../../tests/twins/lawbook.rs"]
mod lawbook;
#[cfg(test)]
#[path = "../../tests/twins/rosters.rs"]
#[allow(dead_code, reason = "the twins break rosters as well")]
mod rosters;
#[cfg(test)]
#[path = "../../tests/twins/worlds.rs"]
#[allow(dead_code, reason = "the twins want other worlds as well")]
mod worlds;

pub use case::{Case, Options};
pub use engine::{Watch, solve};
pub use explain::{
    BREACH, Explained, Explanation, LawPrice, OneMore, PersonPrice, PromisePrice, Question,
    Relaxation, Slack, SlotPrices, SlotSlack, Unknown, Why, estimate, explain, relax,
};
pub use outcome::{Conflict, Outcome, RosterError, Solution, Uncovered};
pub use progress::{Phase, Progress};
pub use replan::{Change, ChangePrice, Keep, Replan};
pub use stop::{Limits, Stopped};
