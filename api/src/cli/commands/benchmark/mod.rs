//! `paiban benchmark`: instances of the literature, solved by the product's own engines.

mod centre;
mod lines;
mod shift24;

use crate::cli::answer::Answer;
use crate::cli::args::SearchArgs;
use crate::cli::{CliError, Exit};
use crate::files::benchmark;
use crate::wire::Written;
use clap::Subcommand;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  paiban benchmark shift24 Instance7.txt --time-limit 600s --solution out.csv
  paiban benchmark centre cc_100.json --time-limit 60s --solution out.json

Better rosters and bounds are told on standard error as they are found; objective, bound and gap
are printed at the end. The solution is written in the form the scorer beside the data reads.";

/// Solve an instance of the literature: objective, proved bound, gap
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Benchmark {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    /// The public employee-shift benchmark (SECTION_… text, 2 to 52 weeks of day-level shifts)
    Shift24(Instance),
    /// A generated contact-centre week (JSON)
    Centre(Instance),
}

/// An instance, and how long to search.
#[derive(Debug, clap::Args)]
struct Instance {
    /// The instance
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where to write the solution for the scorer
    #[arg(long, value_name = "OUT")]
    solution: Option<PathBuf>,
    #[command(flatten)]
    search: SearchArgs,
}

impl Benchmark {
    /// Solves the instance and prints how well.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        match self.kind {
            Kind::Shift24(instance) => shift24::run(&instance, answer),
            Kind::Centre(instance) => centre::run(&instance, answer),
        }
    }
}

impl Instance {
    fn text(&self) -> Result<String, CliError> {
        Ok(benchmark::text(&self.file)?)
    }

    /// Writes the solution where it is wanted.
    fn write(&self, solution: &str) -> Result<Written, CliError> {
        let Some(path) = &self.solution else { return Ok(Written { files: Vec::new() }) };
        let failed = |source| CliError::Write { path: Path::to_owned(path), source };
        std::fs::write(path, solution).map_err(failed)?;
        Ok(Written::one(path))
    }
}
