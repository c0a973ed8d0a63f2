//! Who serves what in every half-hour, kept as cheap as sharing people among queues makes it.
//!
//! People of one pool are alike, so a slot's state is how many people of each pool serve each of
//! their queues (or stand idle). A person with several skills may share a slot between queues, so
//! these are fractions: a flow with gains, which [`flow`] keeps optimal as people come and go.
//! Every change is written down, so that a search can take it back.

mod floors;
mod flow;
mod goals;
mod paths;
mod prices;
#[cfg(test)]
mod tests;
mod tickets;

use super::problem::queues::per_slot;
use super::problem::{MICRO, Problem};
use flow::Scratch;
use goals::Goals;
use std::sync::Arc;
use tickets::Outlook;

/// The state of every slot.
#[derive(Debug, Clone)]
pub(crate) struct Seating<'p> {
    problem: &'p Problem,
    terms: Arc<Terms>,
    /// People per slot, pool and skill; the last of each pool is idle.
    shares: Vec<f64>,
    /// Standard agents per slot and queue.
    cover: Vec<f64>,
    /// People at work per slot.
    present: Vec<u16>,
    /// Cost per slot in minor units, late ticket work aside.
    cost: Vec<i64>,
    /// Their sum.
    live: i64,
    /// Ticket cover per slot and queue that comes before what is missing elsewhere.
    reserved: Vec<f64>,
    /// What a unit of ticket cover saves just now, per slot and queue.
    pull: Vec<f64>,
    /// What ticket cover is worth to a move, per slot and queue.
    outlook: Vec<Outlook>,
    /// Promises per day or week.
    goals: Goals,
    /// Price of late ticket work, per queue.
    late: Vec<i64>,
    /// Queues whose work may wait.
    waiting: Vec<usize>,
    /// Whether ticket cover changed since late work was last counted.
    stale: bool,
    /// Whether late work was counted anew since the journal began.
    weighed: bool,
    /// Changes with every change of a slot's state, unique per state.
    stamp: Vec<u64>,
    clock: u64,
    journal: Option<Vec<Entry>>,
    memory: Memory,
    scratch: Scratch,
}

/// Worths of slots as they stood at a stamp.
#[derive(Debug, Clone)]
struct Memory {
    stamp: Vec<u64>,
    worth: Vec<f64>,
    via: Vec<Option<flow::Move>>,
}

/// What never changes: where things are, and what cover is worth.
#[derive(Debug)]
struct Terms {
    /// Where a pool's shares begin.
    at: Vec<usize>,
    /// Shares of a slot: one number per pool and skill.
    width: usize,
    /// For each queue: the ways to others.
    paths: Vec<Vec<paths::Path>>,
    /// Shares of people who could do something else.
    movable: Vec<paths::Movable>,
    /// For each queue: shares of people who know it and do something else.
    inbound: Vec<Vec<usize>>,
    /// Prices of cover, per slot and queue.
    stairs: Vec<Stair>,
    /// For each queue: where the shares of those who serve it stand in a slot.
    seats: Vec<Vec<usize>>,
    /// Speeds per pool and skill.
    speeds: Vec<Vec<f64>>,
}

/// What missing cover costs on one queue in one slot.
#[derive(Debug, Clone, Copy)]
struct Stair {
    /// Cover at which nobody is missing.
    full: f64,
    /// Cover at which more than the lightly priced are missing.
    heavy_below: f64,
    /// Prices of a standard agent missing in the slot.
    light: f64,
    heavy: f64,
    /// Whether the queue may be worked in the slot.
    open: bool,
    /// Whether contacts too late count in the slot.
    is_curved: bool,
    /// The price of late work, where work may wait.
    waits: Option<f64>,
}

/// A slot as it was, to be taken back.
#[derive(Debug, Clone)]
struct Entry {
    slot: usize,
    shares: Vec<f64>,
    cover: Vec<f64>,
    reserved: Vec<f64>,
    present: u16,
    cost: i64,
    stamp: u64,
}

impl<'p> Seating<'p> {
    /// Nobody at work but those of shifts before the horizon.
    pub(crate) fn empty(problem: &'p Problem) -> Self {
        let (slots, queues) = (problem.slots, problem.queues.len());
        let terms = Arc::new(Terms::of(problem));
        let mut all = Self {
            problem,
            shares: vec![0.0; terms.width * slots],
            terms,
            cover: vec![0.0; queues * slots],
            present: vec![0; slots],
            cost: vec![0; slots],
            live: 0,
            reserved: vec![0.0; queues * slots],
            pull: vec![0.0; queues * slots],
            outlook: vec![Outlook::UNKNOWN; queues * slots],
            goals: Goals::new(problem),
            late: vec![0; queues],
            waiting: (0..queues).filter(|&q| problem.queues[q].tickets.is_some()).collect(),
            stale: true,
            weighed: false,
            stamp: vec![0; slots],
            clock: 0,
            journal: None,
            memory: Memory {
                stamp: vec![u64::MAX; slots],
                worth: vec![0.0; queues * slots],
                via: vec![None; queues * slots],
            },
            scratch: Scratch::new(queues),
        };
        for slot in 0..slots {
            for (q, queue) in problem.queues.iter().enumerate() {
                all.cover[slot * queues + q] = queue.before[slot] as f64 / MICRO as f64;
            }
            all.reprice(slot);
        }
        all.tell_first_worths();
        all.weigh();
        all
    }

    /// Cost of everything missing or too much, in minor units.
    pub(crate) fn total(&self) -> i64 {
        self.live + self.goals.cost() + self.late()
    }
    /// The same, were late ticket work to cost this.
    pub(crate) fn total_with(&self, late: i64) -> i64 {
        self.live + self.goals.cost() + late
    }
    /// Cost of a slot, late ticket work aside.
    pub(crate) fn cost_of(&self, slot: usize) -> i64 {
        self.cost[slot]
    }
    /// Cost of late ticket work, as last counted.
    pub(crate) fn late(&self) -> i64 {
        self.late.iter().sum()
    }
    /// What the capacity for tickets in `slot` saves at most, in minor units.
    pub(crate) fn worth_of_tickets(&self, slot: usize) -> f64 {
        let cells = self.waiting.iter().map(|&q| slot * self.problem.queues.len() + q);
        let worth = |cell: usize| self.terms.stairs[cell].waits.unwrap_or(0.0) * self.cover[cell];
        cells.map(worth).sum()
    }
    /// Cost of all slots, late ticket work aside.
    pub(crate) fn live(&self) -> i64 {
        self.live
    }
    /// Changes whenever the state of `slot` does.
    pub(crate) fn stamp(&self, slot: usize) -> u64 {
        self.stamp[slot]
    }
    /// How many people of `pool` do `skill` in `slot`; the skill after the last is idle.
    pub(crate) fn share_of(&self, slot: usize, pool: usize, skill: usize) -> f64 {
        self.shares[slot * self.terms.width + self.terms.at[pool] + skill]
    }

    /// A person of `pool` comes to work in `slot`.
    pub(crate) fn add(&mut self, slot: usize, pool: usize) {
        self.note(slot);
        self.present[slot] += 1;
        self.arrive(slot, pool);
        self.settled(slot);
    }

    /// A person of `pool` leaves work in `slot`.
    pub(crate) fn remove(&mut self, slot: usize, pool: usize) {
        self.note(slot);
        self.present[slot] -= 1;
        self.depart(slot, pool);
        self.settled(slot);
    }

    /// What a person of `pool` more in `slot` saves, in minor units.
    pub(crate) fn gain(&mut self, slot: usize, pool: usize) -> f64 {
        let crowd = self.crowd_price(slot, self.present[slot] + 1)
            - self.crowd_price(slot, self.present[slot]);
        self.arrival(slot, pool) - crowd as f64
    }

    /// Goes back to a state of this seating that was kept.
    pub(crate) fn resume(&mut self, kept: &Self) {
        let clock = self.clock.max(kept.clock);
        self.clone_from(kept);
        // stamps are never given twice, so what is known of the kept states stays true
        self.clock = clock;
    }

    /// Takes over a state of another seating of the same problem.
    pub(crate) fn follow(&mut self, other: &Self) {
        self.resume(other);
        // the other has given its stamps to states that are not known here
        self.memory.stamp.fill(u64::MAX);
        (0..self.stamp.len()).for_each(|slot| self.touch(slot));
    }

    /// From now on every change can be taken back.
    pub(crate) fn open_journal(&mut self) {
        // room is kept from one journal to the next
        let mut journal = self.journal.take().unwrap_or_default();
        journal.clear();
        self.journal = Some(journal);
        self.weigh();
        self.weighed = false;
    }
    /// Keeps every change since the journal was opened.
    pub(crate) fn keep(&mut self) {
        if let Some(journal) = &mut self.journal {
            journal.clear();
        }
        self.weigh();
        self.weighed = false;
    }
    /// Takes back every change since the journal was opened or last kept.
    pub(crate) fn take_back(&mut self) {
        let (width, queues) = (self.terms.width, self.problem.queues.len());
        let mut journal = self.journal.take().unwrap_or_default();
        for entry in journal.drain(..).rev() {
            let slot = entry.slot;
            self.shares[slot * width..][..width].copy_from_slice(&entry.shares);
            self.cover[slot * queues..][..queues].copy_from_slice(&entry.cover);
            self.reserved[slot * queues..][..queues].copy_from_slice(&entry.reserved);
            self.present[slot] = entry.present;
            self.live += entry.cost - self.cost[slot];
            self.cost[slot] = entry.cost;
            self.stamp[slot] = entry.stamp;
            self.count_late(slot);
        }
        self.journal = Some(journal);
        // late work that was never counted anew is what it was
        self.stale = self.weighed;
        self.weigh();
    }

    /// Writes a slot down before it changes.
    fn note(&mut self, slot: usize) {
        let Some(journal) = &mut self.journal else { return };
        let (width, queues) = (self.terms.width, self.problem.queues.len());
        journal.push(Entry {
            slot,
            shares: self.shares[slot * width..][..width].to_vec(),
            cover: self.cover[slot * queues..][..queues].to_vec(),
            reserved: self.reserved[slot * queues..][..queues].to_vec(),
            present: self.present[slot],
            cost: self.cost[slot],
            stamp: self.stamp[slot],
        });
    }

    fn settled(&mut self, slot: usize) {
        self.reprice(slot);
        self.touch(slot);
    }

    fn touch(&mut self, slot: usize) {
        self.clock += 1;
        self.stamp[slot] = self.clock;
    }

    fn reprice(&mut self, slot: usize) {
        let (queues, width) = (self.problem.queues.len(), self.terms.width);
        let row = slot * queues;
        let shares = &self.shares[slot * width..][..width];
        let live: i64 = (0..queues).map(|q| self.price(slot, q, self.cover[row + q], shares)).sum();
        let cost = live + self.crowd_price(slot, self.present[slot]);
        self.live += cost - self.cost[slot];
        self.cost[slot] = cost;
        self.count_late(slot);
    }

    /// What a queue costs in a slot at this cover, with these shares of people.
    fn price(&self, slot: usize, queue: usize, cover: f64, shares: &[f64]) -> i64 {
        let stair = &self.terms.stairs[slot * self.problem.queues.len() + queue];
        let mut price = 0;
        if cover < stair.full {
            let heavy = (stair.heavy_below - cover).max(0.0);
            let light = stair.full - cover - heavy;
            price += nearest(stair.light * light) + nearest(stair.heavy * heavy);
        }
        if let Some(floor) = &self.problem.queues[queue].floor {
            let missing = self.heads_missing(slot, queue, shares);
            price += nearest(missing * floor.price as f64);
        }
        price
    }

    /// Heads missing to a queue's floor on average over a slot; only people who are on the queue
    /// for the whole slot count.
    fn heads_missing(&self, slot: usize, queue: usize, shares: &[f64]) -> f64 {
        let queue_of = &self.problem.queues[queue];
        let due = queue_of.floor.as_ref().map_or(0, |floor| floor.heads[slot]);
        let whole = |&at: &usize| (shares[at] + EPSILON) as u16;
        let heads = self.terms.seats[queue].iter().map(whole).sum();
        queue_of.heads_before.missing(slot, heads, due)
    }

    /// What people without a seat cost.
    fn crowd_price(&self, slot: usize, present: u16) -> i64 {
        let before = &self.problem.seated_before;
        let standing = |count| before.crowded(slot, present, count);
        self.problem.seats.map_or(0, |s| nearest(standing(s.count) * s.price as f64))
    }
}

/// Fewer people than this are nobody.
const EPSILON: f64 = 1e-7;

/// To the nearest whole number; prices are never negative.
fn nearest(price: f64) -> i64 {
    (price + 0.5) as i64
}

impl Terms {
    fn of(problem: &Problem) -> Self {
        let mut at = vec![0];
        for pool in &problem.pools {
            at.push(at[at.len() - 1] + pool.skills.len() + 1);
        }
        let width = at[problem.pools.len()];
        let mut stairs = Vec::with_capacity(problem.slots * problem.queues.len());
        for slot in 0..problem.slots {
            for queue in &problem.queues {
                let full = f64::from(queue.need[slot]);
                stairs.push(Stair {
                    full,
                    heavy_below: full - queue.light_agents(slot),
                    light: per_slot(queue.shortage.light, problem.interval),
                    heavy: per_slot(queue.shortage.heavy, problem.interval),
                    open: queue.open[slot],
                    is_curved: queue.open[slot] && queue.curves[slot].is_some(),
                    waits: queue.tickets.as_ref().map(|t| t.price),
                });
            }
        }
        let speed = |skill: &(usize, i64)| skill.1 as f64 / MICRO as f64;
        let speeds: Vec<Vec<f64>> =
            problem.pools.iter().map(|p| p.skills.iter().map(speed).collect()).collect();
        let paths = paths::paths(problem, &at, &speeds);
        let movable = paths::movable(problem, &at, &speeds);
        let inbound = paths::inbound(problem, &at);
        let mut seats = vec![Vec::new(); problem.queues.len()];
        for (pool, &at) in problem.pools.iter().zip(&at) {
            for (skill, &(queue, _)) in pool.skills.iter().enumerate() {
                seats[queue].push(at + skill);
            }
        }
        Self { at, width, paths, movable, inbound, stairs, seats, speeds }
    }
}
