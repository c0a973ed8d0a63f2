//! Nights: at most `max` night shifts on dates in a row, and a longer rest after the last of them.
//!
//! A night shift has at least one paid hour inside the night window of the rules, all its windows
//! taken together; unpaid rests do not count. A run of nights may begin before the horizon.
//!
//! ```text
//! in a row   length(run of dates with a night shift) ≤ max     ∀ agent, ∀ run in the horizon
//! rest       start(next) − end(night) ≥ rest                   ∀ night shift, next the shift after
//!                                                              it when that is no night shift
//! ```
//! ```text
//! Unit      night beyond the limit in the horizon; hour of rest missing, begun
//! ```

use super::{Breach, Case, Law, hours_begun, runs, say};
use crate::moment::Span;
use crate::units::Minutes;

/// Not too many nights in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NightsInARow {
    /// The most dates in a row with a night shift.
    pub max: u32,
}

/// A longer rest between a night shift and a following shift that is not a night shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestAfterNights {
    /// The least time between the two.
    pub rest: Minutes,
}

impl Law for NightsInARow {
    const NAME: &'static str = "nights_in_a_row";
    const UNIT: &'static str = "night";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            let nights = person.history().filter(|d| d.is_night).map(|d| d.day);
            for run in runs::runs(nights) {
                let Some(beyond) = runs::beyond(&run, self.max) else { continue };
                let (name, nights) = (&person.agent.name, runs::length(&run));
                let (from, most) = (say::date(case.date(*run.start())), self.max);
                let what = format!(
                    "{name} works {nights} nights in a row from {from}; the limit is {most}"
                );
                let span = runs::span(&beyond, case.grid());
                all.push(Breach::by(person, span, runs::length(&beyond) as f64, what));
            }
        }
        all
    }
}

impl Law for RestAfterNights {
    const NAME: &'static str = "rest_after_nights";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let zone = case.centre().zone;
        let mut all = Vec::new();
        for person in case.people() {
            for (night, next) in person.pairs().filter(|(a, b)| a.is_night && !b.is_night) {
                let rest = next.span.start - night.span.end;
                if rest < self.rest {
                    let name = &person.agent.name;
                    let what = say::rest(name, &night.span, &next.span, self.rest, zone);
                    let what = format!("{what} after a night");
                    let between = Span::new(night.span.end.min(next.span.start), next.span.start);
                    all.push(Breach::by(person, between, hours_begun(self.rest - rest), what));
                }
            }
        }
        all
    }
}
