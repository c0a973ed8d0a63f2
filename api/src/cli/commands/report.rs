//! `paiban report`.

use crate::cli::answer::Answer;
use crate::cli::args::RosterArgs;
use crate::cli::folder::{self, Finished};
use crate::cli::progress::Talk;
use crate::cli::{CliError, Exit};
use crate::report::{PlannedWeek, Proof, render};
use crate::wire;
use domain::certify;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban report shop shop/roster.csv                   writes shop/report.html
  paiban report shop edited.xlsx --out for-the-boss.html

A page of one file, without scripts and without the network: demand with bands, people needed and
rostered, the roster, hours and cost per person, every bent rule. Only lawful rosters are shown.";

/// Write the report of a roster as one HTML page
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Report {
    #[command(flatten)]
    given: RosterArgs,
    /// Where to write the page [default: report.html in the centre's folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Report {
    /// Judges the roster and writes its page.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let finished = Finished::open(&self.given, &talk)?;
        let demand = finished.demand(&talk)?;
        let Finished { inputs, roster, .. } = finished;
        let requirement = folder::staffing(&inputs, &demand, &talk)?;
        let clean = match certify(&inputs.centre, &requirement, roster, &inputs.previous) {
            Ok(clean) => clean,
            Err(verdict) => return Err(CliError::Unlawful(verdict)),
        };
        drop(talk);
        let proof = Proof {
            bound: None,
            stopped: "not searched: judged as given".to_owned(),
            planned_for: "the expected volume, every target in every interval".to_owned(),
        };
        let page = render(&PlannedWeek {
            inputs: &inputs,
            demand: &demand,
            requirement: &requirement,
            clean: &clean,
            proof: &proof,
            why: None,
            notice: None,
        });
        let file = self.out.unwrap_or_else(|| self.given.centre.centre.join("report.html"));
        let failed = |source| CliError::Write { path: file.clone(), source };
        std::fs::write(&file, page).map_err(failed)?;
        let written = wire::Written::one(&file);
        answer.give(|| &written, |_, out| written.tell(out))
    }
}
