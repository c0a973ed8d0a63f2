//! What each interval, rule and person of a roster costs, on the wire.

use super::grid::Horizon;
use super::major;
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
