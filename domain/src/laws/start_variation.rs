//! Start variation: within a week of the horizon, the clock times at which an agent's shifts start
//! differ by at most `max`.
//!
//! Formula   max clock(start) − min clock(start) ≤ max      ∀ agent, ∀ week
//! Unit      hour above, begun

use crate::units::Minutes;

/// Similar start times through the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartVariation {
    /// The widest spread of start times within a week.
    pub max: Minutes,
}

impl super::Law for StartVariation {
    const NAME: &'static str = "start_variation";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
