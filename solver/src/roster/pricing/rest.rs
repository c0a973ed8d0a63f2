//! Rest between shifts: when the last shift ended, as a level that only matters while it is near.
//!
//! Level 0 is well rested; higher levels are later ends. Whoever may start a shift from a level may
//! start it from every lower one, so the pricing needs the best value up to a level only.

use super::laws::Weight;
use crate::roster::problem::{Choice, DayChoices};
use std::collections::HashMap;
use std::sync::Arc;

/// The rests that laws ask for between two shifts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rests {
    /// Minutes between any two shifts.
    pub(crate) daily: Option<(i64, Weight)>,
    /// Minutes between a night and a shift that is none.
    pub(crate) after_night: Option<(i64, Weight)>,
    /// Minutes from the horizon's begin at which the last shift before it ended.
    pub(crate) last_end: Option<i64>,
    /// Minutes per slot.
    pub(crate) interval: i64,
}

/// The levels before and after each day.
#[derive(Debug)]
pub(crate) struct Rest {
    /// One entry per day.
    pub(crate) days: Vec<DayRest>,
    /// The level on the first morning.
    pub(crate) begin: usize,
    /// Levels after the last day.
    pub(crate) ends: usize,
}

/// What one day does to the levels.
#[derive(Debug)]
pub(crate) struct DayRest {
    /// Levels before it.
    pub(crate) levels: usize,
    /// The level a day off leads to, for each level before.
    pub(crate) off: Vec<u16>,
    /// What choices mean to rests: many mean the same.
    pub(crate) marks: Vec<Mark>,
    /// The number of each choice's mark.
    pub(crate) mark_of: Vec<u16>,
}

/// What a shift means to the rests before and after it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// The level it leads to.
    pub(crate) exit: u16,
    /// From which levels it may be started at what price, prices rising: after other shifts, and
    /// after nights.
    tiers: [Vec<Tier>; 2],
}

/// A shift may be started from levels up to `level` at this price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tier {
    /// The highest level.
    pub(crate) level: u16,
    /// The price of missing rest, in minor units.
    pub(crate) price: f64,
}

impl DayRest {
    /// What a choice means to rests.
    pub(crate) fn mark(&self, choice: usize) -> &Mark {
        &self.marks[usize::from(self.mark_of[choice])]
    }
}

impl Mark {
    /// From which levels the shift may be started at what price, prices rising.
    pub(crate) fn tiers(&self, after_night: bool) -> &[Tier] {
        &self.tiers[usize::from(after_night)]
    }
}

impl Rest {
    /// How many levels there are before `day`.
    pub(crate) fn levels(&self, day: usize) -> usize {
        self.days.get(day).map_or(self.ends, |r| r.levels)
    }

    /// The levels of these days under these rests.
    pub(crate) fn build(days: &[Arc<DayChoices>], rests: Rests) -> Self {
        let longest =
            [rests.daily, rests.after_night].into_iter().flatten().map(|r| r.0).max().unwrap_or(0);
        let mut first_start = vec![i64::MAX; days.len() + 1];
        for (d, day) in days.iter().enumerate().rev() {
            let earliest = day.all.iter().map(|c| c.start as i64 * rests.interval).min();
            first_start[d] = earliest.unwrap_or(i64::MAX).min(first_start[d + 1]);
        }
        let matters = |end: i64, before: usize| {
            first_start[before] < i64::MAX && end + longest > first_start[before]
        };
        let mut ends: Vec<i64> = rests.last_end.filter(|&e| matters(e, 0)).into_iter().collect();
        let begin = ends.len();
        let mut all = Vec::with_capacity(days.len());
        for (d, day) in days.iter().enumerate() {
            let end_of = |c: &Choice| c.end() as i64 * rests.interval;
            let mut next: Vec<i64> =
                ends.iter().copied().chain(day.all.iter().map(end_of)).collect();
            next.retain(|&end| matters(end, d + 1));
            next.sort_unstable();
            next.dedup();
            all.push(DayRest::build(&ends, &next, day, rests));
            ends = next;
        }
        Self { days: all, begin, ends: ends.len() + 1 }
    }
}

impl DayRest {
    fn build(ends: &[i64], next: &[i64], day: &DayChoices, rests: Rests) -> Self {
        let level_after = |end: i64| next.binary_search(&end).map_or(0, |n| n as u16 + 1);
        let off = std::iter::once(0).chain(ends.iter().map(|&e| level_after(e))).collect();
        let (mut marks, mut known) = (Vec::new(), HashMap::new());
        let mark_of = day.all.iter().map(|choice| {
            // rests know a shift by its begin, its end, and whether it is a night
            let key = (choice.start, choice.end(), choice.work.night);
            *known.entry(key).or_insert_with(|| {
                let exit = level_after(choice.end() as i64 * rests.interval);
                let tiers = [false, true].map(|night| tiers(choice, night, ends, rests));
                let mark = Mark { exit, tiers };
                marks.iter().position(|m| *m == mark).unwrap_or_else(|| {
                    marks.push(mark);
                    marks.len() - 1
                }) as u16
            })
        });
        Self { levels: ends.len() + 1, off, mark_of: mark_of.collect(), marks }
    }
}

fn tiers(choice: &Choice, after_night: bool, ends: &[i64], rests: Rests) -> Vec<Tier> {
    let (mut all, mut current) = (Vec::new(), Tier { level: 0, price: 0.0 });
    for (n, &end) in ends.iter().enumerate() {
        let gap = choice.start as i64 * rests.interval - end;
        let Some(price) = missing_rest(gap, after_night && !choice.work.night, rests) else {
            break;
        };
        if price as f64 > current.price {
            all.push(current);
        }
        current = Tier { level: n as u16 + 1, price: price as f64 };
    }
    all.push(current);
    all
}

/// What a gap of so many minutes costs; `None` where it may not be.
pub(crate) fn missing_rest(gap: i64, after_night: bool, rests: Rests) -> Option<i64> {
    if gap < 0 {
        return None;
    }
    let night = rests.after_night.filter(|_| after_night);
    let mut price = 0;
    for (rest, weight) in [rests.daily, night].into_iter().flatten() {
        price += weight.charge_hours((rest - gap) as i32)?;
    }
    Some(price)
}
