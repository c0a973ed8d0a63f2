//! Working days: the number of dates with a shift per week lies within the contract's bounds, less
//! what leave takes off ([`crate::contract::WeekTerms`]).
//!
//! Unit      day outside

/// The contract's working days per week are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingDays;

impl super::Law for WorkingDays {
    const NAME: &'static str = "working_days";
    const UNIT: &'static str = "day";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
