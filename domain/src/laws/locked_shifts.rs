//! Locked shifts: where an availability row locks a shift, the agent has a shift with exactly that
//! start and end.
//!
//! ```text
//! Formula   ∃ shift s of a with span(s) = r      ∀ locked row r of a that begins in the horizon
//! Unit      locked shift missing
//! ```
//!
//! What is done inside the shift is free. A lock changes no other law: one that fits no template or
//! touches leave is named by [`crate::audit()`].

use super::{Breach, Case, Law, say};
use crate::agent::AvailabilityKind;

/// Locked shifts stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockedShifts;

impl Law for LockedShifts {
    const NAME: &'static str = "locked_shifts";
    const UNIT: &'static str = "shift";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let (zone, horizon) = (case.centre().zone, case.grid().horizon());
        let mut all = Vec::new();
        for person in case.people() {
            let locks = person.rows(AvailabilityKind::LockedShift).map(|row| row.span);
            for lock in locks.filter(|lock| horizon.contains(lock.start)) {
                if person.duties.iter().any(|d| d.span == lock) {
                    continue;
                }
                let (name, when) = (&person.agent.name, say::span(lock, zone));
                let what = format!("{name}'s shift {when} is locked but not in the roster");
                all.push(Breach::by(person, lock, 1.0, what));
            }
        }
        all
    }
}
