//! `paiban report`.

use crate::cli::answer::Answer;
use crate::cli::args::{RosterArgs, seconds};
use crate::cli::folder::{self, Finished};
use crate::cli::progress::Talk;
use crate::cli::{CliError, Exit};
use crate::report::{PlannedWeek, Proof, render};
use crate::wire;
use domain::{Inputs, Requirement, Roster, certify};
use solver::roster::{Case, Explanation, Limits, Why, explain};
use std::path::PathBuf;
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  paiban report shop shop/roster.csv                   writes shop/report.html
  paiban report shop edited.xlsx --out for-the-boss.html
  paiban report shop shop/roster.csv --prove 40        and why it is not cheaper

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
    /// Prove a bound for at most so many seconds, and show why the roster is not cheaper
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    prove: Option<f64>,
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
        if self.prove.is_some() {
            talk.say("proving a bound and its prices");
        }
        let why = self.prove.map(|seconds| prove((&inputs, &requirement), clean.roster(), seconds));
        let why = why.transpose()?.flatten();
        drop(talk);
        let proof = Proof {
            bound: why.as_ref().map(|why| why.bound),
            stopped: "not searched: judged as given".to_owned(),
        };
        let page = render(&PlannedWeek {
            inputs: &inputs,
            demand: &demand,
            requirement: &requirement,
            clean: &clean,
            proof: &proof,
            why: why.as_ref(),
            notice: None,
        });
        let file = self.out.unwrap_or_else(|| self.given.centre.centre.join("report.html"));
        let failed = |source| CliError::Write { path: file.clone(), source };
        std::fs::write(&file, page).map_err(failed)?;
        let written = wire::Written::one(&file);
        answer.give(|| &written, |_, out| written.tell(out))
    }
}

/// The best bound proved in so many seconds, and what lies between it and the roster; `None` where
/// the centre's templates allow no lawful roster.
fn prove(
    (inputs, requirement): (&Inputs, &Requirement),
    roster: &Roster,
    seconds: f64,
) -> Result<Option<Why>, CliError> {
    let previous = inputs.previous.as_slice();
    let case = Case { centre: &inputs.centre, requirement, previous, told: None, start: None };
    let time = Some(Duration::from_secs_f64(seconds));
    let limits = Limits { time, ..Limits::default() };
    match explain(&case, roster, roster.provenance.seed, &limits) {
        Ok(Explanation::Explained(explained)) => Ok(Some(explained.why)),
        // lawful all the same: shifts by hand need not be those of the templates
        Ok(Explanation::Impossible(_)) => Ok(None),
        Err(why) => Err(CliError::Plan(why.into())),
    }
}
