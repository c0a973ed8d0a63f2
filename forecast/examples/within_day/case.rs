//! A series at an origin, read from an export folder as a centre with one queue.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use domain::*;
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

/// What a tool can do about an error is to show it.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// The names in a folder, in order.
pub(crate) fn folders(path: &Path) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// One series at one origin.
pub(crate) struct Case {
    pub(crate) centre: Centre,
    pub(crate) history: History,
    pub(crate) grid: Grid,
    /// The half-hours to forecast.
    pub(crate) future: Vec<NaiveDateTime>,
}

impl Case {
    /// Reads one folder; opening hours are the half-hours of each weekday that ever have a row.
    pub(crate) fn read(folder: &Path, origin: &str) -> Outcome<Self> {
        let train = rows(&folder.join("train.csv"))?;
        let mut records = Vec::new();
        for row in &train {
            let at: NaiveDateTime = row[0].parse()?;
            records.push((at, row[1].parse::<f64>()?));
        }
        let future = rows(&folder.join("future.csv"))?;
        let future: Vec<NaiveDateTime> =
            future.iter().map(|row| row[0].parse()).collect::<Result<_, _>>()?;
        let first: NaiveDate = origin.parse()?;
        let last = future.last().ok_or("an empty future")?.date();
        let days = (last - first).num_days() as usize + 1;
        let seen = records.iter().map(|(at, _)| *at).chain(future.iter().copied());
        let queue = queue(hours(seen));
        let history = History {
            interval: Minutes(30),
            queues: vec![QueueHistory {
                queue: queue.id.clone(),
                records: records.iter().map(|&(at, value)| record(at, value)).collect(),
            }],
        };
        let centre = centre(queue, calendar(&folder.join("calendar.csv"))?);
        let grid = Grid::new(centre.zone, first, days, Minutes(30))?;
        Ok(Self { centre, history, grid, future })
    }
}

/// The rows of a plain CSV file without its header.
pub(crate) fn rows(path: &Path) -> Outcome<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path)?;
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    Ok(text.lines().skip(1).filter(|line| !line.is_empty()).map(cells).collect())
}

/// The half-hours of each weekday that ever had a row.
fn hours(seen: impl Iterator<Item = NaiveDateTime>) -> OpeningHours {
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

fn calendar(path: &Path) -> Outcome<Calendar> {
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

fn queue(hours: OpeningHours) -> Queue {
    Queue {
        id: QueueId::new("series"),
        name: "series".to_owned(),
        channel: Channel::Phone,
        hours,
        targets: Vec::new(),
        patience: None,
        shrinkage: Share::NONE,
        max_occupancy: None,
        shortage: Shortage { light: Money(0), light_share: Share::NONE, heavy: Money(0) },
    }
}

fn centre(queue: Queue, calendar: Calendar) -> Centre {
    Centre {
        name: "benchmark".to_owned(),
        zone: chrono_tz::UTC,
        currency: Currency::CNY,
        interval: Minutes(30),
        week_start: chrono::Weekday::Mon,
        queues: vec![queue],
        contracts: Vec::new(),
        templates: Vec::new(),
        agents: Vec::new(),
        availability: Vec::new(),
        rules: Rules::plain(),
        calendar,
        statutory_holidays: Vec::new(),
    }
}
