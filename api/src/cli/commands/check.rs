//! `paiban check`.

use crate::cli::args::{CentreArg, FormatArgs};
use crate::cli::progress::Talk;
use crate::cli::text::{Style, money, plural};
use crate::cli::{CliError, Exit, folder, json, tell, week};
use crate::{files, wire};
use domain::{Cure, Verdict, judge};
use scenarios::plan::PlanError;
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban check shop shop/roster.csv       the roster that `paiban roster` wrote
  paiban check shop edited.xlsx           one edited in a spreadsheet
  paiban check shop edited.csv --json | jq '.violations[]'

The requirement is worked out anew from the history, so that prices of missing people are current.
Exit code 0: every hard law is kept; 1: one is broken; 2: a file cannot be used.";

/// Judge a finished roster against every law, and price it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    #[command(flatten)]
    centre: CentreArg,
    /// The roster: roster.csv, or a spreadsheet with its columns
    roster: PathBuf,
    #[command(flatten)]
    format: FormatArgs,
}

impl Check {
    /// Prints one line per breach.
    pub(crate) fn run(self, out: &mut dyn Write) -> Result<Exit, CliError> {
        let talk = Talk::new();
        talk.say("reading the centre and the roster");
        let inputs = folder::inputs(&self.centre.centre)?;
        let (roster, remarks) = files::read_roster(&self.roster, &inputs.centre)?;
        folder::remark(&remarks);
        let requirement = folder::requirement(&inputs, &roster.grid, &talk)?;
        let verdict = judge(&inputs.centre, &requirement, &roster, &inputs.previous);
        drop(talk);
        let exit = if verdict.is_lawful() { Exit::Fine } else { Exit::No };
        if self.format.json {
            json::print(&wire::Verdict::new(&verdict, &roster.grid), out)?;
            return Ok(exit);
        }
        print(&verdict, inputs.centre.currency.code(), Style::detect(), out)?;
        Ok(exit)
    }
}

/// Says on standard error why a roster is refused.
pub(super) fn refused(error: &PlanError) {
    tell(&format!("error[{}]: {error}\n  hint: `paiban check` names every breach", error.code()));
}

fn print(verdict: &Verdict, currency: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let hard: Vec<_> = verdict.hard().collect();
    for violation in &hard {
        writeln!(out, "{}", style.red(&week::told_breach(violation)))?;
    }
    for violation in verdict.soft() {
        writeln!(out, "{}", week::told_breach(violation))?;
    }
    let (soft, short) = (verdict.soft().count(), verdict.missing.len());
    let words = if hard.is_empty() {
        style.green("lawful: every hard law is kept")
    } else {
        style.red(&format!("not lawful: {}", plural(hard.len(), "hard breach", "hard breaches")))
    };
    let cost = verdict.cost;
    writeln!(
        out,
        "{words} · {} ({} {currency}) · {} with people missing ({} {currency}) · total cost {} \
         {currency}",
        plural(soft, "soft breach", "soft breaches"),
        money(cost.soft),
        plural(short, "interval", "intervals"),
        money(cost.shortage),
        money(cost.total())
    )
}
