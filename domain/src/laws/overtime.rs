//! Overtime: at most so much per day and per calendar month.
//!
//! Daily overtime is a date's paid time above the contract's first daily tier; weekly overtime is a
//! week's remaining paid time above the first weekly tier ([`crate::pay::week_overtime`]). A
//! contract without tiers has no overtime.
//!
//! ```text
//! per day     daily(a, d) ≤ max                                          ∀ agent a, ∀ date d
//! per month   Σ overtime(a, w) ≤ max(0, max − overtime_to_date(a))       ∀ agent a, ∀ month
//! ```
//! A month's sum goes over the weeks of the horizon that begin in it, daily and weekly overtime
//! together; `overtime_to_date` counts to the month in which the horizon begins. What was worked
//! before cannot be undone: once the month is used up, each further hour is the breach.
//!
//! ```text
//! Unit      hour above, begun
//! Source    mainland China: 3 h a day (LL-41b), 36 h a month (LL-41c)
//! ```

use super::{Breach, Case, Law, hours_begun, say};
use crate::pay::overtime;
use crate::units::Minutes;
use chrono::Datelike;
use std::ops::Range;

/// A cap on one day's overtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OvertimePerDay {
    /// The most overtime on one date.
    pub max: Minutes,
}

/// A cap on one calendar month's overtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OvertimePerMonth {
    /// The most overtime in the month, month to date included.
    pub max: Minutes,
}

impl Law for OvertimePerDay {
    const NAME: &'static str = "overtime_per_day";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            let Some(contract) = person.contract else { continue };
            for day in person.working_days() {
                let over = overtime(day.paid(), &contract.daily_overtime);
                if over > self.max {
                    let (name, date) = (&person.agent.name, say::date(day.date()));
                    let (works, most) = (say::length(over), say::length(self.max));
                    let what =
                        format!("{name} works {works} overtime on {date}; the limit is {most}");
                    all.push(Breach::by(person, day.span(), hours_begun(over - self.max), what));
                }
            }
        }
        all
    }
}

impl Law for OvertimePerMonth {
    const NAME: &'static str = "overtime_per_month";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut all = Vec::new();
        for person in case.people() {
            let Some(contract) = person.contract else { continue };
            for (n, weeks) in weeks_by_month(case).iter().enumerate() {
                let before = if n == 0 { person.agent.overtime_to_date } else { Minutes::ZERO };
                let over: Minutes =
                    weeks.iter().map(|week| both(person.overtime(contract, week))).sum();
                let left = (self.max - before).max(Minutes::ZERO);
                if over > left {
                    let first = weeks[0].start;
                    let month = case.grid().date(first).format("%B");
                    let span = case.span_of(&(first..weeks[weeks.len() - 1].end));
                    let (name, works) = (&person.agent.name, say::length(before + over));
                    let most = say::length(self.max);
                    let what =
                        format!("{name} works {works} overtime in {month}; the limit is {most}");
                    all.push(Breach::by(person, span, hours_begun(over - left), what));
                }
            }
        }
        all
    }
}

/// The weeks of the horizon, those that begin in one calendar month together.
fn weeks_by_month(case: &Case<'_>) -> Vec<Vec<Range<usize>>> {
    let month = |week: &Range<usize>| {
        let date = case.grid().date(week.start);
        (date.year(), date.month())
    };
    case.weeks().chunk_by(|a, b| month(a) == month(b)).map(<[_]>::to_vec).collect()
}

fn both((daily, weekly): (Minutes, Minutes)) -> Minutes {
    daily + weekly
}
