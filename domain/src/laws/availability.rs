//! Availability and leave: no shift touches leave or a time the agent cannot come, none lies
//! before their hire date, and training is attended: in it the agent is on shift with activity
//! `Training`, or not on shift at all when the training lies outside every shift.
//!
//! Unit      shift

/// Nobody works while on leave, unavailable, in training or not yet hired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AvailabilityAndLeave;

impl super::Law for AvailabilityAndLeave {
    const NAME: &'static str = "availability";
    const UNIT: &'static str = "shift";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
