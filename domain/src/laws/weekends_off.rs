//! Weekends off: of the weekends that lie wholly in the horizon, at most `worked_max` are worked; a
//! weekend is worked when a shift starts on its Saturday or Sunday.
//!
//! Unit      weekend beyond the limit

/// Weekends off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekendsOff {
    /// The most worked weekends in the horizon.
    pub worked_max: u32,
}

impl super::Law for WeekendsOff {
    const NAME: &'static str = "weekends_off";
    const UNIT: &'static str = "weekend";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
