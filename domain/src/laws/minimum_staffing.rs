//! Minimum staffing: while a live queue is open, at least so many people work on it.
//!
//! Unit      agent-hour missing

use crate::ids::QueueId;
use crate::units::Agents;

/// A floor under the people on each queue, whatever the load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinimumStaffing {
    /// The fewest people per queue; queues not named have no floor.
    pub floors: Vec<(QueueId, Agents)>,
}

impl super::Law for MinimumStaffing {
    const NAME: &'static str = "minimum_staffing";
    const UNIT: &'static str = "agent-hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
