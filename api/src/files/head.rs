//! Head lines: `# key: value` before the header, which carry a file's horizon and provenance.
//!
//! They travel with the file when it is copied, mailed or edited in a spreadsheet, which a second
//! file beside it would not; a spreadsheet that quotes or pads them does no harm.

use super::codes::{self, Code};
use super::fault::{Faults, Place};
use super::table::Table;
use super::time::parse_day;
use chrono_tz::Tz;
use domain::{Centre, Cure, Grid, Minutes};

/// The head lines of a table as keys and values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub(crate) file: String,
    pub(crate) pairs: Vec<(u32, String, String)>,
}

impl Head {
    pub(crate) fn of(table: &Table) -> Self {
        let pair = |(line, text): &(u32, String)| {
            let (key, value) = text.split_once(':')?;
            Some((*line, key.trim().to_owned(), value.trim().to_owned()))
        };
        Self { file: table.file.clone(), pairs: table.comments.iter().filter_map(pair).collect() }
    }

    /// The first value of `key`, with its line.
    pub(crate) fn get(&self, key: &str) -> Option<(u32, &str)> {
        self.pairs.iter().find(|p| p.1 == key).map(|p| (p.0, p.2.as_str()))
    }

    /// Every value of `key`, with its line.
    pub(crate) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (u32, &'a str)> {
        self.pairs.iter().filter(move |p| p.1 == key).map(|p| (p.0, p.2.as_str()))
    }

    /// Records a fault at a head line.
    pub(crate) fn fault(&self, line: u32, code: Code, cause: &str, faults: &mut Faults) {
        faults.add(Place::line(&self.file, line), code, cause);
    }

    /// The horizon `2025-11-10 7 days of 30 min in Asia/Shanghai`, when it is there and right.
    pub(crate) fn grid(&self, code: Code, faults: &mut Faults) -> Option<Grid> {
        let (line, text) = self.get("horizon")?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let parsed = match words.as_slice() {
            [day, days, "days", "of", interval, "min", "in", zone] => parse_day(day)
                .ok()
                .zip(days.parse().ok())
                .zip(interval.parse().ok())
                .zip(zone.parse::<Tz>().ok()),
            _ => None,
        };
        let Some((((day, days), interval), zone)) = parsed else {
            self.fault(line, code, "the horizon cannot be read", faults);
            return None;
        };
        match Grid::new(zone, day, days, Minutes(interval)) {
            Ok(grid) => Some(grid),
            Err(error) => {
                let place = Place::line(&self.file, line);
                faults.add_with(place, code, &error, error.cure());
                None
            }
        }
    }
}

/// The horizon of `grid` as a head line.
pub(crate) fn grid_line(grid: &Grid) -> String {
    format!(
        "# horizon: {} {} days of {} min in {}\n",
        grid.first_day(),
        grid.days(),
        grid.interval().0,
        grid.zone()
    )
}

/// The grid of a table that must say its horizon, in the centre's zone and interval.
pub(crate) fn needed_grid(head: &Head, centre: &Centre, faults: &mut Faults) -> Option<Grid> {
    let before = faults.len();
    let Some(grid) = head.grid(codes::TABLE_HORIZON, faults) else {
        if faults.len() == before {
            let cause = "the file does not say its horizon";
            faults.add(Place::file(&head.file), codes::TABLE_HORIZON, cause);
        }
        return None;
    };
    of_centre(grid, head, (centre, codes::TABLE_HORIZON), faults)
}

/// A file's grid, if it is in the centre's zone and interval.
pub(crate) fn of_centre(
    grid: Grid,
    head: &Head,
    (centre, code): (&Centre, Code),
    faults: &mut Faults,
) -> Option<Grid> {
    if grid.zone() != centre.zone || grid.interval() != centre.interval {
        let cause = format!(
            "the horizon is in {} with {}, the centre in {} with {}",
            grid.zone(),
            grid.interval(),
            centre.zone,
            centre.interval
        );
        faults.add(Place::file(&head.file), code, cause);
        return None;
    }
    Some(grid)
}
