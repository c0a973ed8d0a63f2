//! Weekly hours: the paid minutes of the week so far; judged on its last day.

use super::{Resource, Step, Today, Weight, Work};

/// `min(w) ≤ paid(w) ≤ max(w)`, minutes, per week of the horizon.
#[derive(Debug)]
pub(crate) struct WeeklyHours {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// Least and most paid minutes of each week.
    pub(crate) bounds: Vec<(i32, i32)>,
    /// Whether someone who works not at all in the week is held to nothing.
    pub(crate) optional: bool,
}

impl Resource for WeeklyHours {
    fn name(&self) -> &'static str {
        "weekly_hours"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, work: &Work) -> Work {
        Work { paid: work.paid, ..Work::default() }
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let paid = level + work.map_or(0, |w| w.paid);
        let (min, max) = self.bounds[today.week];
        if self.weight == Weight::Hard && paid > max {
            return None;
        }
        if !today.week_ends {
            return Step::to(paid);
        }
        if self.optional && paid == 0 {
            return Step::to(0);
        }
        Step::at(0, self.weight.charge_hours((min - paid).max(paid - max)))
    }
}
