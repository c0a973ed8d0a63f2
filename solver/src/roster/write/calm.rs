//! Calm: fewer changes of queue within a shift, where they cost nothing to avoid.
//!
//! Who serves what comes out of a flow that knows shares, not people: the same cover can be had
//! from people who stay where they are or from people who are sent to and fro. Slot by slot, parts
//! are put in order, exchanged between people, or left out, whenever that avoids changes of queue
//! and what is missing costs no more.

use super::ledger::{Ledger, Tickets};
use crate::roster::problem::{MICRO, Problem};

/// Sweeps over the horizon.
const SWEEPS: usize = 3;
/// People next in line that a person's parts are tried with; fewer where there are many people, so
/// that a sweep tries about as many pairs as `PAIRS`.
const PARTNERS: usize = 24;
const PAIRS: usize = 500_000;
/// Costs in minor units that differ by less are the same.
const SAME: f64 = 1e-6;

/// What one person does in a slot: queues and whole minutes, in order.
pub(crate) type Parts = Vec<(usize, i64)>;

/// The work of everybody in every slot; `None` off work or in a break.
#[derive(Debug)]
pub(crate) struct Calm<'p> {
    problem: &'p Problem,
    /// Speeds by agent and queue; zero without the skill.
    speeds: Vec<Vec<f64>>,
    parts: Vec<Vec<Option<Parts>>>,
    ledger: Ledger<'p>,
}

impl<'p> Calm<'p> {
    /// The work as it was shared out among people of these pools.
    pub(crate) fn new(
        problem: &'p Problem,
        pools: &[usize],
        parts: Vec<Vec<Option<Parts>>>,
    ) -> Self {
        let speeds = pools.iter().map(|&pool| {
            let mut all = vec![0.0; problem.queues.len()];
            for &(queue, speed) in &problem.pools[pool].skills {
                all[queue] = speed as f64 / MICRO as f64;
            }
            all
        });
        let speeds: Vec<Vec<f64>> = speeds.collect();
        let mut cover = vec![vec![0.0; problem.queues.len()]; problem.slots];
        for (row, speeds) in parts.iter().zip(&speeds) {
            for (at, parts) in row.iter().enumerate() {
                let Some(slot) = problem.covered(at) else { continue };
                for &(queue, minutes) in parts.iter().flatten() {
                    cover[slot][queue] += share_of(problem, minutes) * speeds[queue];
                }
            }
        }
        Self { problem, speeds, parts, ledger: Ledger::new(problem, cover, Tickets::Exactly) }
    }

    /// Everybody's parts once nothing more is gained.
    pub(crate) fn settled(mut self) -> Vec<Vec<Option<Parts>>> {
        let places = self.parts.iter().flatten().flatten().count();
        let partners = (PAIRS / places.max(1)).clamp(2, PARTNERS);
        for _ in 0..SWEEPS {
            let mut moved = false;
            for at in 0..self.problem.reach {
                let there: Vec<usize> =
                    (0..self.parts.len()).filter(|&a| self.parts[a][at].is_some()).collect();
                for (n, &agent) in there.iter().enumerate() {
                    moved |= self.stay(agent, at);
                    let others = there[n + 1..].iter().chain(&there[..n]).take(partners);
                    for &other in others {
                        moved |= self.exchange(agent, other, at) || self.unite(agent, other, at);
                    }
                }
            }
            if !moved {
                break;
            }
        }
        self.parts
    }

    /// Standard agents that these minutes are.
    fn of(&self, agent: usize, queue: usize, minutes: i64) -> f64 {
        self.speeds[agent][queue] * share_of(self.problem, minutes)
    }

    /// A whole slot on the queue of before or after, instead of parts.
    fn stay(&mut self, agent: usize, at: usize) -> bool {
        let Some(parts) = &self.parts[agent][at] else { return false };
        if self.changes(agent, at, parts) == 0 {
            return false;
        }
        let near = [at.checked_sub(1).and_then(|b| self.last(agent, b)), self.first(agent, at + 1)];
        let own = parts.iter().map(|p| Some(p.0));
        let whole: Vec<usize> = near.into_iter().chain(own).flatten().collect();
        let interval = self.problem.interval;
        whole.into_iter().any(|queue| self.attempt(at, [(agent, vec![(queue, interval)])]))
    }

    /// Two people change places.
    fn exchange(&mut self, one: usize, other: usize, at: usize) -> bool {
        let (Some(a), Some(b)) = (&self.parts[one][at], &self.parts[other][at]) else {
            return false;
        };
        if a == b || self.changes(one, at, a) + self.changes(other, at, b) == 0 {
            return false;
        }
        let (a, b) = (a.clone(), b.clone());
        self.attempt(at, [(one, b), (other, a)])
    }

    /// One person gives a part to another who gives as much of the first's other queue for it.
    fn unite(&mut self, one: usize, other: usize, at: usize) -> bool {
        let (Some(a), Some(b)) = (&self.parts[one][at], &self.parts[other][at]) else {
            return false;
        };
        if a.len() < 2 {
            return false;
        }
        let (a, b) = (a.clone(), b.clone());
        for &(gives, minutes) in &a {
            for &(takes, _) in a.iter().filter(|p| p.0 != gives) {
                let has = b.iter().find(|p| p.0 == takes).map_or(0, |p| p.1);
                let moved = minutes.min(has);
                if moved > 0 {
                    let first = shifted(&a, gives, takes, moved);
                    let second = shifted(&b, takes, gives, moved);
                    if self.attempt(at, [(one, first), (other, second)]) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Gives people other parts of a slot, best in order, if that pays.
    fn attempt<const N: usize>(&mut self, at: usize, new: [(usize, Parts); N]) -> bool {
        let skilled = |(agent, parts): &(usize, Parts)| {
            parts.iter().all(|&(queue, _)| self.speeds[*agent][queue] > 0.0)
        };
        let Some(slot) = self.problem.covered(at).filter(|_| new.iter().all(skilled)) else {
            return false;
        };
        let new = new.map(|(agent, parts)| (agent, self.ordered(agent, at, parts)));
        let (mut fewer, mut moves) = (0, vec![0.0; self.problem.queues.len()]);
        let mut floors = false;
        for (agent, parts) in &new {
            let old = self.parts[*agent][at].as_deref().unwrap_or_default();
            fewer += self.changes(*agent, at, old) as i64 - self.changes(*agent, at, parts) as i64;
            for (parts, sign) in [(old, -1.0), (parts.as_slice(), 1.0)] {
                for &(queue, minutes) in parts {
                    moves[queue] += sign * self.of(*agent, queue, minutes);
                    floors |= self.has_floor(slot, queue);
                }
            }
        }
        let opens = |q: usize| moves[q] <= 0.0 || self.problem.queues[q].open[slot];
        if fewer <= 0 || floors || !(0..moves.len()).all(opens) {
            return false;
        }
        if !self.ledger.shift_within(slot, &mut moves, SAME) {
            return false;
        }
        for (agent, parts) in new {
            self.parts[agent][at] = Some(parts);
        }
        true
    }

    /// Whether heads are counted on a queue in a slot, at every moment of it: nothing moves there.
    fn has_floor(&self, slot: usize, queue: usize) -> bool {
        let floor = self.problem.queues[queue].floor.as_ref();
        floor.is_some_and(|floor| floor.heads[slot] > 0)
    }

    /// Parts in the order that joins them to what is before and after.
    fn ordered(&self, agent: usize, at: usize, mut parts: Parts) -> Parts {
        if let Some(next) = self.first(agent, at + 1) {
            parts.sort_by_key(|p| p.0 == next);
        }
        if let Some(before) = at.checked_sub(1).and_then(|b| self.last(agent, b)) {
            let only = parts.len() > 1 && parts.last().is_some_and(|p| p.0 == before);
            let joins_next = self.first(agent, at + 1) == Some(before);
            if !(only && joins_next) {
                parts.sort_by_key(|p| p.0 != before);
            }
        }
        parts
    }

    fn first(&self, agent: usize, at: usize) -> Option<usize> {
        Some(self.parts[agent].get(at)?.as_ref()?.first()?.0)
    }

    fn last(&self, agent: usize, at: usize) -> Option<usize> {
        Some(self.parts[agent].get(at)?.as_ref()?.last()?.0)
    }

    /// Changes of queue in a slot with these parts, those at its ends included; a break is none.
    fn changes(&self, agent: usize, at: usize, parts: &[(usize, i64)]) -> usize {
        let ends = [
            at.checked_sub(1).and_then(|b| self.last(agent, b)).zip(parts.first().map(|p| p.0)),
            parts.last().map(|p| p.0).zip(self.first(agent, at + 1)),
        ];
        let ends = ends.into_iter().flatten().filter(|(a, b)| a != b).count();
        ends + parts.len().saturating_sub(1)
    }
}

/// The share of a slot that these minutes are.
fn share_of(problem: &Problem, minutes: i64) -> f64 {
    minutes as f64 / problem.interval as f64
}

/// Parts of which so many minutes go from one queue to another.
fn shifted(parts: &[(usize, i64)], from: usize, to: usize, minutes: i64) -> Parts {
    let mut all: Parts = parts.to_vec();
    for part in &mut all {
        if part.0 == from {
            part.1 -= minutes;
        } else if part.0 == to {
            part.1 += minutes;
        }
    }
    if !all.iter().any(|part| part.0 == to) {
        all.push((to, minutes));
    }
    all.retain(|part| part.1 > 0);
    all
}

#[cfg(test)]
mod tests {
    use super::super::exercise::{self, queue};
    use super::*;
    use crate::roster::problem::Pool;

    /// Two people who know both queues, which need so many of them over three slots.
    fn problem(needs: [[u32; 3]; 2]) -> Problem {
        let skills = vec![(0, 1_000_000), (1, 1_000_000)];
        exercise::problem(needs.map(|need| queue(60, &need)).to_vec(), vec![Pool { skills }])
    }

    const ONE_EACH: [[u32; 3]; 2] = [[1; 3]; 2];

    fn settled(needs: [[u32; 3]; 2], parts: [[&[(usize, i64)]; 3]; 2]) -> Vec<Vec<Option<Parts>>> {
        let row = |row: [&[(usize, i64)]; 3]| row.map(|p| Some(p.to_vec())).to_vec();
        Calm::new(&problem(needs), &[0, 0], parts.map(row).to_vec()).settled()
    }

    #[test]
    fn people_who_change_places_to_and_fro_stay() {
        let first: [&[(usize, i64)]; 3] = [&[(0, 30)], &[(1, 30)], &[(0, 30)]];
        let second: [&[(usize, i64)]; 3] = [&[(1, 30)], &[(0, 30)], &[(1, 30)]];
        let all = settled(ONE_EACH, [first, second]);
        for row in &all {
            assert!(row.iter().all(|parts| *parts == row[0]), "{all:?}");
        }
        assert_ne!(all[0][0], all[1][0], "each queue keeps its person");
    }

    #[test]
    fn two_who_share_both_queues_take_one_each() {
        let first: [&[(usize, i64)]; 3] = [&[(0, 30)], &[(0, 12), (1, 18)], &[(0, 30)]];
        let second: [&[(usize, i64)]; 3] = [&[(1, 30)], &[(1, 12), (0, 18)], &[(1, 30)]];
        let all = settled(ONE_EACH, [first, second]);
        assert_eq!(all, [0, 1].map(|queue| vec![Some(vec![(queue, 30)]); 3]));
    }

    #[test]
    fn nobody_stays_where_that_leaves_a_queue_alone() {
        let first: [&[(usize, i64)]; 3] = [&[(0, 30)], &[(1, 30)], &[(0, 30)]];
        let second: [&[(usize, i64)]; 3] = [&[(0, 30)]; 3];
        let all = settled([[2, 1, 2], [0, 1, 0]], [first, second]);
        let minutes = all.iter().filter_map(|row| row[1].as_ref()).flatten();
        let on_second: i64 = minutes.filter(|part| part.0 == 1).map(|part| part.1).sum();
        assert_eq!(on_second, 30, "{all:?}");
    }
}
