//! Where people are worth most: uses of a newcomer, exchanges between queues, and the ways others
//! go on.

use super::flow::{Desk, Move, NOTHING, Scratch, TRIES};
use super::{EPSILON, Seating};
use crate::roster::problem::Problem;

/// Ways from one queue to another.
#[derive(Debug)]
pub(super) struct Path {
    /// The queue it leads to.
    to: usize,
    /// Who can go, those first whose speed there is greatest against their speed here.
    movers: Vec<Mover>,
}

/// People who can go a way.
#[derive(Debug, Clone, Copy)]
struct Mover {
    step: Move,
    /// Where their share of the queue they leave stands in a slot.
    at: usize,
    /// Speed there by speed here.
    ratio: f64,
}

/// A share of people who could do something else.
#[derive(Debug, Clone, Copy)]
pub(super) struct Movable {
    /// Where it stands in a slot.
    at: usize,
    pool: usize,
    /// What they do, or idle after the last skill.
    skill: usize,
    queue: Option<usize>,
    speed: f64,
}

/// Shares of people who know more than they do; those who know one thing matter while idle.
pub(super) fn movable(problem: &Problem, at: &[usize], speeds: &[Vec<f64>]) -> Vec<Movable> {
    let mut all = Vec::new();
    for (pool, skills) in problem.pools.iter().map(|p| &p.skills).enumerate() {
        for skill in (0..=skills.len()).filter(|&s| s == skills.len() || skills.len() > 1) {
            let queue = skills.get(skill).map(|s| s.0);
            let speed = speeds[pool].get(skill).copied().unwrap_or(0.0);
            all.push(Movable { at: at[pool] + skill, pool, skill, queue, speed });
        }
    }
    all
}

/// For each queue: where shares of people who know it but do something else stand in a slot.
pub(super) fn inbound(problem: &Problem, at: &[usize]) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); problem.queues.len()];
    for (skills, &at) in problem.pools.iter().map(|p| &p.skills).zip(at) {
        for (skill, &(queue, _)) in skills.iter().enumerate() {
            all[queue].extend((0..=skills.len()).filter(|&s| s != skill).map(|s| at + s));
        }
    }
    all
}

/// The ways out of every queue.
pub(super) fn paths(problem: &Problem, at: &[usize], speeds: &[Vec<f64>]) -> Vec<Vec<Path>> {
    let queues = problem.queues.len();
    let from = |queue: usize| {
        let to = (0..queues).filter(|&to| to != queue).map(|to| {
            let mut movers: Vec<Mover> = (0..problem.pools.len())
                .filter_map(|pool| {
                    let skills = &problem.pools[pool].skills;
                    let of = |queue: usize| skills.iter().position(|s| s.0 == queue);
                    let (from, to) = (of(queue)?, of(to)?);
                    let step = Move { pool, from, to };
                    let ratio = speeds[pool][to] / speeds[pool][from];
                    Some(Mover { step, at: at[pool] + from, ratio })
                })
                .collect();
            movers.sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
            Path { to, movers }
        });
        to.filter(|p| !p.movers.is_empty()).collect()
    };
    (0..queues).map(from).collect()
}

impl Seating<'_> {
    /// The skill in which a newcomer of `pool` is worth most, if that is anything.
    pub(super) fn best_use(&self, slot: usize, pool: usize, scratch: &Scratch) -> Option<usize> {
        let (mut best, mut most) = (None, NOTHING);
        for (skill, &(queue, _)) in self.problem.pools[pool].skills.iter().enumerate() {
            let worth = scratch.worth[queue] * self.terms.speeds[pool][skill];
            if worth > most && self.is_open(slot, queue) {
                (best, most) = (Some(skill), worth);
            }
        }
        best
    }

    /// The first move of the exchange that saves most per person.
    pub(super) fn best_exchange(
        &self,
        slot: usize,
        desk: &Desk<'_>,
        scratch: &Scratch,
    ) -> Option<Move> {
        let (mut best, mut most) = (None, NOTHING);
        self.each_exchange(slot, desk, scratch, |step, gain| {
            if gain > most {
                (best, most) = (Some(step), gain);
            }
        });
        best
    }

    /// First moves of exchanges that save something, those that save most per person first.
    pub(super) fn exchanges(&self, slot: usize, desk: &Desk<'_>, scratch: &mut Scratch) {
        let mut all = std::mem::take(&mut scratch.exchanges);
        all.clear();
        self.each_exchange(slot, desk, scratch, |step, gain| all.push((step, gain)));
        all.sort_unstable_by(|a, b| b.1.total_cmp(&a.1));
        all.truncate(TRIES);
        scratch.exchanges = all;
    }

    /// Calls `act` with the first move of every exchange that saves something, and how much.
    fn each_exchange(
        &self,
        slot: usize,
        desk: &Desk<'_>,
        scratch: &Scratch,
        mut act: impl FnMut(Move, f64),
    ) {
        for seat in &self.terms.movable {
            if desk.shares[seat.at] <= EPSILON {
                continue;
            }
            let given_up = seat.queue.map_or(0.0, |queue| scratch.down[queue] * seat.speed);
            let (skills, speeds) =
                (&self.problem.pools[seat.pool].skills, &self.terms.speeds[seat.pool]);
            for (to, &(queue, _)) in skills.iter().enumerate() {
                let gain = scratch.worth[queue] * speeds[to] - given_up;
                if gain > NOTHING && to != seat.skill && self.is_open(slot, queue) {
                    act(Move { pool: seat.pool, from: seat.skill, to }, gain);
                }
            }
        }
    }

    /// Whether a queue may be worked in a slot.
    fn is_open(&self, slot: usize, queue: usize) -> bool {
        self.terms.stairs[slot * self.problem.queues.len() + queue].open
    }

    /// What a standard agent is worth on each queue, people moving on counted.
    pub(super) fn worths(&self, slot: usize, desk: &Desk<'_>, scratch: &mut Scratch) {
        let queues = self.problem.queues.len();
        for queue in 0..queues {
            scratch.worth[queue] = self.up(slot, queue, desk.cover[queue]);
            scratch.down[queue] = self.down(slot, queue, desk.cover[queue]);
            scratch.via[queue] = None;
        }
        for _ in 1..queues {
            let mut changed = false;
            for queue in 0..queues {
                for path in &self.terms.paths[queue] {
                    if scratch.worth[path.to] <= NOTHING || !self.is_open(slot, path.to) {
                        continue;
                    }
                    let least = scratch.worth[queue] * (1.0 + 1e-9) + NOTHING;
                    // the movers of a path come with the best ratio of speeds first
                    let movers = path.movers.iter();
                    let there = |m: &&Mover| desk.shares[m.at] > EPSILON;
                    let worth = |m: &Mover| scratch.worth[path.to] * m.ratio;
                    let best = movers.take_while(|m| worth(m) > least).find(there);
                    if let Some(best) = best {
                        scratch.worth[queue] = worth(best);
                        scratch.via[queue] = Some(best.step);
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
    }
}
