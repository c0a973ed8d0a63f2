//! People present and what they serve: the rows that tie shifts and breaks to half-hours, and what
//! missing people cost.

use super::*;

impl Builder<'_> {
    pub(super) fn presence(&mut self) {
        for set in 0..self.sets.len() {
            let queues = self.sets[set].queues.clone();
            for at in 0..self.problem.reach {
                let mut entries =
                    vec![(Row::Present(set, at), 1.0), (Row::Present(set, at + 1), -1.0)];
                if let Some(slot) = self.problem.covered(at) {
                    match queues[..] {
                        [(queue, _)] => entries.push((Row::Coverage(queue, slot), 1.0)),
                        _ => entries.push((Row::Serve(set, slot), 1.0)),
                    }
                }
                self.lp.column((), 0.0, FREE, &entries);
            }
            if queues.len() < 2 {
                continue;
            }
            for slot in 0..self.problem.slots {
                for &(queue, speed) in &queues {
                    if self.problem.queues[queue].open[slot] {
                        let entries =
                            [(Row::Serve(set, slot), -1.0), (Row::Coverage(queue, slot), speed)];
                        self.lp.column((), 0.0, FREE, &entries);
                    }
                }
            }
        }
    }

    pub(super) fn shortage(&mut self) {
        let problem = self.problem;
        for (q, queue) in problem.queues.iter().enumerate() {
            for slot in 0..problem.slots {
                let need = queue.enough(slot) - queue.there(slot);
                for missing in queue.missing(slot, problem.interval).iter().filter(|_| need > 0.0) {
                    let mut entries = vec![(Row::Coverage(q, slot), 1.0)];
                    let goals = queue.goals_of(slot).iter().filter(|_| queue.open[slot]);
                    entries.extend(goals.map(|&goal| (Row::Goal(q, goal), missing.late)));
                    let most = missing.agents.min(need);
                    self.lp.column((), missing.price / UNIT, (0.0, most), &entries);
                }
            }
            for (number, goal) in queue.goals.iter().enumerate() {
                for (price, most) in [(goal.light, goal.tier), (goal.heavy, f64::INFINITY)] {
                    let entry = [(Row::Goal(q, number), -1.0)];
                    self.lp.column((), price / UNIT, (0.0, most), &entry);
                }
            }
            let Some(tickets) = &queue.tickets else { continue };
            let (last, mut arrived) = (problem.slots - 1, 0.0);
            for slot in 0..=last {
                arrived += tickets.arriving[slot];
                let mut done = vec![(Row::Due(q, slot), 1.0), (Row::Coverage(q, slot), -1.0)];
                if slot < last {
                    done.push((Row::Coverage(q, slot + 1), 1.0));
                }
                self.lp.column((), 0.0, (0.0, arrived), &done);
                let late = [
                    (Row::Due(q, slot), 1.0),
                    (Row::LateWork(q, slot), 1.0),
                    (Row::LateWork(q, slot + 1), -1.0),
                ];
                let cost = if slot == last { tickets.price / UNIT } else { 0.0 };
                self.lp.column((), cost, FREE, &late);
            }
        }
    }
}
