//! Planning again: whether anything of this person's changed so far.

use super::{Resource, Step, Today, Work};

/// A price for each person of whom at least one day is not as it was told.
#[derive(Debug)]
pub(crate) struct ChangedPerson {
    /// The price in minor units.
    pub(crate) price: i64,
    /// Per day, whether being off is a change.
    pub(crate) off: Vec<bool>,
}

impl Resource for ChangedPerson {
    fn name(&self) -> &'static str {
        "told_roster"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, work: &Work) -> Work {
        Work { changed: work.changed, ..Work::default() }
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let changed = work.map_or(self.off[today.day], |w| w.changed);
        if level > 0 || !changed {
            return Step::to(level);
        }
        Step::at(1, Some(self.price))
    }
}
