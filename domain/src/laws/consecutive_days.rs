//! Consecutive working days: at most `max`, and at least `min`, in a row.
//!
//! A run is a maximal set of consecutive dates with a shift; the days before the horizon count
//! through the agent's previous shifts.
//!
//! ```text
//! max   length(run) ≤ max      ∀ agent, ∀ run with a date in the horizon
//! min   length(run) ≥ min      ∀ agent, ∀ run that ends in the horizon or on its eve
//! ```
//! Only days in the horizon are a breach of `max`. A run that touches the end of the horizon may go
//! on afterwards, so it is never too short; nor is one that touches the beginning when the agent
//! has no previous shift at all, for then nothing is known of the day before.
//!
//! ```text
//! Unit      day beyond the limit (max); day short of it (min)
//! Source    mainland China: at most six around holidays (HOL-7), one rest day a week (LL-38)
//! ```

use super::{Breach, Case, Law, Person, runs, say};

/// Not too many working days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsecutiveDaysMax {
    /// The most dates in a row with a shift.
    pub max: u32,
}

/// No lone working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsecutiveDaysMin {
    /// The fewest dates in a row with a shift.
    pub min: u32,
}

impl Law for ConsecutiveDaysMax {
    const NAME: &'static str = "consecutive_days_max";
    const UNIT: &'static str = "day";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            for run in runs::runs(person.history().map(|d| d.day)) {
                let Some(beyond) = runs::beyond(&run, self.max) else { continue };
                let (name, days) = (&person.agent.name, runs::length(&run));
                let (from, most) = (say::date(case.date(*run.start())), self.max);
                let what =
                    format!("{name} works {days} days in a row from {from}; the limit is {most}");
                let span = runs::span(&beyond, case.grid());
                all.push(Breach::by(person, span, runs::length(&beyond) as f64, what));
            }
        }
        all
    }
}

impl Law for ConsecutiveDaysMin {
    const NAME: &'static str = "consecutive_days_min";
    const UNIT: &'static str = "day";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            for run in runs::runs(person.history().map(|d| d.day)) {
                let short = i64::from(self.min) - runs::length(&run);
                if short > 0 && has_known_ends(&run, person, case) {
                    let (name, from) = (&person.agent.name, say::date(case.date(*run.start())));
                    let days = say::count(runs::length(&run) as u32, "day");
                    let least = self.min;
                    let what = format!(
                        "{name} works {days} in a row from {from}; at least {least} are due"
                    );
                    let span = runs::span(&run, case.grid());
                    all.push(Breach::by(person, span, short as f64, what));
                }
            }
        }
        all
    }
}

/// Whether both ends of a run are known and the horizon decides the last.
fn has_known_ends(
    run: &std::ops::RangeInclusive<i64>,
    person: &Person<'_>,
    case: &Case<'_>,
) -> bool {
    let last_day = case.grid().days() as i64 - 1;
    let is_begin_known = *run.start() > 0 || !person.before.is_empty();
    (-1..last_day).contains(run.end()) && is_begin_known
}
