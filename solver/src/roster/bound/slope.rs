//! Slopes: how a bound changes with the prices that prove it.

use super::certificate::{Certificate, live, pieces};
use super::master::Served;
use super::prices::Prices;
use crate::roster::problem::{MICRO, Problem};

/// What a unit more of each price adds to the certificate's bound, in minor units: what is needed
/// at these prices less what the best tours bring. Where the bound bends, one of its slopes.
pub(crate) fn slope(problem: &Problem, prices: &Prices, found: &Certificate) -> Prices {
    let mut slope = Prices::zero(problem);
    for (q, queue) in problem.queues.iter().enumerate() {
        for slot in 0..problem.slots {
            let contact = prices.contact(queue, q, slot);
            let least = live(problem, queue, slot, (prices.agent[q][slot], contact));
            slope.agent[q][slot] += least.bought;
            for &goal in queue.goals_of(slot) {
                slope.goal[q][goal] += least.late;
            }
            if let Some(floor) = &queue.floor {
                let missing = floor.heads[slot].saturating_sub(queue.heads_before.at_most(slot));
                slope.head[q][slot] += f64::from(missing);
            }
        }
        for (number, goal) in queue.goals.iter().enumerate() {
            let beyond = if prices.goal[q][number] > goal.light { goal.tier } else { 0.0 };
            slope.goal[q][number] -= goal.allowed + beyond;
        }
        if let Some(tickets) = &queue.tickets {
            let (prices, slope) = (&prices.agent[q], &mut slope.agent[q]);
            pieces(tickets, |piece, slots| {
                let cheapest = slots.min_by(|&a, &b| prices[a].total_cmp(&prices[b]));
                if let Some(slot) = cheapest.filter(|&slot| prices[slot] < tickets.price) {
                    slope[slot] += piece;
                }
            });
            for (slot, slope) in slope.iter_mut().enumerate() {
                *slope -= (queue.there(slot) - f64::from(queue.need[slot])).max(0.0);
            }
        }
    }
    if let Some(seats) = problem.seats {
        for (slot, slope) in slope.seat.iter_mut().enumerate() {
            *slope -= f64::from(seats.count) - f64::from(problem.seated_before.at_least(slot));
        }
    }
    for (number, priced) in found.tours.iter().enumerate() {
        let class = &problem.classes[number];
        let (people, skills) = (class.members as f64, &problem.pools[class.pool].skills);
        for (slot, queue) in Served::at(problem, number, priced.tour.clone(), prices).serves {
            slope.seat[slot] += people;
            let Some(queue) = queue else { continue };
            let speed = skills.iter().find(|s| s.0 == queue).map_or(0, |s| s.1);
            slope.agent[queue][slot] -= people * speed as f64 / MICRO as f64;
            slope.head[queue][slot] -= people;
        }
    }
    slope
}
