//! Consecutive working days: the length of the run that ends today.

use super::{Left, Resource, Step, Today, Weight, Work};

/// At most `max` days in a row; each further day is a breach.
#[derive(Debug)]
pub(crate) struct ConsecutiveDaysMax {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The most days in a row.
    pub(crate) max: i32,
    /// The run before the horizon.
    pub(crate) run: i32,
}

impl Resource for ConsecutiveDaysMax {
    fn name(&self) -> &'static str {
        "consecutive_days_max"
    }
    fn begin(&self) -> i32 {
        self.run.min(self.max)
    }
    fn sees(&self, _: &Work) -> Work {
        Work::default()
    }
    fn step(&self, level: i32, _: &Today, work: Option<&Work>) -> Option<Step> {
        if work.is_none() {
            return Step::to(0);
        }
        let run = level + 1;
        Step::at(run.min(self.max), self.weight.charge_count(run - self.max))
    }
    fn settle(&self, level: i32, left: Left) -> i32 {
        if level + left.horizon <= self.max { 0 } else { level }
    }
}

/// At least `min` days in a row, where the whole run is known.
#[derive(Debug)]
pub(crate) struct ConsecutiveDaysMin {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The fewest days in a row.
    pub(crate) min: i32,
    /// The run before the horizon; `None` when nothing is known of the day before.
    pub(crate) run: Option<i32>,
}

impl Resource for ConsecutiveDaysMin {
    fn name(&self) -> &'static str {
        "consecutive_days_min"
    }
    /// 0 is a day off; a run of unknown length is long enough.
    fn begin(&self) -> i32 {
        self.run.unwrap_or(self.min).min(self.min)
    }
    fn sees(&self, _: &Work) -> Work {
        Work::default()
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        match work {
            Some(_) => Step::to((level + 1).min(self.min)),
            None if level == 0 || (today.day == 0 && self.run.is_none()) => Step::to(0),
            None => Step::at(0, self.weight.charge_count(self.min - level)),
        }
    }
}
