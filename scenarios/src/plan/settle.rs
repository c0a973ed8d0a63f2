//! A plan that was simulated, and solved again where the formulas promised too much.

use super::{Plan, PlanError, PlanOptions, Planned, Rostered, Watch, roster};
use crate::simulate::{self, SimulationError, settle, simulate};
use domain::{Cut, Grid, Inputs, Miss, Performance, Requirement};
use solver::roster::Conflict;
use std::ops::ControlFlow;

/// A plan whose roster was simulated, with every round of correction.
#[derive(Debug, Clone, PartialEq)]
pub struct SettledPlan {
    /// Demand, the requirement with all cuts in it, and the last roster.
    pub plan: Plan,
    /// What the formulas asked for before any cut.
    pub formulas: Requirement,
    /// What the last roster would deliver.
    pub performance: Performance,
    /// The cuts of every round that was followed by another.
    pub rounds: Vec<Vec<Cut>>,
    /// Promises still broken; where people are missing, no cut can mend them.
    pub misses: Vec<Miss>,
}

/// What a settled plan came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Settling {
    /// A roster, simulated.
    Settled(Box<SettledPlan>),
    /// No roster keeps every hard law; these laws and people clash.
    Impossible(Conflict),
}

/// Why no plan could be settled.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SettleError {
    /// A stage of the plan failed.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// A roster could not be simulated.
    #[error(transparent)]
    Simulation(#[from] SimulationError),
}

/// What ends the rounds early.
enum Stop {
    Failed(SettleError),
    Impossible(Conflict),
}

impl<E: Into<SettleError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// As [`super::plan`], then simulated; while promises are broken that a higher requirement can
/// mend, the requirement is raised there and the roster solved again, at most `rounds` times.
///
/// `heard` is told the number of rounds so far and the cuts to come, and may end it.
///
/// # Errors
/// [`SettleError`] when a stage or the simulation cannot do its work.
pub fn plan_settled(
    inputs: &Inputs,
    grid: &Grid,
    options: &PlanOptions,
    simulation: &simulate::Options,
    rounds: usize,
    watch: Watch<'_>,
    heard: &mut dyn FnMut(usize, &[Cut]) -> ControlFlow<()>,
) -> Result<Settling, SettleError> {
    let (options, simulation) =
        (&options.arranged(inputs), &super::simulation_options(inputs, simulation));
    let _ = watch(&super::Stage::Forecast);
    let centre = &inputs.centre;
    let demand = forecast::forecast(centre, &inputs.history, grid, &options.forecast);
    let demand = demand.map_err(PlanError::from)?;
    let _ = watch(&super::Stage::Staffing);
    let formulas = solver::staffing::require(centre, &demand, &options.staffing);
    let formulas = formulas.map_err(PlanError::from)?;
    let solve = |need: &Requirement| -> Result<(Box<Rostered>, Performance), Stop> {
        let rostered = match roster(inputs, need, None, options, &mut *watch)? {
            Planned::Impossible(conflict) => return Err(Stop::Impossible(conflict)),
            Planned::Rostered(rostered) => rostered,
        };
        let _ = watch(&super::Stage::Simulation);
        let made = rostered.clean.roster();
        let shown = simulate(centre, &demand, made, &inputs.previous, simulation)?;
        Ok((rostered, shown))
    };
    match settle(centre, formulas.clone(), rounds, solve, heard) {
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Impossible(conflict)) => Ok(Settling::Impossible(conflict)),
        Ok(settled) => Ok(Settling::Settled(Box::new(SettledPlan {
            plan: Plan {
                demand,
                requirement: settled.requirement,
                planned: Planned::Rostered(settled.result),
            },
            formulas,
            performance: settled.performance,
            rounds: settled.rounds,
            misses: settled.misses,
        }))),
    }
}
