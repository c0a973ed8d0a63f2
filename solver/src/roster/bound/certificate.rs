//! The certificate: a lower bound from prices, without trust in any optimiser.
//!
//! ```text
//! L(y) = Σ slots of (least cost of shortage at prices y) + Σ classes n·min tours (cost − Σ y)
//! ```
//! Lagrangian duality: for any prices, people bought and sold at them leave a problem that falls
//! apart into slots, ticket queues and single tours, each solved exactly. Rounding of shortage to
//! minor units is given away in the bound's favour: never more than the truth.

use super::super::pricing::crew::Crew;
use super::super::pricing::{Priced, Pricer};
use super::super::problem::goals::Curve;
use super::super::problem::queues::{Queue, Tickets, per_slot};
use super::super::problem::{Class, MICRO, Problem};
use super::prices::Prices;
use std::ops::Range;

/// A bound, and each class's best tour at its prices.
#[derive(Debug)]
pub(crate) struct Certificate {
    /// No lawful roster costs less, in minor units.
    pub(crate) bound: f64,
    /// The best tour of each class.
    pub(crate) tours: Vec<Priced>,
}

/// The bound at these prices; `Err` with a class without a lawful tour.
pub(crate) fn certify(
    problem: &Problem,
    prices: &Prices,
    crew: &mut Crew,
) -> Result<Certificate, usize> {
    let best = |pricer: &mut Pricer, class: &_, values: &[f64]| pricer.best(problem, class, values);
    certify_with(problem, prices, crew, best)
}

/// The bound when each class's tours come from here: the best ones, or ones worth more.
pub(crate) fn certify_with(
    problem: &Problem,
    prices: &Prices,
    crew: &mut Crew,
    best: impl Fn(&mut Pricer, &Class, &[f64]) -> Option<Priced> + Sync,
) -> Result<Certificate, usize> {
    let values: Vec<Vec<f64>> =
        (0..problem.pools.len()).map(|pool| prices.values(problem, pool)).collect();
    let mut tours = Vec::with_capacity(problem.classes.len());
    let mut bound = slots(problem, prices);
    let found =
        crew.each(&problem.classes, |pricer, class| best(pricer, class, &values[class.pool]));
    for (number, (class, best)) in problem.classes.iter().zip(found).enumerate() {
        let best = best.ok_or(number)?;
        bound -= class.members as f64 * best.worth;
        tours.push(best);
    }
    let bound = bound - 1e-9 * bound.abs();
    Ok(Certificate { bound, tours })
}

/// What slots cost at least when people are bought at these prices.
fn slots(problem: &Problem, prices: &Prices) -> f64 {
    let mut sum = 0.0;
    for (q, queue) in problem.queues.iter().enumerate() {
        for slot in 0..problem.slots {
            let contact = prices.contact(queue, q, slot);
            sum += live(problem, queue, slot, (prices.agent[q][slot], contact)).cost;
            if let Some(floor) = &queue.floor {
                let missing = floor.heads[slot].saturating_sub(queue.heads_before.at_most(slot));
                sum += f64::from(missing) * prices.head[q][slot];
            }
        }
        let goals = queue.goals.iter().zip(&prices.goal[q]);
        sum += goals.map(|(goal, &worth)| goal.least(worth) - 0.5).sum::<f64>();
        if let Some(tickets) = &queue.tickets {
            let spare = |slot: usize| {
                (queue.before[slot] - i64::from(queue.need[slot]) * MICRO).max(0) as f64
                    / MICRO as f64
            };
            let given: f64 =
                (0..problem.slots).map(|slot| spare(slot) * prices.agent[q][slot]).sum();
            sum += work(tickets, &prices.agent[q]) - given;
        }
    }
    if let Some(seats) = problem.seats {
        for slot in 0..problem.slots {
            let left = f64::from(seats.count) - f64::from(problem.seated_before.at_least(slot));
            sum -= left * prices.seat[slot];
        }
    }
    sum
}

/// What a slot costs at least at a price for people, and with what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Least {
    /// The cost, in minor units.
    pub(crate) cost: f64,
    /// Agents bought.
    pub(crate) bought: f64,
    /// Contacts too late.
    pub(crate) late: f64,
}

/// The least of `shortage(short) + y·(need − short)` over all shortages of a slot; where contacts
/// too late count, the least of `shortage + contact·late + y·(cover − there)` over all covers.
pub(crate) fn live(
    problem: &Problem,
    queue: &Queue,
    slot: usize,
    (price, contact): (f64, f64),
) -> Least {
    if let Some(curve) = queue.curves[slot].as_ref().filter(|_| contact > 0.0) {
        return on_curve(problem, queue, slot, (price, contact), curve);
    }
    let need = (i64::from(queue.need[slot]) * MICRO - queue.before[slot]) as f64 / MICRO as f64;
    if need <= 0.0 {
        return Least { cost: 0.0, bought: 0.0, late: 0.0 };
    }
    if price <= 0.0 {
        return Least { cost: 0.0, bought: need, late: 0.0 };
    }
    let tier = queue.light_agents(slot).min(need);
    let light = per_slot(queue.shortage.light, problem.interval);
    let heavy = per_slot(queue.shortage.heavy, problem.interval);
    let saved = (price - light).max(0.0) * tier + (price - heavy).max(0.0) * (need - tier);
    let cost = need * price - saved - rounding(problem, queue, light, heavy);
    let left = |own: f64, agents: f64| if price > own { agents } else { 0.0 };
    Least { cost, bought: need - left(light, tier) - left(heavy, need - tier), late: 0.0 }
}

/// The same with a curve: straight between whole covers and the edges of prices, so least at one.
fn on_curve(
    problem: &Problem,
    queue: &Queue,
    slot: usize,
    (price, contact): (f64, f64),
    curve: &Curve,
) -> Least {
    let (there, need) = (queue.there(slot), f64::from(queue.need[slot]));
    let light = per_slot(queue.shortage.light, problem.interval);
    let heavy = per_slot(queue.shortage.heavy, problem.interval);
    let tier = queue.light_agents(slot);
    let given = rounding(problem, queue, light, heavy);
    let at = |cover: f64| {
        let short = (need - cover).max(0.0);
        let missing = light * short.min(tier) + heavy * (short - tier).max(0.0);
        let late = curve.exactly(cover);
        let cost = missing + contact * late + price * (cover - there) - given;
        Least { cost, bought: cover - there, late }
    };
    let whole = (0..curve.exact.len()).map(|n| n as f64);
    let edges = [need - tier, need].into_iter().chain(whole).filter(|&c| c >= there);
    let open = edges.filter(|_| queue.open[slot]).map(at);
    open.fold(at(there), |a, b| if b.cost < a.cost { b } else { a })
}

/// How much rounding can take off a slot's shortage price: nothing when people and prices are
/// whole.
fn rounding(problem: &Problem, queue: &Queue, light: f64, heavy: f64) -> f64 {
    let index = problem.queues.iter().position(|q| std::ptr::eq(q, queue));
    let whole = |speed: i64| speed % MICRO == 0;
    let skills = problem.pools.iter().flat_map(|p| &p.skills);
    let whole_people = skills.filter(|s| Some(s.0) == index).all(|s| whole(s.1))
        && queue.before.iter().all(|&b| whole(b));
    let whole_prices = light.fract() == 0.0 && heavy.fract() == 0.0;
    if whole_people && whole_prices { 0.0 } else { 1.0 }
}

/// The least cost of ticket work when an agent-slot costs these prices: each piece of work takes
/// the cheapest slot between its arrival and its due time, or is late.
pub(crate) fn work(tickets: &Tickets, prices: &[f64]) -> f64 {
    let mut cost = 0.0;
    pieces(tickets, |piece, slots| {
        let cheapest = slots.clone().map(|slot| prices[slot]).fold(tickets.price, f64::min);
        // each piece is late or not: its price is rounded once
        cost += piece * cheapest - if slots.is_empty() { 0.0 } else { 0.5 };
    });
    cost
}

/// Ticket work piece by piece, the oldest first: how much, and the slots between its arrival and
/// its due time; none where it is due before it arrives.
pub(super) fn pieces(tickets: &Tickets, mut see: impl FnMut(f64, Range<usize>)) {
    let (mut arrived, mut first, mut done) = (0.0, 0, 0.0_f64);
    for (slot, &due) in tickets.due.iter().enumerate() {
        // work due by now, in the order of its arrival
        while done + 1e-12 < due {
            while first <= slot && arrived + tickets.arriving[first] <= done + 1e-12 {
                arrived += tickets.arriving[first];
                first += 1;
            }
            if first > slot {
                // late whatever is done
                see(due - done, 0..0);
                done = due;
                break;
            }
            let piece = (arrived + tickets.arriving[first] - done).min(due - done);
            see(piece, first..slot + 1);
            done += piece;
        }
    }
}
