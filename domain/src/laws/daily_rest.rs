//! Daily rest: at least `rest` between the end of one shift and the start of the next, the last
//! shift before the horizon included.
//!
//! ```text
//! Formula   start(next) − end(shift) ≥ rest      ∀ agent, ∀ consecutive shifts, next in the roster
//! Unit      hour missing, begun
//! Source    2003/88/EC article 3 for the eleven hours of Rules::eu
//! ```
//!
//! Elapsed time: the night clocks go forward is an hour shorter. Shifts that overlap lack the rest
//! and the overlap.

use super::{Breach, Case, Law, hours_begun, say};
use crate::moment::Span;
use crate::units::Minutes;

/// A rest between two shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyRest {
    /// The least time between two shifts.
    pub rest: Minutes,
}

impl Law for DailyRest {
    const NAME: &'static str = "daily_rest";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let zone = case.centre().zone;
        let mut all = Vec::new();
        for person in case.people() {
            for (one, next) in person.pairs() {
                let rest = next.span.start - one.span.end;
                if rest < self.rest {
                    let what =
                        say::rest(&person.agent.name, &one.span, &next.span, self.rest, zone);
                    let between = Span::new(one.span.end.min(next.span.start), next.span.start);
                    all.push(Breach::by(person, between, hours_begun(self.rest - rest), what));
                }
            }
        }
        all
    }
}
