//! Protected people: no weekly overtime. Nights and daily overtime are a matter of one shift and
//! are refused or priced where the shift is made.

use super::{Resource, Step, Today, Weight, Work};

/// `Σ (paid − daily overtime) ≤ the first weekly tier` in every week, minutes.
#[derive(Debug)]
pub(crate) struct ProtectedWeek {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The first weekly tier's threshold.
    pub(crate) above: i32,
}

impl Resource for ProtectedWeek {
    fn name(&self) -> &'static str {
        "protected"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, work: &Work) -> Work {
        Work { paid: work.paid, overtime: work.overtime, ..Work::default() }
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let plain = level + work.map_or(0, |w| w.paid - w.overtime);
        if self.weight == Weight::Hard && plain > self.above {
            return None;
        }
        if today.week_ends {
            return Step::at(0, self.weight.charge_hours(plain - self.above));
        }
        Step::to(plain)
    }
}
