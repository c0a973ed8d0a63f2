//! Weekly rest: the days off in the week so far, up to those asked for.

use super::{Resource, Step, Today, Weight, Work};

/// At least `days` dates off in each whole week of the horizon.
#[derive(Debug)]
pub(crate) struct WeeklyRest {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// Dates without a shift per week.
    pub(crate) days: i32,
    /// Whether each week is whole; others are not judged.
    pub(crate) whole: Vec<bool>,
}

impl Resource for WeeklyRest {
    fn name(&self) -> &'static str {
        "weekly_rest"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, _: &Work) -> Work {
        Work::default()
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let off = (level + i32::from(work.is_none())).min(self.days);
        if today.week_ends {
            if !self.whole[today.week] {
                return Step::to(0);
            }
            return Step::at(0, self.weight.charge_count(self.days - off));
        }
        Step::to(off)
    }
}
