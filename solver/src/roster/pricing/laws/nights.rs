//! Nights: the run of nights that ends today, and whether the last shift was a night.

use super::{Left, Resource, Step, Today, Weight, Work};

/// At most `max` night shifts on dates in a row.
#[derive(Debug)]
pub(crate) struct NightsInARow {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The most nights in a row.
    pub(crate) max: i32,
    /// The run before the horizon.
    pub(crate) run: i32,
}

impl Resource for NightsInARow {
    fn name(&self) -> &'static str {
        "nights_in_a_row"
    }
    fn begin(&self) -> i32 {
        self.run.min(self.max)
    }
    fn sees(&self, work: &Work) -> Work {
        Work { night: work.night, ..Work::default() }
    }
    fn step(&self, level: i32, _: &Today, work: Option<&Work>) -> Option<Step> {
        if !work.is_some_and(|w| w.night) {
            return Step::to(0);
        }
        let run = level + 1;
        Step::at(run.min(self.max), self.weight.charge_count(run - self.max))
    }
    fn settle(&self, level: i32, left: Left) -> i32 {
        if level + left.horizon <= self.max { 0 } else { level }
    }
}

/// Remembers whether the last shift was a night; the rest itself is kept by the shift's end.
#[derive(Debug)]
pub(crate) struct AfterNight {
    /// Whether the last shift before the horizon was a night.
    pub(crate) before: bool,
}

impl Resource for AfterNight {
    fn name(&self) -> &'static str {
        "rest_after_nights"
    }
    fn begin(&self) -> i32 {
        i32::from(self.before)
    }
    fn sees(&self, work: &Work) -> Work {
        Work { night: work.night, ..Work::default() }
    }
    fn step(&self, level: i32, _: &Today, work: Option<&Work>) -> Option<Step> {
        Step::to(work.map_or(level, |w| i32::from(w.night)))
    }
}
