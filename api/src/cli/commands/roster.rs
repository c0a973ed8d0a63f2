//! `paiban roster`.

use crate::cli::args::{CentreArg, FormatArgs, HorizonArgs, SearchArgs};
use crate::cli::progress::Talk;
use crate::cli::text::Style;
use crate::cli::week::Week;
use crate::cli::{CliError, Exit, folder, json, outcome, output};
use crate::{files, wire};
use domain::{Grid, Inputs};
use scenarios::plan::{Plan, PlanOptions, Planned, plan};
use std::io::Write;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  paiban roster shop                            plan the week after the history ends
  paiban roster shop --time-limit 300 --gap 0.5 search longer, stop at a gap of 0.5 %
  paiban roster shop --work-limit 2000 --seed 7 the same roster on every machine
  paiban roster shop --from 2025-11-17 --weeks 2

Understaffing and soft rules have prices, so a roster is found unless hard rules of single people
contradict each other; then their names are printed and the exit code is 3.";

/// Plan the week: forecast, people needed, and the cheapest lawful roster found
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Roster {
    #[command(flatten)]
    centre: CentreArg,
    #[command(flatten)]
    horizon: HorizonArgs,
    #[command(flatten)]
    search: SearchArgs,
    /// Folder for the files written [default: the centre's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArgs,
}

impl Roster {
    /// Plans, prints the week, writes its files.
    pub(crate) fn run(self, out: &mut dyn Write) -> Result<Exit, CliError> {
        let talk = Talk::new();
        talk.say("reading the centre");
        let inputs = folder::inputs(&self.centre.centre)?;
        let grid = folder::horizon(&inputs, self.horizon)?;
        let target = self.out.unwrap_or_else(|| self.centre.centre.clone());
        let made = search(&inputs, &grid, self.search, talk)?;
        show(&inputs, &made, &target, self.format, None, out)
    }
}

/// Runs the whole chain with a line of progress.
pub(super) fn search(
    inputs: &Inputs,
    grid: &Grid,
    search: SearchArgs,
    talk: Talk,
) -> Result<Plan, CliError> {
    let options = PlanOptions {
        roster: search.options(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        input_hash: files::input_hash(inputs),
        ..PlanOptions::default()
    };
    Ok(plan(inputs, grid, &options, &mut |stage| talk.hear(stage))?)
}

/// Writes the plan's files into `folder` and prints the week, or what makes it impossible; `notice`
/// stands on top of the report.
pub(super) fn show(
    inputs: &Inputs,
    plan: &Plan,
    folder: &Path,
    format: FormatArgs,
    notice: Option<&str>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let style = Style::detect();
    let rostered = match &plan.planned {
        Planned::Impossible(conflict) if format.json => {
            json::print(&wire::Conflict::from(conflict), out)?;
            return Ok(Exit::Impossible);
        }
        Planned::Impossible(conflict) => {
            return Ok(outcome::impossible(conflict, inputs, style, out)?);
        }
        Planned::Rostered(rostered) => rostered,
    };
    let week = Week { inputs, plan, rostered };
    let written = output::write(&week, folder, notice)?;
    if format.json {
        return json::print(&wire::Week::new(inputs, plan, rostered, written), out);
    }
    week.print(style, out)?;
    for file in written {
        writeln!(out, "wrote {file}")?;
    }
    Ok(Exit::Fine)
}
