//! The cheapest roster of a tiny centre, by trying everybody's tours with everybody else's.
//!
//! Written apart from the engine: people's own laws and pay come from the judge, one person at a
//! time; half-hours from [`super::half_hours`]; nothing is priced by dynamic programming.

use super::half_hours::{NEVER, costs};
use super::people::{Tour, tours};
use super::worlds::World;

/// Tours of one person, and rosters of all, that are still tried.
const MOST: (usize, usize) = (2_500, 1_500_000);

/// What brute force knows of a centre.
pub(super) struct Truth {
    /// The least cost in minor units; `None` when no roster is lawful.
    pub(super) least: Option<f64>,
    /// How far the judge's rounding to whole minor units can be from that.
    pub(super) rounding: f64,
    /// Somebody has no lawful tour at all.
    pub(super) someone_cannot: bool,
}

/// The truth about a centre; `None` when it is too large to try everything.
pub(super) fn truth(world: &World) -> Option<Truth> {
    let agents = world.centre.agents.iter();
    let people: Vec<Vec<Tour>> =
        agents.map(|agent| tours(world, agent, MOST.0)).collect::<Option<_>>()?;
    if people.iter().map(Vec::len).product::<usize>() > MOST.1 {
        return None;
    }
    let costs = costs(world);
    let someone_cannot = people.iter().any(Vec::is_empty);
    let mut best = f64::INFINITY;
    together(&people, &costs, &vec![0; costs.len()], 0.0, &mut best);
    let rounding = costs.iter().filter(|slot| slot.iter().any(|cost| is_broken(*cost))).count();
    let rounding = (rounding * world.centre.queues.len()) as f64;
    Some(Truth { rounding, least: (best < NEVER / 2.0).then_some(best), someone_cannot })
}

/// Whether a cost is no whole number of minor units.
fn is_broken(cost: f64) -> bool {
    cost < NEVER / 2.0 && (cost - cost.round()).abs() > 1e-6
}

/// Tries the tours of those left with what is chosen: `sets` of people there by slot.
fn together(people: &[Vec<Tour>], costs: &[Vec<f64>], sets: &[usize], paid: f64, best: &mut f64) {
    let everybody = costs[0].len().trailing_zeros() as usize;
    let me = everybody - people.len();
    let Some((mine, others)) = people.split_first() else {
        *best = best.min(paid + total(costs, sets));
        return;
    };
    if others.is_empty() {
        let alone = total(costs, sets);
        let gains = costs.iter().zip(sets).map(|(c, set)| c[set | 1 << me] - c[*set]);
        let gains: Vec<f64> = gains.collect();
        for tour in mine {
            let changed: f64 = tour.there.iter().map(|slot| gains[*slot]).sum();
            *best = best.min(paid + tour.cost as f64 + alone + changed);
        }
        return;
    }
    for tour in mine {
        let mut with = sets.to_vec();
        tour.there.iter().for_each(|slot| with[*slot] |= 1 << me);
        together(others, costs, &with, paid + tour.cost as f64, best);
    }
}

fn total(costs: &[Vec<f64>], sets: &[usize]) -> f64 {
    costs.iter().zip(sets).map(|(cost, set)| cost[*set]).sum()
}
