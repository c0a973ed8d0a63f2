//! Chains: one person comes or goes, others move up.

use super::Seating;

/// How many others may move for one arrival or departure.
const MOVES: usize = 2;

/// Moves of people between skills of a slot and what they change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chain {
    /// Change of cost in minor units.
    pub(crate) delta: i64,
    steps: [(usize, Option<usize>, Option<usize>); MOVES + 1],
    length: usize,
}

impl Chain {
    const fn none() -> Self {
        Self { delta: i64::MAX, steps: [(0, None, None); MOVES + 1], length: 0 }
    }
    /// The moves: pool, skill left, skill taken up.
    pub(crate) fn steps(&self) -> &[(usize, Option<usize>, Option<usize>)] {
        &self.steps[..self.length]
    }
    fn with(mut self, step: (usize, Option<usize>, Option<usize>), delta: i64) -> Self {
        self.steps[self.length] = step;
        self.length += 1;
        self.delta = delta;
        self
    }
    fn better(&mut self, other: Self) {
        if other.delta < self.delta {
            *self = other;
        }
    }
}

impl Seating<'_> {
    /// The cheapest way to place a person of `pool` who comes to work in `slot`.
    pub(crate) fn best_arrival(&mut self, slot: usize, pool: usize) -> Chain {
        let problem = self.problem;
        let crowd = self.crowd_price(slot, self.present[slot] + 1)
            - self.crowd_price(slot, self.present[slot]);
        let start = Chain { delta: crowd, ..Chain::none() };
        let idle = problem.pools[pool].skills.len();
        let mut best = start.with((pool, None, Some(idle)), crowd);
        if self.cost[slot] == 0 {
            return best;
        }
        for (skill, &(queue, speed)) in problem.pools[pool].skills.iter().enumerate() {
            if !problem.queues[queue].open[slot] {
                continue;
            }
            let delta = crowd + self.change(slot, queue, speed, 1);
            let chain = start.with((pool, None, Some(skill)), delta);
            best.better(chain);
            self.pretend(slot, queue, speed, 1);
            self.push(slot, queue, chain, MOVES, &mut best);
            self.pretend(slot, queue, -speed, -1);
        }
        best
    }

    /// The cheapest way to do without a person of `pool` in `slot`.
    pub(crate) fn best_departure(&mut self, slot: usize, pool: usize) -> Chain {
        let problem = self.problem;
        let crowd = self.crowd_price(slot, self.present[slot] - 1)
            - self.crowd_price(slot, self.present[slot]);
        let start = Chain { delta: crowd, ..Chain::none() };
        let mut best = Chain::none();
        let idle = problem.pools[pool].skills.len();
        if self.count(slot, pool, idle) > 0 {
            return start.with((pool, Some(idle), None), crowd);
        }
        for (skill, &(queue, speed)) in problem.pools[pool].skills.iter().enumerate() {
            if self.count(slot, pool, skill) == 0 {
                continue;
            }
            let delta = crowd + self.change(slot, queue, -speed, -1);
            let chain = start.with((pool, Some(skill), None), delta);
            best.better(chain);
            if delta > crowd {
                self.pretend(slot, queue, -speed, -1);
                self.pull(slot, queue, chain, MOVES, &mut best);
                self.pretend(slot, queue, speed, 1);
            }
        }
        best
    }

    /// Someone has just come to `queue`: moves another on to where people are missing.
    fn push(&mut self, slot: usize, queue: usize, chain: Chain, moves: usize, best: &mut Chain) {
        let problem = self.problem;
        for n in 0..self.movers[queue].len() {
            let (pool, skill) = self.movers[queue][n];
            if self.count(slot, pool, skill) == 0 {
                continue;
            }
            let speed = problem.pools[pool].skills[skill].1;
            let leave = self.change(slot, queue, -speed, -1);
            for (other, &(to, to_speed)) in problem.pools[pool].skills.iter().enumerate() {
                if to == queue || !problem.queues[to].open[slot] {
                    continue;
                }
                let delta = chain.delta + leave + self.change(slot, to, to_speed, 1);
                let next = chain.with((pool, Some(skill), Some(other)), delta);
                best.better(next);
                if moves > 1 {
                    self.pretend(slot, queue, -speed, -1);
                    self.pretend(slot, to, to_speed, 1);
                    self.push(slot, to, next, moves - 1, best);
                    self.pretend(slot, to, -to_speed, -1);
                    self.pretend(slot, queue, speed, 1);
                }
            }
        }
    }

    /// Someone has just left `queue`: fetches another from idleness or another queue.
    fn pull(&mut self, slot: usize, queue: usize, chain: Chain, moves: usize, best: &mut Chain) {
        let problem = self.problem;
        for (pool, skills) in problem.pools.iter().map(|p| &p.skills).enumerate() {
            let Some(skill) = skills.iter().position(|s| s.0 == queue) else { continue };
            let speed = skills[skill].1;
            let arrive = self.change(slot, queue, speed, 1);
            for other in 0..=skills.len() {
                let used = chain.steps()[0];
                let own = used.0 == pool && used.1 == Some(other);
                if other == skill || self.count(slot, pool, other) <= u16::from(own) {
                    continue;
                }
                let from = skills.get(other).copied();
                let leave = from.map_or(0, |(q, s)| self.change(slot, q, -s, -1));
                let delta = chain.delta + arrive + leave;
                let next = chain.with((pool, Some(other), Some(skill)), delta);
                best.better(next);
                let Some((q, s)) = from.filter(|_| moves > 1 && leave > 0) else { continue };
                self.pretend(slot, queue, speed, 1);
                self.pretend(slot, q, -s, -1);
                self.pull(slot, q, next, moves - 1, best);
                self.pretend(slot, q, s, 1);
                self.pretend(slot, queue, -speed, -1);
            }
        }
    }

    /// What `speed` and `head` more on a queue change.
    fn change(&self, slot: usize, queue: usize, speed: i64, head: i32) -> i64 {
        let cell = slot * self.problem.queues.len() + queue;
        let (cover, heads) = (self.cover[cell], self.heads[cell]);
        let after = (i32::from(heads) + head) as u16;
        self.price(slot, queue, cover + speed, after) - self.price(slot, queue, cover, heads)
    }

    /// Moves a queue's cover without counting people, for a look ahead.
    fn pretend(&mut self, slot: usize, queue: usize, speed: i64, head: i32) {
        let cell = slot * self.problem.queues.len() + queue;
        self.cover[cell] += speed;
        self.heads[cell] = (i32::from(self.heads[cell]) + head) as u16;
    }
}
