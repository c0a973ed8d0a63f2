//! `paiban import`.

use crate::cli::{CliError, Exit, tell};
use crate::files;
use crate::files::import::{Foreign, Kind, Mapping};
use clap::ValueEnum;
use std::io::Write;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  paiban import calls.xlsx --out shop                  an interval report into history.csv
  paiban import calls.csv --out new-centre              the same, with a starter centre around it
  paiban import staff.csv --out shop --kind agents     a list of people into agents.csv
  paiban import calls.csv --out shop --map offered=Calls --map aht_seconds=\"Talk time\"

Columns are recognised by their names, English or Chinese. Every guess is told, and remembered in
import-report.toml or import-agents.toml of the folder, so that the next file is read alike.";

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
    pub(crate) fn run(self, out: &mut dyn Write) -> Result<Exit, CliError> {
        let (kind, name) = match self.kind {
            Sort::Report => (Kind::Report, "import-report.toml"),
            Sort::Agents => (Kind::Agents, "import-agents.toml"),
        };
        let memory = self.out.join(name);
        let remembered = if memory.exists() { Some(Mapping::load(&memory)?.0) } else { None };
        let foreign = Foreign::open(&self.file, kind, &self.map, remembered.as_ref())?;
        let mapping = foreign.mapping().clone();
        let known = self.out.join("centre.toml").exists();
        match self.kind {
            Sort::Report => report(foreign, &self.out, known, out)?,
            Sort::Agents => agents(foreign, &self.out, out)?,
        }
        mapping.save(&memory)?;
        writeln!(out, "wrote {}", memory.display())?;
        Ok(Exit::Fine)
    }
}

fn report(
    foreign: Foreign,
    folder: &Path,
    known: bool,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let centre = if known { Some(files::read_centre(folder)?.0) } else { None };
    let (report, remarks) = foreign.report(centre.as_ref())?;
    for remark in &remarks {
        tell(&remark.to_string());
    }
    if !known {
        files::write_centre(folder, &report.centre)?;
        writeln!(out, "wrote a starter centre to {}", folder.display())?;
    }
    let file = folder.join("history.csv");
    files::write_history(&file, &report.history, &report.centre)?;
    let rows: usize = report.history.queues.iter().map(|q| q.records.len()).sum();
    writeln!(out, "wrote {} ({rows} intervals)", file.display())?;
    Ok(())
}

fn agents(foreign: Foreign, folder: &Path, out: &mut dyn Write) -> Result<(), CliError> {
    let (mut centre, _) = files::read_centre(folder)?;
    let (people, remarks) = foreign.agents(&centre)?;
    for remark in &remarks {
        tell(&remark.to_string());
    }
    let count = people.len();
    centre.agents = people;
    files::write_centre(folder, &centre)?;
    writeln!(out, "wrote {} ({count} people)", folder.join("agents.csv").display())?;
    Ok(())
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or("write OURS=THEIRS, such as offered=Calls")?;
    Ok((ours.trim().to_owned(), theirs.trim().to_owned()))
}
