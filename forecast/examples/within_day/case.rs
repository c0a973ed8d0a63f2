//! A series at an origin, read from an export folder as a centre with one queue.

use crate::series::{Outcome, calendar, centre, hours, queue, record, rows};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{Centre, Grid, History, Minutes, QueueHistory};
use std::path::Path;

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
        let queue = queue("series", hours(seen));
        let history = History {
            interval: Minutes(30),
            queues: vec![QueueHistory {
                queue: queue.id.clone(),
                records: records.iter().map(|&(at, value)| record(at, value)).collect(),
            }],
        };
        let centre = centre(vec![queue], calendar(&folder.join("calendar.csv"))?);
        let grid = Grid::new(centre.zone, first, days, Minutes(30))?;
        Ok(Self { centre, history, grid, future })
    }
}
