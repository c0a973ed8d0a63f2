//! Who serves what in every half-hour, kept as cheap as moving people between queues makes it.
//!
//! People of one pool are alike, so a slot's state is a count per pool and queue (or idle). Adding
//! or taking away a person pushes others along a chain of queues where that pays: a two-skilled
//! agent makes room, another fills the hole. Every change is written down, so that a search can
//! take it back.

mod chain;
mod tickets;

use super::problem::{MICRO, Problem};
pub(crate) use chain::Chain;

/// The state of every slot.
#[derive(Debug, Clone)]
pub(crate) struct Seating<'p> {
    problem: &'p Problem,
    /// Where a pool's counts begin: one per skill, the last for idle people.
    at: Vec<usize>,
    /// Counts of a slot: `at` of the pool behind the last.
    width: usize,
    counts: Vec<u16>,
    /// Millionths of standard agents per slot and queue.
    cover: Vec<i64>,
    /// Heads per slot and queue.
    heads: Vec<u16>,
    /// People at work per slot.
    present: Vec<u16>,
    /// Work on tickets planned per slot and queue, in millionths of agent-slots.
    planned: Vec<i64>,
    /// Cost per slot in minor units.
    cost: Vec<i64>,
    total: i64,
    /// Changes with every change of a slot's state, unique per state.
    stamp: Vec<u64>,
    clock: u64,
    journal: Option<Vec<Entry>>,
    /// For each queue: pools with another skill beside it, as (pool, skill).
    movers: Vec<Vec<(usize, usize)>>,
}

/// One change, to be taken back.
#[derive(Debug, Clone)]
struct Entry {
    slot: usize,
    pool: usize,
    from: Option<usize>,
    to: Option<usize>,
    stamp: u64,
}

impl<'p> Seating<'p> {
    /// Nobody at work but those of shifts before the horizon.
    pub(crate) fn empty(problem: &'p Problem) -> Self {
        let (slots, queues) = (problem.slots, problem.queues.len());
        let mut at = vec![0];
        for pool in &problem.pools {
            at.push(at[at.len() - 1] + pool.skills.len() + 1);
        }
        let width = at[problem.pools.len()];
        let mut movers = vec![Vec::new(); queues];
        for (number, pool) in problem.pools.iter().enumerate().filter(|(_, p)| p.skills.len() > 1) {
            for (skill, &(queue, _)) in pool.skills.iter().enumerate() {
                movers[queue].push((number, skill));
            }
        }
        let mut all = Self {
            problem,
            at,
            width,
            counts: vec![0; width * slots],
            cover: vec![0; queues * slots],
            heads: vec![0; queues * slots],
            present: problem.seated_before.clone(),
            planned: vec![0; queues * slots],
            cost: vec![0; slots],
            total: 0,
            stamp: vec![0; slots],
            clock: 0,
            journal: None,
            movers,
        };
        for slot in 0..slots {
            for (q, queue) in problem.queues.iter().enumerate() {
                all.cover[slot * queues + q] = queue.before[slot];
                all.heads[slot * queues + q] = queue.heads_before[slot];
            }
        }
        all.plan_tickets();
        all
    }

    /// Cost of everything missing or too much, in minor units.
    pub(crate) const fn total(&self) -> i64 {
        self.total
    }
    /// Cost of a slot.
    pub(crate) fn cost_of(&self, slot: usize) -> i64 {
        self.cost[slot]
    }
    /// Changes whenever the state of `slot` does.
    pub(crate) fn stamp(&self, slot: usize) -> u64 {
        self.stamp[slot]
    }
    /// How many people of `pool` do `skill` in `slot`; the skill after the last is idle.
    pub(crate) fn count(&self, slot: usize, pool: usize, skill: usize) -> u16 {
        self.counts[slot * self.width + self.at[pool] + skill]
    }

    /// A person of `pool` comes to work in `slot`.
    pub(crate) fn add(&mut self, slot: usize, pool: usize) {
        let chain = self.best_arrival(slot, pool);
        self.present[slot] += 1;
        self.apply(slot, &chain);
    }

    /// A person of `pool` leaves work in `slot`.
    pub(crate) fn remove(&mut self, slot: usize, pool: usize) {
        let chain = self.best_departure(slot, pool);
        self.present[slot] -= 1;
        self.apply(slot, &chain);
    }

    /// What a person of `pool` more in `slot` saves, in minor units.
    pub(crate) fn gain(&mut self, slot: usize, pool: usize) -> i64 {
        -self.best_arrival(slot, pool).delta
    }

    /// Goes on from the state of another seating of the same case.
    pub(crate) fn resume(&mut self, other: &Self) {
        let clock = self.clock.max(other.clock);
        self.clone_from(other);
        self.clock = clock;
        for stamp in &mut self.stamp {
            self.clock += 1;
            *stamp = self.clock;
        }
    }

    /// From now on every change can be taken back.
    pub(crate) fn open_journal(&mut self) {
        self.journal = Some(Vec::new());
    }
    /// Keeps every change since the journal was opened.
    pub(crate) fn keep(&mut self) {
        if let Some(journal) = &mut self.journal {
            journal.clear();
        }
    }
    /// Takes back every change since the journal was opened or last kept.
    pub(crate) fn take_back(&mut self) {
        let mut journal = self.journal.take().unwrap_or_default();
        for entry in journal.drain(..).rev() {
            match (entry.from, entry.to) {
                (None, _) => self.present[entry.slot] -= 1,
                (_, None) => self.present[entry.slot] += 1,
                _ => {}
            }
            self.shift(entry.slot, entry.pool, entry.to, entry.from);
            self.reprice(entry.slot);
            self.stamp[entry.slot] = entry.stamp;
        }
        self.journal = Some(journal);
    }

    fn apply(&mut self, slot: usize, chain: &Chain) {
        for &(pool, from, to) in chain.steps() {
            if let Some(journal) = &mut self.journal {
                journal.push(Entry { slot, pool, from, to, stamp: self.stamp[slot] });
            }
            self.shift(slot, pool, from, to);
        }
        self.reprice(slot);
        self.clock += 1;
        self.stamp[slot] = self.clock;
    }

    /// Moves one person of `pool` between skills; `None` is outside the slot.
    fn shift(&mut self, slot: usize, pool: usize, from: Option<usize>, to: Option<usize>) {
        let row = slot * self.width + self.at[pool];
        let queues = self.problem.queues.len();
        if let Some(from) = from {
            self.counts[row + from] -= 1;
            if let Some(&(q, speed)) = self.problem.pools[pool].skills.get(from) {
                self.cover[slot * queues + q] -= speed;
                self.heads[slot * queues + q] -= 1;
            }
        }
        if let Some(to) = to {
            self.counts[row + to] += 1;
            if let Some(&(q, speed)) = self.problem.pools[pool].skills.get(to) {
                self.cover[slot * queues + q] += speed;
                self.heads[slot * queues + q] += 1;
            }
        }
    }

    fn reprice(&mut self, slot: usize) {
        let queues = self.problem.queues.len();
        let row = slot * queues;
        let live: i64 = (0..queues)
            .map(|q| self.price(slot, q, self.cover[row + q], self.heads[row + q]))
            .sum();
        let cost = live + self.crowd_price(slot, self.present[slot]);
        self.total += cost - self.cost[slot];
        self.cost[slot] = cost;
    }

    /// What a queue costs in a slot with so many people.
    fn price(&self, slot: usize, queue: usize, cover: i64, heads: u16) -> i64 {
        let q = &self.problem.queues[queue];
        let mut price = q.price(slot, cover, self.problem.interval);
        if let Some(floor) = &q.floor {
            price += i64::from(floor.heads[slot].saturating_sub(heads)) * floor.price;
        }
        if let Some(tickets) = &q.tickets {
            let spare = (cover - i64::from(q.need[slot]) * MICRO).max(0);
            let late = self.planned[slot * self.problem.queues.len() + queue] - spare;
            if late > 0 {
                price += (tickets.price * late as f64 / MICRO as f64).round() as i64;
            }
        }
        price
    }

    /// What people without a seat cost.
    fn crowd_price(&self, slot: usize, present: u16) -> i64 {
        debug_assert!(slot < self.problem.slots);
        self.problem.seats.map_or(0, |s| i64::from(present.saturating_sub(s.count)) * s.price)
    }
}
