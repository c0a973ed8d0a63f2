//! Shares against the linear programme they stand for, on random slots.

use super::*;
use crate::backend::highs::Method;
use crate::lp::Named;
use crate::roster::problem::Pool;
use crate::roster::problem::before::Before;
use crate::roster::problem::queues::{Queue, Tickets};
use domain::{Money, Share, Shortage};
use rand::RngExt;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

fn world(random: &mut Pcg64Mcg) -> Problem {
    let count = random.random_range(1..=4);
    let queue = |random: &mut Pcg64Mcg| {
        let light = random.random_range(50..150) * 100;
        Queue {
            shortage: Shortage {
                light: Money(light),
                light_share: Share::new(0.1).expect("a share"),
                heavy: Money(light + random.random_range(0..200) * 100),
            },
            need: vec![random.random_range(0..12)],
            open: vec![random.random_range(0..8) > 0],
            floor: None,
            before: vec![0],
            heads_before: Before::nobody(1),
            tickets: None,
            goals: Vec::new(),
            curves: vec![None],
        }
    };
    let queues: Vec<Queue> = (0..count).map(|_| queue(random)).collect();
    let speeds = [700_000, 850_000, 1_000_000, 1_100_000];
    let pool = |random: &mut Pcg64Mcg| {
        let mut skills: Vec<(usize, i64)> = Vec::new();
        for queue in 0..count {
            if random.random::<bool>() {
                skills.push((queue, speeds[random.random_range(0..4)]));
            }
        }
        Pool { skills }
    };
    Problem {
        slots: 1,
        reach: 1,
        cyclic: false,
        interval: 30,
        queues,
        seats: None,
        pools: (0..random.random_range(1..8)).map(|_| pool(random)).collect(),
        classes: Vec::new(),
        agents: Vec::new(),
        told: Vec::new(),
        start: Vec::new(),
        seated_before: Before::nobody(1),
        windows: Vec::new(),
    }
}

/// Some queues get tickets, due in the slot.
fn with_tickets(problem: &mut Problem, random: &mut Pcg64Mcg) {
    for queue in &mut problem.queues {
        if random.random::<bool>() {
            continue;
        }
        let work = random.random_range(0.0..3.0);
        let price = per_slot(queue.shortage.light, 30);
        queue.tickets = Some(Tickets { arriving: vec![work], due: vec![work], price });
        queue.need = vec![random.random_range(0..2)];
        queue.open = vec![true];
    }
}

/// What a slot with these people costs at least, and the ticket work then done, queue by queue.
fn least(problem: &Problem, people: &[u32]) -> (f64, Vec<Vec<f64>>) {
    let mut lp: Named<(u8, usize), usize> = Named::new();
    for (q, queue) in problem.queues.iter().enumerate() {
        lp.row((0, q), f64::from(queue.need[0]), f64::INFINITY);
        if let Some(tickets) = &queue.tickets {
            lp.row((2, q), tickets.due[0], f64::INFINITY);
        }
    }
    for (p, &count) in people.iter().enumerate() {
        lp.row((1, p), f64::NEG_INFINITY, f64::from(count));
    }
    for (q, queue) in problem.queues.iter().enumerate() {
        let (light, need) = (queue.light_agents(0), f64::from(queue.need[0]));
        let prices = [(queue.shortage.light, light), (queue.shortage.heavy, need - light)];
        for (price, most) in prices {
            lp.column(NONE, per_slot(price, 30), (0.0, most), &[((0, q), 1.0)]);
        }
        if let Some(tickets) = &queue.tickets {
            let done = [((0, q), -1.0), ((2, q), 1.0)];
            lp.column(q, 0.0, (0.0, tickets.arriving[0]), &done);
            lp.column(NONE, tickets.price, (0.0, f64::INFINITY), &[((2, q), 1.0)]);
        }
    }
    for (p, pool) in problem.pools.iter().enumerate() {
        for &(q, speed) in pool.skills.iter().filter(|s| problem.queues[s.0].open[0]) {
            let entries = [((1, p), 1.0), ((0, q), speed as f64 / MICRO as f64)];
            lp.column(NONE, 0.0, (0.0, f64::INFINITY), &entries);
        }
    }
    let solved = lp.solve(Method::Dual, &|| None).expect("it is feasible");
    let mut work = vec![vec![0.0]; problem.queues.len()];
    for (queue, _, value) in lp.values(&solved).filter(|v| v.0 != NONE) {
        work[queue][0] = value;
    }
    (solved.objective, work)
}

/// The name of columns that nobody asks for.
const NONE: usize = usize::MAX;

#[test]
fn shares_stay_optimal_as_people_come_and_go() {
    let mut random = Pcg64Mcg::seed_from_u64(7);
    for round in 0..300 {
        let problem = world(&mut random);
        let mut seating = Seating::empty(&problem);
        let mut people = vec![0; problem.pools.len()];
        for step in 0..12 {
            let pool = random.random_range(0..people.len());
            if people[pool] > 0 && random.random_range(0..3) == 0 {
                people[pool] -= 1;
                seating.remove(0, pool);
            } else {
                people[pool] += 1;
                seating.add(0, pool);
            }
            let (cost, least) = (seating.total() as f64, least(&problem, &people).0);
            assert!(cost > least - 3.0, "round {round} step {step}: {cost} below {least}");
            assert!(cost < least + 3.0, "round {round} step {step}: {cost} > {least}");
        }
    }
}

#[test]
fn ticket_work_that_is_reserved_is_done_as_cheaply_as_can_be() {
    let mut random = Pcg64Mcg::seed_from_u64(11);
    for round in 0..400 {
        let mut problem = world(&mut random);
        with_tickets(&mut problem, &mut random);
        let mut seating = Seating::empty(&problem);
        let mut people = vec![0; problem.pools.len()];
        for _ in 0..random.random_range(4..16) {
            let pool = random.random_range(0..people.len());
            people[pool] += 1;
            seating.add(0, pool);
            seating.weigh();
        }
        let (least, work) = least(&problem, &people);
        seating.reserve(0..1, &work);
        let cost = seating.total() as f64;
        assert!(cost > least - 3.0, "round {round}: {cost} below {least}");
        assert!(cost < least + 3.0, "round {round}: {cost} > {least}");
    }
}
