//! Weekly hours: paid time per week of the horizon lies within the contract's bounds, less what
//! leave takes off ([`crate::contract::WeekTerms`]).
//!
//! Formula   paid_min(a, w) ≤ Σ paid(shifts of a in w) ≤ paid_max(a, w)
//! Unit      hour outside, begun

/// The contract's paid time per week is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyHours;

impl super::Law for WeeklyHours {
    const NAME: &'static str = "weekly_hours";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
