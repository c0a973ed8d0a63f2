//! Points in time, spans between them, and clock times of a civil day.

use crate::units::Minutes;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use std::fmt;
use std::ops::{Add, Sub};

/// A point in time: whole minutes since 1970-01-01 00:00 UTC.
///
/// Differences of moments are real elapsed minutes, across midnight, Sunday and clock changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment of this UTC instant; seconds are cut off.
    #[must_use]
    pub fn from_utc(instant: DateTime<Utc>) -> Self {
        Self(instant.timestamp().div_euclid(60))
    }

    /// The moment when clocks in `zone` first show `local`.
    ///
    /// A time that occurs twice (clocks go back) means the first; a time that never occurs (clocks
    /// go forward) is `None`.
    #[must_use]
    pub fn from_local(local: NaiveDateTime, zone: Tz) -> Option<Self> {
        zone.from_local_datetime(&local).earliest().map(|t| Self::from_utc(t.with_timezone(&Utc)))
    }

    /// The moment when clocks in `zone` first show `local`, or where they skip it, the moment they
    /// jump over it; `None` beyond the calendar's end.
    #[must_use]
    pub fn from_local_or_next(local: NaiveDateTime, zone: Tz) -> Option<Self> {
        let skip_longest = 24 * 60;
        let later = |minutes| local.checked_add_signed(chrono::TimeDelta::minutes(minutes));
        (0..=skip_longest).find_map(|m| Self::from_local(later(m)?, zone))
    }

    /// What clocks in `zone` show at this moment.
    #[must_use]
    pub fn local(self, zone: Tz) -> NaiveDateTime {
        self.utc().with_timezone(&zone).naive_local()
    }

    /// The civil date in `zone` at this moment.
    #[must_use]
    pub fn date(self, zone: Tz) -> NaiveDate {
        self.local(zone).date()
    }

    /// This moment as a UTC instant.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::<Utc>::UNIX_EPOCH + chrono::Duration::minutes(self.0)
    }
}

impl Add<Minutes> for Moment {
    type Output = Self;
    fn add(self, by: Minutes) -> Self {
        Self(self.0 + by.0)
    }
}
impl Sub<Minutes> for Moment {
    type Output = Self;
    fn sub(self, by: Minutes) -> Self {
        Self(self.0 - by.0)
    }
}
impl Sub for Moment {
    type Output = Minutes;
    fn sub(self, o: Self) -> Minutes {
        Minutes(self.0 - o.0)
    }
}

/// A half-open stretch of time `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first moment inside.
    pub start: Moment,
    /// The first moment after.
    pub end: Moment,
}

impl Span {
    /// From `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: Moment, end: Moment) -> Self {
        Self { start, end }
    }
    /// How long it lasts.
    #[must_use]
    pub fn length(&self) -> Minutes {
        self.end - self.start
    }
    /// Whether `at` lies inside.
    #[must_use]
    pub fn contains(&self, at: Moment) -> bool {
        self.start <= at && at < self.end
    }
    /// Whether the two share at least a minute.
    #[must_use]
    pub fn overlaps(&self, o: &Self) -> bool {
        self.start < o.end && o.start < self.end
    }
    /// The part that lies in `o`; `None` when they do not meet.
    #[must_use]
    pub fn within(&self, o: &Self) -> Option<Self> {
        self.overlaps(o).then(|| Self::new(self.start.max(o.start), self.end.min(o.end)))
    }
    /// Minutes that both share, zero when they do not meet.
    #[must_use]
    pub fn shared(&self, o: &Self) -> Minutes {
        (self.end.min(o.end) - self.start.max(o.start)).max(Minutes::ZERO)
    }
}

/// The same time as sorted spans that neither touch nor overlap.
#[must_use]
pub fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut all: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match all.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => all.push(span),
        }
    }
    all
}

/// What is left of `span` without sorted, disjoint `holes`.
#[must_use]
pub fn without(span: Span, holes: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    let mut from = span.start;
    for hole in holes.iter().filter(|h| h.overlaps(&span)) {
        if from < hole.start {
            left.push(Span::new(from, hole.start));
        }
        from = hole.end;
    }
    if from < span.end {
        left.push(Span::new(from, span.end));
    }
    left
}

/// A time on the clock in minutes after midnight, 0 to 48 h: 26:00 is two in the next morning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(pub u16);

impl ClockTime {
    /// Midnight at the day's start.
    pub const MIDNIGHT: Self = Self(0);

    /// `hour:minute`, with hours up to 48 for the next morning.
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (minute < 60 && hour * 60 + minute <= 48 * 60).then_some(Self(hour * 60 + minute))
    }

    /// Reads `HH:MM`, hours up to 48.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.trim().split_once(':')?;
        (minute.len() == 2).then_some(())?;
        Self::new(hour.parse().ok()?, minute.parse().ok()?)
    }

    /// The clock time that `local` shows.
    #[must_use]
    pub fn of(local: NaiveDateTime) -> Self {
        Self((local.hour() * 60 + local.minute()) as u16)
    }

    /// Minutes after midnight.
    #[must_use]
    pub fn minutes(self) -> Minutes {
        Minutes(i64::from(self.0))
    }

    /// The moment of this clock time counted from `day`; `None` where clocks skip it.
    #[must_use]
    pub fn on(self, day: NaiveDate, zone: Tz) -> Option<Moment> {
        let midnight = day.and_hms_opt(0, 0, 0)?;
        Moment::from_local(midnight + chrono::Duration::minutes(i64::from(self.0)), zone)
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A daily window of clock time `[from, to)`; it runs past midnight when `to` is beyond 24:00.
///
/// `22:00–30:00` is the night from ten in the evening to six the next morning. A window read as
/// `22:00-06:00` is stored as `22:00–30:00`, so `from < to` always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClockWindow {
    /// When it opens.
    pub from: ClockTime,
    /// When it closes, later than `from`, at most 24 hours later.
    pub to: ClockTime,
}

impl ClockWindow {
    /// The whole day.
    pub const ALL_DAY: Self = Self { from: ClockTime(0), to: ClockTime(1440) };

    /// The window from `from` to `to`; `to` at or before `from` means the next day.
    #[must_use]
    pub fn new(from: ClockTime, to: ClockTime) -> Option<Self> {
        let to = if to > from { to } else { ClockTime(to.0 + 1440) };
        (from.0 < 1440 && to.0 - from.0 <= 1440).then_some(Self { from, to })
    }

    /// Reads `HH:MM-HH:MM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        Self::new(ClockTime::parse(from)?, ClockTime::parse(to)?)
    }

    /// Whether a clock that shows `at` (0:00 to 23:59) is inside, today's or yesterday's window.
    #[must_use]
    pub fn contains(&self, at: ClockTime) -> bool {
        (self.from <= at && at < self.to) || at.0 + 1440 < self.to.0
    }

    /// The window that opens on `day`, as a span. An end that clocks skip is the moment they jump
    /// to; `None` where the whole window is skipped.
    #[must_use]
    pub fn on(&self, day: NaiveDate, zone: Tz) -> Option<Span> {
        let midnight = day.and_hms_opt(0, 0, 0)?;
        let at = |clock: ClockTime| {
            let local = midnight + chrono::TimeDelta::minutes(i64::from(clock.0));
            Moment::from_local_or_next(local, zone)
        };
        let span = Span::new(at(self.from)?, at(self.to)?);
        (span.start < span.end).then_some(span)
    }
}

impl fmt::Display for ClockWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}
