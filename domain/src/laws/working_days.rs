//! Working days: the number of dates with a shift per week lies within the contract's bounds, less
//! what leave takes off ([`crate::contract::WeekTerms`]).
//!
//! ```text
//! Formula   days_min(a, w) ≤ |{dates in w with a shift of a}| ≤ days_max(a, w)    ∀ agent, ∀ week
//! Unit      day outside
//! ```
//!
//! A week cut short by the horizon's end has no lower bound.

use super::{Breach, Case, Law, say};

/// The contract's working days per week are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingDays;

impl Law for WorkingDays {
    const NAME: &'static str = "working_days";
    const UNIT: &'static str = "day";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            let Some(contract) = person.contract else { continue };
            for week in &case.weeks() {
                let terms = case.terms(person, contract, week);
                let days = person.dates_worked(week);
                let (outside, bound) = if days < terms.days_min {
                    (terms.days_min - days, format!("at least {}", terms.days_min))
                } else {
                    (days.saturating_sub(terms.days_max), format!("at most {}", terms.days_max))
                };
                if outside > 0 {
                    let (name, week_name) = (&person.agent.name, case.week_name(week));
                    let works = say::count(days, "day");
                    let what = format!("{name} works {works} in {week_name}; {bound} are agreed");
                    all.push(Breach::by(person, case.span_of(week), f64::from(outside), what));
                }
            }
        }
        all
    }
}
