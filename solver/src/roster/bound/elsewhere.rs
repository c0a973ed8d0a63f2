//! Ticket work outside the slots that a master decides, boiled down to three numbers.
//!
//! Elsewhere everybody's work is known. Before the slots as much is done as can be, since nothing
//! is gained by waiting. After them work goes on from what was done by their end; what is late in
//! the end is the most that was ever due and not done:
//!
//! ```text
//! done(t) = min(arrived(t), done(t − 1) + spare(t))      late = max over t of due(t) − done(t)
//!         = min(done(end) + spare(end..t), what arrives after the end lets be done)
//! ```

use super::super::problem::queues::Tickets;
use std::ops::Range;

/// What ticket work elsewhere means for the slots between.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Elsewhere {
    /// Done before the slots begin.
    pub(super) done: f64,
    /// Late whatever is done in them.
    pub(super) late: f64,
    /// To be done by their end, or it is late.
    pub(super) due: f64,
}

impl Elsewhere {
    /// Of a queue with so much `spare` cover in each slot of the horizon; nothing is read of it
    /// within `slots`.
    pub(super) fn of(tickets: &Tickets, slots: &Range<usize>, spare: &[f64]) -> Self {
        // with all done that can be, and after the slots with no more than spare cover does
        let (mut arrived, mut done, mut late) = (0.0, 0.0_f64, 0.0_f64);
        let (mut before, mut spared, mut due) = (0.0, 0.0, 0.0_f64);
        for (slot, (arriving, due_now)) in tickets.arriving.iter().zip(&tickets.due).enumerate() {
            arrived += arriving;
            if slots.contains(&slot) {
                done = arrived;
                continue;
            }
            done = arrived.min(done + spare[slot]);
            late = late.max(due_now - done);
            if slot < slots.start {
                before = done;
            } else {
                spared += spare[slot];
                due = due.max(due_now - spared);
            }
        }
        Self { done: before, late, due }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::dice::Dice;

    /// Work late in the end when so much is done in each slot at most.
    fn late(tickets: &Tickets, cover: &[f64]) -> f64 {
        let (mut arrived, mut done, mut late) = (0.0, 0.0_f64, 0.0_f64);
        for ((arriving, due), cover) in tickets.arriving.iter().zip(&tickets.due).zip(cover) {
            arrived += arriving;
            done = arrived.min(done + cover);
            late = late.max(due - done);
        }
        late
    }

    #[test]
    fn three_numbers_say_as_much_of_late_work_as_the_whole_horizon() {
        let (mut some, mut steered) = (0, 0);
        for seed in 0..2_000 {
            let mut dice = Dice::new(seed);
            let count = dice.from(1, 12) as usize;
            let mut some_of = |most: i64| -> Vec<f64> {
                (0..count).map(|_| dice.from(0, most) as f64 / 2.0).collect()
            };
            let (arriving, cover) = (some_of(6), some_of(5));
            // some of what arrived is due in the slot, the rest later or never
            let mut due = some_of(4);
            let (mut arrived, mut before) = (0.0, 0.0);
            for (due, arriving) in due.iter_mut().zip(&arriving) {
                arrived += arriving;
                before = f64::min(arrived, before + *due);
                *due = before;
            }
            let tickets = Tickets { arriving, due, price: 1.0 };
            let first = dice.from(0, count as i64) as usize;
            let slots = first..dice.from(first as i64, count as i64) as usize;
            let elsewhere = Elsewhere::of(&tickets, &slots, &cover);
            let (mut arrived, mut done) = (tickets.arriving[..first].iter().sum(), elsewhere.done);
            let mut told = elsewhere.late;
            for slot in slots.clone() {
                arrived += tickets.arriving[slot];
                done = f64::min(arrived, done + cover[slot]);
                told = told.max(tickets.due[slot] - done);
            }
            let steered_by = elsewhere.due - done;
            let whole = late(&tickets, &cover);
            assert_eq!(told.max(steered_by), whole, "seed {seed}: {tickets:?} {cover:?} {slots:?}");
            some += usize::from(whole > 0.0);
            steered += usize::from(steered_by > told);
        }
        assert!(some > 500 && steered > 50, "{some} late, {steered} by what is due afterwards");
    }
}
