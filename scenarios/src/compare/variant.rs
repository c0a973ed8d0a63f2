//! One world through the chain.

use super::{CompareError, Forecasts, Scenario};
use crate::change::World;
use crate::plan::{PlanOptions, Planned, Watch, roster, simulation_options, staffing_options};
use crate::simulate;
use domain::{Demand, Money, Performance, Requirement, Roster};
use solver::outline::Outline;

/// A world in outline: demand, people needed, and what they cost when counted by kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Rough {
    /// The world.
    pub world: World,
    /// What is expected.
    pub demand: Demand,
    /// What it takes.
    pub requirement: Requirement,
    /// What that costs.
    pub outline: Outline,
}

impl Rough {
    /// Everything in outline: pay, missing people, and fees outside the roster.
    #[must_use]
    pub fn cost(&self) -> Money {
        Money(self.outline.cost.round() as i64) + self.world.fees()
    }
}

/// A world planned, judged and simulated.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// It in outline.
    pub rough: Rough,
    /// Who works when, or why nobody can.
    pub planned: Planned,
    /// What the roster would deliver; `None` without a roster.
    pub performance: Option<Performance>,
}

/// What a scenario makes of `base`, in outline.
///
/// # Errors
/// [`CompareError`] when a change cannot be made or a stage fails.
pub fn rough(
    base: &World,
    scenario: &Scenario,
    forecasts: &Forecasts,
    options: &PlanOptions,
) -> Result<Rough, CompareError> {
    let (world, demand, requirement) = needs(base, scenario, forecasts, options)?;
    let outline = forecasts.outline(&world, &requirement)?;
    Ok(Rough { world, demand, requirement, outline })
}

/// What a scenario makes of `base`: its world, what is expected there, and whom it takes.
///
/// # Errors
/// As [`rough`].
pub fn needs(
    base: &World,
    scenario: &Scenario,
    forecasts: &Forecasts,
    options: &PlanOptions,
) -> Result<(World, Demand, Requirement), CompareError> {
    let world = scenario.world(base, forecasts.grid())?;
    let demand = forecasts.demand(&world).map_err(|why| scenario.failed(why))?;
    let staffing = staffing_options(&world.inputs, &options.staffing);
    let requirement = solver::staffing::require(&world.inputs.centre, &demand, &staffing);
    let requirement = requirement.map_err(|why| scenario.failed(why))?;
    Ok((world, demand, requirement))
}

/// What comes of a world in outline when it is planned and simulated. `known` is a roster made
/// before for just this world, which is judged and simulated again rather than searched.
///
/// # Errors
/// [`CompareError`] when a stage fails.
pub fn variant(
    scenario: &Scenario,
    rough: Rough,
    known: Option<(Roster, Money, solver::roster::Stopped)>,
    options: &PlanOptions,
    simulation: &simulate::Options,
    watch: Watch<'_>,
) -> Result<Variant, CompareError> {
    let inputs = &rough.world.inputs;
    let planned = match known {
        Some((roster, bound, stopped)) => {
            crate::plan::known(inputs, &rough.requirement, roster, bound, stopped)
        }
        None => roster(inputs, &rough.requirement, None, options, watch),
    };
    let planned = planned.map_err(|why| scenario.failed(why))?;
    let performance = match &planned {
        Planned::Impossible(_) => None,
        Planned::Rostered(found) => Some(simulate::simulate(
            &inputs.centre,
            &rough.demand,
            found.clean.roster(),
            &inputs.previous,
            &simulation_options(inputs, simulation),
        )?),
    };
    Ok(Variant { rough, planned, performance })
}
