//! Locked shifts: where an availability row locks a shift, the agent has a shift with exactly that
//! start and end.
//!
//! Unit      shift

/// Locked shifts stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockedShifts;

impl super::Law for LockedShifts {
    const NAME: &'static str = "locked_shifts";
    const UNIT: &'static str = "shift";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
