//! Weekly hours: paid time per week of the horizon lies within the contract's bounds, less what
//! leave takes off ([`crate::contract::WeekTerms`]).
//!
//! ```text
//! Formula   paid_min(a, w) ≤ Σ paid(shifts of a in w) ≤ paid_max(a, w)      ∀ agent a, ∀ week w
//! Unit      hour outside, begun
//! Source    mainland China: 40 h (SC-3), on average at most 44 h (LL-36b); 2003/88/EC article 6:
//!           48 h, overtime included
//! ```
//!
//! A shift counts to the week of its date, the part beyond Sunday midnight included. A week cut
//! short by the horizon's end has no lower bound.

use super::{Breach, Case, Law, hours_begun, say};
use crate::units::Minutes;

/// The contract's paid time per week is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyHours;

impl Law for WeeklyHours {
    const NAME: &'static str = "weekly_hours";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            let Some(contract) = person.contract else { continue };
            for week in &case.weeks() {
                let terms = case.terms(person, contract, week);
                let paid: Minutes = person.in_days(week).map(|d| d.paid).sum();
                let (outside, bound) = if paid < terms.paid_min {
                    (terms.paid_min - paid, format!("at least {}", say::length(terms.paid_min)))
                } else {
                    (paid - terms.paid_max, format!("at most {}", say::length(terms.paid_max)))
                };
                if outside > Minutes::ZERO {
                    let (name, week_name) = (&person.agent.name, case.week_name(week));
                    let works = say::length(paid);
                    let what = format!("{name} is paid {works} in {week_name}; {bound} are agreed");
                    all.push(Breach::by(person, case.span_of(week), hours_begun(outside), what));
                }
            }
        }
        all
    }
}
