//! Preferences: a `prefer_off` span with no work in it, a `prefer_on` span with some.
//!
//! Unit      unmet wish of full weight (a wish of weight 0.4 counts 0.4)

/// Wishes are met where that is worth its price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences;

impl super::Law for Preferences {
    const NAME: &'static str = "preferences";
    const UNIT: &'static str = "wish";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
