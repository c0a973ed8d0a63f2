//! What cover is worth on a queue in a slot: stairs that fall as cover grows.

use super::flow::Desk;
use super::{EPSILON, Seating};
use crate::roster::problem::goals::Curve;

impl Seating<'_> {
    /// What the slot's shares cost, less what ticket cover saves elsewhere.
    pub(super) fn value(&self, slot: usize, desk: &Desk<'_>) -> f64 {
        let queues = self.problem.queues.len();
        let mut sum = 0.0;
        for (queue, &cover) in desk.cover.iter().enumerate() {
            let cell = slot * queues + queue;
            let stair = &self.terms.stairs[cell];
            if cover < stair.full {
                let heavy = (stair.heavy_below - cover).max(0.0);
                let light = stair.full - cover - heavy;
                sum += stair.light * light + stair.heavy * heavy;
            }
            if let Some(curve) = self.curve(slot, queue) {
                sum += self.goals.worth(cell) * curve.late(cover);
            }
            if let Some(tickets) = &self.problem.queues[queue].tickets {
                let work = (cover - stair.full).max(0.0);
                let first = work.min(self.reserved[cell]);
                sum -= first * tickets.price + (work - first) * self.pull[cell];
            }
            if let Some(floor) = &self.problem.queues[queue].floor {
                sum += self.heads_missing(slot, queue, desk.shares) * floor.price as f64;
            }
        }
        sum
    }

    /// What a little more cover saves on a queue.
    pub(super) fn up(&self, slot: usize, queue: usize, cover: f64) -> f64 {
        let cell = slot * self.problem.queues.len() + queue;
        let stair = &self.terms.stairs[cell];
        let price = if cover < stair.heavy_below - EPSILON {
            stair.heavy
        } else if cover < stair.full - EPSILON {
            stair.light
        } else if let Some(late) = stair.waits {
            let reserved = cover - stair.full < self.reserved[cell] - EPSILON;
            if reserved { late } else { self.pull[cell] }
        } else {
            0.0
        };
        match self.curve(slot, queue) {
            Some(curve) => price + self.goals.worth(cell) * curve.slope_at(cover + EPSILON),
            None => price,
        }
    }

    /// The curve of a queue that counts in a slot.
    fn curve(&self, slot: usize, queue: usize) -> Option<&Curve> {
        let stair = &self.terms.stairs[slot * self.problem.queues.len() + queue];
        if stair.is_curved { self.problem.queues[queue].curves[slot].as_ref() } else { None }
    }

    /// What a little less cover costs on a queue.
    pub(super) fn down(&self, slot: usize, queue: usize, cover: f64) -> f64 {
        self.up(slot, queue, cover - 2.0 * EPSILON)
    }

    /// The cover above this one at which more is worth less.
    pub(super) fn edge_above(&self, slot: usize, queue: usize, cover: f64) -> f64 {
        let cell = slot * self.problem.queues.len() + queue;
        let stair = &self.terms.stairs[cell];
        let kept = stair.full + self.reserved[cell];
        let edge = [stair.heavy_below, stair.full, kept]
            .into_iter()
            .find(|&edge| edge > cover + EPSILON)
            .unwrap_or(f64::INFINITY);
        self.curve(slot, queue).map_or(edge, |curve| edge.min(curve.end_above(cover + EPSILON)))
    }

    /// The cover below this one at which less costs more.
    pub(super) fn edge_below(&self, slot: usize, queue: usize, cover: f64) -> f64 {
        let cell = slot * self.problem.queues.len() + queue;
        let stair = &self.terms.stairs[cell];
        let kept = stair.full + self.reserved[cell];
        let edge = [kept, stair.full, stair.heavy_below]
            .into_iter()
            .find(|&edge| edge < cover - EPSILON)
            .unwrap_or(f64::NEG_INFINITY);
        self.curve(slot, queue).map_or(edge, |curve| edge.max(curve.end_below(cover - EPSILON)))
    }
}
