//! `paiban whatif`.

mod outlook;
mod sweeps;
mod table;

use crate::cli::answer::Answer;
use crate::cli::args::{SearchArgs, WeekArgs};
use crate::cli::progress::Talk;
use crate::cli::text::Style;
use crate::cli::{CliError, Exit, folder};
use crate::files::{self, Faults};
use crate::whatif::{Ask, Cache, Comparison, Outlines, run};
use crate::{report, wire};
use domain::Inputs;
use scenarios::plan::PlanOptions;
use scenarios::simulate;
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban whatif shop shop/scenarios/flu.toml shop/scenarios/temps.toml
  paiban whatif shop shop/scenarios/*.toml --outline    all of them in seconds, counted by kind
  paiban whatif shop shop/scenarios/october-*.toml --work-limit 2000
                                                        the same answer on every machine

Base and scenarios go through the whole chain with the same seeds, limits and simulated customers.
Rosters and sweeps are kept in the folder of --out, by what they depend on: a run that was
interrupted goes on where it was. --outline makes no rosters: a linear programme counts people by
kind. Sweeps and futures of a scenario are always in outline.";

/// Hold scenarios against the centre as it is: cost, service, people, and what drives them
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Whatif {
    #[command(flatten)]
    week: WeekArgs,
    /// Scenario files
    #[arg(required = true)]
    scenarios: Vec<PathBuf>,
    #[command(flatten)]
    search: SearchArgs,
    /// Count people by kind instead of making rosters: seconds, no names, no simulation
    #[arg(long)]
    outline: bool,
    /// Replications of each simulation
    #[arg(long, value_name = "N", default_value_t = 40,
          value_parser = clap::value_parser!(u32).range(2..=10_000))]
    replications: u32,
    /// Folder for compare.html and for rosters kept [default: whatif in the centre's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Whatif {
    /// Compares, prints, writes the page.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let (opened, grid) = folder::week(&self.week, &talk)?;
        let inputs = opened.inputs;
        let files = self.read(&inputs)?;
        let folder = self.out.clone().unwrap_or_else(|| self.week.centre.centre.join("whatif"));
        let cache = Cache::open(&folder.join("rosters"))?;
        let outlines = Outlines::open(&folder.join("outlines"))?;
        let comparison = run(&Ask {
            inputs: &inputs,
            grid: &grid,
            files,
            options: PlanOptions {
                roster: self.search.options(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                ..PlanOptions::default()
            },
            simulation: (!self.outline).then(|| self.simulation()),
            cache: &cache,
            outlines: &outlines,
            tell: &|what| talk.say(what),
        })?;
        drop(talk);
        let page = folder.join("compare.html");
        let failed = |source| CliError::Write { path: page.clone(), source };
        std::fs::write(&page, report::compare(&comparison)).map_err(failed)?;
        answer.give(
            || wire::Comparison::from(&comparison),
            |style, out| {
                print(&comparison, style, out)?;
                writeln!(out, "wrote {}", page.display())
            },
        )
    }

    /// Every scenario, or every fault of all of them.
    fn read(&self, inputs: &Inputs) -> Result<Vec<files::ScenarioFile>, CliError> {
        let mut faults = Faults::default();
        let mut read = Vec::new();
        for path in &self.scenarios {
            match files::read_scenario(path, &inputs.centre) {
                Ok((file, remarks)) => {
                    folder::remark(&remarks);
                    read.push(file);
                }
                Err(found) => faults.extend(found),
            }
        }
        if faults.has_errors() { Err(faults.into()) } else { Ok(read) }
    }

    fn simulation(&self) -> simulate::Options {
        let mut options = simulate::Options { seed: self.search.seed, ..Default::default() };
        // as many for each, so that every one has its twin
        options.budget.least = self.replications;
        options.budget.most = self.replications;
        options.budget.half_width = 0.0;
        options.budget.contacts = u64::MAX;
        options
    }
}

fn print(comparison: &Comparison, style: Style, out: &mut dyn Write) -> io::Result<()> {
    table::print(comparison, style, out)?;
    sweeps::print(comparison, style, out)?;
    outlook::print(comparison, style, out)
}
