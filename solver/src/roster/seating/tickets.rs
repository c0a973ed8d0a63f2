//! Tickets: work that may wait is done by whoever has nothing live to do.
//!
//! Cover on a ticket queue is capacity; the oldest work takes it first. What is not done when due
//! is late and leaves the queue at a price. A unit more capacity saves that price in every slot
//! from which it reaches late work: its *pull*.

use super::Seating;
use crate::roster::bound::prices::Prices;
use crate::roster::problem::queues::{Tickets, per_slot};
use std::ops::Range;

/// Idle people stand by tickets even when that saves nothing just now; minor units per slot.
const STANDBY: f64 = 0.01;
/// Share of its price in the long run at which ticket cover is looked at while nothing is late,
const IDLE: f64 = 0.5;
/// and while something is: the price of late work would fill whole shifts for an hour's work.
const HURRY: f64 = 1.5;
/// Share of the least price of a missing person that standing by tickets is never worth more than.
const BELOW: f64 = 0.25;
/// Share of the price of late work below which its saving is not seen.
const LEAST: f64 = 0.2;
/// So often a plan for late work is drawn up further before the rest stays late.
const PLANS: usize = 200;

/// What ticket cover is worth to a move in one slot, in minor units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outlook {
    /// While nothing is late.
    standby: f64,
    /// While something is, at most.
    late: f64,
}

impl Outlook {
    /// Before prices are known, late work counts in full.
    pub(super) const UNKNOWN: Self = Self { standby: STANDBY, late: f64::INFINITY };
}

impl Seating<'_> {
    /// Counts late work anew after changes, and where more capacity would save some.
    pub(crate) fn weigh(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        self.weighed = true;
        let problem = self.problem;
        for (q, queue) in problem.queues.iter().enumerate() {
            if let Some(tickets) = &queue.tickets {
                self.weigh_queue(q, tickets);
            }
        }
    }

    /// What late work costs as covers are now.
    pub(crate) fn late_now(&self) -> i64 {
        if !self.stale {
            return self.late();
        }
        let queues = self
            .waiting
            .iter()
            .filter_map(|&q| Some(self.late_of(q, self.problem.queues[q].tickets.as_ref()?)));
        queues.sum()
    }

    /// What late work of one queue costs.
    fn late_of(&self, q: usize, tickets: &Tickets) -> i64 {
        let queues = self.problem.queues.len();
        let (mut arrived, mut gone, mut price) = (0.0_f64, 0.0_f64, 0.0);
        let work = tickets.arriving.iter().zip(&tickets.due);
        let cells = self.cover.iter().zip(&self.terms.stairs).skip(q).step_by(queues);
        for ((arriving, due), (cover, stair)) in work.zip(cells) {
            arrived += arriving;
            let spare = (cover - stair.full).max(0.0);
            gone += spare.min((arrived - gone).max(0.0));
            let late = due - gone;
            if late > 1e-9 {
                price += (late * tickets.price).round();
                gone += late;
            }
        }
        price as i64
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
                for at in pulled_to.max(busy_from)..=slot {
                    let saves = self.outlook[at * queues + q].late.min(tickets.price);
                    self.draw(at, q, saves);
                }
                for at in pulled_to..busy_from.max(pulled_to) {
                    let standby = self.outlook[at * queues + q].standby;
                    self.draw(at, q, standby);
                }
                pulled_to = slot + 1;
            }
        }
        for at in pulled_to..slots {
            let standby = self.outlook[at * queues + q].standby;
            self.draw(at, q, standby);
        }
        self.late[q] = price as i64;
    }

    /// Takes these prices for what ticket cover is worth in the long run. Nobody may stand by
    /// tickets for it who is missing elsewhere: so it stays well below what a missing person
    /// costs, and where contacts too late are counted, however little they are worth, it is not
    /// taken at all.
    pub(crate) fn expect(&mut self, prices: &Prices) {
        let (problem, queues) = (self.problem, self.problem.queues.len());
        if problem.queues.iter().any(|q| !q.goals.is_empty()) {
            return;
        }
        let live = problem.queues.iter().filter(|q| q.tickets.is_none());
        let light = live.map(|q| per_slot(q.shortage.light, problem.interval));
        let below = BELOW * light.fold(f64::INFINITY, f64::min);
        for &q in &self.waiting {
            let most = self.problem.queues[q].tickets.as_ref().map_or(0.0, |t| t.price);
            for (slot, price) in prices.agent[q].iter().enumerate() {
                let standby = (IDLE * price).min(below).max(STANDBY);
                let late = (HURRY * price).clamp(LEAST * most, most);
                self.outlook[slot * queues + q] = Outlook { standby, late };
            }
        }
        self.stale = true;
        self.weigh();
    }

    fn draw(&mut self, slot: usize, queue: usize, pull: f64) {
        let cell = slot * self.problem.queues.len() + queue;
        if self.pull[cell] != pull {
            self.pull[cell] = pull;
            self.touch(slot);
        }
    }

    /// Cover for tickets in a slot, in standard agents.
    pub(crate) fn ticket_cover(&self, slot: usize, queue: usize) -> f64 {
        let cell = slot * self.problem.queues.len() + queue;
        (self.cover[cell] - self.terms.stairs[cell].full).max(0.0)
    }

    /// Reserves people for this work of tickets in each slot, queue by queue.
    pub(crate) fn reserve(&mut self, slots: Range<usize>, work: &[Vec<f64>]) {
        let queues = self.problem.queues.len();
        for slot in slots.clone() {
            self.note(slot);
            for (q, work) in work.iter().enumerate() {
                self.reserved[slot * queues + q] = work[slot].max(0.0);
            }
            self.share(slot);
            self.settled(slot);
        }
        self.weigh();
        // late work may be worth less by now
        for slot in slots {
            self.note(slot);
            self.share(slot);
            self.settled(slot);
        }
        self.weigh();
    }

    /// Reserves nobody for tickets any more.
    pub(crate) fn forget_reserves(&mut self) {
        if self.reserved.iter().any(|&people| people > 0.0) {
            let nothing = vec![vec![0.0; self.problem.slots]; self.problem.queues.len()];
            self.reserve(0..self.problem.slots, &nothing);
        }
    }

    /// Plans tickets anew, and keeps the new plan if it costs no more.
    pub(crate) fn plan_tickets(&mut self) {
        if !self.tickets_contend() {
            return;
        }
        let before = self.total();
        self.open_journal();
        self.plan_all();
        if self.total() <= before {
            self.keep();
        } else {
            self.take_back();
        }
    }

    fn plan_all(&mut self) {
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
            for slot in (0..self.problem.slots).rev() {
                let cell = slot * queues + q;
                let saves = self.outlook[cell].late.min(tickets.price);
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
