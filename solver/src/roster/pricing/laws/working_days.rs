//! Working days: the days worked in the week so far; judged on its last day.

use super::{Resource, Step, Today, Weight, Work};

/// `min(w) ≤ days(w) ≤ max(w)` per week of the horizon.
#[derive(Debug)]
pub(crate) struct WorkingDays {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// Fewest and most days of each week.
    pub(crate) bounds: Vec<(i32, i32)>,
    /// Whether someone who works not at all in the week is held to nothing.
    pub(crate) optional: bool,
}

impl Resource for WorkingDays {
    fn name(&self) -> &'static str {
        "working_days"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, _: &Work) -> Work {
        Work::default()
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let days = level + i32::from(work.is_some());
        let (min, max) = self.bounds[today.week];
        if self.weight == Weight::Hard && days > max {
            return None;
        }
        if !today.week_ends {
            return Step::to(days);
        }
        if self.optional && days == 0 {
            return Step::to(0);
        }
        Step::at(0, self.weight.charge_count((min - days).max(days - max)))
    }
}
