//! Forecasts every series and origin of an export folder and writes the scorer's table.
//!
//! ```text
//! cargo run --release -p forecast --example bench_export -- EXPORT OUT.csv [SERIES,SERIES…]
//! ```
//! `EXPORT/<series>/<origin>/` holds `train.csv` (timestamp,value), `future.csv` (timestamp) and
//! `calendar.csv` (date,name,kind,class,intensity). A measuring tool: it reads files and the clock.
#![expect(clippy::print_stderr, reason = "a measuring tool talks to its user")]

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use domain::*;
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [export, out, rest @ ..] = arguments.as_slice() else {
        return Err("usage: bench_export EXPORT OUT.csv [SERIES,SERIES…]".into());
    };
    let wanted: Vec<&str> = rest.first().map_or(Vec::new(), |names| names.split(',').collect());
    let mut text = "model,series,origin,timestamp,mean,q025,q10,q90,q975,secs\n".to_owned();
    for series in folders(Path::new(export))? {
        if !wanted.is_empty() && !wanted.contains(&series.as_str()) {
            continue;
        }
        let mut seconds = 0.0;
        let origins = folders(&Path::new(export).join(&series))?;
        for origin in &origins {
            let case = Case::read(&Path::new(export).join(&series).join(origin), origin)?;
            let begin = Instant::now();
            let demand = forecast::forecast(
                &case.centre,
                &case.history,
                &case.grid,
                &forecast::Options::default(),
            )?;
            let took = begin.elapsed().as_secs_f64();
            seconds += took;
            case.write(&mut text, &format!("paiban,{series},{origin}"), &demand, took)?;
        }
        eprintln!("{series}: {:.3} s per origin", seconds / origins.len() as f64);
    }
    std::fs::write(out, text)?;
    Ok(())
}

fn folders(path: &Path) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// One series at one origin.
struct Case {
    centre: Centre,
    history: History,
    grid: Grid,
    future: Vec<NaiveDateTime>,
}

impl Case {
    fn read(folder: &Path, origin: &str) -> Outcome<Self> {
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

    fn write(&self, text: &mut String, key: &str, demand: &Demand, took: f64) -> Outcome<()> {
        let queue = &demand.queues[0];
        for &at in &self.future {
            let slot =
                self.grid.slot_of(Moment::from_utc(at.and_utc())).ok_or("beyond the grid")?;
            let Slot(slot) = slot;
            let q = queue.quantiles[slot].map(|contacts| contacts.0);
            let mean = queue.expected[slot].0;
            let stamp = at.format("%Y-%m-%dT%H:%M:%S");
            writeln!(
                text,
                "{key},{stamp},{mean:.5},{},{},{},{},{took:.5}",
                q[0], q[1], q[5], q[6]
            )?;
        }
        Ok(())
    }
}

/// The rows of a plain CSV file without its header.
fn rows(path: &Path) -> Outcome<Vec<Vec<String>>> {
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
