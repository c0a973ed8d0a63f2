//! Fairness: nights, weekend days and late shifts of the week so far, up to their caps.

use super::{Resource, Step, Today, Weight, Work};

/// Caps on the unpopular shifts of one person in one week.
#[derive(Debug)]
pub(crate) struct Fairness {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The most nights, weekend days and late shifts.
    pub(crate) caps: [i32; 3],
}

/// More a week does not hold, so that a cap there is none.
const MOST: [i32; 3] = [7, 2, 7];

impl Resource for Fairness {
    fn name(&self) -> &'static str {
        "fairness"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let mut counts = [level & 15, (level >> 4) & 15, level >> 8];
        let mut beyond = 0;
        if let Some(work) = work {
            let unpopular = [work.night, today.weekday >= 5, work.late];
            for i in 0..3 {
                if self.caps[i] >= MOST[i] {
                    continue;
                }
                counts[i] += i32::from(unpopular[i]);
                beyond += i32::from(counts[i] > self.caps[i]);
                counts[i] = counts[i].min(self.caps[i]);
            }
        }
        let level = counts[0] | counts[1] << 4 | counts[2] << 8;
        Step::at(if today.week_ends { 0 } else { level }, self.weight.charge_count(beyond))
    }
}
