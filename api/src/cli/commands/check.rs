//! `paiban check`.

use crate::cli::answer::Answer;
use crate::cli::args::RosterArgs;
use crate::cli::folder::Finished;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, money, plural};
use crate::cli::{CliError, Exit, week};
use crate::wire;
use domain::Verdict;
use std::io::{self, Write};

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
    given: RosterArgs,
}

impl Check {
    /// Prints one line per breach.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let finished = Finished::open(&self.given, &talk)?;
        let verdict = finished.judged(&talk)?;
        drop(talk);
        let currency = finished.inputs.centre.currency;
        answer.give(
            || wire::Judged::new(currency, &verdict, &finished.roster.grid, &finished.remarks),
            |style, out| print(&verdict, &finished, style, out),
        )?;
        Ok(if verdict.is_lawful() { Exit::Fine } else { Exit::No })
    }
}

fn print(
    verdict: &Verdict,
    finished: &Finished,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (centre, grid) = (&finished.inputs.centre, &finished.roster.grid);
    let currency = centre.currency.code();
    let hard: Vec<_> = verdict.hard().collect();
    for violation in &hard {
        writeln!(out, "{}", style.red(&week::told_breach(violation)))?;
    }
    for violation in verdict.soft() {
        writeln!(out, "{}", week::told_breach(violation))?;
    }
    for unkept in &verdict.unkept {
        writeln!(out, "{}", week::told_unkept(unkept, centre, grid))?;
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
