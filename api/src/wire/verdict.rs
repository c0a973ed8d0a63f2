//! What the judge found, on the wire.

use super::centre::Target;
use super::grid::{Horizon, civil, start};
use super::{Fault, major};
use crate::files;
use domain::{Currency, Grid};
use serde::Serialize;

/// What the judge found in a roster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// The days judged.
    pub horizon: Horizon,
    /// Whether every hard law is kept.
    pub lawful: bool,
    /// What the roster costs.
    pub cost: Cost,
    /// Every breach of a law that is not off.
    pub violations: Vec<Violation>,
    /// Every interval in which people are missing.
    pub missing: Vec<Missing>,
    /// Every target per day or week that is not expected to hold.
    pub unkept: Vec<Unkept>,
}

/// What the judge found, with what the readers remarked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judged {
    /// The currency of every amount.
    pub currency: String,
    /// What the judge found.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Warnings and notes of the files read.
    pub remarks: Vec<Fault>,
}

/// What a roster costs: `total` is exactly what is minimised.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cost {
    /// Paid time at the plain wage.
    pub wages: f64,
    /// Surcharges on overtime.
    pub overtime: f64,
    /// Surcharges on night time.
    pub night: f64,
    /// Surcharges on statutory holidays.
    pub holiday: f64,
    /// Guaranteed time that was not rostered.
    pub top_up: f64,
    /// Prices of missing people.
    pub shortage: f64,
    /// Prices of broken soft laws.
    pub soft: f64,
    /// All of it.
    pub total: f64,
}

/// A breach of a law.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Violation {
    /// The law's name in `rules.toml`.
    pub law: &'static str,
    /// Whom it concerns, where it concerns one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// From when.
    pub start: String,
    /// Until when.
    pub end: String,
    /// How much, in `unit`.
    pub amount: f64,
    /// The law's unit.
    pub unit: &'static str,
    /// What it costs; absent when the law is hard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// What happened.
    pub what: String,
}

/// An interval in which people are missing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Missing {
    /// Which queue.
    pub queue: String,
    /// When it begins.
    pub start: String,
    /// How many standard agents.
    pub agents: f64,
    /// What that costs.
    pub price: f64,
}

/// A target per day or week that is not expected to hold, on the service curves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unkept {
    /// Which queue.
    pub queue: String,
    /// The target.
    pub target: Target,
    /// When the day or week begins.
    pub start: String,
    /// What is expected: the share of the contacts offered that are answered in time, or for a
    /// mean wait the seconds lost per contact, those who hang up counted with the seconds promised.
    pub expected: f64,
    /// Contacts, or seconds, beyond what the target allows.
    pub excess: f64,
    /// What that costs.
    pub price: f64,
}

impl Verdict {
    /// A verdict on a roster of `grid`.
    #[must_use]
    pub fn new(verdict: &domain::Verdict, grid: &Grid) -> Self {
        let missing = |m: &domain::Missing| Missing {
            queue: m.queue.to_string(),
            start: start(grid, m.slot.0),
            agents: m.agents,
            price: major(m.price),
        };
        Self {
            horizon: grid.into(),
            lawful: verdict.is_lawful(),
            cost: Cost::from(&verdict.cost),
            violations: verdict.violations.iter().map(|v| violation(v, grid)).collect(),
            missing: verdict.missing.iter().map(missing).collect(),
            unkept: verdict.unkept.iter().map(|u| Unkept::new(u, grid)).collect(),
        }
    }
}

impl Unkept {
    fn new(unkept: &domain::Unkept, grid: &Grid) -> Self {
        Self {
            queue: unkept.queue.to_string(),
            target: Target::from(&unkept.target),
            start: start(grid, unkept.slots.start),
            expected: unkept.expected,
            excess: unkept.excess,
            price: major(unkept.price),
        }
    }
}

impl Judged {
    /// A verdict with the remarks made on the way.
    #[must_use]
    pub fn new(
        currency: Currency,
        verdict: &domain::Verdict,
        grid: &Grid,
        remarks: &[files::Fault],
    ) -> Self {
        Self {
            currency: currency.to_string(),
            verdict: Verdict::new(verdict, grid),
            remarks: Fault::all(remarks),
        }
    }
}

fn violation(violation: &domain::Violation, grid: &Grid) -> Violation {
    let breach = &violation.breach;
    Violation {
        law: violation.law,
        agent: breach.agent.as_ref().map(ToString::to_string),
        start: civil(grid, breach.span.start),
        end: civil(grid, breach.span.end),
        amount: breach.amount,
        unit: violation.unit,
        price: violation.price.map(major),
        what: breach.what.clone(),
    }
}

impl From<&domain::Cost> for Cost {
    fn from(cost: &domain::Cost) -> Self {
        Self {
            wages: major(cost.pay.base),
            overtime: major(cost.pay.overtime),
            night: major(cost.pay.night),
            holiday: major(cost.pay.holiday),
            top_up: major(cost.pay.top_up),
            shortage: major(cost.shortage),
            soft: major(cost.soft),
            total: major(cost.total()),
        }
    }
}
