//! What is said when no roster is possible.

use super::answer::Answer;
use super::text::{Style, day, decimal, money, plural};
use super::{CliError, Exit};
use crate::wire;
use domain::{AgentId, ClockTime, Inputs};
use solver::roster::{Conflict, Relaxation, Uncovered};
use std::io::{self, Write};

/// Answers with what makes a week impossible.
pub(crate) fn impossible(
    conflict: &Conflict,
    inputs: &Inputs,
    answer: &mut Answer<'_>,
) -> Result<Exit, CliError> {
    answer.give(
        || wire::Conflict::new(conflict, &inputs.centre),
        |style, out| clash(conflict, inputs, style, out),
    )?;
    Ok(Exit::Impossible)
}

/// Names the laws, people and days that clash, and the cheapest way out.
pub(crate) fn clash(
    conflict: &Conflict,
    inputs: &Inputs,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", style.red("No roster keeps every hard law."))?;
    let name = |id: &AgentId| {
        inputs.centre.agent(id).map_or_else(|| id.to_string(), |a| format!("{} ({id})", a.name))
    };
    let mut say = |what: &str, all: Vec<String>| match all.is_empty() {
        true => Ok(()),
        false => writeln!(out, "  {what}: {}", all.join(", ")),
    };
    say("people concerned", conflict.agents.iter().map(name).collect())?;
    say("laws that clash", conflict.laws.iter().map(ToString::to_string).collect())?;
    say("days", conflict.days.iter().map(|date| day(*date)).collect())?;
    for uncovered in &conflict.uncovered {
        writeln!(out, "  {}", short(uncovered, inputs))?;
    }
    if conflict.past {
        writeln!(out, "  shifts before the horizon (previous.csv) have a part in it")?;
    }
    writeln!(out, "  leaving out any one of them resolves it")?;
    if let Some(way) = &conflict.relaxation {
        way_out(way, inputs, style, out)?;
    }
    writeln!(
        out,
        "  hint: give one of the laws a price in rules.toml instead, or change leave, locks or\n\
         \x20       the contract of the people named"
    )
}

/// `Phone, Sun 16 Nov 09:00–17:00: 2 people are due; 3 people could serve it at all`.
fn short(uncovered: &Uncovered, inputs: &Inputs) -> String {
    let centre = &inputs.centre;
    let queue = centre.queue(&uncovered.queue).map_or(uncovered.queue.as_str(), |q| &q.name);
    let [from, to] =
        [uncovered.span.start, uncovered.span.end].map(|at| ClockTime::of(at.local(centre.zone)));
    let date = day(uncovered.span.start.date(centre.zone));
    let due = match uncovered.due.0 {
        1 => "1 person is due".to_owned(),
        n => format!("{n} people are due"),
    };
    let able = plural(uncovered.able, "person", "people");
    format!("{queue}, {date} {from}–{to}: {due}; {able} could serve it at all")
}

fn way_out(way: &Relaxation, inputs: &Inputs, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let which = if way.proved { "The cheapest way out" } else { "The cheapest way out found" };
    writeln!(out, "{}", style.bold(which))?;
    for broken in &way.loosened {
        let amount =
            decimal(broken.breach.amount, if broken.breach.amount.fract() == 0.0 { 0 } else { 1 });
        let (law, unit, what) = (broken.law, broken.unit, &broken.breach.what);
        writeln!(out, "  loosen {law} by {amount} ({unit}): {what}")?;
    }
    let currency = inputs.centre.currency.code();
    writeln!(out, "  the week then costs {} {currency}", money(way.cost))?;
    let unit = money(solver::roster::BREACH);
    writeln!(out, "  {}", style.faint(&format!("found with every hard law at {unit} a unit")))
}
