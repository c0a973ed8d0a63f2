//! What a day's own reports are worth: its rest, and the day after, forecast again at some hours.

use crate::today::reforecast;
use domain::{ClockTime, Demand, Grid, History, IntervalRecord, Moment, QueueHistory, Slot};
use std::ops::Range;

/// The hours at which days are forecast again.
const CLOCKS: [ClockTime; 3] = [ClockTime(600), ClockTime(840), ClockTime(1080)];
/// Days after each origin that are tried.
const DAYS: usize = 7;

/// How much the reports up to some hour improve a forecast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithinDay {
    /// The hour.
    pub clock: ClockTime,
    /// Over the rest of the day.
    pub rest: Sharpened,
    /// Over the day after.
    pub tomorrow: Sharpened,
}

/// Errors before and after a reforecast, over the same intervals.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sharpened {
    /// How many intervals.
    pub intervals: usize,
    /// WAPE of the forecast made at the origin; 0 where nothing came.
    pub before: f64,
    /// WAPE of the reforecast.
    pub after: f64,
    /// Share of intervals inside the 80 % band of the reforecast.
    pub coverage80: f64,
}

/// Sums over the days of all origins, by hour: the rest of the day, and the day after.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sums([[Missed; 2]; CLOCKS.len()]);

#[derive(Debug, Clone, Copy, Default)]
struct Missed {
    intervals: usize,
    before: f64,
    after: f64,
    came: f64,
    inside: usize,
}

impl Missed {
    fn sharpened(self) -> Sharpened {
        let part = |missed: f64| if self.came > 0.0 { missed / self.came } else { 0.0 };
        Sharpened {
            intervals: self.intervals,
            before: part(self.before),
            after: part(self.after),
            coverage80: self.inside as f64 / self.intervals.max(1) as f64,
        }
    }
}

impl Sums {
    /// Tries every day of the first week of `demand`, a forecast of one queue.
    pub(crate) fn of(demand: &Demand, records: &[IntervalRecord]) -> Self {
        let mut sums = Self::default();
        let Some(queue) = demand.queues.first() else { return sums };
        let grid = &demand.grid;
        let history = |records: &[IntervalRecord]| History {
            interval: grid.interval(),
            queues: vec![QueueHistory { queue: queue.queue.clone(), records: records.to_vec() }],
        };
        for day in 0..grid.days().min(DAYS) {
            let slots = grid.slots_of_day(day);
            let seen = history(between(records, grid, &slots));
            for (clock, [rest, tomorrow]) in CLOCKS.into_iter().zip(&mut sums.0) {
                let Some(now) = clock.on(grid.date(day), grid.zone()) else { continue };
                let later = reforecast(demand, &seen, now);
                let ahead = slot_of(grid, now, &slots)..slots.end;
                rest.add(demand, &later, between(records, grid, &ahead));
                if day + 1 < grid.days() {
                    let next = grid.slots_of_day(day + 1);
                    tomorrow.add(demand, &later, between(records, grid, &next));
                }
            }
        }
        sums
    }

    /// Adds the sums of another origin.
    pub(crate) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            mine.intervals += theirs.intervals;
            mine.before += theirs.before;
            mine.after += theirs.after;
            mine.came += theirs.came;
            mine.inside += theirs.inside;
        }
    }

    /// The answer, for hours at which anything was left of a day.
    pub(crate) fn answer(self) -> Vec<WithinDay> {
        let hour = |(clock, [rest, tomorrow]): (ClockTime, [Missed; 2])| WithinDay {
            clock,
            rest: rest.sharpened(),
            tomorrow: tomorrow.sharpened(),
        };
        let all = CLOCKS.into_iter().zip(self.0).map(hour);
        all.filter(|hour| hour.rest.intervals > 0).collect()
    }
}

impl Missed {
    fn add(&mut self, before: &Demand, after: &Demand, came: &[IntervalRecord]) {
        let grid = &before.grid;
        let (before, after) = (&before.queues[0], &after.queues[0]);
        for record in came {
            let Some(Slot(slot)) = grid.slot_of(record.at).filter(|s| before.open[s.0]) else {
                continue;
            };
            let y = record.offered.0;
            self.intervals += 1;
            self.before += (before.expected[slot].0 - y).abs();
            self.after += (after.expected[slot].0 - y).abs();
            self.came += y;
            let band = after.quantiles[slot];
            self.inside += usize::from(band[1].0 <= y && y <= band[5].0);
        }
    }
}

/// The first slot of a day that begins at `now` or later.
fn slot_of(grid: &Grid, now: Moment, slots: &Range<usize>) -> usize {
    slots.clone().find(|&slot| grid.start(Slot(slot)) >= now).unwrap_or(slots.end)
}

/// The records of some slots.
fn between<'r>(
    records: &'r [IntervalRecord],
    grid: &Grid,
    slots: &Range<usize>,
) -> &'r [IntervalRecord] {
    let begin = grid.start(Slot(slots.start));
    let end = grid.start(Slot(slots.end));
    let place = |at: Moment| records.partition_point(|record| record.at < at);
    &records[place(begin)..place(end)]
}
