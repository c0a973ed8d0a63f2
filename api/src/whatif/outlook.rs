//! Plans held against futures.

use super::{Ask, Side};
use crate::cli::CliError;
use crate::files::Uncertainty;
use domain::pay::shift_pay;
use domain::{Money, QueueRequirement, Requirement, Roster, Shift};
use scenarios::change::{World, apply};
use scenarios::compare::{CompareError, each, outlines};
use scenarios::futures::{Judged, Table, draw, table, tail};
use scenarios::plan::staffing_options;
use solver::recourse::Options;

/// A scenario's futures, and what every plan costs in them.
#[derive(Debug)]
pub(crate) struct Outlook {
    /// The scenario whose volume the futures vary.
    pub(crate) scenario: String,
    /// How many futures.
    pub(crate) futures: usize,
    /// The share of the dearest futures whose mean is the tail.
    pub(crate) tail: f64,
    /// The plans; empty in outline, where nobody has shifts.
    pub(crate) plans: Vec<PlanOutlook>,
    /// In outline: the mean and tail cost when every future is known in time.
    pub(crate) known: (f64, f64),
    /// What the change asked about is worth, by future known in time.
    pub(crate) more: Option<Worth>,
}

/// What a change saves across futures, in minor units, what it costs itself taken off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Worth {
    /// On average.
    pub(crate) saved: f64,
    /// Half of the 95 % confidence interval of that: futures with and without it are twins.
    pub(crate) half_width: f64,
    /// The share of futures in which it pays.
    pub(crate) pays: f64,
}

impl Worth {
    fn of(saved: &[f64]) -> Self {
        let (n, saved_mean) = (saved.len().max(2) as f64, mean(saved));
        let variance = saved.iter().map(|s| (s - saved_mean).powi(2)).sum::<f64>() / (n - 1.0);
        let pays = saved.iter().filter(|s| **s > 0.0).count() as f64 / n;
        Self { saved: saved_mean, half_width: 1.96 * (variance / n).sqrt(), pays }
    }
}

/// One plan across the futures, in minor units.
#[derive(Debug, Clone)]
pub(crate) struct PlanOutlook {
    /// The plan's scenario.
    pub(crate) name: String,
    /// The mean cost after recourse.
    pub(crate) mean: f64,
    /// The mean of the dearest.
    pub(crate) tail: f64,
    /// The share of futures in which at most 1 % of the agent-hours needed are missing.
    pub(crate) holds: f64,
    /// The mean of its regret.
    pub(crate) regret: f64,
    /// Its largest regret.
    pub(crate) regret_most: f64,
    /// In how many futures it is the cheapest.
    pub(crate) best: usize,
    /// Every future's cost.
    pub(crate) costs: Vec<f64>,
}

/// The share of agent-hours needed that may be missing where targets are said to hold.
const SLACK: f64 = 0.01;

/// Holds the plans of `sides` against the futures of `truth`.
pub(super) fn outlook(
    ask: &Ask<'_>,
    base: &World,
    truth: &Side,
    sides: &[&Side],
    uncertainty: &Uncertainty,
) -> Result<Outlook, CliError> {
    let futures = requirements(ask, truth, uncertainty)?;
    let world = &truth.rough.world;
    let known = in_outline(ask, world, &futures)?;
    let more = match &uncertainty.more {
        None => None,
        Some(change) => {
            let mut changes = truth.scenario.changes.clone();
            changes.push(change.clone());
            let scenario = truth.scenario.name.clone();
            let richer = apply(base.clone(), &changes, ask.grid)
                .map_err(|why| CompareError::Change { scenario, why })?;
            let with = in_outline(ask, &richer, &futures)?;
            let fees = (richer.fees() - world.fees()).0 as f64;
            let saved: Vec<f64> = known.iter().zip(&with).map(|(k, w)| k - w - fees).collect();
            Some(Worth::of(&saved))
        }
    };
    let share = uncertainty.tail.get();
    Ok(Outlook {
        scenario: truth.scenario.name.clone(),
        futures: futures.len(),
        tail: share,
        plans: plans(truth, sides, &futures, share)?,
        known: (mean(&known) + fees(world), tail(&known, share) + fees(world)),
        more,
    })
}

fn fees(world: &World) -> f64 {
    world.fees().0 as f64
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The people needed in every future.
pub(super) fn requirements(
    ask: &Ask<'_>,
    truth: &Side,
    uncertainty: &Uncertainty,
) -> Result<Vec<Requirement>, CliError> {
    let demand = &truth.rough.demand;
    let centre = &truth.rough.world.inputs.centre;
    let futures = draw(demand, &uncertainty.draws);
    let staffing = staffing_options(&truth.rough.world.inputs, &ask.options.staffing);
    Ok(each(&futures, |future| solver::staffing::require(centre, &future.of(demand), &staffing))?)
}

/// What every future costs in outline, with shifts made for it.
fn in_outline(ask: &Ask<'_>, world: &World, futures: &[Requirement]) -> Result<Vec<f64>, CliError> {
    let needs: Vec<&Requirement> = futures.iter().collect();
    Ok(outlines(world, &needs, ask.outlines)?.iter().map(|outline| outline.cost).collect())
}

fn plans(
    truth: &Side,
    sides: &[&Side],
    futures: &[Requirement],
    share: f64,
) -> Result<Vec<PlanOutlook>, CliError> {
    let rostered: Vec<&&Side> = sides.iter().filter(|s| s.rostered().is_some()).collect();
    let come: Vec<(Roster, Money)> = rostered.iter().filter_map(|side| come(side, truth)).collect();
    let judged: Vec<Judged<'_>> = rostered
        .iter()
        .zip(&come)
        .map(|(side, (roster, fixed))| {
            let inputs = &side.rough.world.inputs;
            let (centre, previous) = (&inputs.centre, inputs.previous.as_slice());
            Judged { centre, roster, previous, fixed: *fixed }
        })
        .collect();
    if judged.is_empty() {
        return Ok(Vec::new());
    }
    let table = table(&judged, futures, &Options::default(), &|| {})?;
    let all = rostered.iter().enumerate().map(|(n, side)| {
        let name = side.scenario.name.clone();
        told(name, &table, n, futures, share)
    });
    Ok(all.collect())
}

/// A plan's shifts of people who come in the world the futures are of, and what they cost whatever
/// happens: who is ill there is ill under every plan.
fn come(side: &Side, truth: &Side) -> Option<(Roster, Money)> {
    let found = side.rostered()?;
    let (own, real) = (&side.rough.world.inputs.centre, &truth.rough.world.inputs.centre);
    let roster = found.clean.roster();
    let ill = |shift: &Shift| {
        let day = roster.grid.day_of_date(shift.date);
        day.is_some_and(|day| real.on_leave(&shift.agent, &roster.grid, day))
    };
    let pay = |shift: &Shift| {
        let contract = own.agent(&shift.agent).and_then(|agent| own.contract(&agent.contract));
        contract.map_or(Money::ZERO, |contract| shift_pay(shift, contract, own).total())
    };
    let (gone, there): (Vec<Shift>, Vec<Shift>) = roster.shifts.iter().cloned().partition(ill);
    let saved: Money = gone.iter().map(pay).sum();
    let cost = found.clean.verdict().cost;
    let fixed = cost.pay.total() + cost.soft + side.rough.world.fees() - saved;
    Some((Roster::new(roster.grid.clone(), there, roster.provenance.clone()), fixed))
}

fn told(name: String, table: &Table, n: usize, futures: &[Requirement], share: f64) -> PlanOutlook {
    let regret = table.regret(n);
    let held = table.settled[n].iter().zip(futures);
    let holds = held.filter(|(s, f)| s.missing_hours <= SLACK * needed(f)).count();
    PlanOutlook {
        name,
        mean: table.mean(n),
        tail: tail(&table.costs[n], share),
        holds: holds as f64 / futures.len().max(1) as f64,
        regret: mean(&regret),
        regret_most: regret.iter().copied().fold(0.0, f64::max),
        best: regret.iter().filter(|r| **r <= 0.0).count(),
        costs: table.costs[n].clone(),
    }
}

/// Agent-hours needed, ticket work included.
fn needed(requirement: &Requirement) -> f64 {
    let of = |queue: &QueueRequirement| {
        let people: f64 = queue.in_each_interval().iter().map(|a| f64::from(a.0)).sum();
        people + queue.deferrable.as_ref().map_or(0.0, |w| w.arriving.iter().sum::<f64>())
    };
    requirement.queues.iter().map(of).sum::<f64>() * requirement.grid.interval().as_hours()
}
