//! Every roster of a tiny world, tried one by one.

use super::shifts::shifts;
use super::worlds::World;
use domain::{Agent, Money, Provenance, Roster, Shift, judge};

/// The cost of the cheapest lawful roster; `None` when no roster is lawful.
///
/// Everybody on duty serves the one queue where they can and it is open; that is never dearer.
pub(super) fn optimum(world: &World) -> Option<Money> {
    let choices: Vec<Vec<Shift>> = world
        .centre
        .agents
        .iter()
        .flat_map(|agent| (0..world.grid().days()).map(move |day| (agent, day)))
        .map(|(agent, day)| all(world, agent, day))
        .collect();
    let mut cheapest = None;
    try_all(world, &choices, &mut Vec::new(), &mut cheapest);
    cheapest
}

/// How many rosters there are to try.
pub(super) fn count(world: &World) -> usize {
    let days = 0..world.grid().days();
    let agents = world.centre.agents.iter();
    let each = agents.flat_map(|a| days.clone().map(move |d| all(world, a, d).len() + 1));
    each.product()
}

fn try_all(
    world: &World,
    choices: &[Vec<Shift>],
    chosen: &mut Vec<Shift>,
    cheapest: &mut Option<Money>,
) {
    let Some((first, rest)) = choices.split_first() else {
        let roster = Roster::new(world.grid().clone(), chosen.clone(), Provenance::default());
        let verdict = judge(&world.centre, &world.requirement, &roster, &world.previous);
        let cost = verdict.cost.total();
        if verdict.is_lawful() && cheapest.is_none_or(|least| cost < least) {
            *cheapest = Some(cost);
        }
        return;
    };
    try_all(world, rest, chosen, cheapest);
    for shift in first {
        chosen.push(shift.clone());
        try_all(world, rest, chosen, cheapest);
        chosen.pop();
    }
}

/// Every shift `agent` may start on `day`, at work on the one queue where they can.
fn all(world: &World, agent: &Agent, day: usize) -> Vec<Shift> {
    shifts(world, agent, day, Some(&world.centre.queues[0]))
}
