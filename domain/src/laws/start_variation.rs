//! Start variation: within a week of the horizon, the clock times at which an agent's shifts start
//! differ by at most `max`.
//!
//! ```text
//! Formula   max clock(start) − min clock(start) ≤ max      ∀ agent, ∀ week
//! Unit      hour above, begun
//! ```
//!
//! Clock times run from 00:00 to 23:59 and do not wrap: 23:00 and 01:00 are 22 hours apart.

use super::{Breach, Case, Law, hours_begun, say};
use crate::moment::ClockTime;
use crate::units::Minutes;

/// Similar start times through the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartVariation {
    /// The widest spread of start times within a week.
    pub max: Minutes,
}

impl Law for StartVariation {
    const NAME: &'static str = "start_variation";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let zone = case.centre().zone;
        let mut all = Vec::new();
        for person in case.people() {
            for week in &case.weeks() {
                let clock = |at: crate::Moment| ClockTime::of(at.local(zone));
                let starts = || person.in_days(week).map(|d| clock(d.span.start));
                let (Some(first), Some(last)) = (starts().min(), starts().max()) else { continue };
                let spread = last.minutes() - first.minutes();
                if spread > self.max {
                    let (name, week_name) = (&person.agent.name, case.week_name(week));
                    let (differ, most) = (say::length(spread), say::length(self.max));
                    let what = format!(
                        "{name} starts between {first} and {last} in {week_name}, {differ} apart; \
                         the limit is {most}"
                    );
                    let above = hours_begun(spread - self.max);
                    all.push(Breach::by(person, case.span_of(week), above, what));
                }
            }
        }
        all
    }
}
