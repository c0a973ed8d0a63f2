//! Tickets: work that may wait fills the valleys.
//!
//! Each slot has a plan of how much ticket work it takes on. Missing the plan costs what late work
//! costs, so the sum is never less than the true cost; planning anew from the people who are there
//! makes it equal.

use super::Seating;
use crate::roster::problem::MICRO;

impl Seating<'_> {
    /// Plans ticket work anew from the capacity that is there, late work where it falls due.
    pub(crate) fn plan_tickets(&mut self) {
        let queues = self.problem.queues.len();
        for (q, queue) in self.problem.queues.iter().enumerate() {
            let Some(tickets) = &queue.tickets else { continue };
            let (mut arrived, mut gone) = (0.0_f64, 0.0_f64);
            for slot in 0..self.problem.slots {
                arrived += tickets.arriving[slot];
                let need = i64::from(queue.need[slot]) * MICRO;
                let capacity = (self.cover[slot * queues + q] - need).max(0) as f64 / MICRO as f64;
                let done = capacity.min(arrived - gone).max(0.0);
                let late = (tickets.due[slot] - gone - done).max(0.0);
                gone += done + late;
                self.planned[slot * queues + q] = ((done + late) * MICRO as f64).round() as i64;
            }
        }
        for slot in 0..self.problem.slots {
            self.reprice(slot);
            self.clock += 1;
            self.stamp[slot] = self.clock;
        }
    }
}
