//! One plan for the mean, one for all futures, and what each costs when it matters.

use super::{Draws, Judged, Table, draw, hedge, table};
use crate::compare::{CompareError, Rough, Scenario};
use crate::plan::{PlanError, PlanOptions, Planned, Rostered, Watch, roster};
use domain::{CleanRoster, Inputs, Money, Requirement, certify};
use solver::recourse::{Options, Recourse};
use solver::roster::Conflict;

/// Two plans side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Robust {
    /// The plan for the mean.
    pub mean: Rostered,
    /// The plan for all futures.
    pub robust: CleanRoster,
    /// What the mean plan and the robust plan cost if the mean comes true, after recourse.
    pub if_mean: [Money; 2],
    /// What both cost in futures that neither was made for.
    pub table: Table,
    /// The needs of these futures.
    pub futures: Vec<Requirement>,
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
/// futures.
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
    let scenario = Scenario::base();
    let inputs = &world.world.inputs;
    let needs = |seed| requirements(world, &Draws { seed, ..*draws }, options);
    let known = needs(draws.seed)?;
    let mean = roster(inputs, &world.requirement, None, options, watch);
    let mean = match mean.map_err(|why| scenario.failed(why))? {
        Planned::Impossible(conflict) => return Ok(Hedged::Impossible(conflict)),
        Planned::Rostered(found) => *found,
    };
    let hedge = hedge(&inputs.centre, &world.requirement, &known);
    let stepped = Inputs {
        centre: hedge.centre.clone(),
        history: inputs.history.clone(),
        previous: hedge.shifts(&inputs.previous),
        arrangements: inputs.arrangements.clone(),
    };
    let found = roster(&stepped, &hedge.requirement, None, options, watch);
    let whole = match found.map_err(|why| scenario.failed(why))? {
        Planned::Impossible(conflict) => return Ok(Hedged::Impossible(conflict)),
        Planned::Rostered(found) => hedge.whole(found.clean.roster()),
    };
    let robust = certify(&inputs.centre, &world.requirement, whole, &inputs.previous);
    let robust = robust.map_err(|v| scenario.failed(PlanError::Unlawful(v)))?;
    // other futures than the plan was made for: what it learned by heart does not count
    let futures = needs(draws.seed.wrapping_add(0x5eed))?;
    let judged = [&mean.clean, &robust].map(|clean| judged(world, clean));
    let table = table(&judged, &futures, recourse, &|| {})?;
    let mut if_mean = [Money::ZERO; 2];
    for (cost, plan) in if_mean.iter_mut().zip(&judged) {
        let mut day = Recourse::new(plan.centre, plan.roster, plan.previous, recourse);
        *cost = plan.fixed + Money(day.settle(&world.requirement)?.total().round() as i64);
    }
    Ok(Hedged::Plans(Box::new(Robust { mean, robust, if_mean, table, futures })))
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
    let centre = &world.world.inputs.centre;
    crate::compare::each(&draw(&world.demand, draws), |future| {
        solver::staffing::require(centre, &future.of(&world.demand), &options.staffing)
            .map_err(|why| Scenario::base().failed(why))
    })
}
