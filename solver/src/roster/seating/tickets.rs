//! Tickets: work that may wait is done by whoever has nothing live to do.
//!
//! Cover on a ticket queue is capacity; the oldest work takes it first. What is not done when due
//! is late and leaves the queue at a price. A unit more capacity saves that price in every slot
//! from which it reaches late work: its *pull*.

use super::Seating;
use crate::roster::problem::queues::Tickets;

/// Idle people stand by tickets even when that saves nothing just now; minor units per slot.
const STANDBY: f64 = 0.01;
/// So often a plan for late work is drawn up further before the rest stays late.
const PLANS: usize = 200;

impl Seating<'_> {
    /// Counts late work anew after changes, and where more capacity would save some.
    pub(crate) fn weigh(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        let problem = self.problem;
        for (q, queue) in problem.queues.iter().enumerate() {
            if let Some(tickets) = &queue.tickets {
                self.weigh_queue(q, tickets);
            }
        }
    }

    fn weigh_queue(&mut self, q: usize, tickets: &Tickets) {
        let (queues, slots) = (self.problem.queues.len(), self.problem.slots);
        let (mut arrived, mut gone, mut price) = (0.0_f64, 0.0_f64, 0.0);
        // the first slot of the stretch in which all capacity is used
        let mut busy_from = 0;
        let mut pulled_to = 0;
        for slot in 0..slots {
            let cell = slot * queues + q;
            arrived += tickets.arriving[slot];
            let spare = (self.cover[cell] - self.terms.stairs[cell].full).max(0.0);
            let open = (arrived - gone).max(0.0);
            if spare >= open {
                busy_from = slot + 1;
            }
            gone += spare.min(open);
            let late = tickets.due[slot] - gone;
            if late > 1e-9 {
                price += (late * tickets.price).round();
                gone += late;
                let saves = tickets.price;
                for at in pulled_to.max(busy_from)..=slot {
                    self.draw(at, q, saves);
                }
                for at in pulled_to..busy_from.max(pulled_to) {
                    self.draw(at, q, STANDBY);
                }
                pulled_to = slot + 1;
            }
        }
        for at in pulled_to..slots {
            self.draw(at, q, STANDBY);
        }
        self.late[q] = price as i64;
    }

    fn draw(&mut self, slot: usize, queue: usize, pull: f64) {
        let cell = slot * self.problem.queues.len() + queue;
        if self.pull[cell] != pull {
            self.pull[cell] = pull;
            self.touch(slot);
        }
    }

    /// Plans tickets anew: late work takes people from live queues where those cost less.
    pub(crate) fn plan_tickets(&mut self) {
        if !self.tickets_contend() {
            return;
        }
        let queues = self.problem.queues.len();
        for slot in 0..self.problem.slots {
            if self.reserved[slot * queues..][..queues].iter().any(|&r| r > 0.0) {
                self.note(slot);
                self.reserved[slot * queues..][..queues].fill(0.0);
                self.share(slot);
                self.settled(slot);
            }
        }
        self.weigh();
        for _ in 0..PLANS {
            if !self.reserve_one() {
                return;
            }
        }
    }

    /// Whether late tickets can cost more than people missing on a live queue.
    fn tickets_contend(&self) -> bool {
        let live = self.problem.queues.iter().filter(|q| q.tickets.is_none());
        let least = live.map(|q| q.shortage.light.0).min().unwrap_or(i64::MAX);
        let tickets = self.problem.queues.iter().filter(|q| q.tickets.is_some());
        let most = tickets.map(|q| q.shortage.light.0).max().unwrap_or(0);
        most > least && self.late.iter().any(|&l| l > 0)
    }

    /// Reserves an agent's slot for late work where that costs least; whether it paid.
    fn reserve_one(&mut self) -> bool {
        let (queues, before) = (self.problem.queues.len(), self.total());
        if self.late.iter().all(|&l| l == 0) {
            return false;
        }
        for q in 0..queues {
            let Some(tickets) = &self.problem.queues[q].tickets else { continue };
            let saves = tickets.price;
            for slot in (0..self.problem.slots).rev() {
                let cell = slot * queues + q;
                if self.pull[cell] != saves || self.cost[slot] > 0 && self.reserved[cell] > 0.0 {
                    continue;
                }
                self.note(slot);
                let kept = (self.cover[cell] - self.terms.stairs[cell].full).max(0.0);
                self.reserved[cell] = kept + 1.0;
                self.share(slot);
                self.settled(slot);
                self.weigh();
                if self.total() < before {
                    return true;
                }
                self.reserved[cell] = 0.0;
                self.share(slot);
                self.settled(slot);
                self.weigh();
            }
        }
        false
    }
}
