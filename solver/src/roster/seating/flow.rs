//! Shares of a slot: a flow with gains from people to queues, kept optimal.
//!
//! ```text
//! up(q)      what a little more cover on q saves          down(q)   what a little less costs
//! worth(q)   max of up(q) and, over people of q who know q' too, speed(q')/speed(q) · worth(q')
//! ```
//! An arrival goes where `speed(q) · worth(q)` is greatest; if that is because people of `q` can
//! move on, they do, along the chain behind `worth`. Each step goes as far as prices stay the same.

use super::{EPSILON, Seating};

/// Room to try things in.
#[derive(Debug, Clone, Default)]
pub(super) struct Scratch {
    /// Worth of a unit of cover per queue, and the move behind it.
    pub(super) worth: Vec<f64>,
    /// What less cover costs per queue.
    pub(super) down: Vec<f64>,
    pub(super) via: Vec<Option<Move>>,
    chain: Vec<(Move, f64)>,
    pub(super) exchanges: Vec<(Move, f64)>,
    shares: Vec<f64>,
    cover: Vec<f64>,
}

/// People of a pool move from one skill to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move {
    pub(super) pool: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Less than this many minor units per agent is nothing.
pub(super) const NOTHING: f64 = 1e-6;
/// Savings below this many minor units are rounding.
pub(super) const TRIFLE: f64 = 1e-5;
/// Exchanges that are tried before a slot is taken for settled.
pub(super) const TRIES: usize = 8;
/// A slot's shares are settled in fewer steps; the rest would be rounding.
const STEPS: usize = 64;

impl Scratch {
    pub(super) fn new(queues: usize) -> Self {
        Self {
            worth: vec![0.0; queues],
            down: vec![0.0; queues],
            via: vec![None; queues],
            ..Self::default()
        }
    }
}

/// The state of a slot that is looked at: shares and cover.
pub(super) struct Desk<'a> {
    pub(super) shares: &'a mut Vec<f64>,
    pub(super) cover: &'a mut Vec<f64>,
}

impl Seating<'_> {
    /// Shares a newcomer of `pool` out.
    pub(super) fn arrive(&mut self, slot: usize, pool: usize) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let (mut shares, mut cover) = self.lay_out(slot, &mut scratch);
        let mut desk = Desk { shares: &mut shares, cover: &mut cover };
        self.recall(slot, &desk, &mut scratch);
        self.seat(slot, pool, &mut desk, &mut scratch);
        self.man_floors(slot, &mut desk);
        self.write(slot, &shares, &cover);
        (scratch.shares, scratch.cover) = (shares, cover);
        self.scratch = scratch;
    }

    /// What a newcomer of `pool` would save.
    pub(super) fn arrival(&mut self, slot: usize, pool: usize) -> f64 {
        let mut scratch = std::mem::take(&mut self.scratch);
        let (mut shares, mut cover) = self.lay_out(slot, &mut scratch);
        let mut desk = Desk { shares: &mut shares, cover: &mut cover };
        self.recall(slot, &desk, &mut scratch);
        let gain = match self.whole_use(slot, pool, &desk, &scratch) {
            Some(gain) => gain,
            None => {
                let before = self.value(slot, &desk);
                self.seat(slot, pool, &mut desk, &mut scratch);
                self.man_floors(slot, &mut desk);
                before - self.value(slot, &desk)
            }
        };
        (scratch.shares, scratch.cover) = (shares, cover);
        self.scratch = scratch;
        gain
    }

    /// What a newcomer of `pool` saves where one use takes all their time and no floor asks for
    /// heads; `None` where shares must be worked out.
    fn whole_use(
        &self,
        slot: usize,
        pool: usize,
        desk: &Desk<'_>,
        scratch: &Scratch,
    ) -> Option<f64> {
        if self.floors_matter(slot, desk) {
            return None;
        }
        let Some(to) = self.best_use(slot, pool, scratch) else { return Some(0.0) };
        let mut queue = self.problem.pools[pool].skills[to].0;
        let mut gain = self.terms.speeds[pool][to];
        let worth = scratch.worth[queue] * gain;
        let mut moves = 0;
        while let Some(step) = scratch.via[queue] {
            let speeds = &self.terms.speeds[step.pool];
            let people = gain / speeds[step.from];
            moves += 1;
            if moves >= self.problem.queues.len()
                || desk.shares[self.terms.at[step.pool] + step.from] < people
            {
                return None;
            }
            gain = people * speeds[step.to];
            queue = self.problem.pools[step.pool].skills[step.to].0;
        }
        let room = self.edge_above(slot, queue, desk.cover[queue]) - desk.cover[queue];
        (room >= gain).then_some(worth)
    }

    /// Does without a person of `pool`.
    pub(super) fn depart(&mut self, slot: usize, pool: usize) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let (mut shares, mut cover) = self.lay_out(slot, &mut scratch);
        let mut desk = Desk { shares: &mut shares, cover: &mut cover };
        let (at, speeds) = (self.terms.at[pool], &self.terms.speeds[pool]);
        let skills = &self.problem.pools[pool].skills;
        let idle = at + skills.len();
        let (mut left, mut crossed) = (1.0, false);
        let unseated = desk.shares[idle].min(left);
        desk.shares[idle] -= unseated;
        left -= unseated;
        while left > EPSILON {
            let cheapest = (0..skills.len())
                .filter(|&skill| desk.shares[at + skill] > 0.0)
                .map(|skill| {
                    let queue = skills[skill].0;
                    (skill, self.down(slot, queue, desk.cover[queue]) * speeds[skill])
                })
                .min_by(|a, b| a.1.total_cmp(&b.1));
            let Some((skill, _)) = cheapest else { break };
            let queue = skills[skill].0;
            let room = desk.cover[queue] - self.edge_below(slot, queue, desk.cover[queue]);
            let most = (room / speeds[skill]).max(EPSILON);
            let taken = left.min(most).min(desk.shares[at + skill]);
            let before = desk.cover[queue];
            desk.shares[at + skill] -= taken;
            desk.cover[queue] -= taken * speeds[skill];
            left -= taken;
            // where no price changed, the others are where they should be
            crossed |= self.up(slot, queue, desk.cover[queue]) != self.up(slot, queue, before)
                || self.down(slot, queue, desk.cover[queue]) != self.down(slot, queue, before);
        }
        // and where nobody else can take the place, nobody moves
        let others = skills.iter().flat_map(|&(queue, _)| &self.terms.inbound[queue]);
        if crossed && others.into_iter().any(|&at| desk.shares[at] > EPSILON) {
            self.settle(slot, &mut desk, &mut scratch);
        } else {
            self.man_floors(slot, &mut desk);
        }
        self.write(slot, &shares, &cover);
        (scratch.shares, scratch.cover) = (shares, cover);
        self.scratch = scratch;
    }

    /// Shares a slot out anew from what it is.
    pub(super) fn share(&mut self, slot: usize) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let (mut shares, mut cover) = self.lay_out(slot, &mut scratch);
        let mut desk = Desk { shares: &mut shares, cover: &mut cover };
        self.settle(slot, &mut desk, &mut scratch);
        self.write(slot, &shares, &cover);
        (scratch.shares, scratch.cover) = (shares, cover);
        self.scratch = scratch;
    }

    /// A copy of a slot's state to work on.
    fn lay_out(&self, slot: usize, scratch: &mut Scratch) -> (Vec<f64>, Vec<f64>) {
        let (width, queues) = (self.terms.width, self.problem.queues.len());
        let mut shares = std::mem::take(&mut scratch.shares);
        let mut cover = std::mem::take(&mut scratch.cover);
        shares.clear();
        shares.extend_from_slice(&self.shares[slot * width..][..width]);
        cover.clear();
        cover.extend_from_slice(&self.cover[slot * queues..][..queues]);
        (shares, cover)
    }

    fn write(&mut self, slot: usize, shares: &[f64], cover: &[f64]) {
        let (width, queues) = (self.terms.width, self.problem.queues.len());
        self.stale |= self.waiting.iter().any(|&q| cover[q] != self.cover[slot * queues + q]);
        self.shares[slot * width..][..width].copy_from_slice(shares);
        self.cover[slot * queues..][..queues].copy_from_slice(cover);
    }

    /// The worths of a slot as it stands, looked up while it does not change.
    fn recall(&mut self, slot: usize, desk: &Desk<'_>, scratch: &mut Scratch) {
        let queues = self.problem.queues.len();
        let range = slot * queues..(slot + 1) * queues;
        if self.memory.stamp[slot] == self.stamp[slot] {
            scratch.worth.copy_from_slice(&self.memory.worth[range.clone()]);
            scratch.via.copy_from_slice(&self.memory.via[range]);
            return;
        }
        self.worths(slot, desk, scratch);
        self.memory.stamp[slot] = self.stamp[slot];
        self.memory.worth[range.clone()].copy_from_slice(&scratch.worth);
        self.memory.via[range].copy_from_slice(&scratch.via);
    }

    /// Seats a newcomer as best for them and those who move on; the worths are known.
    fn seat(&self, slot: usize, pool: usize, desk: &mut Desk<'_>, scratch: &mut Scratch) {
        let idle = self.problem.pools[pool].skills.len();
        desk.shares[self.terms.at[pool] + idle] += 1.0;
        for step in 0..STEPS {
            if desk.shares[self.terms.at[pool] + idle] <= EPSILON {
                return;
            }
            if step > 0 {
                self.worths(slot, desk, scratch);
            }
            let Some(to) = self.best_use(slot, pool, scratch) else { return };
            if !self.advance(slot, Move { pool, from: idle, to }, desk, scratch) {
                return;
            }
        }
    }

    /// Moves people between queues as long as it pays.
    fn settle(&self, slot: usize, desk: &mut Desk<'_>, scratch: &mut Scratch) {
        for _ in 0..STEPS {
            self.worths(slot, desk, scratch);
            let Some(best) = self.best_exchange(slot, desk, scratch) else { break };
            if self.advance(slot, best, desk, scratch) {
                continue;
            }
            self.exchanges(slot, desk, scratch);
            let tried = (0..scratch.exchanges.len())
                .any(|n| self.advance(slot, scratch.exchanges[n].0, desk, scratch));
            if !tried {
                break;
            }
        }
        self.man_floors(slot, desk);
    }

    /// Makes a move and those behind it, as far as prices hold; whether that changed anything.
    fn advance(
        &self,
        slot: usize,
        first: Move,
        desk: &mut Desk<'_>,
        scratch: &mut Scratch,
    ) -> bool {
        scratch.chain.clear();
        scratch.chain.push((first, 1.0));
        let skills = &self.problem.pools[first.pool].skills;
        let speeds = &self.terms.speeds[first.pool];
        let mut queue = skills[first.to].0;
        // people of the first move, as many as the narrowest place of the chain lets pass
        let mut most = desk.shares[self.terms.at[first.pool] + first.from];
        if let Some(&(left, _)) = skills.get(first.from) {
            let room = desk.cover[left] - self.edge_below(slot, left, desk.cover[left]);
            most = most.min(room / speeds[first.from]);
        }
        let mut gain = speeds[first.to];
        while let Some(step) = scratch.via[queue] {
            let skills = &self.problem.pools[step.pool].skills;
            let speeds = &self.terms.speeds[step.pool];
            let ratio = gain / speeds[step.from];
            most = most.min(desk.shares[self.terms.at[step.pool] + step.from] / ratio);
            let mut chain = scratch.chain.iter();
            if let Some((left, people)) = chain.find(|(m, _)| self.queue_left(m) == Some(queue)) {
                // a ring pays only where more comes back than left
                let gone = people * self.terms.speeds[left.pool][left.from];
                return gain > gone * (1.0 + 1e-9) && self.turn(queue, desk, &scratch.chain);
            }
            gain = ratio * speeds[step.to];
            queue = skills[step.to].0;
            scratch.chain.push((step, ratio));
        }
        let room = self.edge_above(slot, queue, desk.cover[queue]) - desk.cover[queue];
        most = most.min(room / gain);
        if most <= EPSILON {
            return false;
        }
        for &(step, people) in &scratch.chain {
            self.shift(desk, step, most * people);
        }
        true
    }

    /// The queue a move leaves.
    fn queue_left(&self, step: &Move) -> Option<usize> {
        self.problem.pools[step.pool].skills.get(step.from).map(|s| s.0)
    }

    /// People of different speeds change places around a ring of queues, so that more is served by
    /// as many: all that the narrowest place lets pass.
    fn turn(&self, queue: usize, desk: &mut Desk<'_>, chain: &[(Move, f64)]) -> bool {
        let Some(begin) = chain.iter().position(|(m, _)| self.queue_left(m) == Some(queue)) else {
            return false;
        };
        let ring = &chain[begin..];
        let there = |(m, people): &(Move, f64)| {
            desk.shares[self.terms.at[m.pool] + m.from] / (people / ring[0].1)
        };
        let most = ring.iter().map(there).fold(f64::INFINITY, f64::min);
        if most <= EPSILON {
            return false;
        }
        for &(step, people) in ring {
            self.shift(desk, step, most * people / ring[0].1);
        }
        true
    }

    /// Moves people of a pool between two skills.
    pub(super) fn shift(&self, desk: &mut Desk<'_>, step: Move, people: f64) {
        let (at, skills) = (self.terms.at[step.pool], &self.problem.pools[step.pool].skills);
        let speeds = &self.terms.speeds[step.pool];
        let from = &mut desk.shares[at + step.from];
        *from = (*from - people).max(0.0);
        desk.shares[at + step.to] += people;
        if let Some(&(queue, _)) = skills.get(step.from) {
            desk.cover[queue] -= speeds[step.from] * people;
        }
        if let Some(&(queue, _)) = skills.get(step.to) {
            desk.cover[queue] += speeds[step.to] * people;
        }
    }
}
