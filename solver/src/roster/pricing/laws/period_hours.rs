//! Period hours: paid minutes of the horizon against what the period has left.

use super::{Resource, Step, Today, Weight, Work};

/// `Σ paid ≤ left`, minutes.
#[derive(Debug)]
pub(crate) struct PeriodHours {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// What the period has left.
    pub(crate) left: i32,
}

impl Resource for PeriodHours {
    fn name(&self) -> &'static str {
        "period_hours"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, work: &Work) -> Work {
        Work { paid: work.paid, ..Work::default() }
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let paid = level + work.map_or(0, |w| w.paid);
        let over = paid - self.left;
        if self.weight == Weight::Hard && over > 0 {
            return None;
        }
        let price = if today.last { self.weight.charge_hours(over) } else { Some(0) };
        Step::at(paid, price)
    }
}
