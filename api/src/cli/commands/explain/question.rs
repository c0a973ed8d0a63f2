//! A price checked by solving again: one thing changed, both weeks searched from the roster given.

use crate::cli::CliError;
use crate::cli::args::local_time;
use crate::cli::text::{Style, Table, moment, money};
use crate::wire;
use domain::{Grid, Inputs, Moment, Money, Requirement, Roster};
use scenarios::compare::{CostDifference, Weight};
use solver::roster::{Case, Options, Outcome, Question, Solution, Unknown, estimate, solve};
use std::io::{self, Write};
use std::ops::ControlFlow;

const WORDS: &str = "\
estimate: the cheapest roster with the change differs from the bound by no less, at the bound's
prices; solved again: what both searches found, each begun from the roster given; the true
difference of the cheapest rosters lies in the possible range, from both gaps; when that range
holds 0, the change makes no measurable difference.";

/// What to change, at most one thing.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
pub(super) struct Asked {
    /// Solve again with one standard agent more needed: a queue and the begin of an interval
    #[arg(long, value_name = "QUEUE@TIME")]
    half_hour: Option<String>,
    /// Solve again without this rule
    #[arg(long, value_name = "RULE")]
    without_rule: Option<String>,
    /// Solve again with one more agent: a contract and the queues they serve, as a standard agent
    #[arg(long, value_name = "CONTRACT:QUEUE[,QUEUE]")]
    one_more: Option<String>,
    /// Solve again without this person and their pay
    #[arg(long, value_name = "AGENT_ID")]
    without_agent: Option<String>,
}

/// A question with its answer.
#[derive(Debug)]
pub(super) struct Answered {
    said: String,
    /// How far the bound moves at least at its prices; `None` when somebody has no lawful week.
    estimate: Option<Money>,
    base: Weight,
    /// `None` when no roster was found with the change.
    changed: Option<Weight>,
}

impl Asked {
    /// What is asked, if anything, and how it is said.
    pub(super) fn question(
        &self,
        inputs: &Inputs,
        grid: &Grid,
    ) -> Result<Option<(Question, String)>, CliError> {
        if let Some(said) = &self.half_hour {
            let (queue, at) = said.split_once('@').ok_or_else(|| unreadable(said))?;
            let at = local_time(at).map_err(|_| unreadable(said))?;
            let at = Moment::from_local_or_next(at, inputs.centre.zone);
            let slot = at.and_then(|at| grid.slot_of(at));
            let slot = slot.ok_or_else(|| CliError::OutsideHorizon(said.clone()))?;
            let known = inputs.centre.queue(&queue.into());
            let name = known.ok_or_else(|| CliError::NoQueue(queue.to_owned()))?.name.clone();
            let told = format!("one person more needed on {name}, {}", moment(grid, slot));
            return Ok(Some((Question::OneMoreNeeded { queue: queue.into(), slot }, told)));
        }
        if let Some(rule) = &self.without_rule {
            return Ok(Some((Question::WithoutRule(rule.clone()), format!("without {rule}"))));
        }
        if let Some(said) = &self.one_more {
            let (contract, skills) = said.split_once(':').ok_or_else(|| unreadable(said))?;
            let skills = skills.split(',').map(Into::into).collect();
            let question = Question::OneMore { contract: contract.into(), skills };
            return Ok(Some((question, format!("one more agent, {said}"))));
        }
        let gone =
            |id: &String| (Question::WithoutAgent(id.as_str().into()), format!("without {id}"));
        Ok(self.without_agent.as_ref().map(gone))
    }
}

fn unreadable(said: &str) -> CliError {
    CliError::Question { said: said.to_owned(), cause: "it cannot be read".to_owned() }
}

/// Estimates the change at the bound's prices, and solves again with and without it.
pub(super) fn answered(
    (question, said): &(Question, String),
    (inputs, requirement): (&Inputs, &Requirement),
    roster: &Roster,
    options: &Options,
) -> Result<Answered, CliError> {
    let unknown = |what: Unknown| CliError::Question {
        said: said.clone(),
        cause: match what {
            Unknown::Queue => "the centre has no such queue",
            Unknown::Rule => "no such rule can be lifted, or it is off",
            Unknown::Contract => "the centre has no such contract",
            Unknown::Agent => "nobody in agents.csv has that id",
        }
        .to_owned(),
    };
    let (centre, previous) = (&inputs.centre, inputs.previous.as_slice());
    let (other, needs) = question.change(centre, requirement).map_err(unknown)?;
    let start = Some(roster);
    let base = Case { centre, requirement, previous, told: None, start };
    let changed = Case { centre: &other, requirement: &needs, ..base };
    let estimate = estimate(&base, &changed, options.seed, &options.limits);
    let estimate = estimate.map_err(|e| CliError::Plan(e.into()))?;
    let search = |case: &Case<'_>| -> Result<Option<Weight>, CliError> {
        let outcome = solve(case, options, &mut |_| ControlFlow::Continue(()));
        match outcome.map_err(|e| CliError::Plan(e.into()))? {
            Outcome::Found(solution) => Ok(Some(weight(&solution))),
            Outcome::Impossible(_) => Ok(None),
        }
    };
    let known = search(&base)?;
    let base = known.ok_or_else(|| unreadable("no roster is possible as things are"))?;
    Ok(Answered { said: said.clone(), estimate, base, changed: search(&changed)? })
}

fn weight(solution: &Solution) -> Weight {
    Weight { cost: solution.cost, bound: solution.bound }
}

impl Answered {
    pub(super) fn print(
        &self,
        currency: &str,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "{}", style.bold(&self.said))?;
        let mut table = Table::new(&["", currency]);
        let signed = |m: Money| format!("{}{}", if m > Money::ZERO { "+" } else { "" }, money(m));
        let proved = self.base.bound > Money::ZERO;
        if !proved {
            writeln!(out, "  nothing was proved in time, so there is no estimate: allow more")?;
        }
        if let Some(estimate) = self.estimate.filter(|_| proved) {
            table.row(["  estimate: the bound moves by at least".to_owned(), signed(estimate)]);
        }
        table.row(["  as it is: cost found".to_owned(), money(self.base.cost)]);
        table.row(["  as it is: bound".to_owned(), money(self.base.bound)]);
        let Some(changed) = self.changed else {
            table.print(style, out)?;
            return writeln!(out, "  no roster keeps every hard law then");
        };
        let difference = CostDifference::between(self.base, changed);
        table.row(["  changed: cost found".to_owned(), money(changed.cost)]);
        table.row(["  changed: bound".to_owned(), money(changed.bound)]);
        table.row(["  solved again: difference".to_owned(), signed(difference.found)]);
        table.print(style, out)?;
        let range = format!("{} to {}", signed(difference.least), signed(difference.most));
        let verdict = if difference.is_measurable() { "" } else { ": no measurable difference" };
        writeln!(out, "  possible: {range}{verdict}\n")?;
        writeln!(out, "{}", style.faint(WORDS))
    }

    /// The same on the wire.
    pub(super) fn wire(&self) -> wire::PriceChecked {
        let difference = self.changed.map(|other| CostDifference::between(self.base, other));
        wire::PriceChecked {
            question: self.said.clone(),
            estimate: self.estimate.map(Money::major),
            cost: self.base.cost.major(),
            bound: self.base.bound.major(),
            changed_cost: self.changed.map(|c| c.cost.major()),
            changed_bound: self.changed.map(|c| c.bound.major()),
            difference: difference.map(|d| d.found.major()),
            possible: difference.map(|d| [d.least.major(), d.most.major()]),
            measurable: difference.map(|d| d.is_measurable()),
        }
    }
}
