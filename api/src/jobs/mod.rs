//! Runs of the solver, each in a child process of its own.
//!
//! ```text
//! worker ─claim─▶ run ─▶ folder of its inputs ─▶ `paiban roster …` as a child ─▶ document
//!    └─ every second: hold the lease, tell progress, hear whether to stop
//! ```
//! A crash of native code or a blow-up of memory costs one attempt and never the server; a worker
//! that dies takes its child with it, and its run is taken over when the lease runs out.

mod again;
mod attempt;
mod child;
mod command;
mod kind;
mod spec;
mod worker;
mod workspace;

pub(crate) use child::MARK as CHILD_MARK;
pub use kind::{Kind, Priority};
pub use spec::RunSpec;
pub use worker::{Settings, Worker};
pub(crate) use workspace::{Workspace, gather, lay_out};

/// The file of a roster planned again that says who is away, in the place of the inputs' own.
pub(crate) const AWAY: &str = "availability.csv";
