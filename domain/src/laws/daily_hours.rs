//! Daily hours: at most `max` paid time on one date, overtime included.
//!
//! Unit      hour above, begun

use crate::units::Minutes;

/// A cap on one day's paid time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyHours {
    /// The most paid time on one date.
    pub max: Minutes,
}

impl super::Law for DailyHours {
    const NAME: &'static str = "daily_hours";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
