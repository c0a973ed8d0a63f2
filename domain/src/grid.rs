//! The half-hour grid: the planning horizon cut into intervals of the centre's civil time.

use crate::cure::Cure;
use crate::moment::{ClockTime, Moment, Span};
use crate::units::Minutes;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use std::ops::RangeInclusive;

/// The number of an interval in a [`Grid`], from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub usize);

/// A horizon of whole civil days in one time zone, cut into equal intervals of real time.
///
/// A normal day has 48 half-hours; a day on which clocks change has 46 or 50. Slots are built by
/// walking UTC, so every slot lasts exactly `interval`, and its civil label is read off the zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    zone: Tz,
    interval: Minutes,
    first_day: NaiveDate,
    day_starts: Vec<usize>,
    begin: Moment,
    repeats: bool,
}

/// Why a grid cannot be built.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GridError {
    /// The interval does not cut every civil day into whole slots.
    #[error("an interval of {0} does not divide the hour")]
    Interval(Minutes),
    /// The horizon is empty or too long.
    #[error("a horizon of {0} days is not between 1 and 366")]
    Horizon(usize),
    /// The horizon lies where no calendar of a centre does.
    #[error("a horizon from {0} is not within the years 1900 to 9998")]
    Years(NaiveDate),
    /// A local midnight that cannot be placed in time.
    #[error("{day} cannot be cut into slots in {zone}: the clock change does not fit the interval")]
    Midnight {
        /// The day.
        day: NaiveDate,
        /// The zone.
        zone: Tz,
    },
}

impl Cure for GridError {
    fn code(&self) -> &'static str {
        match self {
            Self::Interval(_) => "E1001",
            Self::Horizon(_) => "E1002",
            Self::Midnight { .. } => "E1003",
            Self::Years(_) => "E1004",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Interval(_) => "use an interval of 5, 10, 15, 30 or 60 minutes".into(),
            Self::Horizon(_) => "plan at least one day and at most a year".into(),
            Self::Midnight { .. } => "use a shorter interval".into(),
            Self::Years(_) => "give the year in four digits".into(),
        }
    }
}

impl Grid {
    /// The years in which a horizon may begin: days around it are always days of the calendar.
    pub const YEARS: RangeInclusive<i32> = 1900..=9998;

    /// `days` civil days from `first_day` in `zone`, cut into `interval`s.
    ///
    /// # Errors
    /// [`GridError`] when the interval does not divide the hour, the horizon is not 1 to 366 days
    /// or not within [`Grid::YEARS`], or a clock change in it is not a multiple of the interval.
    pub fn new(
        zone: Tz,
        first_day: NaiveDate,
        days: usize,
        interval: Minutes,
    ) -> Result<Self, GridError> {
        if interval.0 < 1 || 60 % interval.0 != 0 {
            return Err(GridError::Interval(interval));
        }
        if !(1..=366).contains(&days) {
            return Err(GridError::Horizon(days));
        }
        if !Self::YEARS.contains(&first_day.year()) {
            return Err(GridError::Years(first_day));
        }
        let midnight = |day: NaiveDate| day_begin(day, zone);
        let begin = midnight(first_day).ok_or(GridError::Midnight { day: first_day, zone })?;
        let mut day_starts = Vec::with_capacity(days + 1);
        for d in 0..=days {
            let day = first_day + Days::new(d as u64);
            let start = midnight(day).ok_or(GridError::Midnight { day, zone })?;
            let offset = start - begin;
            if offset.0 % interval.0 != 0 {
                return Err(GridError::Midnight { day, zone });
            }
            day_starts.push((offset.0 / interval.0) as usize);
        }
        Ok(Self { zone, interval, first_day, day_starts, begin, repeats: false })
    }

    /// The same horizon as one that repeats: a model week, followed by itself.
    ///
    /// Work beyond its end covers its beginning, as the same shift of the round before does.
    /// Nothing else looks at it: rest and runs of days begin as the horizon's past says.
    #[must_use]
    pub fn repeating(self) -> Self {
        Self { repeats: true, ..self }
    }
    /// Whether the horizon is followed by itself ([`Grid::repeating`]).
    #[must_use]
    pub const fn repeats(&self) -> bool {
        self.repeats
    }
    /// The zone whose civil time the days follow.
    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }
    /// The length of one slot.
    #[must_use]
    pub const fn interval(&self) -> Minutes {
        self.interval
    }
    /// The first civil day.
    #[must_use]
    pub const fn first_day(&self) -> NaiveDate {
        self.first_day
    }
    /// How many days the horizon has.
    #[must_use]
    pub fn days(&self) -> usize {
        self.day_starts.len() - 1
    }
    /// How many slots the horizon has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.day_starts.last().copied().unwrap_or(0)
    }
    /// A grid always has slots.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Every slot in order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> + use<> {
        (0..self.len()).map(Slot)
    }
    /// The date of day number `day`.
    #[must_use]
    pub fn date(&self, day: usize) -> NaiveDate {
        self.first_day + Days::new(day as u64)
    }
    /// The number of `date` in the horizon.
    #[must_use]
    pub fn day_of_date(&self, date: NaiveDate) -> Option<usize> {
        let n = (date - self.first_day).num_days();
        usize::try_from(n).ok().filter(|&n| n < self.days())
    }
    /// The slots of day number `day`: 48 half-hours, or 46 or 50 when clocks change.
    #[must_use]
    pub fn slots_of_day(&self, day: usize) -> std::ops::Range<usize> {
        self.day_starts[day]..self.day_starts[day + 1]
    }
    /// The span of day number `day`, midnight to midnight.
    #[must_use]
    pub fn day_span(&self, day: usize) -> Span {
        let slots = self.slots_of_day(day);
        Span::new(self.start(Slot(slots.start)), self.start(Slot(slots.end)))
    }
    /// Whether sorted `spans` together cover day number `day` from midnight to midnight.
    #[must_use]
    pub fn is_day_inside(&self, day: usize, spans: &[Span]) -> bool {
        let day = self.day_span(day);
        let covered =
            |until: Moment, s: &Span| if s.start <= until { until.max(s.end) } else { until };
        spans.iter().fold(day.start, covered) >= day.end
    }
    /// The day number of a slot.
    #[must_use]
    pub fn day_of(&self, slot: Slot) -> usize {
        self.day_starts.partition_point(|&s| s <= slot.0) - 1
    }
    /// When a slot begins.
    #[must_use]
    pub fn start(&self, slot: Slot) -> Moment {
        self.begin + Minutes(self.interval.0 * slot.0 as i64)
    }
    /// The stretch of time a slot covers.
    #[must_use]
    pub fn span(&self, slot: Slot) -> Span {
        let start = self.start(slot);
        Span::new(start, start + self.interval)
    }
    /// The whole horizon as a span.
    #[must_use]
    pub fn horizon(&self) -> Span {
        Span::new(self.begin, self.start(Slot(self.len())))
    }
    /// The slot that contains `at`, when it lies in the horizon.
    #[must_use]
    pub fn slot_of(&self, at: Moment) -> Option<Slot> {
        let n = (at - self.begin).0.div_euclid(self.interval.0);
        usize::try_from(n).ok().filter(|&n| n < self.len()).map(Slot)
    }
    /// The signed slot number of `at`: negative before the horizon, `len()` and more after it.
    #[must_use]
    pub fn signed_slot(&self, at: Moment) -> i64 {
        (at - self.begin).0.div_euclid(self.interval.0)
    }
    /// What the centre's clocks show when the slot begins.
    #[must_use]
    pub fn local(&self, slot: Slot) -> NaiveDateTime {
        self.start(slot).local(self.zone)
    }
    /// The clock time at which the slot begins.
    #[must_use]
    pub fn clock(&self, slot: Slot) -> ClockTime {
        ClockTime::of(self.local(slot))
    }
}

/// The first moment of a civil day; where clocks skip midnight, the moment they jump to.
fn day_begin(day: NaiveDate, zone: Tz) -> Option<Moment> {
    let midnight = day.and_hms_opt(0, 0, 0)?;
    (0..=120).find_map(|m| Moment::from_local(midnight + chrono::Duration::minutes(m), zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_week_in_hangzhou_has_336_half_hours() {
        let grid = Grid::new(chrono_tz::Asia::Shanghai, day("2025-11-10"), 7, Minutes(30)).unwrap();
        assert_eq!(grid.len(), 336);
        assert_eq!(grid.local(Slot(48 + 17)).to_string(), "2025-11-11 08:30:00");
        assert_eq!(grid.day_of(Slot(47)), 0);
        assert_eq!(grid.day_of(Slot(48)), 1);
    }

    #[test]
    fn days_with_a_clock_change_have_46_or_50_half_hours() {
        let zone = chrono_tz::Europe::Berlin;
        let spring = Grid::new(zone, day("2025-03-30"), 1, Minutes(30)).unwrap();
        let autumn = Grid::new(zone, day("2025-10-26"), 1, Minutes(30)).unwrap();
        assert_eq!((spring.len(), autumn.len()), (46, 50));
        assert_eq!(autumn.clock(Slot(4)), autumn.clock(Slot(6)), "02:00 comes twice");
    }

    #[test]
    fn an_interval_must_divide_the_hour_and_the_horizon_is_bounded() {
        let zone = chrono_tz::UTC;
        let wrong = Grid::new(zone, day("2025-01-01"), 7, Minutes(25));
        assert_eq!(wrong, Err(GridError::Interval(Minutes(25))));
        assert_eq!(Grid::new(zone, day("2025-01-01"), 0, Minutes(30)), Err(GridError::Horizon(0)));
    }
}
