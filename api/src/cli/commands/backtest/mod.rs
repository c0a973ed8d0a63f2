//! `paiban backtest`.
//!
//! | file | is |
//! |---|---|
//! | `table` | errors by slice of days and by model, and within the day |
//! | `predictions` | every prediction as a CSV, of a centre or of exported series |

mod predictions;
mod table;

use crate::cli::answer::Answer;
use crate::cli::progress::Talk;
use crate::cli::{CliError, Exit, folder};
use crate::{files, report, wire};
use domain::Inputs;
use forecast::{BacktestOptions, backtest};
use scenarios::staffed::agents_errors;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  paiban backtest shop                       six origins, four weeks ahead
  paiban backtest shop --origins 3 --weeks 2 quicker
  paiban backtest shop --plot errors.svg     forecast against what came, errors by lead week
  paiban backtest shop --json | jq '.queues[].scores[] | select(.slice == \"promotion\")'
  paiban backtest exported --predictions out.csv
                                             forecasts of SERIES/ORIGIN/train.csv, future.csv and
                                             calendar.csv, for a scorer outside

The columns of the predictions: model, series, origin, timestamp, mean, q025, q10, q90, q975 and
secs.";

/// Measure the forecast on the centre's own past, beside what a spreadsheet would do
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Backtest {
    /// The centre's folder; with --predictions also a folder of exported series
    #[arg(value_name = "CENTRE")]
    centre: PathBuf,
    /// How many origins
    #[arg(long, value_name = "N", default_value_t = 6,
          value_parser = clap::value_parser!(u8).range(1..=52))]
    origins: u8,
    /// How many weeks ahead
    #[arg(long, value_name = "N", default_value_t = 4,
          value_parser = clap::value_parser!(u8).range(1..=12))]
    weeks: u8,
    /// Write every prediction to this CSV
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Draw forecast against what came, and errors by lead week
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,
}

impl Backtest {
    /// Prints errors by slice of days and by model.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        match &self.predictions {
            Some(file) if files::is_export(&self.centre) => {
                predictions::of_export(&self.centre, file, answer)
            }
            _ => self.of_centre(answer),
        }
    }

    fn of_centre(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let inputs = folder::open(&self.centre, &talk)?.inputs;
        talk.say("backtest: forecasting from earlier days");
        let options = BacktestOptions {
            origins: usize::from(self.origins),
            weeks: usize::from(self.weeks),
            forecast: folder::forecast_options(&inputs),
        };
        let done = backtest(&inputs.centre, &inputs.history, &options)?;
        talk.say("backtest: what the errors mean in people");
        let people = agents_errors(&inputs.centre, &done);
        drop(talk);
        let written = self.write(&inputs, &done)?;
        let shown = wire::Backtest::new(&done, &people);
        answer.give(
            || &shown,
            |style, out| {
                table::print(&inputs.centre, &shown, style, out)?;
                written.iter().try_for_each(|file| wire::Written::one(file).tell(out))
            },
        )
    }

    fn write(&self, inputs: &Inputs, done: &forecast::Backtest) -> Result<Vec<&Path>, CliError> {
        let mut written = Vec::new();
        if let Some(file) = &self.predictions {
            predictions::of_centre(&inputs.centre, done, file)?;
            written.push(file.as_path());
        }
        if let Some(file) = &self.plot {
            save(file, &report::backtest_plot(&inputs.centre, done))?;
            written.push(file.as_path());
        }
        Ok(written)
    }
}

/// Writes a file whole.
fn save(path: &Path, text: &str) -> Result<(), CliError> {
    let failed = |source| CliError::Write { path: path.to_owned(), source };
    std::fs::write(path, text).map_err(failed)
}
