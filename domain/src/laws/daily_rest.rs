//! Daily rest: at least `rest` between the end of one shift and the start of the next, the last
//! shift before the horizon included.
//!
//! Formula   start(next) − end(shift) ≥ rest      ∀ agent, ∀ consecutive shifts
//! Unit      hour missing, begun

use crate::units::Minutes;

/// A rest between two shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyRest {
    /// The least time between two shifts.
    pub rest: Minutes,
}

impl super::Law for DailyRest {
    const NAME: &'static str = "daily_rest";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
