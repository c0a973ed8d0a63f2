//! Weekends off: of the weekends that lie wholly in the horizon, at most `worked_max` are worked; a
//! weekend is worked when a shift starts on its Saturday or Sunday.
//!
//! ```text
//! Formula   |{weekends of the horizon with a shift of a}| ≤ worked_max      ∀ agent a
//! Unit      weekend beyond the limit
//! ```
//!
//! A Friday night shift that ends on Saturday morning is Friday's.

use super::{Breach, Case, Law, say};
use chrono::{Datelike, Weekday};

/// Weekends off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekendsOff {
    /// The most worked weekends in the horizon.
    pub worked_max: u32,
}

impl Law for WeekendsOff {
    const NAME: &'static str = "weekends_off";
    const UNIT: &'static str = "weekend";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let grid = case.grid();
        let is_saturday = |day: &usize| grid.date(*day).weekday() == Weekday::Sat;
        let saturdays: Vec<usize> = (0..grid.days() - 1).filter(is_saturday).collect();
        let mut all = Vec::new();
        for person in case.people() {
            let is_worked = |sat: &&usize| person.in_days(&(**sat..**sat + 2)).next().is_some();
            let worked: Vec<usize> = saturdays.iter().filter(is_worked).copied().collect();
            let Some(&first) = worked.get(self.worked_max as usize) else { continue };
            let (name, most) = (&person.agent.name, self.worked_max);
            let weekends = say::count(worked.len() as u32, "weekend");
            let what = format!("{name} works {weekends} of the horizon; the limit is {most}");
            let span = case.span_of(&(first..worked[worked.len() - 1] + 2));
            all.push(Breach::by(person, span, (worked.len() - most as usize) as f64, what));
        }
        all
    }
}
