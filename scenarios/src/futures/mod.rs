//! Futures: what the volume may turn out to be, what a plan would cost then, and a plan that is
//! good across all of them.
//!
//! | file | is |
//! |---|---|
//! | `draw` | futures drawn from the forecast's own uncertainty |
//! | `robust` | whom it pays to have, whatever comes |
//! | `plans` | one plan for the mean, one for all futures |
//! | `moves` | what overtime, early release, other queues and standby are worth to a plan |
//! | `polish` | a roster made better across futures, by the slope of the expected cost |
//! | `regret` | plans × futures: cost after the best recourse, its mean, its tail, its regret |

mod draw;
mod moves;
mod plans;
mod polish;
mod regret;
mod robust;

pub use draw::{Draws, Future, draw};
pub use moves::{Moves, OnTheDay};
pub use plans::{First, Hedged, Robust, robust};
pub use regret::{Judged, Table, table, tail};
pub use robust::{Hedge, hedge};
