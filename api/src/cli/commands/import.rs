//! `paiban import`.

use crate::cli::answer::Answer;
use crate::cli::{CliError, Exit, tell};
use crate::files::import::{Foreign, Kind, Mapping};
use crate::files::{self, Fault};
use crate::wire;
use clap::ValueEnum;
use domain::Centre;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  paiban import calls.xlsx --out shop                  an interval report into history.csv
  paiban import calls.csv --out new-centre              the same, with a starter centre around it
  paiban import staff.csv --out shop --kind agents     a list of people into agents.csv
  paiban import calls.csv --out shop --map offered=Calls --map aht_seconds=\"Talk time\"

Columns are recognised by their names, English or Chinese. Every guess is told, and remembered in
import-report.toml or import-agents.toml of the folder, so that the next file is read alike. A
report joins the history that is there, its own intervals winning; a list of people takes the place
of agents.csv, and keeps of those it names what it does not say.";

/// Bring an interval report or a list of people from another system into a centre's folder
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Import {
    /// The foreign file, CSV or XLSX
    file: PathBuf,
    /// The centre's folder; a starter centre is made when it has none
    #[arg(long, value_name = "CENTRE")]
    out: PathBuf,
    /// What the file holds
    #[arg(long, value_enum, default_value_t = Sort::Report)]
    kind: Sort,
    /// Our column and theirs, such as offered=Calls; wins over guesses
    #[arg(long = "map", value_name = "OURS=THEIRS", value_parser = pair)]
    map: Vec<(String, String)>,
    /// Forget the history so far; without it a report joins it, interval by interval
    #[arg(long)]
    replace: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// Contacts per queue and interval
    Report,
    /// People
    Agents,
}

impl Import {
    /// Reads the foreign file and writes ours, with the mapping beside it.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let (kind, name, stem) = match self.kind {
            Sort::Report => (Kind::Report, "import-report.toml", "history"),
            Sort::Agents => (Kind::Agents, "import-agents.toml", "agents"),
        };
        files::only_csv(&self.out, stem)?;
        let memory = self.out.join(name);
        let remembered = if memory.exists() { Some(Mapping::load(&memory)?.0) } else { None };
        let foreign = Foreign::open(&self.file, kind, &self.map, remembered.as_ref())?;
        let mapping = foreign.mapping().clone();
        let file = self.out.join(format!("{stem}.csv"));
        let read = match self.kind {
            Sort::Report => report(foreign, &self.out, &file, self.replace)?,
            Sort::Agents => agents(foreign, &self.out, &file)?,
        };
        mapping.save(&memory)?;
        for remark in &read.remarks {
            tell(&remark.to_string());
        }
        let written =
            wire::Written { files: [&file, &memory].map(|p| p.display().to_string()).into() };
        answer.give(
            || {
                wire::Imported::new(
                    &mapping,
                    read.rows,
                    read.starter.as_ref(),
                    &read.remarks,
                    &written,
                )
            },
            |_, out| {
                if read.starter.is_some() {
                    writeln!(out, "wrote a starter centre to {}", self.out.display())?;
                }
                writeln!(out, "wrote {} ({} {})", file.display(), read.rows, read.unit)?;
                writeln!(out, "wrote {}", memory.display())
            },
        )
    }
}

/// What was read and written.
struct Taken {
    rows: usize,
    unit: &'static str,
    /// The centre that was made, where there was none.
    starter: Option<Centre>,
    remarks: Vec<Fault>,
}

fn report(foreign: Foreign, folder: &Path, file: &Path, fresh: bool) -> Result<Taken, CliError> {
    let known = folder.join("centre.toml").exists();
    let centre = if known { Some(files::read_centre(folder)?.0) } else { None };
    let before = match &centre {
        Some(centre) if !fresh => files::read_history(folder, centre)?.0,
        _ => None,
    };
    let (report, remarks) = foreign.report(centre.as_ref(), before.as_ref())?;
    if !known {
        files::write_centre(folder, &report.centre)?;
    }
    files::write_history(file, &report.history, &report.centre)?;
    let rows = report.history.queues.iter().map(|q| q.records.len()).sum();
    let starter = (!known).then_some(report.centre);
    Ok(Taken { rows, unit: "intervals", starter, remarks })
}

fn agents(foreign: Foreign, folder: &Path, file: &Path) -> Result<Taken, CliError> {
    let centre = files::read_centre(folder)?.0;
    let (people, remarks) = foreign.agents(&centre)?;
    files::write_agents(file, &people)?;
    Ok(Taken { rows: people.len(), unit: "people", starter: None, remarks })
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or("write OURS=THEIRS, such as offered=Calls")?;
    Ok((ours.trim().to_owned(), theirs.trim().to_owned()))
}
