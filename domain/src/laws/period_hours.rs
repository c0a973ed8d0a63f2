//! Period hours (comprehensive working hours): paid time in the working-time period, what was
//! worked before the horizon included, is at most `max`.
//!
//! Formula   period_to_date(a) + Σ paid(shifts of a in the horizon) ≤ max
//! Unit      hour above, begun

use crate::units::Minutes;

/// A cap on paid time over a period longer than a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodHours {
    /// The most paid time in the period that the horizon belongs to.
    pub max: Minutes,
}

impl super::Law for PeriodHours {
    const NAME: &'static str = "period_hours";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
