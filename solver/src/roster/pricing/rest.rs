//! Rest between shifts: when the last shift ended, as a level that only matters while it is near.
//!
//! Level 0 is well rested; higher levels are later ends. Whoever may start a shift from a level may
//! start it from every lower one, so the pricing needs the best value up to a level only.

use super::laws::Weight;
use crate::roster::problem::{Choice, DayChoices};
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
    /// The level each choice leads to.
    pub(crate) exit: Vec<u16>,
    /// Where each choice's tiers begin, after other shifts and after nights.
    tiers_at: [Vec<u32>; 2],
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
    /// From which levels `choice` may be started at what price, prices rising.
    pub(crate) fn tiers(&self, choice: usize, after_night: bool) -> &[Tier] {
        let side = usize::from(after_night);
        let at = &self.tiers_at[side];
        &self.tiers[side][at[choice] as usize..at[choice + 1] as usize]
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
        let exit = day.all.iter().map(|c| level_after(c.end() as i64 * rests.interval)).collect();
        let mut tiers_at = [vec![0], vec![0]];
        let mut tiers = [Vec::new(), Vec::new()];
        for side in 0..2 {
            for choice in &day.all {
                add_tiers(choice, side == 1, ends, rests, &mut tiers[side]);
                tiers_at[side].push(tiers[side].len() as u32);
            }
        }
        Self { levels: ends.len() + 1, off, exit, tiers_at, tiers }
    }
}

fn add_tiers(choice: &Choice, after_night: bool, ends: &[i64], rests: Rests, all: &mut Vec<Tier>) {
    let mut current = Tier { level: 0, price: 0.0 };
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
