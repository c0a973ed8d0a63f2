//! One plan for the mean, one for all futures, and what each costs when it matters.
//!
//! Two stages: shifts now; overtime, early release, other queues and standby once the future is
//! known. A roster is made for the mean and one for expected prices ([`super::Hedge`]);
//! the better is then moved down the slope of the expected cost (`polish`). All are settled exactly
//! in every future planned for, and the cheapest on average is the robust plan. Other futures,
//! drawn with another seed, then judge it.

use super::moves::{Moves, moves};
use super::polish::polish;
use super::{Draws, Judged, Table, draw, hedge, table};
use crate::compare::{CompareError, Rough, Scenario};
use crate::plan::{PlanError, PlanOptions, Planned, Rostered, Watch, roster, staffing_options};
use domain::{CleanRoster, Inputs, Money, Requirement, certify};
use solver::recourse::{Options, Recourse};
use solver::roster::Conflict;

/// Futures that steer; all of those planned for then choose.
pub(super) const FEW: usize = 20;

/// Sets of moves that a plan is polished by, at most.
const ROUNDS: usize = 30;

/// Two plans side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Robust {
    /// The plan for the mean.
    pub mean: Rostered,
    /// The plan for all futures: the cheapest of those tried.
    pub robust: CleanRoster,
    /// The plans tried, with their mean cost in the futures planned for, in minor units.
    pub tried: Vec<(First, f64)>,
    /// Which of them the robust plan is.
    pub chosen: First,
    /// The part of the price of missing people that is left to pay on the day.
    pub left: f64,
    /// What the mean plan and the robust plan cost if the mean comes true, after recourse.
    pub if_mean: [Money; 2],
    /// What both cost in futures that neither was made for.
    pub table: Table,
    /// The needs of these futures.
    pub futures: Vec<Requirement>,
    /// What the moves on the day are worth to the robust plan.
    pub moves: Moves,
}

/// How a plan was made: for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Those whom the mean takes.
    Mean,
    /// Those who pay at expected prices, with what can be done on the day.
    Hedge,
    /// The better of both, moved down the slope of the expected cost.
    Polished,
}

/// What came of planning for all futures.
#[derive(Debug, Clone, PartialEq)]
pub enum Hedged {
    /// Two plans.
    Plans(Box<Robust>),
    /// No roster keeps every hard law.
    Impossible(Conflict),
}

impl Robust {
    /// What the robust plan costs more than the plan for the mean if the mean comes true.
    #[must_use]
    pub fn price(&self) -> Money {
        self.if_mean[1] - self.if_mean[0]
    }
}

/// Plans a world for its mean and for `draws` futures of it, and holds both against as many other
/// futures. In the futures planned for, the robust plan never costs more on average.
///
/// # Errors
/// [`CompareError`] when a stage fails.
pub fn robust(
    world: &Rough,
    draws: &Draws,
    options: &PlanOptions,
    recourse: &Options,
    watch: Watch<'_>,
) -> Result<Hedged, CompareError> {
    let known = requirements(world, draws, options)?;
    let inputs = &world.world.inputs;
    let mean = match roster(inputs, &world.requirement, None, options, watch).map_err(failed)? {
        Planned::Impossible(conflict) => return Ok(Hedged::Impossible(conflict)),
        Planned::Rostered(found) => *found,
    };
    let left = left(&judged(world, &mean.clean), &known, recourse)?;
    let mut plans = vec![(First::Mean, mean.clean.clone())];
    let hedge = hedge(&inputs.centre, &world.requirement, &known, left);
    let priced = Inputs { centre: hedge.centre, ..inputs.clone() };
    match roster(&priced, &hedge.requirement, None, options, watch).map_err(failed)? {
        Planned::Impossible(conflict) => return Ok(Hedged::Impossible(conflict)),
        Planned::Rostered(found) => plans.push((First::Hedge, again(world, &found.clean)?)),
    }
    let mut tried = tried(world, &plans, &known, recourse)?;
    let start = plans[best(&tried)].1.clone();
    let few = &known[..known.len().min(FEW)];
    let polished = [(First::Polished, polish(world, start, few, recourse, ROUNDS)?)];
    tried.extend(self::tried(world, &polished, &known, recourse)?);
    plans.extend(polished);
    let (chosen, robust) = plans.swap_remove(best(&tried));
    // other futures than the plan was made for: what it learned by heart does not count
    let other = Draws { seed: draws.seed.wrapping_add(0x5eed), ..*draws };
    let futures = requirements(world, &other, options)?;
    let judged = [&mean.clean, &robust].map(|clean| judged(world, clean));
    let table = table(&judged, &futures, recourse, &|| {})?;
    let mut if_mean = [Money::ZERO; 2];
    for (cost, plan) in if_mean.iter_mut().zip(&judged) {
        let mut day = Recourse::new(plan.centre, plan.roster, plan.previous, recourse);
        *cost = plan.fixed + Money(day.settle(&world.requirement)?.total().round() as i64);
    }
    let moves = moves(&judged[1], &futures, recourse)?;
    let found = Robust { mean, robust, tried, chosen, left, if_mean, table, futures, moves };
    Ok(Hedged::Plans(Box::new(found)))
}

/// Mean costs of plans over the futures planned for, in minor units.
fn tried(
    world: &Rough,
    plans: &[(First, CleanRoster)],
    known: &[Requirement],
    recourse: &Options,
) -> Result<Vec<(First, f64)>, CompareError> {
    let all: Vec<Judged<'_>> = plans.iter().map(|(_, clean)| judged(world, clean)).collect();
    let costs = table(&all, known, recourse, &|| {})?;
    Ok(plans.iter().enumerate().map(|(n, (first, _))| (*first, costs.mean(n))).collect())
}

/// The number of the cheapest; of equals the first.
fn best(tried: &[(First, f64)]) -> usize {
    (0..tried.len()).min_by(|a, b| tried[*a].1.total_cmp(&tried[*b].1)).unwrap_or(0)
}

fn failed(why: PlanError) -> CompareError {
    Scenario::base().failed(why)
}

/// A roster made for another requirement, judged by the world's own.
fn again(world: &Rough, clean: &CleanRoster) -> Result<CleanRoster, CompareError> {
    let (inputs, roster) = (&world.world.inputs, clean.roster().clone());
    let judged = certify(&inputs.centre, &world.requirement, roster, &inputs.previous);
    judged.map_err(|violations| failed(PlanError::Unlawful(violations)))
}

/// The part of the price of missing people that a plan pays with what can be done on the day:
/// overtime, standby and those still missing, ÷ those missing when people stay where they are.
fn left(
    plan: &Judged<'_>,
    futures: &[Requirement],
    recourse: &Options,
) -> Result<f64, CompareError> {
    let standing = Options { swaps: recourse.swaps, ..super::moves::nothing() };
    let few = &futures[..futures.len().min(FEW)];
    let settle = |options: &Options| table(&[*plan], few, options, &|| {});
    let (moved, stood) = (settle(recourse)?, settle(&standing)?);
    let paid: f64 = moved.settled[0].iter().map(|s| s.overtime + s.standby + s.shortage).sum();
    let whole: f64 = stood.settled[0].iter().map(|s| s.shortage).sum();
    Ok(if whole > 0.0 { (paid / whole).min(1.0) } else { 1.0 })
}

fn judged<'a>(world: &'a Rough, clean: &'a CleanRoster) -> Judged<'a> {
    let (inputs, cost) = (&world.world.inputs, clean.verdict().cost);
    Judged {
        centre: &inputs.centre,
        roster: clean.roster(),
        previous: &inputs.previous,
        fixed: cost.pay.total() + cost.soft + world.world.fees(),
    }
}

/// What every future of a world takes.
fn requirements(
    world: &Rough,
    draws: &Draws,
    options: &PlanOptions,
) -> Result<Vec<Requirement>, CompareError> {
    let inputs = &world.world.inputs;
    let staffing = staffing_options(inputs, &options.staffing);
    crate::compare::each(&draw(&world.demand, draws), |future| {
        solver::staffing::require(&inputs.centre, &future.of(&world.demand), &staffing)
            .map_err(|why| failed(why.into()))
    })
}
