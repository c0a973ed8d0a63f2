//! `paiban explain`.

use crate::cli::args::{CentreArg, FormatArgs};
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, hours, money};
use crate::cli::{CliError, Exit, folder, json, week};
use crate::{files, wire};
use domain::{Centre, Inputs, Roster, Shift, Verdict, Violation, judge};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban explain shop shop/roster.csv                the dearest intervals, rules and people
  paiban explain shop shop/roster.csv --top 50       more of them
  paiban explain shop shop/roster.csv --agent A017   one person's week and what it breaks";

/// Tell what each interval, rule and person of a roster costs
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    #[command(flatten)]
    centre: CentreArg,
    /// The roster: roster.csv, or a spreadsheet with its columns
    roster: PathBuf,
    /// How many lines of each sort
    #[arg(long, value_name = "N", default_value_t = 15)]
    top: usize,
    /// Only this person
    #[arg(long, value_name = "AGENT_ID")]
    agent: Option<String>,
    #[command(flatten)]
    format: FormatArgs,
}

impl Explain {
    /// Prints prices by interval, rule and person.
    pub(crate) fn run(self, out: &mut dyn Write) -> Result<Exit, CliError> {
        let talk = Talk::new();
        talk.say("reading the centre and the roster");
        let inputs = folder::inputs(&self.centre.centre)?;
        let (roster, remarks) = files::read_roster(&self.roster, &inputs.centre)?;
        folder::remark(&remarks);
        let requirement = folder::requirement(&inputs, &roster.grid, &talk)?;
        let verdict = judge(&inputs.centre, &requirement, &roster, &inputs.previous);
        drop(talk);
        if self.format.json {
            return json::print(&wire::Verdict::new(&verdict, &roster.grid), out);
        }
        let (style, view) = (Style::detect(), View { inputs: &inputs, roster: &roster, verdict });
        match &self.agent {
            Some(id) => view.person(id, style, out)?,
            None => {
                view.intervals(self.top, style, out)?;
                view.rules(self.top, style, out)?;
                view.people(self.top, style, out)?;
            }
        }
        Ok(Exit::Fine)
    }
}

struct View<'a> {
    inputs: &'a Inputs,
    roster: &'a Roster,
    verdict: Verdict,
}

impl View<'_> {
    fn centre(&self) -> &Centre {
        &self.inputs.centre
    }

    fn intervals(&self, top: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut all: Vec<_> = self.verdict.missing.iter().collect();
        all.sort_by_key(|m| std::cmp::Reverse(m.price));
        let sum = money(self.verdict.cost.shortage);
        writeln!(out, "{}", style.bold(&format!("Missing people: {sum}")))?;
        for missing in all.iter().take(top) {
            let told = week::told_missing(missing, self.centre(), &self.roster.grid);
            writeln!(out, "  {told}")?;
        }
        more(all.len(), top, out)
    }

    fn rules(&self, top: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut all: Vec<&Violation> = self.verdict.violations.iter().collect();
        all.sort_by_key(|v| (v.price.is_some(), std::cmp::Reverse(v.price)));
        let sum = money(self.verdict.cost.soft);
        writeln!(out, "{}", style.bold(&format!("Rules broken: {sum}")))?;
        for violation in all.iter().take(top) {
            writeln!(out, "  {}", week::told_breach(violation))?;
        }
        more(all.len(), top, out)
    }

    fn people(&self, top: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let head = ["People by price of bent rules", "shifts", "paid hours", "price"];
        let mut table = Table::new(&head);
        let mut lines: Vec<_> =
            self.centre().agents.iter().map(|a| (self.soft(&a.id), a)).collect();
        lines.sort_by_key(|(price, _)| std::cmp::Reverse(*price));
        for (price, agent) in lines.iter().take(top) {
            let shifts: Vec<&Shift> = self.roster.shifts_of(&agent.id).collect();
            let paid = shifts.iter().map(|s| s.paid()).sum();
            let name = format!("{} {}", agent.id, agent.name);
            table.row([name, shifts.len().to_string(), hours(paid), money(*price)]);
        }
        table.print(style, out)?;
        more(lines.len(), top, out)
    }

    fn soft(&self, agent: &domain::AgentId) -> domain::Money {
        let mine = self.verdict.soft().filter(|v| v.breach.agent.as_ref() == Some(agent));
        mine.filter_map(|v| v.price).sum()
    }

    fn person(&self, id: &str, style: Style, out: &mut dyn Write) -> Result<(), CliError> {
        let agent = self.centre().agent(&id.into());
        let agent = agent.ok_or_else(|| CliError::Nobody(id.to_owned()))?;
        writeln!(out, "{}", style.bold(&format!("{} {}", agent.id, agent.name)))?;
        for shift in self.roster.shifts_of(&agent.id) {
            let (span, zone) = (shift.span(), self.roster.grid.zone());
            let from = span.start.local(zone).format("%a %-d %b %H:%M");
            let to = span.end.local(zone).format("%H:%M");
            writeln!(out, "  {from}–{to}  {} h paid", hours(shift.paid()))?;
        }
        let mine = |v: &&Violation| v.breach.agent.as_ref() == Some(&agent.id);
        for violation in self.verdict.violations.iter().filter(mine) {
            writeln!(out, "  {}", week::told_breach(violation))?;
        }
        Ok(())
    }
}

fn more(all: usize, top: usize, out: &mut dyn Write) -> io::Result<()> {
    if all > top {
        writeln!(out, "  and {} more (--top {all} shows them)", all - top)?;
    }
    writeln!(out)
}
