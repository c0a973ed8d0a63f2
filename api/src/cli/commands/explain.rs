//! `paiban explain`.

use crate::cli::answer::Answer;
use crate::cli::args::RosterArgs;
use crate::cli::folder::Finished;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, hours, money};
use crate::cli::{CliError, Exit, week};
use crate::wire;
use domain::{Agent, Centre, Roster, Shift, Verdict, Violation};
use std::io::{self, Write};

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
    given: RosterArgs,
    /// How many lines of each sort; JSON has all of them
    #[arg(long, value_name = "N", default_value_t = 15)]
    top: usize,
    /// Only this person
    #[arg(long, value_name = "AGENT_ID")]
    agent: Option<String>,
}

impl Explain {
    /// Prints prices by interval, rule and person.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let finished = Finished::open(&self.given, &talk)?;
        let centre = &finished.inputs.centre;
        let known = |id: &String| {
            let agent = centre.agent(&id.as_str().into());
            agent.ok_or_else(|| CliError::Nobody(id.to_owned()))
        };
        let person = self.agent.as_ref().map(known).transpose()?;
        let verdict = finished.judged(&talk)?;
        drop(talk);
        let view = View { centre, roster: &finished.roster, verdict };
        answer.give(
            || wire::Explanation::new(centre, view.roster, &view.verdict, person),
            |style, out| match person {
                Some(agent) => view.person(agent, style, out),
                None => {
                    view.intervals(self.top, style, out)?;
                    view.rules(self.top, style, out)?;
                    view.people(self.top, style, out)
                }
            },
        )
    }
}

struct View<'a> {
    centre: &'a Centre,
    roster: &'a Roster,
    verdict: Verdict,
}

impl View<'_> {
    fn intervals(&self, top: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut all: Vec<_> = self.verdict.missing.iter().collect();
        all.sort_by_key(|m| std::cmp::Reverse(m.price));
        let sum = money(self.verdict.cost.shortage);
        let also = if self.verdict.unkept.is_empty() {
            ""
        } else {
            " and targets per day or week not kept"
        };
        writeln!(out, "{}", style.bold(&format!("Missing people{also}: {sum}")))?;
        for missing in all.iter().take(top) {
            let told = week::told_missing(missing, self.centre, &self.roster.grid);
            writeln!(out, "  {told}")?;
        }
        more(all.len(), top, out)?;
        let mut unkept: Vec<_> = self.verdict.unkept.iter().collect();
        unkept.sort_by_key(|u| std::cmp::Reverse(u.price));
        for unkept in unkept.iter().take(top) {
            writeln!(out, "  {}", week::told_unkept(unkept, self.centre, &self.roster.grid))?;
        }
        Ok(())
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
            self.centre.agents.iter().map(|a| (wire::price_of(&self.verdict, &a.id), a)).collect();
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

    fn person(&self, agent: &Agent, style: Style, out: &mut dyn Write) -> io::Result<()> {
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
