//! The whole pipeline as one pure function: history and calendar in, a judged week out.
//!
//! ```text
//! Inputs ─forecast─▶ Demand ─require─▶ Requirement ─rosters─▶ Outcome ─certify─▶ Planned
//! ```
//! Time enters through limits, randomness through the seed. Every stage can be called alone; each
//! is one function of the crate that owns it.

mod error;
mod options;
mod settle;
mod stage;

pub use error::PlanError;
pub use options::{PlanOptions, forecast_options, simulation_options, staffing_options};
pub use settle::{SettleError, SettledPlan, Settling, plan_settled};
pub use stage::{Stage, Watch};

use domain::{CleanRoster, Demand, Grid, Inputs, Money, Provenance, Requirement, Roster, certify};
use solver::roster::{Case, Conflict, Outcome, Replan, Solution, Stopped};

/// A planned horizon, with everything that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What is expected.
    pub demand: Demand,
    /// What it takes.
    pub requirement: Requirement,
    /// Who works when, or why nobody can.
    pub planned: Planned,
}

/// What came out of the last stage.
#[derive(Debug, Clone, PartialEq)]
pub enum Planned {
    /// A roster that the judge accepted.
    Rostered(Box<Rostered>),
    /// No roster keeps every hard law; these laws and people clash.
    Impossible(Conflict),
}

/// A roster that the judge accepted, and how good it is proved to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Rostered {
    /// The roster with its verdict: cost, missing people, soft breaches.
    pub clean: CleanRoster,
    /// The engine's solution: bound, what stopped it, prices.
    pub solution: Solution,
}

/// Plans `grid` from `inputs`: forecast, requirement, roster, judge.
///
/// The same inputs, options and version give the same plan when the limits count work rather than
/// time. `watch` hears of every stage and of the search's progress, and may end the search.
///
/// # Errors
/// [`PlanError`] when a stage cannot do its work, or when the judge and the engine disagree.
pub fn plan(
    inputs: &Inputs,
    grid: &Grid,
    options: &PlanOptions,
    watch: Watch<'_>,
) -> Result<Plan, PlanError> {
    let options = &options.arranged(inputs);
    let _ = watch(&Stage::Forecast);
    let demand = forecast::forecast(&inputs.centre, &inputs.history, grid, &options.forecast)?;
    let _ = watch(&Stage::Staffing);
    let requirement = solver::staffing::require(&inputs.centre, &demand, &options.staffing)?;
    let planned = roster(inputs, &requirement, None, options, watch)?;
    Ok(Plan { demand, requirement, planned })
}

/// The last two stages alone: the cheapest lawful roster found for a requirement, judged.
///
/// `told` is what people were told already, if anything, and what of it stays.
///
/// # Errors
/// As [`plan`].
pub fn roster(
    inputs: &Inputs,
    requirement: &Requirement,
    told: Option<Replan<'_>>,
    options: &PlanOptions,
    watch: Watch<'_>,
) -> Result<Planned, PlanError> {
    let (centre, previous) = (&inputs.centre, inputs.previous.as_slice());
    let case = Case { centre, requirement, previous, told, start: None };
    let mut heard = |progress: &_| watch(&Stage::Roster(progress));
    match solver::roster::solve(&case, &options.roster, &mut heard)? {
        Outcome::Impossible(conflict) => {
            let way = solver::roster::relax(&case, &options.roster, &mut heard)?;
            let relaxation = way.map(Box::new);
            Ok(Planned::Impossible(Conflict { relaxation, ..conflict }))
        }
        Outcome::Found(solution) => {
            let _ = watch(&Stage::Judge);
            judged(inputs, requirement, *solution, options)
        }
    }
}

/// A roster made before for this requirement, judged again: what a search would have returned.
///
/// # Errors
/// As [`plan`], when the roster is not lawful or costs less than its bound.
pub fn known(
    inputs: &Inputs,
    requirement: &Requirement,
    roster: Roster,
    bound: Money,
    stopped: Stopped,
) -> Result<Planned, PlanError> {
    let clean = certify(&inputs.centre, requirement, roster, &inputs.previous);
    let clean = clean.map_err(PlanError::Unlawful)?;
    let cost = clean.verdict().cost.total();
    if bound > cost {
        return Err(PlanError::Disagreement { engine: cost, judge: cost, bound });
    }
    let (roster, changes) = (clean.roster().clone(), Money::ZERO);
    let solution = Solution { roster, cost, changes, bound, why: None, stopped, trouble: None };
    Ok(Planned::Rostered(Box::new(Rostered { clean, solution })))
}

/// Accepts a solution only if the judge finds it lawful, at the cost the engine says, and no
/// cheaper than the bound the engine says it proved.
fn judged(
    inputs: &Inputs,
    requirement: &Requirement,
    mut solution: Solution,
    options: &PlanOptions,
) -> Result<Planned, PlanError> {
    let parent = solution.roster.provenance.parent.take();
    solution.roster.provenance = Provenance {
        version: options.version.clone(),
        seed: options.roster.seed,
        input_hash: options.input_hash.clone(),
        parent,
    };
    let roster = solution.roster.clone();
    let clean = certify(&inputs.centre, requirement, roster, &inputs.previous);
    let clean = clean.map_err(PlanError::Unlawful)?;
    let judge: Money = clean.verdict().cost.total();
    let (engine, bound) = (solution.cost, solution.bound);
    if judge != engine || bound > judge + solution.changes {
        return Err(PlanError::Disagreement { engine, judge, bound });
    }
    Ok(Planned::Rostered(Box::new(Rostered { clean, solution })))
}

impl Rostered {
    /// (cost − bound) / cost.
    #[must_use]
    pub fn gap(&self) -> f64 {
        self.solution.gap()
    }

    /// The gap on what planning can change: (cost − bound) / (cost − owed), where `owed` is pay
    /// that is due whatever the roster ([`owed`]).
    #[must_use]
    pub fn gap_on_controllable(&self, inputs: &Inputs) -> f64 {
        let cost = self.solution.total();
        let controllable = cost - owed(inputs, &self.clean.roster().grid);
        if controllable <= Money::ZERO { 0.0 } else { (cost - self.solution.bound) / controllable }
    }
}

/// Pay that is due whatever the roster: everyone's guaranteed time at the plain wage, leave taken
/// off, per week of seven days from the grid's first day.
#[must_use]
pub fn owed(inputs: &Inputs, grid: &Grid) -> Money {
    let centre = &inputs.centre;
    let mut sum = Money::ZERO;
    for agent in &centre.agents {
        let Some(contract) = centre.contract(&agent.contract) else { continue };
        for first in (0..grid.days()).step_by(7) {
            let week = first..(first + 7).min(grid.days());
            let leave = week.filter(|day| centre.on_leave(&agent.id, grid, *day)).count();
            sum += contract.wage.for_minutes(contract.terms(leave as u32).guaranteed, 1.0);
        }
    }
    sum
}
