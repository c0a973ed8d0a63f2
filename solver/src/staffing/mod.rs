//! Demand to requirement: how many people each queue needs in each half-hour, and why.
//!
//! ```text
//! Demand ─volume─▶ contacts to plan for ─lag─▶ load ─queueing─▶ people at desks ─shrinkage─▶
//!        people on the roster                                     └─▶ service curves (day, week)
//! tickets ─────────────────────────────────────▶ work and the time by which it must be done
//! ```
//!
//! [`require`] does it for a whole horizon, [`explain`] tells the story of one number.
//!
//! | file | is |
//! |---|---|
//! | `queueing/` | the engine: one flow, so many agents, what comes of it |
//! | `volume` | contacts to plan for: the mean, a quantile, or enough for a stated risk |
//! | `lag` | load that trails the arrivals when contacts take long |
//! | `promise` | which targets hold in every interval and which over a day or week |
//! | `ranks` | a pool in which the urgent are answered first |
//! | `stream` | a live queue, or several that the same people serve at once |
//! | `curve` | service as a function of the people on the roster |
//! | `tickets` | work that may wait, with its due dates |
//! | `shrinkage` | people at desks ↔ people on the roster |
//! | `require`, `explain` | the two questions; `why` holds the second's answer, `say` tells it |
//!
//! What is *not* in here: half-hours are treated as steady states (after [`Options::lag`]), so
//! customers left waiting at the end of an overloaded half-hour are not carried into the next.
//! The simulator does carry them, judges the roster, and raises the requirement where it must.

mod curve;
mod error;
mod explain;
mod lag;
mod options;
mod promise;
pub mod queueing;
mod ranks;
mod require;
mod say;
mod shrinkage;
mod stream;
mod tickets;
mod volume;
mod why;

pub use error::StaffingError;
pub use explain::explain;

pub use options::{Curves, Options, PlanFor};
pub use promise::FLOOR;
pub use require::require;
pub use shrinkage::on_the_roster;
pub use why::{Live, Point, Story, TicketWork, Why};
