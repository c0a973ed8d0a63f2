//! The folder: which file says what, all of them read together.

use super::actuals::{self, Actuals};
use super::centre::{self, Frame};
use super::fault::{Fault, Faults, Place};
use super::findings::{self, Lines};
use super::roster::World;
use super::table::{Table, read_bytes};
use super::time::Clock;
use super::{
    agents, availability, calendar, codes, demand, drivers, history, requirement, roster, rules,
};
use chrono_tz::Tz;
use domain::{
    Agent, Availability, Calendar, Centre, Demand, Driver, Grid, History, Inputs, Requirement,
    Roster, Rules, Shift,
};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A folder being read, and what is wrong in it so far.
#[derive(Debug)]
pub(super) struct Folder<'a> {
    path: &'a Path,
    pub(super) faults: Faults,
    lines: Lines,
    /// Every agent named in the file of agents, sound or not; `None` when it cannot be read, and
    /// whoever another file names may well be in it.
    agent_ids: Option<HashSet<String>>,
}

/// Endings of a table, in the order in which they are looked for.
const TABLES: [&str; 5] = ["csv", "tsv", "xlsx", "xls", "ods"];

impl<'a> Folder<'a> {
    pub(super) fn new(path: &'a Path) -> Self {
        Self { path, faults: Faults::default(), lines: Lines::default(), agent_ids: None }
    }

    /// Whether there is something of this name, be it a link that leads nowhere: what cannot be
    /// read is a fault, and never the same as what is not there.
    fn has(&self, name: &str) -> bool {
        self.path.join(name).symlink_metadata().is_ok()
    }

    /// Whether a name leads to something that has an end; a pipe or a device is a fault.
    fn is_finite(&mut self, path: &Path, name: &str) -> bool {
        let endless = path.metadata().is_ok_and(|m| !m.is_file() && !m.is_dir());
        if endless {
            let cause = "cannot be read: it is a pipe or a device, not a file";
            self.faults.add(Place::file(name), codes::READ_FAILED, cause);
        }
        !endless
    }

    /// The file called `stem` with one of `endings`; two of them are a fault.
    fn find(&mut self, stem: &str, endings: &[&str]) -> Option<(PathBuf, String)> {
        let name = |ending: &&str| format!("{stem}.{ending}");
        let there: Vec<String> = endings.iter().map(name).filter(|n| self.has(n)).collect();
        if let [first, second, ..] = there.as_slice() {
            let cause = format!("{second} says the same thing");
            self.faults.add(Place::file(first), codes::FILE_TWICE, cause);
        }
        there.into_iter().next().map(|name| (self.path.join(&name), name))
    }

    fn table(&mut self, stem: &str) -> Option<Table> {
        let (path, name) = self.find(stem, &TABLES)?;
        if !self.is_finite(&path, &name) {
            return None;
        }
        Table::open(&path, &name, stem, &mut self.faults)
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let path = self.path.join(name);
        if !self.has(name) || !self.is_finite(&path, name) {
            return None;
        }
        let bytes = read_bytes(&path, name, &mut self.faults)?;
        let text = super::text::decode(name, &bytes, &mut self.faults)?;
        Some(super::table::unix_lines(&text).into_owned())
    }

    /// `centre.toml`.
    pub(super) fn frame(&mut self) -> Option<Frame> {
        if !self.has("centre.toml") {
            centre::missing("centre.toml", &mut self.faults);
            return None;
        }
        let text = self.text("centre.toml")?;
        centre::read("centre.toml", &text, &mut self.faults)
    }

    fn rules(&mut self, frame: &Frame) -> (Rules, Vec<(String, u32)>) {
        match self.text("rules.toml") {
            Some(text) => rules::read("rules.toml", &text, &frame.ids("queue"), &mut self.faults),
            None => {
                if !self.has("rules.toml") {
                    let place = Place::file("rules.toml");
                    let cause = "there is no rules.toml: the profile `plain` holds";
                    self.faults.add(place, codes::RULES_ABSENT, cause);
                }
                (Rules::plain(), Vec::new())
            }
        }
    }

    fn calendar(&mut self, frame: &Frame) -> calendar::Read {
        let clock = Clock::new(frame.zone);
        let table = self.table("calendar");
        let read = |t: Table| {
            self.lines.calendar.0.clone_from(&t.file);
            calendar::read(&t, &frame.ids("queue"), &clock, &mut self.faults)
        };
        table.map(read).unwrap_or_default()
    }

    fn agents(&mut self, frame: &Frame) -> Vec<Agent> {
        let Some(table) = self.table("agents") else {
            if self.find("agents", &TABLES).is_none() {
                centre::missing("agents.csv", &mut self.faults);
            }
            return Vec::new();
        };
        let read = agents::read(&table, frame, &mut self.faults);
        self.agent_ids = Some(agents::ids(&table));
        let (agents, lines) = read.into_iter().unzip();
        self.lines.agents = (table.file, lines);
        agents
    }

    /// The agents that `table` may name.
    fn known(&self, table: &Table) -> HashSet<String> {
        self.agent_ids.clone().unwrap_or_else(|| agents::ids(table))
    }

    fn availability(&mut self, zone: Tz) -> Vec<Availability> {
        let Some(table) = self.table("availability") else { return Vec::new() };
        let mut clock = Clock::new(zone);
        let known = self.known(&table);
        let read = availability::read(&table, &known, &mut clock, &mut self.faults);
        let (rows, lines) = read.into_iter().unzip();
        self.lines.availability = (table.file, lines);
        rows
    }

    /// The centre: every file but the history and last week's roster.
    pub(super) fn centre(&mut self, frame: Frame) -> Centre {
        let (rules, rule_lines) = self.rules(&frame);
        let calendar::Read { calendar, mut statutory, lines } = self.calendar(&frame);
        self.lines.calendar.1 = lines;
        let agents = self.agents(&frame);
        let availability = self.availability(frame.zone);
        statutory.extend(frame.statutory);
        self.lines.rules = rule_lines;
        self.lines.frame = frame.lines;
        let centre = Centre {
            name: frame.name,
            zone: frame.zone,
            currency: frame.currency,
            interval: frame.interval,
            week_start: frame.week_start,
            queues: frame.queues,
            contracts: frame.contracts,
            templates: frame.templates,
            agents,
            availability,
            rules,
            calendar,
            statutory_holidays: statutory.into_iter().collect(),
        };
        self.audit(&centre);
        centre
    }

    /// Adds what contradicts itself across files; a centre with entries left out for their faults
    /// would only seem to, so only a complete one is looked at.
    fn audit(&mut self, centre: &Centre) {
        if !self.faults.has_errors() {
            findings::add(centre, &self.lines, &mut self.faults);
        }
    }

    /// A history called `stem`, its gaps named.
    pub(super) fn history(&mut self, stem: &str, frame: &Frame, calendar: &Calendar) -> History {
        let endings = [&["parquet"][..], &TABLES].concat();
        let Some((path, name)) = self.find(stem, &endings) else {
            centre::missing(&format!("{stem}.csv"), &mut self.faults);
            return History { interval: frame.interval, queues: Vec::new() };
        };
        if !self.is_finite(&path, &name) {
            return History { interval: frame.interval, queues: Vec::new() };
        }
        let history = history::read(&path, &name, stem, frame, &mut self.faults);
        // a row that cannot be read is not missing
        if !self.faults.has_errors_in(&name) {
            history::gaps(&name, &history, frame, calendar, &mut self.faults);
        }
        history
    }

    fn drivers(&mut self, frame: &Frame) -> Vec<Driver> {
        let Some(table) = self.table("drivers") else { return Vec::new() };
        drivers::read(&table, &frame.ids("queue"), &mut self.faults)
    }

    fn previous(&mut self, frame: &Frame) -> Vec<Shift> {
        match self.table("previous") {
            Some(table) => {
                let world = World {
                    zone: frame.zone,
                    interval: frame.interval,
                    queues: frame.ids("queue").into_iter().map(str::to_owned).collect(),
                    agents: self.known(&table),
                };
                roster::read_shifts(&table, &world, &mut self.faults)
            }
            None => {
                if self.find("previous", &TABLES).is_none() {
                    let place = Place::file("previous.csv");
                    let cause = "nothing is known of the days before: no rest carries over";
                    self.faults.add(place, codes::PREVIOUS_ABSENT, cause);
                }
                Vec::new()
            }
        }
    }
}

/// What was read, with every warning and note; or all faults, when one of them is an error.
pub type Read<T> = Result<(T, Vec<Fault>), Faults>;

/// Reads everything in a centre's folder that a plan needs.
///
/// # Errors
/// Every fault of every file, when one of them is an error.
pub fn read_inputs(folder: &Path) -> Read<Inputs> {
    let mut reading = Folder::new(folder);
    let inputs = reading.frame().map(|frame| {
        let centre = reading.centre(frame.clone());
        let history = reading.history("history", &frame, &centre.calendar);
        let previous = reading.previous(&frame);
        let mut arrangements = frame.arrangements.clone();
        arrangements.drivers = reading.drivers(&frame);
        Inputs { centre, history, previous, arrangements }
    });
    reading.faults.settle(inputs)
}

/// Reads a centre without its history and last week's roster.
///
/// # Errors
/// Every fault of every file read, when one of them is an error.
pub fn read_centre(folder: &Path) -> Read<Centre> {
    let mut reading = Folder::new(folder);
    let centre = reading.frame().map(|frame| reading.centre(frame));
    reading.faults.settle(centre)
}

/// Reads a centre and last week's roster, without its history: what judging a roster takes.
///
/// # Errors
/// Every fault of every file read, when one of them is an error.
pub fn read_centre_and_previous(folder: &Path) -> Read<(Centre, Vec<Shift>)> {
    let mut reading = Folder::new(folder);
    let read = reading.frame().map(|frame| {
        let centre = reading.centre(frame.clone());
        let previous = reading.previous(&frame);
        (centre, previous)
    });
    reading.faults.settle(read)
}

/// Reads the history of a folder for its `centre`; none when there is no file yet.
///
/// # Errors
/// Every fault of `centre.toml` and of the file, when one of them is an error.
pub fn read_history(folder: &Path, centre: &Centre) -> Read<Option<History>> {
    let mut reading = Folder::new(folder);
    if reading.find("history", &[&["parquet"][..], &TABLES].concat()).is_none() {
        return Ok((None, Vec::new()));
    }
    let history =
        reading.frame().map(|frame| Some(reading.history("history", &frame, &centre.calendar)));
    reading.faults.settle(history)
}

/// Refuses to write `stem.csv` beside another file that says the same thing.
///
/// # Errors
/// A fault that names the other file.
pub fn only_csv(folder: &Path, stem: &str) -> Result<(), Faults> {
    let others = TABLES.iter().chain(&["parquet"]).filter(|ending| **ending != "csv");
    let mut faults = Faults::default();
    for name in others.map(|ending| format!("{stem}.{ending}")) {
        if folder.join(&name).symlink_metadata().is_ok() {
            let cause = format!("{stem}.csv would say the same thing");
            let cure = format!("turn it into {stem}.csv first, or remove it");
            faults.add_with(Place::file(&name), codes::FILE_TWICE, cause, cure);
        }
    }
    if faults.has_errors() { Err(faults) } else { Ok(()) }
}

/// Reads what really happened in the days of `grid`: see [`Actuals`].
///
/// # Errors
/// Every fault of the file, when one of them is an error.
pub fn read_actuals(path: &Path, centre: &Centre, grid: &Grid) -> Read<Actuals> {
    let mut faults = Faults::default();
    let actuals = open(path, "actuals", &mut faults)
        .and_then(|t| actuals::read(&t, centre, grid, &mut faults));
    faults.settle(actuals)
}

/// Reads interval reports of a centre's queues from a file of their own, such as today's so far:
/// the columns of `history.csv`. Missing intervals are no fault.
///
/// # Errors
/// Every fault of `centre.toml` and of the file, when one of them is an error.
pub fn read_reports(folder: &Path, file: &Path) -> Read<History> {
    let mut reading = Folder::new(folder);
    let reports = reading.frame().map(|frame| {
        let name = file_name(file);
        history::read(file, &name, "history", &frame, &mut reading.faults)
    });
    reading.faults.settle(reports)
}

/// Reads a roster for `centre`, ours or one edited in a spreadsheet.
///
/// # Errors
/// Every fault of the file, when one of them is an error.
pub fn read_roster(path: &Path, centre: &Centre) -> Read<Roster> {
    let mut faults = Faults::default();
    let roster =
        open(path, "roster", &mut faults).and_then(|t| roster::read(&t, centre, &mut faults));
    faults.settle(roster)
}

/// Reads a roster of a centre whose people bring `previous` shifts with them.
///
/// # Errors
/// Every fault of the file, when one of them is an error; somebody in two places at once is one.
pub fn read_roster_after(path: &Path, centre: &Centre, previous: &[Shift]) -> Read<Roster> {
    let mut faults = Faults::default();
    let roster =
        open(path, "roster", &mut faults).and_then(|t| roster::read(&t, centre, &mut faults));
    if let Some(roster) = &roster {
        roster::one_place_each((roster, &file_name(path)), previous, &mut faults);
    }
    faults.settle(roster)
}

/// Reads a demand for `centre`, ours or one a planner changed.
///
/// # Errors
/// Every fault of the file, when one of them is an error.
pub fn read_demand(path: &Path, centre: &Centre) -> Read<Demand> {
    let mut faults = Faults::default();
    let demand =
        open(path, "demand", &mut faults).and_then(|t| demand::read(&t, centre, &mut faults));
    faults.settle(demand)
}

/// Reads a requirement for `centre`, ours or one a planner changed.
///
/// # Errors
/// Every fault of the file, when one of them is an error.
pub fn read_requirement(path: &Path, centre: &Centre) -> Read<Requirement> {
    let mut faults = Faults::default();
    let table = open(path, "requirement", &mut faults);
    let requirement = table.and_then(|t| requirement::read(&t, centre, &mut faults));
    faults.settle(requirement)
}

/// A table anywhere, called by its file name.
pub(super) fn open(path: &Path, sheet: &str, faults: &mut Faults) -> Option<Table> {
    Table::open(path, &file_name(path), sheet, faults)
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into())
}
