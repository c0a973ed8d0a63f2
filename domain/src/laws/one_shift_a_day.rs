//! One shift a day: an agent starts at most one shift on a civil date.
//!
//! ```text
//! Formula   |{shifts of a with date d}| ≤ 1      ∀ agent a, ∀ date d
//! Unit      shift beyond the first
//! ```
//!
//! The date is the one a shift starts on: a night shift from Tuesday 22:00 is Tuesday's, and a late
//! shift on Wednesday is Wednesday's only one.

use super::{Breach, Case, Law, say};

/// At most one shift starts on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneShiftADay;

impl Law for OneShiftADay {
    const NAME: &'static str = "one_shift_a_day";
    const UNIT: &'static str = "shift";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            for day in person.working_days().filter(|day| day.duties().len() > 1) {
                let (name, number) = (&person.agent.name, day.duties().len());
                let (span, date) = (day.span(), say::date(day.date()));
                let what = format!("{name} starts {number} shifts on {date}; the limit is 1");
                all.push(Breach::by(person, span, (number - 1) as f64, what));
            }
        }
        all
    }
}
