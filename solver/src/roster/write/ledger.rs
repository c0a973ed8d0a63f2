//! What cover costs, exactly as the judge counts, while who serves what still changes.

use crate::roster::problem::Problem;
use crate::roster::problem::queues::per_slot;

/// How late tickets are counted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tickets {
    /// As the judge counts them.
    Exactly,
    /// Every slot for itself: cover that is spare for them saves this share of their price.
    At(f64),
}

/// Cover of every slot, with what is lost and late by it.
#[derive(Debug)]
pub(super) struct Ledger<'p> {
    problem: &'p Problem,
    tickets: Tickets,
    /// Standard agents by slot and queue.
    cover: Vec<Vec<f64>>,
    /// Contacts or seconds lost so far, by queue and goal.
    lost: Vec<Vec<f64>>,
    /// Price of late tickets, by queue.
    late: Vec<f64>,
}

impl<'p> Ledger<'p> {
    /// The ledger of this cover, by slot and queue, beside those from before the horizon.
    pub(super) fn new(problem: &'p Problem, mut cover: Vec<Vec<f64>>, tickets: Tickets) -> Self {
        for (slot, row) in cover.iter_mut().enumerate() {
            for (all, queue) in row.iter_mut().zip(&problem.queues) {
                *all += queue.there(slot);
            }
        }
        let mut ledger = Self {
            problem,
            tickets,
            cover,
            lost: problem.queues.iter().map(|q| vec![0.0; q.goals.len()]).collect(),
            late: vec![0.0; problem.queues.len()],
        };
        for (q, queue) in problem.queues.iter().enumerate() {
            for slot in 0..problem.slots {
                for &goal in queue.goals_of(slot) {
                    ledger.lost[q][goal] += ledger.lost_in(slot, q);
                }
            }
            ledger.late[q] = ledger.overdue(q);
        }
        ledger
    }

    /// What everything missing, lost and late costs, in minor units.
    pub(super) fn total(&self) -> f64 {
        let mut total = self.late.iter().sum::<f64>();
        for (q, queue) in self.problem.queues.iter().enumerate() {
            total += (0..self.problem.slots).map(|slot| self.missing_in(slot, q)).sum::<f64>();
            let lost = queue.goals.iter().zip(&self.lost[q]);
            total += lost.map(|(goal, &lost)| goal.price(lost).round()).sum::<f64>();
        }
        total
    }

    /// Moves cover in a slot, queue by queue; what that costs, in minor units.
    pub(super) fn shift(&mut self, slot: usize, moves: &[f64]) -> f64 {
        let mut dearer = 0.0;
        for (q, &more) in moves.iter().enumerate().filter(|m| m.1.abs() > 1e-12) {
            let queue = &self.problem.queues[q];
            let (lost, spare) = (self.lost_in(slot, q), self.spare(slot, q));
            dearer -= self.missing_in(slot, q);
            self.cover[slot][q] += more;
            dearer += self.missing_in(slot, q);
            let lost = self.lost_in(slot, q) - lost;
            for &goal in queue.goals_of(slot) {
                let before = queue.goals[goal].price(self.lost[q][goal]).round();
                self.lost[q][goal] += lost;
                dearer += queue.goals[goal].price(self.lost[q][goal]).round() - before;
            }
            dearer += match (&queue.tickets, self.tickets) {
                (None, _) => 0.0,
                (Some(all), Tickets::At(share)) => {
                    share * all.price * (spare - self.spare(slot, q))
                }
                (Some(_), Tickets::Exactly) => {
                    let late = self.overdue(q);
                    late - std::mem::replace(&mut self.late[q], late)
                }
            };
        }
        dearer
    }

    /// Moves cover in a slot unless that costs more than `most`; whether it was moved.
    pub(super) fn shift_within(&mut self, slot: usize, moves: &mut [f64], most: f64) -> bool {
        let within = self.shift(slot, moves) <= most;
        if !within {
            moves.iter_mut().for_each(|m| *m = -*m);
            self.shift(slot, moves);
        }
        within
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

    /// Standard agents on a queue in a slot beyond what it needs.
    fn spare(&self, slot: usize, q: usize) -> f64 {
        (self.cover[slot][q] - f64::from(self.problem.queues[q].need[slot])).max(0.0)
    }

    /// What a queue's late tickets cost, the oldest done first.
    fn overdue(&self, q: usize) -> f64 {
        let queue = &self.problem.queues[q];
        let Some(tickets) = &queue.tickets else { return 0.0 };
        let (mut arrived, mut gone, mut price) = (0.0, 0.0_f64, 0.0);
        for slot in 0..self.problem.slots {
            arrived += tickets.arriving[slot];
            gone += self.spare(slot, q).min((arrived - gone).max(0.0));
            let late = (tickets.due[slot] - gone).max(0.0);
            price += (late * tickets.price).round();
            gone += late;
        }
        price
    }
}
