//! One shift a day: an agent starts at most one shift on a civil date.
//!
//! Formula   |{shifts of a with date d}| ≤ 1      ∀ agent a, ∀ date d
//! Unit      shift beyond the first

/// At most one shift starts on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneShiftADay;

impl super::Law for OneShiftADay {
    const NAME: &'static str = "one_shift_a_day";
    const UNIT: &'static str = "shift";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
