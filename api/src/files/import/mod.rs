//! Foreign files: an interval report or a list of agents from another system, mapped onto ours.
//!
//! Columns are recognised by their names, English or Chinese; every guess is said in a note, can be
//! overridden (`--map offered=Calls`) and is remembered in a mapping file beside what is written,
//! so that next month's report is read the same way and joins the months before it.

mod agents;
mod history;
mod mapping;
mod merge;
mod starter;
mod synonyms;

pub use mapping::{Field, Kind, Mapping};

use super::fault::{Fault, Faults};
use super::folder::open;
use super::table::Table;
use domain::{Agent, Centre, History};
use std::path::Path;

/// A foreign file, opened, with its columns recognised.
#[derive(Debug)]
pub struct Foreign {
    table: Table,
    mapping: Mapping,
    faults: Faults,
}

/// What an interval report says, in our nouns.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The centre it belongs to: the one given, or a starter made from the report.
    pub centre: Centre,
    /// What happened.
    pub history: History,
    /// How columns were mapped.
    pub mapping: Mapping,
}

impl Foreign {
    /// Opens a foreign CSV or workbook and recognises its columns; `overrides` (field, column) win
    /// over `remembered`, which wins over guesses.
    ///
    /// # Errors
    /// Every fault, when the file cannot be read or a needed column is not recognised.
    pub fn open(
        path: &Path,
        kind: Kind,
        overrides: &[(String, String)],
        remembered: Option<&Mapping>,
    ) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let sheet = remembered.and_then(|m| m.sheet.as_deref()).unwrap_or("");
        let Some(table) = open(path, sheet, &mut faults) else { return Err(faults) };
        let mapping = mapping::recognise(&table, kind, overrides, remembered, &mut faults);
        if faults.has_errors() {
            return Err(faults);
        }
        Ok(Self { table, mapping, faults })
    }

    /// Which column stands for what.
    #[must_use]
    pub const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Reads an interval report for `centre`, or for a starter centre made from it. It joins
    /// `before`, the history so far; where both have an interval, the report's counts.
    ///
    /// # Errors
    /// Every fault of the report, when one of them is an error.
    pub fn report(
        mut self,
        centre: Option<&Centre>,
        before: Option<&History>,
    ) -> Result<(Report, Vec<Fault>), Faults> {
        let file = &self.table.file;
        let rows = history::rows(&self.table, &self.mapping, centre, &mut self.faults);
        let centre = match centre {
            Some(centre) => centre.clone(),
            None => starter::centre(file, &rows, &mut self.faults),
        };
        let mut history = history::collect(file, &rows, &centre, &mut self.faults);
        if let Some(before) = before {
            history = merge::merge(file, before, &history, &mut self.faults);
        }
        let report = Report { centre, history, mapping: self.mapping };
        self.faults.settle(Some(report))
    }

    /// Reads a list of agents for `centre`.
    ///
    /// # Errors
    /// Every fault of the list, when one of them is an error.
    pub fn agents(mut self, centre: &Centre) -> Result<(Vec<Agent>, Vec<Fault>), Faults> {
        let agents = agents::read(&self.table, &self.mapping, centre, &mut self.faults);
        self.faults.settle(Some(agents))
    }
}
