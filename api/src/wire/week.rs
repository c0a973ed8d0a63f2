//! A planned horizon on the wire.

use super::verdict::Verdict;
use super::{Demand, Requirement, major};
use domain::Inputs;
use scenarios::plan::{Plan, Rostered};
use serde::Serialize;
use solver::roster::Stopped;

/// A planned horizon: what was expected, what it takes, what it costs and how good that is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Week {
    /// The centre's name.
    pub centre: String,
    /// The currency of every amount.
    pub currency: String,
    /// What is expected.
    pub demand: Demand,
    /// What it takes.
    pub requirement: Requirement,
    /// What the judge found.
    pub verdict: Verdict,
    /// No lawful roster costs less than this.
    pub bound: f64,
    /// (cost − bound) / cost.
    pub gap: f64,
    /// (cost − bound) / (cost − guaranteed pay).
    pub gap_on_controllable: f64,
    /// Why the search ended: `optimal`, `gap`, `time`, `work`, `stall` or `cancelled`.
    pub stopped: &'static str,
    /// Where the roster comes from.
    pub provenance: Provenance,
    /// Files written.
    pub files: Vec<String>,
}

/// Where a roster comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The product's version.
    pub version: String,
    /// The seed of every random choice.
    pub seed: u64,
    /// SHA-256 of the inputs.
    pub input_hash: String,
}

/// Laws and people that cannot all be satisfied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The laws that clash.
    pub laws: Vec<&'static str>,
    /// The people concerned.
    pub agents: Vec<String>,
}

impl Week {
    /// A plan with its roster.
    #[must_use]
    pub fn new(inputs: &Inputs, plan: &Plan, rostered: &Rostered, files: Vec<String>) -> Self {
        let roster = rostered.clean.roster();
        let stamp = &roster.provenance;
        Self {
            centre: inputs.centre.name.clone(),
            currency: inputs.centre.currency.code().to_owned(),
            demand: (&plan.demand).into(),
            requirement: (&plan.requirement).into(),
            verdict: Verdict::new(rostered.clean.verdict(), &roster.grid),
            bound: major(rostered.solution.bound),
            gap: rostered.gap(),
            gap_on_controllable: rostered.gap_on_controllable(inputs),
            stopped: stopped(rostered.solution.stopped),
            provenance: Provenance {
                version: stamp.version.clone(),
                seed: stamp.seed,
                input_hash: stamp.input_hash.clone(),
            },
            files,
        }
    }
}

const fn stopped(why: Stopped) -> &'static str {
    match why {
        Stopped::Optimal => "optimal",
        Stopped::Gap => "gap",
        Stopped::Time => "time",
        Stopped::Work => "work",
        Stopped::Stall => "stall",
        Stopped::Cancelled => "cancelled",
    }
}

impl From<&solver::roster::Conflict> for Conflict {
    fn from(conflict: &solver::roster::Conflict) -> Self {
        Self {
            laws: conflict.laws.clone(),
            agents: conflict.agents.iter().map(ToString::to_string).collect(),
        }
    }
}
