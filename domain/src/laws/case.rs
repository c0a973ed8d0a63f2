//! What a law looks at: a finished roster, sorted once by person, with what came before it.

use super::say;
use crate::agent::{Agent, Availability, AvailabilityKind};
use crate::centre::Centre;
use crate::contract::{Contract, WeekTerms};
use crate::grid::Grid;
use crate::ids::{AgentId, ContractId};
use crate::leave::LeaveDays;
use crate::moment::Span;
use crate::pay::{paid_at_night, week_overtime};
use crate::roster::Roster;
use crate::shift::Shift;
use crate::units::Minutes;
use chrono::{NaiveDate, TimeDelta};
use std::collections::HashMap;
use std::ops::Range;

/// A paid hour inside the rules' night window makes a shift a night shift.
const NIGHT: Minutes = Minutes::hours(1);

/// A finished roster, the centre it is for, and the shifts before it, indexed by person.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    centre: &'a Centre,
    roster: &'a Roster,
    previous: Vec<&'a Shift>,
    people: Vec<Person<'a>>,
    leave: LeaveDays,
    strangers: Vec<&'a Shift>,
}

/// One agent with everything the laws ask about them.
#[derive(Debug, Clone)]
pub struct Person<'a> {
    /// Who.
    pub agent: &'a Agent,
    /// Their contract; `None` when the centre does not know it ([`crate::audit()`] says so).
    pub contract: Option<&'a Contract>,
    /// What they worked before the horizon, in time order.
    pub before: Vec<Duty<'a>>,
    /// Their shifts in the roster, in time order.
    pub duties: Vec<Duty<'a>>,
    /// Their rows of availability, in time order.
    pub availability: Vec<&'a Availability>,
}

/// A shift with what the laws measure on it.
#[derive(Debug, Clone, Copy)]
pub struct Duty<'a> {
    /// The shift.
    pub shift: &'a Shift,
    /// Its date as a day number of the horizon: 0 the first, negative before it.
    pub day: i64,
    /// From arrival to departure.
    pub span: Span,
    /// Paid time.
    pub paid: Minutes,
    /// Whether at least one paid hour lies inside the night window of the rules.
    pub is_night: bool,
}

/// One date on which a person starts shifts.
#[derive(Debug, Clone, Copy)]
pub struct WorkingDay<'p, 'a>(&'p [Duty<'a>]);

impl<'a> Case<'a> {
    /// Sorts a roster and the shifts before it by person.
    ///
    /// Of `previous` only shifts that begin before the horizon count: those inside it are the
    /// roster's to tell.
    #[must_use]
    pub fn new(centre: &'a Centre, roster: &'a Roster, previous: &'a [Shift]) -> Self {
        let begin = roster.grid.horizon().start;
        let previous: Vec<&Shift> = previous.iter().filter(|s| s.span().start < begin).collect();
        let mut people = people(centre);
        let numbers: HashMap<&AgentId, usize> =
            centre.agents.iter().enumerate().map(|(n, a)| (&a.id, n)).collect();
        let mut strangers = Vec::new();
        for shift in &previous {
            if let Some(&n) = numbers.get(&shift.agent) {
                people[n].before.push(Duty::of(shift, centre, &roster.grid));
            }
        }
        for shift in &roster.shifts {
            match numbers.get(&shift.agent) {
                Some(&n) => people[n].duties.push(Duty::of(shift, centre, &roster.grid)),
                None => strangers.push(shift),
            }
        }
        for row in &centre.availability {
            if let Some(&n) = numbers.get(&row.agent) {
                people[n].availability.push(row);
            }
        }
        people.iter_mut().for_each(Person::sort);
        let leave = LeaveDays::of(centre, &roster.grid);
        Self { centre, roster, previous, people, leave, strangers }
    }

    /// The centre.
    #[must_use]
    pub const fn centre(&self) -> &'a Centre {
        self.centre
    }
    /// The horizon.
    #[must_use]
    pub const fn grid(&self) -> &'a Grid {
        &self.roster.grid
    }
    /// Everybody, in the order of the centre's agents.
    #[must_use]
    pub fn people(&self) -> &[Person<'a>] {
        &self.people
    }
    /// Shifts of people the centre does not know.
    #[must_use]
    pub fn strangers(&self) -> &[&'a Shift] {
        &self.strangers
    }
    /// Every shift that can reach into the horizon: the roster's and those before it.
    pub fn all_shifts(&self) -> impl Iterator<Item = &'a Shift> + '_ {
        self.roster.shifts.iter().chain(self.previous.iter().copied())
    }

    /// The weeks of the horizon as ranges of day numbers, seven days each from its first day (the
    /// last one shorter when the horizon is not whole weeks).
    #[must_use]
    pub fn weeks(&self) -> Vec<Range<usize>> {
        let days = self.roster.grid.days();
        (0..days).step_by(7).map(|d| d..(d + 7).min(days)).collect()
    }

    /// What the contract asks of a person in a week of the horizon, leave taken off. A week cut
    /// short by the horizon's end keeps its upper bounds only: what is missing may follow.
    #[must_use]
    pub fn terms(
        &self,
        person: &Person<'_>,
        contract: &Contract,
        week: &Range<usize>,
    ) -> WeekTerms {
        let terms = contract.terms(self.leave.count(&person.agent.id, week.clone()));
        if week.len() == 7 {
            return terms;
        }
        WeekTerms { paid_min: Minutes::ZERO, days_min: 0, guaranteed: Minutes::ZERO, ..terms }
    }

    /// The span of some days of the horizon, midnight to midnight.
    #[must_use]
    pub fn span_of(&self, days: &Range<usize>) -> Span {
        let grid = &self.roster.grid;
        Span::new(grid.day_span(days.start).start, grid.day_span(days.end - 1).end)
    }

    /// The date of a day number, before the horizon or in it.
    pub(super) fn date(&self, day: i64) -> NaiveDate {
        self.roster.grid.first_day() + TimeDelta::days(day)
    }

    /// "the week of Mon 10 Nov".
    pub(super) fn week_name(&self, week: &Range<usize>) -> String {
        format!("the week of {}", say::date(self.roster.grid.date(week.start)))
    }
}

fn people(centre: &Centre) -> Vec<Person<'_>> {
    let contracts: HashMap<&ContractId, &Contract> =
        centre.contracts.iter().map(|c| (&c.id, c)).collect();
    let person = |agent| Person {
        agent,
        contract: contracts.get(&agent.contract).copied(),
        before: Vec::new(),
        duties: Vec::new(),
        availability: Vec::new(),
    };
    centre.agents.iter().map(person).collect()
}

impl<'a> Person<'a> {
    /// Puts everything in time order.
    fn sort(&mut self) {
        self.before.sort_by_key(|d| d.span);
        self.duties.sort_by_key(|d| d.span);
        self.availability.sort_by_key(|a| a.span);
    }

    /// Their availability rows of one kind without a weight, in time order.
    pub(super) fn rows(
        &self,
        kind: AvailabilityKind,
    ) -> impl Iterator<Item = &'a Availability> + '_ {
        self.availability.iter().copied().filter(move |row| row.kind == kind)
    }

    /// Their shifts, the ones before the horizon first.
    pub fn history(&self) -> impl Iterator<Item = &Duty<'a>> {
        self.before.iter().chain(&self.duties)
    }

    /// Each shift of the roster with the one before it, where there is one.
    pub fn pairs(&self) -> impl Iterator<Item = (&Duty<'a>, &Duty<'a>)> {
        let last = self.before.iter().max_by_key(|d| d.span.end);
        last.into_iter()
            .chain(&self.duties)
            .zip(self.duties.iter().skip(usize::from(last.is_none())))
    }

    /// Their working days, each with its shifts.
    pub fn working_days(&self) -> impl Iterator<Item = WorkingDay<'_, 'a>> {
        self.duties.chunk_by(|a, b| a.day == b.day).map(WorkingDay)
    }

    /// Their shifts whose dates lie in these days of the horizon, in time order.
    pub fn in_days(&self, days: &Range<usize>) -> impl Iterator<Item = &Duty<'a>> + use<'_, 'a> {
        let days = days.start as i64..days.end as i64;
        self.duties.iter().filter(move |d| days.contains(&d.day))
    }

    /// On how many of these days they start a shift.
    #[must_use]
    pub fn dates_worked(&self, days: &Range<usize>) -> u32 {
        let mut last = None;
        let is_new = |d: &&Duty<'_>| last.replace(d.day) != Some(d.day);
        self.in_days(days).filter(is_new).count() as u32
    }

    /// Their overtime in these days, daily and weekly ([`week_overtime`]).
    #[must_use]
    pub fn overtime(&self, contract: &Contract, days: &Range<usize>) -> (Minutes, Minutes) {
        let shifts: Vec<&Shift> = self.in_days(days).map(|d| d.shift).collect();
        week_overtime(&shifts, contract)
    }
}

impl<'a> WorkingDay<'_, 'a> {
    /// The day's shifts, at least one, in time order.
    #[must_use]
    pub const fn duties(&self) -> &[Duty<'a>] {
        self.0
    }
    /// Paid time of the day's shifts.
    #[must_use]
    pub fn paid(&self) -> Minutes {
        self.0.iter().map(|d| d.paid).sum()
    }
    /// From the first arrival to the last departure.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.0[0].span.start, self.0[self.0.len() - 1].span.end)
    }
    /// The date the shifts start on.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.0[0].shift.date
    }
}

impl<'a> Duty<'a> {
    fn of(shift: &'a Shift, centre: &Centre, grid: &Grid) -> Self {
        let night = paid_at_night(shift, &centre.rules.night, centre.zone);
        Self {
            shift,
            day: (shift.date - grid.first_day()).num_days(),
            span: shift.span(),
            paid: shift.paid(),
            is_night: night >= NIGHT,
        }
    }
}
