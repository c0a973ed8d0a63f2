//! The public shift-scheduling benchmark: day-level shifts over 2 to 52 weeks.
//!
//! The same idea as the roster engine on another horizon: one person's whole horizon is a *tour*,
//! priced exactly by dynamic programming; column generation gives the bound; ruin and recreate,
//! guided by the bound's prices, gives the roster.

mod anneal;
mod ascent;
mod beside;
mod board;
mod generation;
mod mend;
mod outcome;
mod pick;
mod pool;
mod prices;
mod problem;
mod redive;
mod run;
mod tour;

pub use outcome::{Answer, Options, Phase, Progress, Stopped};
pub use problem::{Cover, Person, Problem, ShiftType, Tour};
pub use run::{Watch, solve};
