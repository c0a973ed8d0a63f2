//! A week in outline: what a requirement costs when people are counted by kind, not by name.
//!
//! A small linear programme that is solved in a fraction of a second, and again in less when only
//! the requirement changes: for sweeps and for futures by the hundred, where a roster each would
//! take hours. It is an estimate, not a bound and not a roster.
//!
//! ```text
//! x(g, d, c) ≥ 0   people of group g on shift c of day d: people alike in skills and contract
//! People(g, d)     Σ x ≤ people who can come that day
//! Days(g, w)       fewest ≤ Σ x ≤ most           Paid(g, w)   least ≤ Σ paid·x ≤ most
//! Overtime(g, w)   Σ plain·x − over ≤ threshold  Owed(g, w)   Σ paid·x + owed ≥ guaranteed
//! There(p, t)      Σ served ≤ Σ present·x        for pools: groups of the same two queues or more
//! Cover(q, t)      Σ speed·served + light + heavy ≥ need(q, t)
//! Work(q, t)       work(t) = work(t−1) + done(t) + late(t), due(t) ≤ work(t) ≤ arrived(t)
//! ```
//! Left out: rest between shifts, days in a row, nights, wishes, fairness, floors and seats, whole
//! people. Breaks are spread evenly over their windows. The first makes it cheaper than a roster,
//! the last a little dearer. `docs/benchmarks/scenarios.md` measures how near it comes.

mod answer;
mod groups;
mod model;
mod pools;
mod shapes;

pub use answer::Outline;
pub use model::Sketch;

use domain::Cure;

/// Why there is no outline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutlineError {
    /// The optimiser failed.
    #[error("the optimiser gave up on the outline: {0}")]
    Backend(String),
    /// A requirement over another horizon than the outline's.
    #[error("the requirement is of another horizon or other queues than the outline")]
    Horizon,
}

impl Cure for OutlineError {
    fn code(&self) -> &'static str {
        match self {
            Self::Backend(_) => "E2210",
            Self::Horizon => "E2211",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Backend(_) => "report it with the centre's folder".into(),
            Self::Horizon => "make both for the same days of the same centre".into(),
        }
    }
}
