//! Everything one person may do, tried day by day and priced by the judge alone.

use super::shifts::shifts;
use super::worlds::World;
use domain::laws::Strength;
use domain::{Activity, Agent, Agents, Provenance, Roster, Shift, judge};
use std::collections::HashMap;

/// One way to spend the horizon.
pub(super) struct Tour {
    /// Pay and prices of the person's own laws, in minor units.
    pub(super) cost: i64,
    /// The slots of the horizon in which they are free to serve.
    pub(super) there: Vec<usize>,
}

/// The lawful tours of `agent`, the cheapest of those alike to everybody else; `None` when there
/// are more than `most` to try.
pub(super) fn tours(world: &World, agent: &Agent, most: usize) -> Option<Vec<Tour>> {
    let days: Vec<Vec<Shift>> =
        (0..world.grid().days()).map(|day| shifts(world, agent, day, None)).collect();
    let count = days.iter().try_fold(1_usize, |n, day| n.checked_mul(day.len() + 1))?;
    if count > most {
        return None;
    }
    let alone = alone(world, agent);
    let mut cheapest = HashMap::new();
    each(&alone, &days, &mut Vec::new(), &mut cheapest);
    let mut tours: Vec<Tour> =
        cheapest.into_iter().map(|(there, cost)| Tour { cost, there }).collect();
    tours.sort_by(|a, b| (a.cost, &a.there).cmp(&(b.cost, &b.there)));
    Some(tours)
}

/// The world as if there were nobody else and nothing to do.
fn alone(world: &World, agent: &Agent) -> World {
    let mut alone = world.clone();
    alone.centre.agents.retain(|a| a.id == agent.id);
    alone.centre.availability.retain(|row| row.agent == agent.id);
    alone.previous.retain(|shift| shift.agent == agent.id);
    alone.centre.rules.minimum_staffing.strength = Strength::Off;
    alone.centre.rules.seat_cap.strength = Strength::Off;
    for need in &mut alone.requirement.queues {
        need.agents.fill(Agents(0));
    }
    alone
}

fn each(
    alone: &World,
    days: &[Vec<Shift>],
    chosen: &mut Vec<Shift>,
    cheapest: &mut HashMap<Vec<usize>, i64>,
) {
    let Some((first, rest)) = days.split_first() else {
        let roster = Roster::new(alone.grid().clone(), chosen.clone(), Provenance::default());
        let verdict = judge(&alone.centre, &alone.requirement, &roster, &alone.previous);
        // nobody is in two places: whoever reads rosters refuses such
        let apart = |p: &Shift| chosen.iter().all(|s| !s.span().overlaps(&p.span()));
        if verdict.is_lawful() && alone.previous.iter().all(apart) {
            let least = cheapest.entry(free(alone, chosen)).or_insert(i64::MAX);
            *least = (*least).min(verdict.cost.total().0);
        }
        return;
    };
    each(alone, rest, chosen, cheapest);
    for shift in first {
        chosen.push(shift.clone());
        each(alone, rest, chosen, cheapest);
        chosen.pop();
    }
}

/// The slots of idle time.
fn free(alone: &World, shifts: &[Shift]) -> Vec<usize> {
    let stretches = shifts.iter().flat_map(|s| &s.stretches);
    let idle = stretches.filter(|s| s.activity == Activity::Idle);
    let mut slots: Vec<usize> =
        idle.filter_map(|s| alone.grid().slot_of(s.span.start)).map(|slot| slot.0).collect();
    slots.sort_unstable();
    slots
}
