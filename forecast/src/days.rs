//! The history of a queue as civil days of clock intervals, where closed, missing and zero differ.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;
use domain::{ClockTime, IntervalRecord, Minutes, Moment, OpeningHours};

/// What is known of one interval of one civil day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell {
    /// Nobody could reach the queue.
    Closed,
    /// The queue was open and no report says what came in.
    Missing,
    /// So many contacts came in; zero is a number like others.
    Offered(f64),
}

impl Cell {
    /// The count, where one was reported.
    pub(crate) const fn offered(self) -> Option<f64> {
        match self {
            Self::Offered(count) => Some(count),
            Self::Closed | Self::Missing => None,
        }
    }
}

/// Which clock intervals of which weekday are open, and the closures of single dates.
#[derive(Debug, Clone)]
pub(crate) struct Opening {
    interval: Minutes,
    week: [Vec<bool>; 7],
    closures: Vec<(NaiveDateTime, NaiveDateTime)>,
}

impl Opening {
    /// The opening hours of a queue without the civil-time stretches in `closures`.
    pub(crate) fn new(
        hours: &OpeningHours,
        interval: Minutes,
        closures: Vec<(NaiveDateTime, NaiveDateTime)>,
    ) -> Self {
        let slots = (1440 / interval.0) as usize;
        let open = |weekday: usize, slot: usize| {
            let clock = ClockTime((slot as i64 * interval.0) as u16);
            let late = ClockTime(clock.0 + 1440);
            hours.windows[weekday].iter().any(|w| w.from <= clock && clock < w.to)
                || hours.windows[(weekday + 6) % 7].iter().any(|w| late < w.to)
        };
        let week = std::array::from_fn(|day| (0..slots).map(|slot| open(day, slot)).collect());
        Self { interval, week, closures }
    }

    /// How many clock intervals an ordinary day has.
    pub(crate) fn slots(&self) -> usize {
        self.week[0].len()
    }

    /// The open intervals of an ordinary day of this weekday, Monday being 0.
    pub(crate) fn weekday(&self, weekday: usize) -> &[bool] {
        &self.week[weekday]
    }

    /// Whether the interval `slot` of `date` is open.
    pub(crate) fn is_open(&self, date: NaiveDate, slot: usize) -> bool {
        if !self.week[date.weekday().num_days_from_monday() as usize][slot] {
            return false;
        }
        if self.closures.is_empty() {
            return true;
        }
        let minute = chrono::Duration::minutes(slot as i64 * self.interval.0);
        let Some(at) = date.and_hms_opt(0, 0, 0).map(|midnight| midnight + minute) else {
            return false;
        };
        !self.closures.iter().any(|&(start, end)| start <= at && at < end)
    }

    /// Whether any interval of `date` is open.
    pub(crate) fn opens_on(&self, date: NaiveDate) -> bool {
        (0..self.slots()).any(|slot| self.is_open(date, slot))
    }
}

/// Days × clock intervals of one queue, from its first reported day to its last.
///
/// A day is seen through its clocks: when they go back, the repeated interval counts as the mean of
/// its two reports; when they go forward, the skipped interval is missing.
#[derive(Debug, Clone)]
pub(crate) struct DayTable {
    first: NaiveDate,
    slots: usize,
    cells: Vec<Cell>,
    /// Contacts that were reported while the queue was closed; they are not part of any forecast.
    pub(crate) while_closed: f64,
}

impl DayTable {
    /// The table of `records` before `until`; `None` when no record lies in opening hours.
    pub(crate) fn new(
        records: &[IntervalRecord],
        opening: &Opening,
        zone: Tz,
        until: Moment,
    ) -> Option<Self> {
        let records = &records[..records.partition_point(|r| r.at < until)];
        let mut clock = Clock::new(zone, opening.interval);
        let first = clock.place(records.first()?.at).0;
        let last = clock.place(records.last()?.at).0;
        let (slots, days) = (opening.slots(), (last - first).num_days() as usize + 1);
        let mut cells = Vec::with_capacity(days * slots);
        for day in 0..days {
            let date = first + Days::new(day as u64);
            let state =
                |slot| if opening.is_open(date, slot) { Cell::Missing } else { Cell::Closed };
            cells.extend((0..slots).map(state));
        }
        let mut while_closed = 0.0;
        for record in records {
            let (date, slot) = clock.place(record.at);
            let cell = &mut cells[(date - first).num_days() as usize * slots + slot];
            match cell {
                Cell::Missing => *cell = Cell::Offered(record.offered.0),
                Cell::Offered(before) => *before = 0.5 * (*before + record.offered.0),
                Cell::Closed => while_closed += record.offered.0,
            }
        }
        let seen = |cell: &Cell| cell.offered().is_some();
        cells.iter().any(seen).then_some(Self { first, slots, cells, while_closed })
    }

    /// The first day.
    pub(crate) const fn first(&self) -> NaiveDate {
        self.first
    }
    /// How many days.
    pub(crate) fn days(&self) -> usize {
        self.cells.len() / self.slots
    }
    /// How many clock intervals a day has.
    pub(crate) const fn slots(&self) -> usize {
        self.slots
    }
    /// The date of day number `day`, also beyond the table's end.
    pub(crate) fn date(&self, day: usize) -> NaiveDate {
        self.first + Days::new(day as u64)
    }
    /// The weekday of day number `day`, Monday being 0.
    pub(crate) fn weekday(&self, day: usize) -> usize {
        (self.first.weekday().num_days_from_monday() as usize + day) % 7
    }
    /// The intervals of day number `day`.
    pub(crate) fn day(&self, day: usize) -> &[Cell] {
        &self.cells[day * self.slots..(day + 1) * self.slots]
    }
    /// The intervals of day number `day`, to be corrected.
    pub(crate) fn day_mut(&mut self, day: usize) -> &mut [Cell] {
        &mut self.cells[day * self.slots..(day + 1) * self.slots]
    }
    /// The day's contacts over its reported intervals; `None` when none was reported.
    pub(crate) fn total(&self, day: usize) -> Option<f64> {
        let mut counts = self.day(day).iter().filter_map(|cell| cell.offered()).peekable();
        counts.peek().is_some().then(|| counts.sum())
    }
}

/// Finds the civil date and clock interval of moments that come in time order, without asking the
/// time-zone tables for each of them.
#[derive(Debug)]
pub(crate) struct Clock {
    zone: Tz,
    interval: i64,
    /// A run of moments on one date on which clocks do not change: begin, end, date, first minute.
    run: Option<(Moment, Moment, NaiveDate, i64)>,
}

impl Clock {
    /// A clock in `zone` whose days are cut into `interval`s.
    pub(crate) const fn new(zone: Tz, interval: Minutes) -> Self {
        Self { zone, interval: interval.0, run: None }
    }

    /// The civil date of `at` and the number of its clock interval.
    pub(crate) fn place(&mut self, at: Moment) -> (NaiveDate, usize) {
        let inside = self.run.filter(|&(begin, end, ..)| begin <= at && at < end);
        let (begin, _, date, minute) = inside.unwrap_or_else(|| self.start(at));
        (date, ((minute + (at - begin).0) / self.interval) as usize)
    }

    fn start(&mut self, at: Moment) -> (Moment, Moment, NaiveDate, i64) {
        let local = at.local(self.zone);
        let minute = i64::from(local.hour() * 60 + local.minute());
        let midnight = at + Minutes(1440 - minute);
        let steady = (midnight - Minutes(1)).local(self.zone).date() == local.date()
            && midnight.local(self.zone).date() != local.date();
        let end = if steady { midnight } else { at + Minutes(1) };
        let run = (at, end, local.date(), minute);
        self.run = Some(run);
        run
    }
}
