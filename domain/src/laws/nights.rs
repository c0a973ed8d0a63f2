//! Nights: at most `max` night shifts on dates in a row, and a longer rest after the last of them.
//!
//! A night shift has at least one paid hour inside the night window of the rules. A run of nights
//! may begin before the horizon.
//!
//! Unit      night beyond the limit; hour of rest missing, begun

use crate::units::Minutes;

/// Not too many nights in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NightsInARow {
    /// The most dates in a row with a night shift.
    pub max: u32,
}

/// A longer rest between a night shift and a following shift that is not a night shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestAfterNights {
    /// The least time between the two.
    pub rest: Minutes,
}

impl super::Law for NightsInARow {
    const NAME: &'static str = "nights_in_a_row";
    const UNIT: &'static str = "night";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}

impl super::Law for RestAfterNights {
    const NAME: &'static str = "rest_after_nights";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
