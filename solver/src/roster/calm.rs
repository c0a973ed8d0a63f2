//! Calm: fewer changes of queue within a shift, where they cost nothing to avoid.
//!
//! Who serves what comes out of a flow that knows shares, not people: the same cover can be had
//! from people who stay where they are or from people who are sent to and fro. Slot by slot, parts
//! are put in order, exchanged between people, or left out, whenever that avoids changes of queue
//! and what is missing costs no more.

use super::problem::queues::per_slot;
use super::problem::{MICRO, Problem};

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
    /// Standard agents by slot and queue.
    cover: Vec<Vec<f64>>,
    /// Contacts or seconds lost so far, by queue and goal.
    lost: Vec<Vec<f64>>,
    /// Price of late tickets, by queue.
    late: Vec<f64>,
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
        let there = |slot| problem.queues.iter().map(|q| q.there(slot)).collect();
        let mut calm = Self {
            problem,
            speeds: speeds.collect(),
            parts,
            cover: (0..problem.slots).map(there).collect(),
            lost: problem.queues.iter().map(|q| vec![0.0; q.goals.len()]).collect(),
            late: vec![0.0; problem.queues.len()],
        };
        for agent in 0..calm.parts.len() {
            for at in 0..calm.parts[agent].len() {
                let Some(slot) = problem.covered(at) else { continue };
                for &(queue, minutes) in calm.parts[agent][at].iter().flatten() {
                    calm.cover[slot][queue] += calm.of(agent, queue, minutes);
                }
            }
        }
        for (q, queue) in problem.queues.iter().enumerate() {
            for slot in 0..problem.slots {
                for &goal in queue.goals_of(slot) {
                    calm.lost[q][goal] += calm.lost_in(slot, q);
                }
            }
            calm.late[q] = calm.overdue(q);
        }
        calm
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
        self.speeds[agent][queue] * minutes as f64 / self.problem.interval as f64
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
        let dearer = self.shift(slot, &moves);
        if dearer > SAME {
            moves.iter_mut().for_each(|m| *m = -*m);
            self.shift(slot, &moves);
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

    /// Moves cover in a slot; what that costs.
    fn shift(&mut self, slot: usize, moves: &[f64]) -> f64 {
        let mut dearer = 0.0;
        for (q, &more) in moves.iter().enumerate().filter(|m| m.1.abs() > 1e-12) {
            let queue = &self.problem.queues[q];
            let lost = self.lost_in(slot, q);
            dearer -= self.missing_in(slot, q);
            self.cover[slot][q] += more;
            dearer += self.missing_in(slot, q);
            let lost = self.lost_in(slot, q) - lost;
            for &goal in queue.goals_of(slot) {
                let before = queue.goals[goal].price(self.lost[q][goal]).round();
                self.lost[q][goal] += lost;
                dearer += queue.goals[goal].price(self.lost[q][goal]).round() - before;
            }
            if queue.tickets.is_some() {
                let late = self.overdue(q);
                dearer += late - std::mem::replace(&mut self.late[q], late);
            }
        }
        dearer
    }

    /// What people missing on a queue in a slot cost, each tier to the minor unit as the judge
    /// counts.
    fn missing_in(&self, slot: usize, q: usize) -> f64 {
        let queue = &self.problem.queues[q];
        let short = (f64::from(queue.need[slot]) - self.cover[slot][q]).max(0.0);
        let tier = queue.light_agents(slot);
        let light = per_slot(queue.shortage.light, self.problem.interval);
        let heavy = per_slot(queue.shortage.heavy, self.problem.interval);
        (light * short.min(tier)).round() + (heavy * (short - tier).max(0.0)).round()
    }

    /// What is lost for a queue's goals in a slot.
    fn lost_in(&self, slot: usize, q: usize) -> f64 {
        let curve = self.problem.queues[q].curves[slot].as_ref();
        curve.map_or(0.0, |curve| curve.exactly(self.cover[slot][q]))
    }

    /// What a queue's late tickets cost, the oldest done first.
    fn overdue(&self, q: usize) -> f64 {
        let queue = &self.problem.queues[q];
        let Some(tickets) = &queue.tickets else { return 0.0 };
        let (mut arrived, mut gone, mut price) = (0.0, 0.0_f64, 0.0);
        for slot in 0..self.problem.slots {
            arrived += tickets.arriving[slot];
            let spare = (self.cover[slot][q] - f64::from(queue.need[slot])).max(0.0);
            gone += spare.min((arrived - gone).max(0.0));
            let late = (tickets.due[slot] - gone).max(0.0);
            price += (late * tickets.price).round();
            gone += late;
        }
        price
    }
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
    use super::*;
    use crate::roster::problem::Pool;
    use crate::roster::problem::before::Before;
    use crate::roster::problem::queues::Queue;
    use domain::{Money, Share, Shortage};

    /// Two people who know both queues, which need so many of them over three slots.
    fn problem(needs: [[u32; 3]; 2]) -> Problem {
        let queue = |need: [u32; 3]| Queue {
            shortage: Shortage {
                light: Money(6_000),
                light_share: Share::NONE,
                heavy: Money(6_000),
            },
            need: need.to_vec(),
            open: vec![true; 3],
            floor: None,
            before: vec![0; 3],
            heads_before: Before::nobody(3),
            tickets: None,
            goals: Vec::new(),
            curves: vec![None; 3],
        };
        let skills = vec![(0, 1_000_000), (1, 1_000_000)];
        Problem {
            slots: 3,
            reach: 3,
            interval: 30,
            cyclic: false,
            queues: needs.map(queue).to_vec(),
            seats: None,
            pools: vec![Pool { skills }],
            classes: Vec::new(),
            agents: Vec::new(),
            told: Vec::new(),
            start: Vec::new(),
            seated_before: Before::nobody(3),
            windows: Vec::new(),
        }
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
