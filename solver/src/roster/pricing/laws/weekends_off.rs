//! Weekends off: worked weekends so far, and whether this Saturday was worked.

use super::{Resource, Step, Today, Weight, Work};

/// At most `worked_max` of the weekends that lie wholly in the horizon are worked.
#[derive(Debug)]
pub(crate) struct WeekendsOff {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The most worked weekends.
    pub(crate) worked_max: i32,
}

const SATURDAY: u32 = 5;
const SUNDAY: u32 = 6;

impl Resource for WeekendsOff {
    fn name(&self) -> &'static str {
        "weekends_off"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, _: &Work) -> Work {
        Work::default()
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let (worked, saturday) = (level / 2, level % 2 == 1);
        let works = work.is_some();
        match today.weekday {
            SATURDAY if !today.last => Step::to(worked * 2 + i32::from(works)),
            SUNDAY if today.day > 0 && (works || saturday) => {
                let worked = worked + 1;
                let price = self.weight.charge_count(i32::from(worked > self.worked_max));
                Step::at(worked.min(self.worked_max) * 2, price)
            }
            _ => Step::to(worked * 2),
        }
    }
}
