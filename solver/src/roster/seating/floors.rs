//! Floors: heads that must be on a queue for the whole slot, by one person each.

use super::flow::{Desk, Move, TRIFLE};
use super::{EPSILON, Seating};

impl Seating<'_> {
    /// Whether a floor is not manned in a slot.
    pub(super) fn floors_matter(&self, slot: usize, desk: &Desk<'_>) -> bool {
        let mut queues = 0..self.problem.queues.len();
        queues.any(|queue| self.heads_missing(slot, queue, desk.shares) > 0.0)
    }

    /// Whole people for floors that whole people must man.
    pub(super) fn man_floors(&self, slot: usize, desk: &mut Desk<'_>) {
        for queue in 0..self.problem.queues.len() {
            while self.heads_missing(slot, queue, desk.shares) > 0.0 {
                let before = self.value(slot, desk);
                let fetched = self.fetches(queue, desk).into_iter().any(|step| {
                    let taken = step.1.min(desk.shares[self.terms.at[step.0.pool] + step.0.from]);
                    self.shift(desk, step.0, taken);
                    let pays = self.value(slot, desk) < before - TRIFLE;
                    if !pays {
                        let Move { pool, from, to } = step.0;
                        self.shift(desk, Move { pool, from: to, to: from }, taken);
                    }
                    pays
                });
                if !fetched {
                    break;
                }
            }
        }
    }

    /// Moves that make one more person whole on a queue.
    fn fetches(&self, queue: usize, desk: &Desk<'_>) -> Vec<(Move, f64)> {
        let mut all = Vec::new();
        for (pool, skills) in self.problem.pools.iter().map(|p| &p.skills).enumerate() {
            let Some(to) = skills.iter().position(|s| s.0 == queue) else { continue };
            let at = self.terms.at[pool];
            let missing = 1.0 - (desk.shares[at + to] + EPSILON).fract();
            for from in (0..=skills.len()).rev().filter(|&f| f != to) {
                if desk.shares[at + from] >= missing - EPSILON {
                    all.push((Move { pool, from, to }, missing));
                }
            }
        }
        all
    }
}
