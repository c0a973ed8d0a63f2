//! Hours and premiums of any pay period, counted from the weeks that people were told.
//!
//! ```text
//! earned(first..last) = E(week until last) − E(week until the day before first)   within one week
//! ```
//! `E` counts a week of a roster up to a day by the contract's own rules. So weekly overtime falls
//! on the day that passes the threshold, a guaranteed week is topped up on its last day, and
//! periods that meet add up to the week, to the cent. For every day the newest publication counts.

use super::schedule::Schedule;
use super::served::Served;
use super::wire;
use chrono::{Datelike, Days, Months, NaiveDate};
use domain::laws::{Case, Person};
use domain::{Grid, Minutes, Money, Pay, Roster, Shift};
use std::collections::HashMap;
use std::sync::Arc;

/// A pay period: the first and the last civil day.
pub(super) type Period = (NaiveDate, NaiveDate);

/// What one person worked and earned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Earned {
    pub(super) shifts: i64,
    pub(super) paid: Minutes,
    pub(super) overtime: Minutes,
    pub(super) night: Minutes,
    pub(super) holiday: Minutes,
    pub(super) pay: Pay,
}

/// The calendar month of a day.
pub(super) fn month(day: NaiveDate) -> Period {
    let first = day - Days::new(u64::from(day.day0()));
    (first, first + Months::new(1) - Days::new(1))
}

/// The weeks of the rosters told, each once, in order.
pub(super) fn weeks(served: &Served) -> Vec<Period> {
    let mut weeks: Vec<Period> = served.days.iter().map(|(day, s)| week_of(s, *day)).collect();
    weeks.sort_unstable();
    weeks.dedup();
    weeks
}

/// Everybody's hours over a period, people of the newest inputs first; nobody else's than those
/// that people were told of.
pub(super) fn hours(served: &Served, period: Period) -> Vec<wire::Hours> {
    let mut sums: HashMap<String, Earned> = HashMap::new();
    let told: Vec<_> = served.days.range(period.0..=period.1).collect();
    let same = |a: &(&NaiveDate, &Arc<Schedule>), b: &(&NaiveDate, &Arc<Schedule>)| {
        Arc::ptr_eq(a.1, b.1)
            && *a.0 + Days::new(1) == *b.0
            && week_of(a.1, *a.0) == week_of(b.1, *b.0)
    };
    let mut others: Vec<&Arc<Schedule>> = Vec::new();
    for part in told.chunk_by(same) {
        let (Some((first, schedule)), Some((last, _))) = (part.first(), part.last()) else {
            continue;
        };
        for (agent, earned) in earned(schedule, **first, **last) {
            *sums.entry(agent).or_default() += earned;
        }
        if !others.iter().any(|known| Arc::ptr_eq(known, schedule)) {
            others.push(schedule);
        }
    }
    let mut all = Vec::new();
    for schedule in std::iter::once(&served.current).chain(others.into_iter().rev()) {
        for agent in &schedule.centre.agents {
            if let Some(sum) = sums.remove(agent.id.as_str()) {
                all.push(wire::Hours::new(agent, &sum, period, told.len()));
            }
        }
    }
    all
}

/// The roster's week that a day is in, cut short where the roster ends.
fn week_of(schedule: &Schedule, day: NaiveDate) -> Period {
    let (begin, end) = schedule.days();
    let into = u64::try_from((day - begin).num_days()).unwrap_or_default();
    let first = begin + Days::new(into - into % 7);
    (first, (first + Days::new(6)).min(end))
}

/// What everybody earned on some days of one week of a roster.
fn earned(schedule: &Schedule, first: NaiveDate, last: NaiveDate) -> Vec<(String, Earned)> {
    let week = week_of(schedule, first);
    let mut all = until(schedule, week, last);
    if first > week.0 {
        let before: HashMap<_, _> =
            until(schedule, week, first - Days::new(1)).into_iter().collect();
        for (agent, sum) in &mut all {
            *sum -= before.get(agent).copied().unwrap_or_default();
        }
    }
    all
}

/// What everybody earned in a week up to a day. The guaranteed time that was not rostered is known
/// on the last day only.
fn until(schedule: &Schedule, week: Period, last: NaiveDate) -> Vec<(String, Earned)> {
    let (centre, roster) = (&schedule.centre, schedule.clean.roster());
    let days = usize::try_from((week.1 - week.0).num_days() + 1).unwrap_or_default();
    let Ok(grid) = Grid::new(centre.zone, week.0, days, centre.interval) else { return Vec::new() };
    let within = |s: &&Shift| (week.0..=last).contains(&s.date);
    let shifts: Vec<Shift> = roster.shifts.iter().filter(within).cloned().collect();
    let week_only = Roster { grid, shifts, ..roster.clone() };
    let case = Case::new(centre, &week_only, &[]);
    let is_whole = last == week.1;
    let one = |person: &Person<'_>| {
        let mut earned = Earned::of(&case, person);
        if !is_whole {
            earned.pay.top_up = Money::ZERO;
        }
        (person.agent.id.to_string(), earned)
    };
    case.people().iter().map(one).collect()
}

impl Earned {
    fn of(case: &Case<'_>, person: &Person<'_>) -> Self {
        let mut sum = Self {
            shifts: i64::try_from(person.duties.len()).unwrap_or(i64::MAX),
            pay: domain::judge::person_pay(case, person),
            ..Self::default()
        };
        for duty in &person.duties {
            sum.paid += duty.paid;
            sum.holiday += domain::pay::paid_on_holidays(duty.shift, case.centre());
        }
        let Some(contract) = person.contract else { return sum };
        if let Some(night) = contract.night {
            let zone = case.centre().zone;
            let at_night = |s: &Shift| domain::pay::paid_at_night(s, &night.window, zone);
            sum.night = person.duties.iter().map(|d| at_night(d.shift)).sum();
        }
        for week in case.weeks() {
            let shifts: Vec<&Shift> = person.in_days(&week).map(|d| d.shift).collect();
            let (daily, weekly) = domain::pay::week_overtime(&shifts, contract);
            sum.overtime += daily + weekly;
        }
        sum
    }

    fn with(self, other: Self, sign: i64) -> Self {
        let time = |a: Minutes, b: Minutes| Minutes(a.0 + sign * b.0);
        let money = |a: Money, b: Money| Money(a.0 + sign * b.0);
        Self {
            shifts: self.shifts + sign * other.shifts,
            paid: time(self.paid, other.paid),
            overtime: time(self.overtime, other.overtime),
            night: time(self.night, other.night),
            holiday: time(self.holiday, other.holiday),
            pay: Pay {
                base: money(self.pay.base, other.pay.base),
                overtime: money(self.pay.overtime, other.pay.overtime),
                night: money(self.pay.night, other.pay.night),
                holiday: money(self.pay.holiday, other.pay.holiday),
                top_up: money(self.pay.top_up, other.pay.top_up),
            },
        }
    }
}

impl std::ops::AddAssign for Earned {
    fn add_assign(&mut self, other: Self) {
        *self = self.with(other, 1);
    }
}

impl std::ops::SubAssign for Earned {
    fn sub_assign(&mut self, other: Self) {
        *self = self.with(other, -1);
    }
}
