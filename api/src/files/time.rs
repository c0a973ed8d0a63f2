//! Dates and times as planners and spreadsheets write them, and what the centre's clocks make of
//! them.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use domain::{ClockTime, Moment};
use std::collections::HashMap;

/// A written time: a day, a civil time, or a civil time with its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Day(NaiveDate),
    Local(NaiveDateTime),
    Fixed(Moment),
}

/// Why a cell is not a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimeError {
    /// Not in any known form.
    NotOne,
    /// In a known form, but no such day or hour exists.
    NoSuch,
    /// Seconds that are not zero.
    Seconds,
}

impl TimeError {
    pub(crate) fn cause(self, text: &str) -> String {
        let lower = text.to_ascii_lowercase();
        let why = if lower.ends_with("am") || lower.ends_with("pm") {
            "; write hours from 00 to 23"
        } else if text.contains(['.', '/']) {
            "; write the year first, so that day and month cannot be confused"
        } else {
            ""
        };
        let text = super::number::clip(text);
        match self {
            Self::NotOne => format!("`{text}` is not a date or time{why}"),
            Self::NoSuch => format!("`{text}` names a day or hour that does not exist"),
            Self::Seconds => format!("`{text}` has seconds; times are whole minutes here"),
        }
    }
}

/// Reads `2025-11-10`, `2025/11/10`, `2025-11-10 09:30[:00]`, with `T`, with an offset or `Z`.
pub(crate) fn parse(text: &str) -> Result<Written, TimeError> {
    if !text.is_ascii() {
        return Err(TimeError::NotOne);
    }
    let (day, rest) = text.split_at(text.find([' ', 'T', 't']).unwrap_or(text.len()));
    let day = parse_day(day)?;
    let rest = rest.get(1..).unwrap_or("").trim();
    if rest.is_empty() {
        return Ok(Written::Day(day));
    }
    let (clock, offset) = split_offset(rest)?;
    let local = day_clock(day, clock)?;
    match offset {
        None => Ok(Written::Local(local)),
        Some(east) => {
            let utc = local.checked_sub_signed(Duration::minutes(east)).ok_or(TimeError::NoSuch)?;
            Ok(Written::Fixed(Moment::from_utc(utc.and_utc())))
        }
    }
}

/// Reads a date alone.
pub(crate) fn parse_day(text: &str) -> Result<NaiveDate, TimeError> {
    let mark = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(mark);
    let mut next = |most: usize| {
        let part = parts.next().ok_or(TimeError::NotOne)?;
        let digits =
            !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        if digits {
            part.parse::<u32>().map_err(|_| TimeError::NotOne)
        } else {
            Err(TimeError::NotOne)
        }
    };
    let (year, month, day) = (next(4)?, next(2)?, next(2)?);
    if parts.next().is_some() || year < 1000 {
        return Err(TimeError::NotOne);
    }
    NaiveDate::from_ymd_opt(year as i32, month, day).ok_or(TimeError::NoSuch)
}

fn split_offset(text: &str) -> Result<(&str, Option<i64>), TimeError> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Ok((clock, Some(0)));
    }
    let Some(at) = text.rfind(['+', '-']) else { return Ok((text, None)) };
    let (clock, offset) = text.split_at(at);
    let digits: String = offset[1..].chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(TimeError::NotOne);
    }
    let number =
        |t: Option<&str>| t.map_or(Ok(0), |t| t.parse::<i64>().map_err(|_| TimeError::NotOne));
    let (hours, minutes) = (number(digits.get(..2))?, number(digits.get(2..4))?);
    if hours > 15 || minutes > 59 {
        return Err(TimeError::NoSuch);
    }
    let east = hours * 60 + minutes;
    Ok((clock.trim_end(), Some(if offset.starts_with('-') { -east } else { east })))
}

fn day_clock(day: NaiveDate, clock: &str) -> Result<NaiveDateTime, TimeError> {
    let mut parts = clock.split(':');
    let mut next = || {
        let part = parts.next()?;
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        let digits =
            |t: &str| !t.is_empty() && t.len() <= 9 && t.bytes().all(|b| b.is_ascii_digit());
        (whole.len() <= 2 && digits(whole) && digits(fraction)).then_some(())?;
        Some((whole.parse::<u32>().ok()?, fraction.bytes().any(|b| b != b'0')))
    };
    let (hour, minute) = (next().ok_or(TimeError::NotOne)?, next().ok_or(TimeError::NotOne)?);
    let second = next();
    if clock.split(':').count() > 3 || (clock.split(':').count() == 3 && second.is_none()) {
        return Err(TimeError::NotOne);
    }
    let second = second.unwrap_or((0, false));
    if hour.1 || minute.1 {
        return Err(TimeError::NotOne);
    }
    if minute.0 > 59 || second.0 > 60 || hour.0 > 24 || (hour.0 == 24 && minute.0 > 0) {
        return Err(TimeError::NoSuch);
    }
    if second.0 != 0 || second.1 {
        return Err(TimeError::Seconds);
    }
    let midnight = day.and_time(NaiveTime::MIN);
    let after = Duration::minutes(i64::from(hour.0 * 60 + minute.0));
    midnight.checked_add_signed(after).ok_or(TimeError::NoSuch)
}

/// What a zone's clocks make of a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placed {
    /// Shown once.
    Once(Moment),
    /// Shown twice, when clocks go back: the first and the second time.
    Twice(Moment, Moment),
    /// Never shown, when clocks go forward.
    Never,
}

/// Places local times of one zone; remembers each day's offset, so that millions are quick.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    zone: Tz,
    days: HashMap<NaiveDate, Option<i64>>,
    last: Option<(NaiveDate, i64)>,
}

impl Clock {
    pub(crate) fn new(zone: Tz) -> Self {
        Self { zone, days: HashMap::new(), last: None }
    }

    pub(crate) const fn zone(&self) -> Tz {
        self.zone
    }

    /// The moment or moments at which clocks show `local`.
    pub(crate) fn place(&mut self, local: NaiveDateTime) -> Placed {
        let day = local.date();
        let since = local.and_utc().timestamp().div_euclid(60);
        if let Some((last, east)) = self.last
            && last == day
        {
            return Placed::Once(Moment(since - east));
        }
        let zone = self.zone;
        let even = *self.days.entry(day).or_insert_with(|| even_offset(day, zone));
        if let Some(east) = even {
            self.last = Some((day, east));
            return Placed::Once(Moment(since - east));
        }
        slow_place(local, zone)
    }

    /// The first moment of a civil day: midnight, or the moment that clocks jump to from it.
    pub(crate) fn day_begin(&mut self, day: NaiveDate) -> Option<Moment> {
        let midnight = day.and_time(NaiveTime::MIN);
        (0..=180).find_map(|m| match self.place(midnight + Duration::minutes(m)) {
            Placed::Once(at) | Placed::Twice(at, _) => Some(at),
            Placed::Never => None,
        })
    }
}

fn slow_place(local: NaiveDateTime, zone: Tz) -> Placed {
    use chrono::{LocalResult, TimeZone};
    let moment = |t: chrono::DateTime<Tz>| Moment::from_utc(t.to_utc());
    match zone.from_local_datetime(&local) {
        LocalResult::Single(t) => Placed::Once(moment(t)),
        LocalResult::Ambiguous(a, b) => {
            let (a, b) = (moment(a), moment(b));
            Placed::Twice(a.min(b), a.max(b))
        }
        LocalResult::None => Placed::Never,
    }
}

/// Minutes east of UTC of a day on which clocks do not change, a margin around it included.
fn even_offset(day: NaiveDate, zone: Tz) -> Option<i64> {
    let midnight = day.and_time(NaiveTime::MIN);
    let east = |local: NaiveDateTime| match slow_place(local, zone) {
        Placed::Once(at) => Some(local.and_utc().timestamp().div_euclid(60) - at.0),
        _ => None,
    };
    let first = east(midnight)?;
    let alike =
        |half_hours: i64| east(midnight + Duration::minutes(30 * half_hours)) == Some(first);
    (1..=48).all(alike).then_some(first)
}

/// `moment` as files write it: local civil time, with its offset only where clocks show it twice.
pub(crate) fn moment_text(moment: Moment, clock: &mut Clock) -> String {
    let zone = clock.zone();
    let local = moment.local(zone);
    let text = local.format("%Y-%m-%dT%H:%M");
    match clock.place(local) {
        Placed::Twice(..) => {
            let east = local.and_utc().timestamp().div_euclid(60) - moment.0;
            let (sign, size) = if east < 0 { ('-', -east) } else { ('+', east) };
            format!("{text}{sign}{:02}:{:02}", size / 60, size % 60)
        }
        _ => text.to_string(),
    }
}

/// `moment` on the clock of `day` (`25:30` is half past one in the next morning), or in full where
/// that does not say it.
pub(crate) fn clock_text(moment: Moment, day: NaiveDate, clock: &mut Clock) -> String {
    let local = moment.local(clock.zone());
    let minutes = (local - day.and_time(NaiveTime::MIN)).num_minutes();
    let once = clock.place(local) == Placed::Once(moment);
    match u16::try_from(minutes) {
        Ok(minutes) if once && minutes <= 48 * 60 => ClockTime(minutes).to_string(),
        _ => moment_text(moment, clock),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_spellings_of_a_time_are_read() {
        let half_past_nine = "2025-11-10T09:30:00".parse().unwrap();
        for text in [
            "2025-11-10T09:30",
            "2025-11-10 09:30:00",
            "2025/11/10 9:30",
            "2025-11-10 09:30:00.000",
        ] {
            assert_eq!(parse(text), Ok(Written::Local(half_past_nine)), "{text}");
        }
        let at = Written::Fixed(Moment::from_utc("2025-11-10T01:30:00Z".parse().unwrap()));
        assert_eq!(parse("2025-11-10T09:30+08:00"), Ok(at));
        assert_eq!(parse("2025-11-10T01:30Z"), Ok(at));
        let midnight = "2025-11-11T00:00:00".parse().unwrap();
        assert_eq!(parse("2025-11-10 24:00"), Ok(Written::Local(midnight)));
    }

    #[test]
    fn what_is_no_time_is_told_apart() {
        assert_eq!(parse("2025-02-30"), Err(TimeError::NoSuch));
        assert_eq!(parse("2025-11-10 25:00"), Err(TimeError::NoSuch));
        assert_eq!(parse("10.11.2025"), Err(TimeError::NotOne));
        assert_eq!(parse("2025-11-10 09:30:30"), Err(TimeError::Seconds));
        assert_eq!(parse("2025-11-10 9"), Err(TimeError::NotOne));
    }

    #[test]
    fn berlin_skips_an_hour_in_march_and_repeats_one_in_october() {
        let mut berlin = Clock::new(chrono_tz::Europe::Berlin);
        assert_eq!(berlin.place("2025-03-30T02:30:00".parse().unwrap()), Placed::Never);
        let Placed::Twice(first, second) = berlin.place("2025-10-26T02:30:00".parse().unwrap())
        else {
            panic!("half past two comes twice")
        };
        assert_eq!((second - first).0, 60);
        assert_eq!(moment_text(first, &mut berlin), "2025-10-26T02:30+02:00");
        assert_eq!(moment_text(second, &mut berlin), "2025-10-26T02:30+01:00");
    }
}
