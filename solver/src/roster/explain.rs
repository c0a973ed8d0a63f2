//! Why someone has no lawful tour: the laws that clash.

use super::pricing::Pricer;
use super::problem::nouns::numbers;
use super::{Case, Conflict, RosterError};
use domain::laws::{Rules, Strength};
use domain::{AgentId, Centre};

/// A law's name and how to switch it off.
type Switch = (&'static str, fn(&mut Rules) -> &mut Strength);

/// The laws that can bar single people from every tour.
const LAWS: [Switch; 21] = [
    ("availability", |r| &mut r.availability.strength),
    ("locked_shifts", |r| &mut r.locked_shifts.strength),
    ("breaks", |r| &mut r.breaks.strength),
    ("daily_rest", |r| &mut r.daily_rest.strength),
    ("daily_hours", |r| &mut r.daily_hours.strength),
    ("weekly_rest", |r| &mut r.weekly_rest.strength),
    ("weekly_hours", |r| &mut r.weekly_hours.strength),
    ("working_days", |r| &mut r.working_days.strength),
    ("period_hours", |r| &mut r.period_hours.strength),
    ("overtime_per_day", |r| &mut r.overtime_per_day.strength),
    ("overtime_per_month", |r| &mut r.overtime_per_month.strength),
    ("consecutive_days_max", |r| &mut r.consecutive_days_max.strength),
    ("consecutive_days_min", |r| &mut r.consecutive_days_min.strength),
    ("consecutive_days_off_min", |r| &mut r.consecutive_days_off_min.strength),
    ("weekends_off", |r| &mut r.weekends_off.strength),
    ("nights_in_a_row", |r| &mut r.nights_in_a_row.strength),
    ("rest_after_nights", |r| &mut r.rest_after_nights.strength),
    ("start_variation", |r| &mut r.start_variation.strength),
    ("protected", |r| &mut r.protected.strength),
    ("fairness", |r| &mut r.fairness.strength),
    ("preferences", |r| &mut r.preferences.strength),
];

/// The hard laws that leave an agent no tour; leaving out any one of them gives them one.
///
/// Each law is left out in turn, and stays out while there is still no tour.
pub(crate) fn clash(case: &Case<'_>, agent: &AgentId) -> Result<Conflict, RosterError> {
    let mut centre = alone(case.centre, agent);
    let mut laws = Vec::new();
    if case.told.is_some() && has_tour(&Case { centre: &centre, told: None, ..*case })? {
        laws.push("told_roster");
    }
    for (name, strength) in LAWS {
        let before = *strength(&mut centre.rules);
        if before != Strength::Hard {
            continue;
        }
        *strength(&mut centre.rules) = Strength::Off;
        if has_tour(&Case { centre: &centre, ..*case })? {
            *strength(&mut centre.rules) = before;
            laws.push(name);
        }
    }
    if laws.is_empty() {
        laws.push("contract_templates");
    }
    Ok(Conflict { laws, agents: vec![agent.clone()] })
}

/// The centre with this agent only.
fn alone(centre: &Centre, agent: &AgentId) -> Centre {
    let mut centre = centre.clone();
    centre.agents.retain(|a| a.id == *agent);
    centre.availability.retain(|a| a.agent == *agent);
    centre
}

/// Whether everybody in the case has a lawful tour.
fn has_tour(case: &Case<'_>) -> Result<bool, RosterError> {
    let numbers = numbers(case)?;
    let problem = &numbers.problem;
    let values = vec![0.0; problem.slots];
    let mut pricer = Pricer::default();
    Ok(problem.classes.iter().all(|class| pricer.best(problem, class, &values).is_some()))
}
