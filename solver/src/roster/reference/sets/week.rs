//! The case as sets: who, on which days, with which possible shifts.

use crate::roster::reference::sets::shape::shares_of;
use crate::roster::reference::sets::{Past, Shape, candidates};
use crate::roster::{Case, RosterError};
use chrono::{Datelike, Weekday};
use domain::{
    Activity, Agent, Availability, AvailabilityKind, Centre, Contract, Effect, Event, EventKind,
    Grid, Minutes, Moment, Queue, Requirement, Roster, Shift, Slot, WeekTerms,
};
use std::ops::Range;

/// Everything the formulation ranges over.
pub(crate) struct Week<'a> {
    pub(crate) centre: &'a Centre,
    pub(crate) requirement: &'a Requirement,
    pub(crate) grid: &'a Grid,
    pub(crate) previous: &'a [Shift],
    pub(crate) people: Vec<Person<'a>>,
    /// Weeks of the horizon as ranges of day numbers.
    pub(crate) weeks: Vec<Range<usize>>,
    /// Slots in which somebody may be on duty; beyond the horizon's end too.
    pub(crate) slots: usize,
}

/// A person with everything they may work.
pub(crate) struct Person<'a> {
    pub(crate) agent: &'a Agent,
    pub(crate) contract: &'a Contract,
    /// Their possible shifts, by start.
    pub(crate) shapes: Vec<Shape>,
    /// What they worked before the horizon.
    pub(crate) past: Past,
    /// What the contract asks of each week, leave taken off.
    pub(crate) terms: Vec<WeekTerms>,
}

impl<'a> Week<'a> {
    /// Every shift that anybody may be given.
    pub(crate) fn of_case(case: &Case<'a>) -> Result<Self, RosterError> {
        Self::with(case, candidates)
    }

    /// Only the shifts of `roster`: the model of this one roster.
    pub(crate) fn of_roster(case: &Case<'a>, roster: &Roster) -> Result<Self, RosterError> {
        for shift in &roster.shifts {
            let known = case.centre.agent(&shift.agent).is_some();
            if !known || case.requirement.grid.day_of_date(shift.date).is_none() {
                let (agent, date) = (shift.agent.clone(), shift.date);
                return Err(RosterError::Foreign { agent, date });
            }
        }
        Self::with(case, |week, agent, contract| {
            let shifts = roster.shifts_of(&agent.id);
            shifts.filter_map(|s| Shape::of(s.clone(), week, agent, contract)).collect()
        })
    }

    fn with(
        case: &Case<'a>,
        shapes: impl Fn(&Self, &'a Agent, &'a Contract) -> Vec<Shape>,
    ) -> Result<Self, RosterError> {
        let grid = &case.requirement.grid;
        let days = grid.days();
        let mut week = Self {
            centre: case.centre,
            requirement: case.requirement,
            grid,
            previous: case.previous,
            people: Vec::new(),
            weeks: (0..days).step_by(7).map(|d| d..(d + 7).min(days)).collect(),
            slots: grid.len(),
        };
        let mut people = Vec::new();
        for agent in &case.centre.agents {
            let missing = || RosterError::NoContract { agent: agent.id.clone() };
            let contract = case.centre.contract(&agent.contract).ok_or_else(missing)?;
            let terms = week.weeks.iter().map(|w| week.terms(agent, contract, w));
            let terms = terms.collect();
            let mut shapes = shapes(&week, agent, contract);
            shapes.sort_by_key(|s| s.span);
            let past = Past::of(&week, agent);
            people.push(Person { agent, contract, shapes, past, terms });
        }
        let last = people.iter().flat_map(|p| &p.shapes).flat_map(|s| &s.duty).map(|(t, _)| t + 1);
        week.slots = last.max().unwrap_or(0).max(grid.len());
        week.people = people;
        Ok(week)
    }

    /// What the contract asks in `days`; a week cut short keeps its upper bounds only.
    fn terms(&self, agent: &Agent, contract: &Contract, days: &Range<usize>) -> WeekTerms {
        let on_leave = |d: &usize| self.centre.on_leave(&agent.id, self.grid, *d);
        let terms = contract.terms(days.clone().filter(on_leave).count() as u32);
        if days.len() == 7 {
            return terms;
        }
        WeekTerms { paid_min: Minutes(0), days_min: 0, guaranteed: Minutes(0), ..terms }
    }

    /// The availability rows of `agent` of the kinds that `wanted` picks.
    pub(crate) fn availability(
        &self,
        agent: &Agent,
        wanted: impl Fn(AvailabilityKind) -> bool,
    ) -> impl Iterator<Item = &'a Availability> {
        let rows = self.centre.availability.iter();
        rows.filter(move |row| row.agent == agent.id && wanted(row.kind))
    }

    /// Whether `queue` is open when `slot` begins: its hours, less the events that close it.
    pub(crate) fn is_open(&self, queue: &Queue, slot: usize) -> bool {
        let at = self.grid.start(Slot(slot));
        let local = at.local(self.centre.zone);
        let closes = |e: &Event| {
            (e.kind == EventKind::Closure || e.effect == Effect::Closed)
                && e.queue.as_ref().is_none_or(|q| *q == queue.id)
                && (e.start..e.end).contains(&local)
        };
        queue.hours.is_open(at, self.centre.zone) && !self.centre.calendar.events.iter().any(closes)
    }

    /// The weeks that begin in one calendar month together, as ranges of days.
    pub(crate) fn months(&self) -> Vec<Range<usize>> {
        let month = |week: &Range<usize>| {
            let date = self.grid.date(week.start);
            (date.year(), date.month())
        };
        let months = self.weeks.chunk_by(|a, b| month(a) == month(b));
        months.map(|weeks| weeks[0].start..weeks[weeks.len() - 1].end).collect()
    }

    /// Whether day number `day` is a Saturday or Sunday.
    pub(crate) fn is_weekend(&self, day: usize) -> bool {
        self.grid.date(day).weekday().num_days_from_monday() >= 5
    }

    /// The Saturdays whose Sunday is in the horizon too.
    pub(crate) fn saturdays(&self) -> impl Iterator<Item = usize> {
        let last = self.grid.days().saturating_sub(1);
        (0..last).filter(|d| self.grid.date(*d).weekday() == Weekday::Sat)
    }

    /// What shifts before the horizon contribute to each of its slots, by activity and agent.
    pub(crate) fn carried(
        &self,
        counts: impl Fn(&Activity) -> bool,
        value: impl Fn(&Agent) -> f64,
    ) -> Vec<f64> {
        let mut sum = vec![0.0; self.grid.len()];
        let begin = self.grid.horizon().start;
        for shift in self.previous.iter().filter(|s| s.span().start < begin) {
            let Some(agent) = self.centre.agent(&shift.agent) else { continue };
            for stretch in shift.stretches.iter().filter(|s| counts(&s.activity)) {
                for (slot, share) in shares_of(stretch.span, self.grid) {
                    if let Some(cell) = sum.get_mut(slot) {
                        *cell += share * value(agent);
                    }
                }
            }
        }
        sum
    }

    /// Each person with their number.
    pub(crate) fn people(&self) -> impl Iterator<Item = (usize, &Person<'a>)> {
        self.people.iter().enumerate()
    }

    /// The day's date, for labels.
    pub(crate) fn day(&self, day: usize) -> String {
        self.grid.date(day).format("%a %d").to_string()
    }

    /// A moment on the clock, for labels.
    pub(crate) fn at(&self, at: Moment) -> String {
        at.local(self.centre.zone).format("%a %d %H:%M").to_string()
    }

    /// The slot's begin, for labels.
    pub(crate) fn slot(&self, slot: usize) -> String {
        self.grid.local(Slot(slot)).format("%a %d %H:%M").to_string()
    }
}
