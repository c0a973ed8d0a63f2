//! Words for planners: clock times, dates, lengths and counts in the sentences of breaches.

use crate::moment::{Moment, Span};
use crate::units::Minutes;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// "Tue 11 Nov".
pub(crate) fn date(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// "Tue 11 Nov 23:30".
pub(crate) fn time(at: Moment, zone: Tz) -> String {
    at.local(zone).format("%a %-d %b %H:%M").to_string()
}

/// "Tue 11 Nov 22:00-06:00": the date of the start, clock times of both ends.
pub(crate) fn span(span: Span, zone: Tz) -> String {
    let (start, end) = (span.start.local(zone), span.end.local(zone));
    if span.length() < Minutes::hours(24) {
        return format!("{}-{}", start.format("%a %-d %b %H:%M"), end.format("%H:%M"));
    }
    format!("{} to {}", time(span.start, zone), time(span.end, zone))
}

/// "9 h 30", "11 h", "45 min", "0 min".
pub(crate) fn length(minutes: Minutes) -> String {
    let (hours, rest) = (minutes.0 / 60, minutes.0 % 60);
    match (hours, rest) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {:02}", m.abs()),
    }
}

/// "1 shift", "2 shifts", "no shifts".
pub(crate) fn count(number: u32, noun: &str) -> String {
    match number {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

/// "Li Wei rests 9 h 30 between Tue 11 Nov 23:30 and Wed 12 Nov 09:00; 11 h are due".
pub(crate) fn rest(name: &str, one: &Span, next: &Span, due: Minutes, zone: Tz) -> String {
    let (end, start) = (time(one.end, zone), time(next.start, zone));
    let due = length(due);
    if next.start < one.end {
        return format!("{name} starts a shift {start} before another ends {end}; {due} are due");
    }
    format!(
        "{name} rests {} between {end} and {start}; {due} are due",
        length(next.start - one.end)
    )
}
