//! Prices of half-hours: what one more standard agent, one more head, one more seat is worth.

use super::super::problem::goals::Curve;
use super::super::problem::queues::{Queue, per_slot};
use super::super::problem::{MICRO, Problem};

/// Prices in minor units, all at least zero.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prices {
    /// Of a standard agent on each queue in each slot.
    pub(crate) agent: Vec<Vec<f64>>,
    /// Of a head on each queue in each slot, where a floor asks for heads.
    pub(crate) head: Vec<Vec<f64>>,
    /// Of a seat in each slot.
    pub(crate) seat: Vec<f64>,
    /// Of a contact in time, for each of a queue's goals.
    pub(crate) goal: Vec<Vec<f64>>,
}

impl Prices {
    /// Nothing is worth anything.
    pub(crate) fn zero(problem: &Problem) -> Self {
        let rows = vec![vec![0.0; problem.slots]; problem.queues.len()];
        let goal = problem.queues.iter().map(|q| vec![0.0; q.goals.len()]).collect();
        Self { agent: rows.clone(), head: rows, seat: vec![0.0; problem.slots], goal }
    }

    /// A mixture: `share` of these, the rest of `other`.
    pub(crate) fn mixed(&self, share: f64, other: &Self) -> Self {
        let mut mixed = self.clone();
        mixed.each_with(other, |mine, other| share * mine + (1.0 - share) * other);
        mixed
    }

    /// Makes of each price what `of` says of it and the other's.
    pub(crate) fn each_with(&mut self, other: &Self, mut of: impl FnMut(f64, f64) -> f64) {
        let mut line = |mine: &mut [f64], other: &[f64]| {
            mine.iter_mut().zip(other).for_each(|(mine, other)| *mine = of(*mine, *other));
        };
        self.agent.iter_mut().zip(&other.agent).for_each(|(mine, other)| line(mine, other));
        self.head.iter_mut().zip(&other.head).for_each(|(mine, other)| line(mine, other));
        line(&mut self.seat, &other.seat);
        self.goal.iter_mut().zip(&other.goal).for_each(|(mine, other)| line(mine, other));
    }

    /// Cuts prices back to what shortage can cost, so that they prove something.
    pub(crate) fn clamp(&mut self, problem: &Problem) {
        for (q, queue) in problem.queues.iter().enumerate() {
            let heavy = per_slot(queue.shortage.heavy, problem.interval);
            let late = queue.tickets.as_ref().map_or(0.0, |t| t.price);
            for (price, goal) in self.goal[q].iter_mut().zip(&queue.goals) {
                *price = price.clamp(0.0, goal.heavy);
            }
            for slot in 0..problem.slots {
                let short = i64::from(queue.need[slot]) * MICRO > queue.before[slot];
                let most = if short { heavy.max(late) } else { late };
                let curve = queue.curves[slot].as_ref().map_or(0.0, Curve::steepest);
                let most = most + curve * self.contact(queue, q, slot);
                let most = if queue.open[slot] { most } else { 0.0 };
                self.agent[q][slot] = self.agent[q][slot].clamp(0.0, most);
                let floor = queue.floor.as_ref();
                let head = floor.map_or(0.0, |f| f.price as f64);
                self.head[q][slot] = self.head[q][slot].clamp(0.0, head);
            }
        }
        let seat = problem.seats.map_or(0.0, |s| s.price as f64);
        for price in &mut self.seat {
            *price = price.clamp(0.0, seat);
        }
    }

    /// What a contact in time is worth on a queue in a slot, for all goals that count it.
    pub(crate) fn contact(&self, queue: &Queue, number: usize, slot: usize) -> f64 {
        queue.goals_of(slot).iter().map(|&goal| self.goal[number][goal]).sum()
    }

    /// The queue on which a person of `pool` is worth most in `slot`, and how much, seat paid.
    pub(crate) fn best_queue(
        &self,
        problem: &Problem,
        pool: usize,
        slot: usize,
    ) -> (Option<usize>, f64) {
        let mut best = (None, 0.0);
        for &(queue, speed) in &problem.pools[pool].skills {
            if !problem.queues[queue].open[slot] {
                continue;
            }
            let speed = speed as f64 / MICRO as f64;
            let worth = speed * self.agent[queue][slot] + self.head[queue][slot];
            if worth > best.1 || best.0.is_none() {
                best = (Some(queue), worth);
            }
        }
        (best.0, best.1 - self.seat[slot])
    }

    /// What a person of `pool` is worth in every slot.
    pub(crate) fn values(&self, problem: &Problem, pool: usize) -> Vec<f64> {
        (0..problem.slots).map(|slot| self.best_queue(problem, pool, slot).1).collect()
    }
}
