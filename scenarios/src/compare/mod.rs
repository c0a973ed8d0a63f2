//! Base and variants side by side: the same customers, the same effort, and what may be said of
//! their difference.
//!
//! | file | is |
//! |---|---|
//! | `scenario` | a name, a story, changes in order |
//! | `forecasts` | the demand of a changed world; forecasts and outlines are kept and shared |
//! | `outlines` | many requirements in outline, each from the solution of the one before |
//! | `variant` | one world through the chain: in outline, or as a roster simulated |
//! | `cost` | what a difference of costs can be believed to be |
//! | `attribute` | which changes a difference comes from; the parts add up exactly |
//! | `sweep` | many settings of some changes, in outline |

mod attribute;
mod cost;
mod each;
mod error;
mod forecasts;
mod outlines;
mod scenario;
mod sweep;
mod variant;

pub use attribute::{Attribution, attribute};
pub use cost::{CostDifference, Weight};
pub use each::each;
pub use error::CompareError;
pub use forecasts::Forecasts;
pub use outlines::{Memory, outlines};
pub use scenario::Scenario;
pub use sweep::{Axis, Design, Point, Sweep, changes_at, points, settings};
pub use variant::{Rough, Variant, needs, rough, variant};
