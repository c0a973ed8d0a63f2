//! Months ahead: the work of every week from the forecast.

use crate::plan::PlanError;
use chrono::Datelike;
use domain::{Grid, Inputs};
use solver::capacity::Load;

/// Every queue's work per week over `grid`, whole weeks from its first day, and the month of each
/// week counted from the first: a week belongs to the month of its fourth day.
///
/// The work is the agent-hours that the requirement asks for, tickets by arrival; a missing hour
/// costs the queue's light price.
///
/// # Errors
/// [`PlanError`] when forecast or staffing fail.
pub fn loads(
    inputs: &Inputs,
    grid: &Grid,
    forecast: &forecast::Options,
    staffing: &solver::staffing::Options,
) -> Result<(Vec<Load>, Vec<usize>), PlanError> {
    let demand = forecast::forecast(&inputs.centre, &inputs.history, grid, forecast)?;
    let requirement = solver::staffing::require(&inputs.centre, &demand, staffing)?;
    let slot = grid.interval().as_hours();
    let weeks: Vec<usize> = (0..grid.days() / 7).collect();
    let mut loads = Vec::with_capacity(requirement.queues.len());
    for (need, queue) in requirement.queues.iter().zip(&inputs.centre.queues) {
        let of = |week: &usize| {
            let slots = grid.slots_of_day(week * 7).start..grid.slots_of_day(week * 7 + 6).end;
            let people: f64 = need.agents[slots.clone()].iter().map(|a| f64::from(a.0)).sum();
            let work = need.deferrable.as_ref().map_or(0.0, |w| w.arriving[slots].iter().sum());
            (people + work) * slot
        };
        loads.push(Load {
            queue: queue.id.clone(),
            hours: weeks.iter().map(of).collect(),
            price: queue.shortage.light.0 as f64,
        });
    }
    let month = |week: &usize| {
        let day = grid.date(week * 7 + 3);
        day.year() as usize * 12 + day.month0() as usize
    };
    let first = weeks.first().map_or(0, month);
    Ok((loads, weeks.iter().map(|week| month(week) - first).collect()))
}
