//! Preferences that several days can meet or break: whether any of them has so far. A wish that
//! only one day touches is a price on that day's shifts.

use super::{Resource, Step, Today, Weight, Work};

/// One wish over several days.
#[derive(Debug)]
pub(crate) struct LongWish {
    /// How much wishes matter.
    pub(crate) weight: Weight,
    /// The wish's own weight, from 0 to 1.
    pub(crate) share: f64,
    /// Its bit in [`Work::wishes`].
    pub(crate) bit: u32,
    /// The last day that can touch it.
    pub(crate) last_day: usize,
    /// Whether work is wished for there, rather than time off.
    pub(crate) on: bool,
}

impl Resource for LongWish {
    fn name(&self) -> &'static str {
        "preferences"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, work: &Work) -> Work {
        Work { wishes: work.wishes & self.bit, ..Work::default() }
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        if today.day > self.last_day {
            return Step::to(0);
        }
        let touched = level == 1 || work.is_some_and(|w| w.wishes & self.bit != 0);
        if today.day < self.last_day {
            return Step::to(i32::from(touched));
        }
        let unmet = touched != self.on;
        Step::at(0, self.weight.charge(if unmet { self.share } else { 0.0 }))
    }
}
