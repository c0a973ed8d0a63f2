//! Series in plain CSV files, read as queues of a centre.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use domain::*;
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

/// What a tool can do about an error is to show it.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// The rows of a plain CSV file without its header.
pub(crate) fn rows(path: &Path) -> Outcome<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path)?;
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    Ok(text.lines().skip(1).filter(|line| !line.is_empty()).map(cells).collect())
}

/// The half-hours of each weekday that ever had a row.
pub(crate) fn hours(seen: impl Iterator<Item = NaiveDateTime>) -> OpeningHours {
    let slots: BTreeSet<(usize, u16)> = seen
        .map(|at| {
            let minute = (at.hour() * 60 + at.minute()) as u16;
            (at.weekday().num_days_from_monday() as usize, minute)
        })
        .collect();
    let mut hours = OpeningHours { windows: Default::default() };
    for (weekday, minute) in slots {
        let (from, to) = (ClockTime(minute), ClockTime(minute + 30));
        hours.windows[weekday].extend(ClockWindow::new(from, to));
    }
    hours
}

/// One half-hour's report; the handle time does not matter here.
pub(crate) fn record(at: NaiveDateTime, value: f64) -> IntervalRecord {
    IntervalRecord {
        at: Moment::from_utc(at.and_utc()),
        offered: Contacts(value),
        aht: Some(Seconds(300.0)),
        answered: None,
        abandoned: None,
        answered_within: None,
    }
}

/// A calendar of whole days: date, name, kind, class, intensity.
pub(crate) fn calendar(path: &Path) -> Outcome<Calendar> {
    let mut events = Vec::new();
    for row in rows(path)? {
        let day: NaiveDate = row[0].parse()?;
        let midnight = day.and_hms_opt(0, 0, 0).ok_or("no midnight")?;
        let kind = if row[2] == "holiday" { EventKind::Holiday } else { EventKind::Promotion };
        events.push(Event {
            start: midnight,
            end: midnight + Days::new(1),
            name: row[1].clone(),
            class: row[3].clone(),
            kind,
            phase: None,
            queue: None,
            effect: Effect::Automatic,
            intensity: row.get(4).and_then(|text| text.parse().ok()).unwrap_or(1.0),
            confidence: Confidence::Rough,
        });
    }
    Ok(Calendar { events })
}

/// A queue open at these hours.
pub(crate) fn queue(name: &str, hours: OpeningHours) -> Queue {
    Queue {
        id: QueueId::new(name),
        name: name.to_owned(),
        channel: Channel::Phone,
        hours,
        targets: Vec::new(),
        patience: None,
        shrinkage: Share::NONE,
        max_occupancy: None,
        shortage: Shortage { light: Money(0), light_share: Share::NONE, heavy: Money(0) },
    }
}

/// A centre that is its queues and its calendar.
pub(crate) fn centre(queues: Vec<Queue>, calendar: Calendar) -> Centre {
    Centre {
        name: "benchmark".to_owned(),
        zone: chrono_tz::UTC,
        currency: Currency::CNY,
        interval: Minutes(30),
        week_start: chrono::Weekday::Mon,
        queues,
        contracts: Vec::new(),
        templates: Vec::new(),
        agents: Vec::new(),
        availability: Vec::new(),
        rules: Rules::plain(),
        calendar,
        statutory_holidays: Vec::new(),
    }
}
