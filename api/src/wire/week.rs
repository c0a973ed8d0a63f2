//! A planned horizon on the wire.

use super::bounded::Bounded;
use super::verdict::Verdict;
use super::{Demand, Fault, Requirement, Roster, Written, major};
use crate::files;
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
    /// The bound's prices, and where the roster is dearer than its bound; absent when nothing was
    /// proved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounded: Option<Bounded>,
    /// Why the search ended: `optimal`, `gap`, `time`, `work`, `stall` or `cancelled`.
    pub stopped: &'static str,
    /// Who works when, and where that comes from.
    pub roster: Roster,
    /// Warnings and notes of the files read.
    pub remarks: Vec<Fault>,
    /// Files written.
    #[serde(flatten)]
    pub written: Written,
    /// The rounds of simulating and solving again, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<super::Settled>,
}

impl Week {
    /// A plan with its roster.
    #[must_use]
    pub fn new(
        inputs: &Inputs,
        plan: &Plan,
        rostered: &Rostered,
        remarks: &[files::Fault],
        written: &Written,
    ) -> Self {
        let roster = rostered.clean.roster();
        let why = rostered.solution.why.as_deref();
        Self {
            centre: inputs.centre.name.clone(),
            currency: inputs.centre.currency.code().to_owned(),
            demand: (&plan.demand).into(),
            requirement: (&plan.requirement).into(),
            verdict: Verdict::new(rostered.clean.verdict(), &roster.grid),
            bound: major(rostered.solution.bound),
            gap: rostered.gap(),
            gap_on_controllable: rostered.gap_on_controllable(inputs),
            bounded: why.map(|why| Bounded::new(&inputs.centre, &roster.grid, why)),
            stopped: stopped(rostered.solution.stopped),
            roster: roster.into(),
            remarks: Fault::all(remarks),
            written: written.clone(),
            settled: None,
        }
    }

    /// The same with the rounds that led to it.
    pub(crate) fn with_settled(self, settled: super::Settled) -> Self {
        Self { settled: Some(settled), ..self }
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
