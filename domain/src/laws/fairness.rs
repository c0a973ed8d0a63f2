//! Fairness: nobody has more than a fair share of nights, weekend days and late shifts in a week.
//!
//! A late shift ends on the clock after `late_after`, counted from its date's midnight; a weekend
//! day is a Saturday or Sunday with a shift. Each cap holds per agent and week of the horizon.
//!
//! ```text
//! Formula   |{night shifts of a in w}| ≤ nights_max, |{weekend days}| ≤ weekend_days_max,
//!           |{late shifts}| ≤ late_max      ∀ agent a, ∀ week w
//! Unit      shift beyond a cap
//! ```
//!
//! A night shift that ends next morning is late too.

use super::{Breach, Case, Duty, Law, say};
use crate::moment::ClockTime;
use chrono::{Datelike, NaiveTime, Weekday};
use chrono_tz::Tz;

/// Caps on the unpopular shifts of one person in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fairness {
    /// The most night shifts.
    pub nights_max: u32,
    /// The most weekend days.
    pub weekend_days_max: u32,
    /// The most late shifts.
    pub late_max: u32,
    /// A shift that ends after this is late (25:00 is one in the morning).
    pub late_after: ClockTime,
}

impl Law for Fairness {
    const NAME: &'static str = "fairness";
    const UNIT: &'static str = "shift";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let zone = case.centre().zone;
        let is_weekend =
            |d: &&Duty<'_>| matches!(d.shift.date.weekday(), Weekday::Sat | Weekday::Sun);
        let mut all = Vec::new();
        for person in case.people() {
            for week in &case.weeks() {
                let shifts = || person.in_days(week);
                let weekend: Vec<i64> = shifts().filter(is_weekend).map(|d| d.day).collect();
                let weekend_days = weekend.chunk_by(|a, b| a == b).count();
                let late = shifts().filter(|d| is_late(d, self.late_after, zone)).count();
                let kinds = [
                    ("night", shifts().filter(|d| d.is_night).count(), self.nights_max),
                    ("weekend day", weekend_days, self.weekend_days_max),
                    ("late shift", late, self.late_max),
                ];
                for (noun, number, most) in kinds {
                    if number > most as usize {
                        let (name, week_name) = (&person.agent.name, case.week_name(week));
                        let has = say::count(number as u32, noun);
                        let what =
                            format!("{name} has {has} in {week_name}; a fair share is {most}");
                        let beyond = (number - most as usize) as f64;
                        all.push(Breach::by(person, case.span_of(week), beyond, what));
                    }
                }
            }
        }
        all
    }
}

/// Whether a shift ends after `limit`, counted on the clock from its date's midnight.
fn is_late(duty: &Duty<'_>, limit: ClockTime, zone: Tz) -> bool {
    let midnight = duty.shift.date.and_time(NaiveTime::MIN);
    (duty.span.end.local(zone) - midnight).num_minutes() > limit.minutes().0
}
