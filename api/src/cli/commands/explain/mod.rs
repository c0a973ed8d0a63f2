//! `paiban explain`.

mod against;
mod prices;
mod question;

use crate::cli::answer::Answer;
use crate::cli::args::{RosterArgs, SearchArgs};
use crate::cli::folder::Finished;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, hours, money};
use crate::cli::{CliError, Exit, folder, outcome, week};
use crate::wire;
use against::Against;
use domain::{Agent, Centre, Inputs, Requirement, Roster, Shift, Verdict, Violation, judge};
use prices::Prices;
use question::{Answered, Asked, answered};
use solver::roster::{Case, Conflict, Explained, Explanation, Options, explain};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban explain shop shop/roster.csv                the dearest intervals, rules and people, why it
                                                     is not cheaper, and what everything is worth
  paiban explain shop shop/roster.csv --top 50       more of them
  paiban explain shop shop/roster.csv --agent A017   one person's week and what it breaks
  paiban explain shop shop/roster.csv --against old.csv
                                                     what changed, in words
  paiban explain shop shop/roster.csv --half-hour \"chat@2025-11-12 20:30\" --time-limit 20
  paiban explain shop shop/roster.csv --without-rule daily_rest
  paiban explain shop shop/roster.csv --one-more full:chat,calls
  paiban explain shop shop/roster.csv --without-agent A017
                                                     a price, checked by solving again";

/// Tell why a roster costs what it costs: what each interval, rule and person is worth
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
    /// An earlier roster of these days: tell what changed
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    #[command(flatten)]
    asked: Asked,
    /// Only what the judge counts: no bound is proved, and nothing has a price
    #[arg(long, conflicts_with_all = ["half_hour", "without_rule", "one_more", "without_agent"])]
    no_prices: bool,
    #[command(flatten)]
    search: SearchArgs,
}

/// What one roster comes to, as far as it was asked.
struct Told<'a> {
    inputs: &'a Inputs,
    view: View<'a>,
    person: Option<&'a Agent>,
    explained: Option<Box<Explained>>,
    impossible: Option<Conflict>,
    answered: Option<Answered>,
    against: Option<Against>,
    top: usize,
}

impl Explain {
    /// Prints prices by interval, rule and person.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let finished = Finished::open(&self.given, &talk)?;
        let (inputs, roster) = (&finished.inputs, &finished.roster);
        let centre = &inputs.centre;
        let known = |id: &String| {
            let agent = centre.agent(&id.as_str().into());
            agent.ok_or_else(|| CliError::Nobody(id.to_owned()))
        };
        let person = self.agent.as_ref().map(known).transpose()?;
        let asked = self.asked.question(inputs, &roster.grid)?;
        let requirement = folder::requirement(inputs, &roster.grid, &talk)?;
        talk.say("judge: every law, every cost");
        let verdict = judge(centre, &requirement, roster, &inputs.previous);
        let against = self.against.as_deref();
        let against = against
            .map(|file| Against::read(file, inputs, (&requirement, roster), &verdict))
            .transpose()?;
        let mut told = Told {
            inputs,
            view: View { centre, roster, verdict },
            person,
            explained: None,
            impossible: None,
            answered: None,
            against,
            top: self.top,
        };
        let options = self.search.options();
        if let Some(asked) = &asked {
            talk.say("solving again, as it is and with the change");
            told.answered = Some(answered(asked, (inputs, &requirement), roster, &options)?);
        } else if !self.no_prices {
            talk.say("proving the bound and its prices");
            told.prove(&requirement, &options)?;
        }
        drop(talk);
        answer.give(|| told.wire(), |style, out| told.print(style, out))
    }
}

impl Told<'_> {
    fn prove(&mut self, need: &Requirement, options: &Options) -> Result<(), CliError> {
        let (centre, previous) = (&self.inputs.centre, self.inputs.previous.as_slice());
        let case = Case { centre, requirement: need, previous, told: None, start: None };
        let found = explain(&case, self.view.roster, options.seed, &options.limits);
        match found.map_err(|e| CliError::Plan(e.into()))? {
            Explanation::Explained(explained) => self.explained = Some(explained),
            Explanation::Impossible(conflict) => self.impossible = Some(conflict),
        }
        Ok(())
    }

    fn print(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let (view, centre) = (&self.view, &self.inputs.centre);
        let (grid, top) = (&view.roster.grid, self.top);
        let priced = |explained| Prices { centre, grid, explained, top };
        let prices = self.explained.as_deref().map(priced);
        if let Some(answered) = &self.answered {
            return answered.print(centre.currency.code(), style, out);
        }
        if let Some(against) = &self.against {
            against.print(self.inputs, top, style, out)?;
        }
        if let Some(agent) = self.person {
            view.person(agent, style, out)?;
            return prices.map_or(Ok(()), |prices| prices.person(agent, out));
        }
        view.intervals(top, style, out)?;
        view.rules(top, style, out)?;
        view.people(top, style, out)?;
        if let Some(conflict) = &self.impossible {
            outcome::clash(conflict, self.inputs, style, out)?;
        }
        prices.map_or(Ok(()), |prices| prices.print(style, out))
    }

    fn wire(&self) -> wire::Explanation {
        let (view, centre) = (&self.view, &self.inputs.centre);
        let plain = wire::Explanation::new(centre, view.roster, &view.verdict, self.person);
        let explained = self.explained.as_deref();
        let grid = &view.roster.grid;
        wire::Explanation {
            bounded: explained.map(|e| wire::Bounded::new(centre, grid, &e.why)),
            settled: explained.map(|e| e.settled),
            laws: explained.map(wire::law_prices),
            one_more: explained.map(wire::one_more),
            impossible: self.impossible.as_ref().map(|c| wire::Conflict::new(c, centre)),
            checked: self.answered.as_ref().map(Answered::wire),
            against: self.against.as_ref().map(|a| a.wire(self.inputs)),
            ..plain
        }
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
