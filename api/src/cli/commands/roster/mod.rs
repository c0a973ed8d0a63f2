//! `paiban roster`.

mod settle;

use crate::cli::answer::Answer;
use crate::cli::args::{SearchArgs, WeekArgs};
use crate::cli::folder::Opened;
use crate::cli::progress::Talk;
use crate::cli::week::Week;
use crate::cli::{CliError, Exit, folder, outcome, output};
use crate::{files, wire};
use domain::{Grid, Inputs};
use scenarios::plan::{Plan, PlanOptions, Planned, plan};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  paiban roster shop                            plan the week after the history ends
  paiban roster shop --time-limit 300 --gap 0.5 search longer, stop at a gap of 0.5 %
  paiban roster shop --work-limit 2000 --seed 7 the same roster on every machine
  paiban roster shop --from 2025-11-17 --weeks 2
  paiban roster shop --settle                   simulate the roster; where it misses its targets,
                                                raise the requirement and solve again

Understaffing and soft rules have prices, so a roster is found unless hard rules of single people
contradict each other; then their names are printed and the exit code is 3.";

/// Plan the week: forecast, people needed, and the cheapest lawful roster found
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Roster {
    #[command(flatten)]
    week: WeekArgs,
    #[command(flatten)]
    search: SearchArgs,
    /// Folder for the files written [default: the centre's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Simulate the roster, raise the requirement where it misses its targets, and solve again,
    /// until it holds or nothing more can be done; each round searches as long as the limits say
    #[arg(long)]
    settle: bool,
    /// With --settle: solve again at most so many times
    #[arg(long, value_name = "N", default_value_t = 3, requires = "settle",
          value_parser = clap::value_parser!(u8).range(1..=20))]
    rounds: u8,
}

impl Roster {
    /// Plans, prints the week, writes its files.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let (opened, grid) = folder::week(&self.week, &talk)?;
        let target = self.out.unwrap_or_else(|| self.week.centre.centre.clone());
        if self.settle {
            let rounds = usize::from(self.rounds);
            let made = settle::search(&opened.inputs, &grid, self.search, rounds, talk)?;
            return settle::show(&opened, &made, &target, answer);
        }
        let made = search(&opened.inputs, &grid, self.search, talk)?;
        show(&opened, &made, &target, None, answer)
    }
}

/// Runs the whole chain with a line of progress.
pub(super) fn search(
    inputs: &Inputs,
    grid: &Grid,
    search: SearchArgs,
    talk: Talk,
) -> Result<Plan, CliError> {
    let options = options(inputs, search);
    Ok(plan(inputs, grid, &options, &mut |stage| talk.hear(stage))?)
}

/// The options of every stage, and the stamp.
fn options(inputs: &Inputs, search: SearchArgs) -> PlanOptions {
    PlanOptions {
        forecast: folder::forecast_options(inputs),
        staffing: folder::staffing_options(inputs),
        roster: search.options(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        input_hash: files::input_hash(inputs),
    }
}

/// Writes the plan's files into `folder` and prints the week, or what makes it impossible; `notice`
/// stands on top of the report.
pub(super) fn show(
    opened: &Opened,
    plan: &Plan,
    folder: &Path,
    notice: Option<&str>,
    answer: &mut Answer<'_>,
) -> Result<Exit, CliError> {
    let inputs = &opened.inputs;
    let rostered = match &plan.planned {
        Planned::Impossible(conflict) => return outcome::impossible(conflict, inputs, answer),
        Planned::Rostered(rostered) => rostered,
    };
    let week = Week { inputs, plan, rostered };
    let written = output::write(&week, folder, notice)?;
    answer.give(
        || wire::Week::new(inputs, plan, rostered, &opened.remarks, &written),
        |style, out| {
            week.print(style, out)?;
            written.tell(out)
        },
    )
}
