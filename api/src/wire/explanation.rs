//! What each interval, rule and person of a roster costs, on the wire.

use super::bounded::{Bounded, LawPrice, OneMore};
use super::conflict::Conflict;
use super::grid::Horizon;
use super::major;
use super::replanned::RosterChange;
use super::roster::Shift;
use super::verdict::{Cost, Missing, Unkept, Verdict, Violation};
use domain::{Agent, AgentId, Centre, Money};
use serde::Serialize;

/// What each interval, rule and person costs, the dearest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The currency of every amount.
    pub currency: String,
    /// The days explained.
    pub horizon: Horizon,
    /// What the whole roster costs.
    pub cost: Cost,
    /// Every interval in which people are missing; left out when one person was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<Missing>>,
    /// Every target per day or week that is not expected to hold; left out likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unkept: Option<Vec<Unkept>>,
    /// Every breach of a law that is not off; only theirs when one person was asked for.
    pub violations: Vec<Violation>,
    /// Everybody, or the one person asked for.
    pub people: Vec<PersonWeek>,
    /// The bound's prices, and where the roster is dearer than its bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounded: Option<Bounded>,
    /// Whether nothing was left to prove; otherwise more time gives better prices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<bool>,
    /// What lifting each law would lower the bound by, the dearest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub laws: Option<Vec<LawPrice>>,
    /// What one more trained agent of each kind would lower the bound by, the most first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_more: Option<Vec<OneMore>>,
    /// Why nothing has a price: somebody has no lawful week at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impossible: Option<Conflict>,
    /// The price that was checked by solving again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<PriceChecked>,
    /// What changed against an earlier roster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
}

/// A price checked by solving again, both times from the roster given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PriceChecked {
    /// What was changed.
    pub question: String,
    /// How far the bound moves at least, at its prices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<f64>,
    /// What was found as things are.
    pub cost: f64,
    /// No lawful roster costs less as things are.
    pub bound: f64,
    /// What was found with the change; absent when no roster is possible then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_cost: Option<f64>,
    /// No lawful roster costs less with the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_bound: Option<f64>,
    /// The difference found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<f64>,
    /// The least and the most that the cheapest rosters can differ by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possible: Option<[f64; 2]>,
    /// Whether the cheapest rosters surely differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measurable: Option<bool>,
}

/// A roster held against an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Against {
    /// The days that differ, by person and date.
    pub changes: Vec<RosterChange>,
    /// What the earlier roster costs by the same needs.
    pub before: Cost,
    /// How much more this roster costs.
    pub difference: f64,
}

/// What one person works, and at what price of bent rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonWeek {
    /// Their id.
    pub agent: String,
    /// How people call them.
    pub name: String,
    /// Paid time.
    pub paid_minutes: i64,
    /// Prices of the soft rules bent for them.
    pub price: f64,
    /// Their shifts by start.
    pub shifts: Vec<Shift>,
}

impl Explanation {
    /// A verdict taken apart, for everybody or for one `person`.
    #[must_use]
    pub fn new(
        centre: &Centre,
        roster: &domain::Roster,
        verdict: &domain::Verdict,
        person: Option<&Agent>,
    ) -> Self {
        let mut told = verdict.clone();
        told.missing.sort_by_key(|m| std::cmp::Reverse(m.price));
        told.unkept.sort_by_key(|u| std::cmp::Reverse(u.price));
        told.violations.sort_by_key(|v| (v.price.is_some(), std::cmp::Reverse(v.price)));
        if let Some(person) = person {
            told.violations.retain(|v| v.breach.agent.as_ref() == Some(&person.id));
        }
        let mut people: Vec<(Money, &Agent)> = centre
            .agents
            .iter()
            .filter(|agent| person.is_none_or(|p| p.id == agent.id))
            .map(|agent| (price_of(verdict, &agent.id), agent))
            .collect();
        people.sort_by_key(|(price, _)| std::cmp::Reverse(*price));
        let week = |(price, agent): (Money, &Agent)| PersonWeek::new(agent, price, roster);
        let told = Verdict::new(&told, &roster.grid);
        let Verdict { horizon, cost, violations, missing, unkept, .. } = told;
        Self {
            currency: centre.currency.to_string(),
            horizon,
            cost,
            missing: person.is_none().then_some(missing),
            unkept: person.is_none().then_some(unkept),
            violations,
            people: people.into_iter().map(week).collect(),
            bounded: None,
            settled: None,
            laws: None,
            one_more: None,
            impossible: None,
            checked: None,
            against: None,
        }
    }
}

/// Prices of the soft rules bent for one person.
pub(crate) fn price_of(verdict: &domain::Verdict, agent: &AgentId) -> Money {
    let theirs = verdict.soft().filter(|v| v.breach.agent.as_ref() == Some(agent));
    theirs.filter_map(|v| v.price).sum()
}

impl PersonWeek {
    fn new(agent: &Agent, price: Money, roster: &domain::Roster) -> Self {
        let shifts: Vec<&domain::Shift> = roster.shifts_of(&agent.id).collect();
        Self {
            agent: agent.id.to_string(),
            name: agent.name.clone(),
            paid_minutes: shifts.iter().map(|s| s.paid().0).sum(),
            price: major(price),
            shifts: shifts.iter().map(|s| Shift::new(s, &roster.grid)).collect(),
        }
    }
}
