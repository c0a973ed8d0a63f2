//! `paiban report`.

use crate::cli::args::CentreArg;
use crate::cli::progress::Talk;
use crate::cli::{CliError, Exit, folder};
use crate::files;
use crate::report::{PlannedWeek, Proof, render};
use domain::certify;
use scenarios::plan::PlanError;
use std::io::Write;
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
    centre: CentreArg,
    /// The roster: roster.csv, or a spreadsheet with its columns
    roster: PathBuf,
    /// Where to write the page [default: report.html in the centre's folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Report {
    /// Judges the roster and writes its page.
    pub(crate) fn run(self, out: &mut dyn Write) -> Result<Exit, CliError> {
        let talk = Talk::new();
        talk.say("reading the centre and the roster");
        let inputs = folder::inputs(&self.centre.centre)?;
        let (roster, remarks) = files::read_roster(&self.roster, &inputs.centre)?;
        folder::remark(&remarks);
        let demand = folder::demand(&inputs, &roster.grid, &talk)?;
        let requirement = folder::staffing(&inputs, &demand, &talk)?;
        let clean = match certify(&inputs.centre, &requirement, roster, &inputs.previous) {
            Ok(clean) => clean,
            Err(verdict) => {
                super::check::refused(&PlanError::Unlawful(verdict));
                return Ok(Exit::No);
            }
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
            notice: None,
        });
        let file = self.out.unwrap_or_else(|| self.centre.centre.join("report.html"));
        let failed = |source| CliError::Write { path: file.clone(), source };
        std::fs::write(&file, page).map_err(failed)?;
        writeln!(out, "wrote {}", file.display())?;
        Ok(Exit::Fine)
    }
}
