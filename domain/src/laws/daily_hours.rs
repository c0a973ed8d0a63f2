//! Daily hours: at most `max` paid time on one date, overtime included.
//!
//! ```text
//! Formula   Σ paid(shifts of a with date d) ≤ max      ∀ agent a, ∀ date d
//! Unit      hour above, begun
//! Source    mainland China: 8 h (LL-36) and up to 3 h of overtime (LL-41b)
//! ```
//!
//! All of a shift counts to the date it starts on. Unpaid rests do not count.

use super::{Breach, Case, Law, hours_begun, say};
use crate::units::Minutes;

/// A cap on one day's paid time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyHours {
    /// The most paid time on one date.
    pub max: Minutes,
}

impl Law for DailyHours {
    const NAME: &'static str = "daily_hours";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            for day in person.working_days().filter(|day| day.paid() > self.max) {
                let (name, date) = (&person.agent.name, say::date(day.date()));
                let (works, most) = (say::length(day.paid()), say::length(self.max));
                let what = format!("{name} works {works} on {date}; the limit is {most}");
                let above = hours_begun(day.paid() - self.max);
                all.push(Breach::by(person, day.span(), above, what));
            }
        }
        all
    }
}
