//! Exported series: what a benchmark outside asks to be forecast.
//!
//! ```text
//! SERIES/ORIGIN/train.csv      timestamp,value
//! SERIES/ORIGIN/future.csv     timestamp
//! SERIES/ORIGIN/calendar.csv   date,name,kind,class,intensity         kind holiday|promo
//! ```
//! A series becomes a centre of one queue without people; its opening hours are the intervals of
//! each weekday that ever have a row. Timestamps are taken as they are, without a time zone.

use super::codes;
use super::fault::Faults;
use super::line::{Edge, Line};
use super::table::Table;
use super::time::{Clock, parse_day};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use domain::{
    Arrangements, Calendar, Centre, Channel, ClockTime, ClockWindow, Confidence, Contacts,
    Currency, Effect, Event, EventKind, Grid, History, Inputs, IntervalRecord, Minutes, Moment,
    Money, OpeningHours, Queue, QueueHistory, QueueId, Rules, Seconds, Share, Shortage,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const ZONE: chrono_tz::Tz = chrono_tz::UTC;

/// One series at one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The name of the series.
    pub series: String,
    /// The first day to forecast.
    pub origin: NaiveDate,
    folder: PathBuf,
}

/// Whether a folder holds exported series rather than a centre.
#[must_use]
pub fn is_export(folder: &Path) -> bool {
    let holds =
        |series: &PathBuf| folders(series).iter().any(|origin| origin.join("train.csv").exists());
    !folder.join("centre.toml").exists() && folders(folder).iter().any(holds)
}

/// Every series and origin of a folder, in order of their names.
///
/// # Errors
/// A fault for every folder that is not named by its first day.
pub fn exported(folder: &Path) -> Result<Vec<Exported>, Faults> {
    let (mut all, mut faults) = (Vec::new(), Faults::default());
    for series in folders(folder) {
        for origin in folders(&series) {
            let (name, day) = (name(&series), name(&origin));
            match parse_day(&day) {
                Ok(origin_day) => {
                    all.push(Exported { series: name, origin: origin_day, folder: origin });
                }
                Err(error) => {
                    let place = super::fault::Place::file(&day);
                    faults.add(place, codes::TIME_BAD, error.cause(&day));
                }
            }
        }
    }
    if faults.has_errors() { Err(faults) } else { Ok(all) }
}

/// The folders inside a folder, by name.
fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let mut inside: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| p.is_dir()).collect();
    inside.sort();
    inside
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

impl Exported {
    /// The series as a centre with history, and the days to forecast.
    ///
    /// # Errors
    /// Every fault of the three files.
    pub fn read(&self) -> Result<(Inputs, Grid), Faults> {
        let mut faults = Faults::default();
        let train = self.rows("train.csv", &["timestamp", "value"], &mut faults, |line| {
            Some((stamp(line)?, line.number("value")?))
        });
        let future = self.rows("future.csv", &["timestamp"], &mut faults, stamp);
        let events =
            self.rows("calendar.csv", &["date", "name", "kind", "class"], &mut faults, event);
        if faults.has_errors() {
            return Err(faults);
        }
        let stamps: Vec<NaiveDateTime> =
            train.iter().map(|(at, _)| *at).chain(future.iter().copied()).collect();
        let interval = interval(&stamps);
        let last = stamps.iter().max().map_or(self.origin, NaiveDateTime::date);
        let days = (last - self.origin).num_days().max(0) as usize + 1;
        let grid = Grid::new(ZONE, self.origin, days, interval).map_err(|error| {
            let place = super::fault::Place::file("future.csv");
            faults.add(place, codes::OFF_GRID, error);
            std::mem::take(&mut faults)
        })?;
        let queue = queue(&self.series, hours(&stamps, interval));
        let records = train.iter().map(|&(at, value)| record(at, value)).collect();
        let history =
            History { interval, queues: vec![QueueHistory { queue: queue.id.clone(), records }] };
        let centre = centre(queue, Calendar { events }, interval);
        Ok((
            Inputs { centre, history, previous: Vec::new(), arrangements: Arrangements::default() },
            grid,
        ))
    }

    /// The intervals to forecast.
    ///
    /// # Errors
    /// Every fault of `future.csv`.
    pub fn future(&self) -> Result<Vec<Moment>, Faults> {
        let mut faults = Faults::default();
        let all = self.rows("future.csv", &["timestamp"], &mut faults, stamp);
        if faults.has_errors() {
            return Err(faults);
        }
        Ok(all.into_iter().map(|at| Moment::from_utc(at.and_utc())).collect())
    }

    fn rows<T>(
        &self,
        name: &str,
        needed: &[&str],
        faults: &mut Faults,
        read: impl Fn(&mut Line<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        let table = Table::open(&self.folder.join(name), name, "", faults);
        let Some(table) = table.filter(|t| t.expect(needed, &["intensity"], faults)) else {
            return Vec::new();
        };
        let one = |row| {
            let mut line = Line::new(&table, row, faults);
            let value = read(&mut line);
            line.keep(value)
        };
        table.rows.iter().filter_map(one).collect()
    }
}

fn stamp(line: &mut Line<'_, '_>) -> Option<NaiveDateTime> {
    line.needed("timestamp")?;
    line.civil("timestamp", Edge::Start, &Clock::new(ZONE))
}

fn event(line: &mut Line<'_, '_>) -> Option<Event> {
    const KINDS: [(&str, EventKind); 2] =
        [("holiday", EventKind::Holiday), ("promo", EventKind::Promotion)];
    let (day, kind) = (line.date("date")?, line.word("kind", &KINDS)?);
    let (name, class) = (line.needed("name")?, line.needed("class")?);
    let start = day.and_time(chrono::NaiveTime::MIN);
    Some(Event {
        start,
        end: start + Days::new(1),
        name: name.to_owned(),
        class: class.to_owned(),
        kind,
        phase: None,
        queue: None,
        effect: Effect::Automatic,
        intensity: line.number("intensity").unwrap_or(1.0),
        confidence: Confidence::Rough,
    })
}

/// The shortest distance between two stamps, half an hour when there is none.
fn interval(stamps: &[NaiveDateTime]) -> Minutes {
    let steps = stamps.windows(2).map(|pair| (pair[1] - pair[0]).num_minutes());
    Minutes(steps.filter(|step| *step > 0).min().unwrap_or(30))
}

fn hours(stamps: &[NaiveDateTime], interval: Minutes) -> OpeningHours {
    let slot = |at: &NaiveDateTime| {
        let minute = (at.hour() * 60 + at.minute()) as u16;
        (at.weekday().num_days_from_monday() as usize, minute)
    };
    let slots: BTreeSet<(usize, u16)> = stamps.iter().map(slot).collect();
    let mut hours = OpeningHours { windows: Default::default() };
    for (weekday, minute) in slots {
        let (from, to) = (ClockTime(minute), ClockTime(minute + interval.0 as u16));
        hours.windows[weekday].extend(ClockWindow::new(from, to));
    }
    hours
}

/// One report; handle times are not asked for.
fn record(at: NaiveDateTime, value: f64) -> IntervalRecord {
    IntervalRecord {
        at: Moment::from_utc(at.and_utc()),
        offered: Contacts(value),
        aht: Some(Seconds(300.0)),
        answered: None,
        abandoned: None,
        answered_within: None,
    }
}

fn queue(name: &str, hours: OpeningHours) -> Queue {
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

fn centre(queue: Queue, calendar: Calendar, interval: Minutes) -> Centre {
    Centre {
        name: queue.name.clone(),
        zone: ZONE,
        currency: Currency::CNY,
        interval,
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
