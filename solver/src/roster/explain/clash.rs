//! Why someone has no lawful tour: the laws and the days that clash.

use super::super::pricing::Pricer;
use super::super::problem::nouns::numbers;
use super::super::{Case, Conflict, RosterError};
use super::switches::{OF_PEOPLE, Switch};
use domain::laws::Strength;
use domain::{AgentId, Availability, AvailabilityKind, Centre, Grid, Moment, Span};
use std::collections::BTreeSet;

/// The hard laws and the days that leave an agent no tour; leaving out any one of them gives them
/// one.
///
/// Each law and each row of availability, cut into days, is left out in turn, and stays out while
/// there is still no tour; again, until none can stay out.
pub(crate) fn clash(case: &Case<'_>, agent: &AgentId) -> Result<Conflict, RosterError> {
    let mut centre = alone(case, agent);
    let mut laws: Vec<Switch> = OF_PEOPLE.to_vec();
    laws.retain(|(_, strength)| *strength(&mut centre.rules) == Strength::Hard);
    let told = case.told.is_some()
        && has_tour(&Case { centre: &centre, told: None, start: None, ..*case })?;
    let bare = Case { start: None, ..*case };
    loop {
        let before = (laws.len(), centre.availability.len());
        filter_laws(&bare, &mut centre, &mut laws)?;
        filter_days(&bare, &mut centre)?;
        if before == (laws.len(), centre.availability.len()) {
            break;
        }
    }
    let past = has_tour(&Case { centre: &centre, previous: &[], ..bare })?;
    let mut names: Vec<&'static str> = laws.iter().map(|l| l.0).collect();
    if told {
        names.insert(0, "told_roster");
    }
    if names.is_empty() {
        names.push("contract_templates");
    }
    let days = days(&centre.availability, &case.requirement.grid);
    let agents = vec![agent.clone()];
    Ok(Conflict { laws: names, agents, days, past, ..Conflict::default() })
}

/// Leaves out laws while there is still no tour.
fn filter_laws(
    case: &Case<'_>,
    centre: &mut Centre,
    laws: &mut Vec<Switch>,
) -> Result<(), RosterError> {
    let mut kept = Vec::new();
    for (name, strength) in std::mem::take(laws) {
        *strength(&mut centre.rules) = Strength::Off;
        if has_tour(&Case { centre, ..*case })? {
            *strength(&mut centre.rules) = Strength::Hard;
            kept.push((name, strength));
        }
    }
    *laws = kept;
    Ok(())
}

/// Leaves out the rows of whole days while there is still no tour.
fn filter_days(case: &Case<'_>, centre: &mut Centre) -> Result<(), RosterError> {
    let grid = &case.requirement.grid;
    for day in 0..=grid.days() {
        let before = centre.availability.clone();
        centre.availability.retain(|row| day_of(row, grid) != day);
        if before.len() > centre.availability.len() && has_tour(&Case { centre, ..*case })? {
            centre.availability = before;
        }
    }
    Ok(())
}

/// The centre with this agent only, their rows cut into days.
fn alone(case: &Case<'_>, agent: &AgentId) -> Centre {
    let mut centre = case.centre.clone();
    centre.agents.retain(|a| a.id == *agent);
    let rows = std::mem::take(&mut centre.availability).into_iter();
    let grid = &case.requirement.grid;
    centre.availability = rows.filter(|r| r.agent == *agent).flat_map(|r| cut(r, grid)).collect();
    centre
}

/// A row that bars work cut at the horizon's midnights; other rows stay whole.
pub(super) fn cut(row: Availability, grid: &Grid) -> Vec<Availability> {
    use AvailabilityKind::{Leave, NoStart, Unavailable};
    if !matches!(row.kind, Leave | Unavailable | NoStart) {
        return vec![row];
    }
    let mut edges = vec![row.span.start, row.span.end];
    edges.extend((0..grid.days()).map(|day| grid.day_span(day).start));
    edges.push(grid.horizon().end);
    edges.retain(|e| row.span.start <= *e && *e <= row.span.end);
    edges.sort();
    edges.dedup();
    let piece = |w: &[Moment]| Availability { span: Span::new(w[0], w[1]), ..row.clone() };
    edges.windows(2).map(piece).collect()
}

/// The number of the day a row is about: the first of the horizon that it touches, or the number of
/// days when it touches none.
fn day_of(row: &Availability, grid: &Grid) -> usize {
    let touches = |day: &usize| grid.day_span(*day).overlaps(&row.span);
    (0..grid.days()).find(touches).unwrap_or(grid.days())
}

/// The days of the horizon that rows are about.
pub(super) fn days(rows: &[Availability], grid: &Grid) -> Vec<chrono::NaiveDate> {
    let about: BTreeSet<usize> = rows.iter().map(|row| day_of(row, grid)).collect();
    about.into_iter().filter(|day| *day < grid.days()).map(|day| grid.date(day)).collect()
}

/// Whether everybody in the case has a lawful tour.
fn has_tour(case: &Case<'_>) -> Result<bool, RosterError> {
    let numbers = numbers(case)?;
    let problem = &numbers.problem;
    let values = vec![0.0; problem.slots];
    let mut pricer = Pricer::default();
    Ok(problem.classes.iter().all(|class| pricer.best(problem, class, &values).is_some()))
}
