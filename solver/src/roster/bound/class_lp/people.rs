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
                let need = i64::from(queue.need[slot]) * MICRO - queue.before[slot];
                let tiers = [
                    (queue.shortage.light, queue.light_agents(slot)),
                    (queue.shortage.heavy, need as f64 / MICRO as f64),
                ];
                for (price, most) in tiers.into_iter().filter(|t| t.1 > 0.0) {
                    let entry = [(Row::Coverage(q, slot), 1.0)];
                    let cost = per_slot(price, problem.interval) / UNIT;
                    self.lp.column((), cost, (0.0, most), &entry);
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
