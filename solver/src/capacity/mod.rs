//! Months ahead, week by week: whom to hire, when; leave, overtime, training, agencies.
//!
//! A linear programme over weeks. People are counted in fractions; its duals say what one more
//! trained agent in a week is worth.
//!
//! ```text
//! hire(g, v)      people of group g who start in week v; paid from then, in training first, then
//!                 at the speeds of the ramp-up; fewer by attrition week by week
//! leave(g, w)     people of group g on leave in week w
//! over(g, w)      hours of overtime
//! train(g, q, v)  people of group g who start learning queue q in week v
//! seats(k, v)     seats bought of agency contract k from week v on, for its length
//! used(g, q, w)   hours that group g gives to queue q; missing(q, w) hours nobody gives
//!
//! Hours(g, w)   Σ_q used ≤ hours · (staff + Σ hired·speed − leave − training) + over
//! Learnt(g,q,w) used(g, q, w) ≤ hours · Σ trained          for queues learnt on the way
//! Leave(g)      Σ_w leave = leave owed                      leave(g, w) ≤ share · staff
//! Month(g, m)   Σ over ≤ overtime a head and month · staff
//! Cover(q, w)   Σ speed·used + Σ seats·hours + missing ≥ work(q, w)
//! ```

mod case;
mod model;
mod plan;

pub use case::{Agency, CapacityCase, Hiring, Load, Staff, Training};
pub use model::solve;
pub use plan::{CapacityPlan, GroupWeek, QueueWeek};

use domain::Cure;

/// Why there is no capacity plan.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CapacityError {
    /// The optimiser failed.
    #[error("the optimiser gave up on the months ahead: {0}")]
    Backend(String),
    /// More leave is owed than the weeks can hold.
    #[error("group {group} is owed {owed:.1} weeks of leave and the weeks hold {room:.1}")]
    Leave {
        /// The group.
        group: String,
        /// Person-weeks owed.
        owed: f64,
        /// Person-weeks that fit.
        room: f64,
    },
}

impl Cure for CapacityError {
    fn code(&self) -> &'static str {
        match self {
            Self::Backend(_) => "E2214",
            Self::Leave { .. } => "E2215",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Backend(_) => "report it with the centre's folder".into(),
            Self::Leave { .. } => "raise `leave_share_max`, or plan more weeks".into(),
        }
    }
}
