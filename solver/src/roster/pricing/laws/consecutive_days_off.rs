//! Consecutive days off: the length of the run off that ends today, up to those asked for.

use super::{Resource, Step, Today, Weight, Work};

/// At least `min` days off in a row between two working days of the horizon.
#[derive(Debug)]
pub(crate) struct ConsecutiveDaysOffMin {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The fewest days off in a row.
    pub(crate) min: i32,
}

impl Resource for ConsecutiveDaysOffMin {
    fn name(&self) -> &'static str {
        "consecutive_days_off_min"
    }
    /// 0 is at work; a run that touches the horizon's begin is long enough.
    fn begin(&self) -> i32 {
        self.min
    }
    fn sees(&self, _: &Work) -> Work {
        Work::default()
    }
    fn step(&self, level: i32, _: &Today, work: Option<&Work>) -> Option<Step> {
        match work {
            None => Step::to((level + 1).min(self.min)),
            Some(_) if level == 0 => Step::to(0),
            Some(_) => Step::at(0, self.weight.charge_count(self.min - level)),
        }
    }
}
