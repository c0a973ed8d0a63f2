//! Start variation: the band of clock times that the week's starts keep to.
//!
//! The band is chosen with the week's first shift, wide enough for all that follow: as wide as
//! allowed, or wider by whole hours at their price. Of all bands the best counts, so what is paid
//! is
//! the true spread's price.

use super::{Resource, Step, Today, Weight, Work};

/// `latest start − earliest start ≤ max` in every week, in minutes of the clock.
#[derive(Debug)]
pub(crate) struct StartVariation {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// The widest spread.
    pub(crate) max: i32,
    /// Every clock time at which a shift may start, rising.
    pub(crate) starts: Vec<i32>,
}

/// No start yet this week.
const NONE: i32 = -1;

impl StartVariation {
    /// Bands as first and last start; each wider than the one before by an hour.
    fn bands(&self, from: i32) -> impl Iterator<Item = (i32, i32)> + '_ {
        let last = self.starts.last().copied().unwrap_or(from);
        let hours = (last - from - self.max).max(0);
        let widths = if self.weight == Weight::Hard { 0 } else { (hours + 59) / 60 };
        (0..=widths).map(move |h| (h, (from + self.max + 60 * h).min(last)))
    }
}

impl Resource for StartVariation {
    fn name(&self) -> &'static str {
        "start_variation"
    }
    fn begin(&self) -> i32 {
        NONE
    }
    fn sees(&self, work: &Work) -> Work {
        Work { start: work.start, ..Work::default() }
    }
    /// Looks back: the level is the earliest and latest start of the week so far.
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let seen = (level != NONE).then_some((level >> 12, level & 4095));
        let seen = match (seen, work) {
            (Some((lo, hi)), Some(w)) => Some((lo.min(w.start), hi.max(w.start))),
            (None, Some(w)) => Some((w.start, w.start)),
            (seen, None) => seen,
        };
        if today.week_ends {
            let spread = seen.map_or(0, |(lo, hi)| hi - lo);
            return Step::at(NONE, self.weight.charge_hours(spread - self.max));
        }
        Step::to(seen.map_or(NONE, |(lo, hi)| lo << 12 | hi))
    }
    /// Looks ahead: the level is the band that the week keeps to.
    fn steps(&self, level: i32, today: &Today, work: Option<&Work>, all: &mut Vec<Step>) {
        let Some(work) = work.filter(|_| level == NONE) else {
            return all.extend(self.keeps(level, today, work));
        };
        if today.week_ends {
            return all.extend(Step::to(NONE));
        }
        for &from in self.starts.iter().filter(|&&from| from <= work.start) {
            for (hours, to) in self.bands(from) {
                if work.start <= to && !self.is_useless(from, hours, to) {
                    all.extend(Step::at(from << 12 | to, self.weight.charge_count(hours)));
                }
            }
        }
    }
}

impl StartVariation {
    /// The band after a day that keeps to it.
    fn keeps(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let (from, to) = (level >> 12, level & 4095);
        if level != NONE && work.is_some_and(|w| w.start < from || w.start > to) {
            return None;
        }
        Step::to(if today.week_ends { NONE } else { level })
    }

    /// Whether a band that begins earlier costs no more and reaches as far.
    fn is_useless(&self, from: i32, hours: i32, to: i32) -> bool {
        self.starts.iter().any(|&earlier| earlier < from && earlier + self.max + 60 * hours >= to)
    }
}
