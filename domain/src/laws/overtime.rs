//! Overtime: at most so much per day and per calendar month.
//!
//! Daily overtime is a date's paid time above the contract's first daily tier; weekly overtime is a
//! week's remaining paid time above the first weekly tier ([`crate::pay`]). A contract without tiers
//! has no overtime. The month's total counts both, with what was worked before the horizon; the
//! horizon's overtime counts to the month in which the horizon begins.
//!
//! Unit      hour above, begun

use crate::units::Minutes;

/// A cap on one day's overtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OvertimePerDay {
    /// The most overtime on one date.
    pub max: Minutes,
}

/// A cap on one calendar month's overtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OvertimePerMonth {
    /// The most overtime in the month, month to date included.
    pub max: Minutes,
}

impl super::Law for OvertimePerDay {
    const NAME: &'static str = "overtime_per_day";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}

impl super::Law for OvertimePerMonth {
    const NAME: &'static str = "overtime_per_month";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
