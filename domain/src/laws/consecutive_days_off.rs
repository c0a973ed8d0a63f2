//! Consecutive days off: at least `min` in a row, leave days counting as off.
//!
//! A run of days off that touches an end of the horizon is never too short.
//!
//! Unit      day short of the limit

/// Days off come in runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsecutiveDaysOffMin {
    /// The fewest dates in a row without a shift.
    pub min: u32,
}

impl super::Law for ConsecutiveDaysOffMin {
    const NAME: &'static str = "consecutive_days_off_min";
    const UNIT: &'static str = "day";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
