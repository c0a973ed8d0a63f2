//! Fairness: the unpopular shifts of one sort in the week so far, up to their cap.

use super::{Left, Resource, Step, Today, Weight, Work};

/// A cap on one sort of unpopular shifts of one person in one week.
#[derive(Debug)]
pub(crate) struct Fairness {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// Which shifts.
    pub(crate) sort: Sort,
    /// The most of them.
    pub(crate) cap: i32,
}

/// A sort of unpopular shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Nights.
    Night,
    /// Saturdays and Sundays.
    WeekendDay,
    /// Shifts that end late.
    Late,
}

impl Resource for Fairness {
    fn name(&self) -> &'static str {
        "fairness"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, work: &Work) -> Work {
        match self.sort {
            Sort::Night => Work { night: work.night, ..Work::default() },
            Sort::WeekendDay => Work::default(),
            Sort::Late => Work { late: work.late, ..Work::default() },
        }
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let counts = work.is_some_and(|w| match self.sort {
            Sort::Night => w.night,
            Sort::WeekendDay => today.weekday >= 5,
            Sort::Late => w.late,
        });
        let count = level + i32::from(counts);
        let price = self.weight.charge_count(count - self.cap);
        Step::at(if today.week_ends { 0 } else { count.min(self.cap) }, price)
    }
    fn settle(&self, level: i32, left: Left) -> i32 {
        if level + left.week <= self.cap { 0 } else { level }
    }
}
