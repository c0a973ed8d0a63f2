//! Period hours (comprehensive working hours): paid time in the working-time period, what was
//! worked before the horizon included, is at most `max`.
//!
//! ```text
//! Formula   Σ paid(shifts of a in the horizon) ≤ max(0, max − period_to_date(a))      ∀ agent a
//! Unit      hour above, begun
//! Source    mainland China: comprehensive hours over week, month, quarter or year (COMP-5),
//!           where the labour authority agreed (LL-39)
//! ```
//!
//! The whole horizon belongs to one period. What was worked before cannot be undone: once the
//! period is used up, each further hour is the breach, not the hours before.

use super::{Breach, Case, Law, hours_begun, say};
use crate::units::Minutes;

/// A cap on paid time over a period longer than a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodHours {
    /// The most paid time in the period that the horizon belongs to.
    pub max: Minutes,
}

impl Law for PeriodHours {
    const NAME: &'static str = "period_hours";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            let before = person.agent.period_to_date;
            let paid: Minutes = person.duties.iter().map(|d| d.paid).sum();
            let left = (self.max - before).max(Minutes::ZERO);
            if paid > left {
                let (name, max) = (&person.agent.name, say::length(self.max));
                let (works, worked) = (say::length(paid), say::length(before));
                let what = format!(
                    "{name} is paid {works} after {worked} before in the period; the limit is {max}"
                );
                let above = hours_begun(paid - left);
                all.push(Breach::by(person, case.grid().horizon(), above, what));
            }
        }
        all
    }
}
