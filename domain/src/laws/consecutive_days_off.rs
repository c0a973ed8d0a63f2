//! Consecutive days off: at least `min` in a row, leave days counting as off.
//!
//! ```text
//! Formula   length(run) ≥ min      ∀ agent, ∀ maximal run of dates without a shift that lies
//!                                  between two dates of the horizon with one
//! Unit      day short of the limit
//! ```
//!
//! A run of days off that touches an end of the horizon is never too short.

use super::{Breach, Case, Law, runs, say};

/// Days off come in runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsecutiveDaysOffMin {
    /// The fewest dates in a row without a shift.
    pub min: u32,
}

impl Law for ConsecutiveDaysOffMin {
    const NAME: &'static str = "consecutive_days_off_min";
    const UNIT: &'static str = "day";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            let worked = runs::runs(person.duties.iter().map(|d| d.day));
            for pair in worked.windows(2) {
                let off = *pair[0].end() + 1..=*pair[1].start() - 1;
                let short = i64::from(self.min) - runs::length(&off);
                if short > 0 {
                    let (name, from) = (&person.agent.name, say::date(case.date(*off.start())));
                    let days = say::count(runs::length(&off) as u32, "day");
                    let least = self.min;
                    let what =
                        format!("{name} has {days} off from {from}; at least {least} are due");
                    let span = runs::span(&off, case.grid());
                    all.push(Breach::by(person, span, short as f64, what));
                }
            }
        }
        all
    }
}
