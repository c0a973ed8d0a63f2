//! The columns of the formulation and the sums over them that laws speak of.
//!
//! ```text
//! x[a,j] ∈ {0,1}     person a works shift j (date, start, end, breaks placed)
//! w[a,t,q] ∈ {0,1}   person a serves queue q in slot t
//! d[a,t] ∈ {0,1}     person a starts a shift on day t        d = max_j x
//! n[a,t] ∈ {0,1}     … a night shift
//! ```

use crate::roster::reference::family::Family;
use crate::roster::reference::model::Model;
use crate::roster::reference::sets::{Person, Shape, Week};
use domain::Span;
use domain::laws::Strength;
use good_lp::{Expression, Variable};
use std::collections::BTreeMap;
use std::ops::Range;

/// Which queues a person may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Serving {
    /// Those they have a skill for, in slots of the horizon.
    Skilled,
    /// All, to read a roster that may be wrong.
    Any,
}

/// The columns.
pub(crate) struct Columns {
    shifts: Vec<Vec<Variable>>,
    serves: BTreeMap<(usize, usize, usize), Variable>,
    worked: Vec<Vec<Variable>>,
    nights: Vec<Vec<Variable>>,
    /// Whether a date may have two shifts.
    pub(super) double_days: bool,
}

impl Columns {
    /// Adds the columns of the week to `m`.
    pub(crate) fn of(m: &mut Model, week: &Week<'_>, serving: Serving) -> Self {
        let mut columns = Self {
            shifts: week.people.iter().map(|p| shifts(m, p)).collect(),
            serves: BTreeMap::new(),
            worked: Vec::new(),
            nights: Vec::new(),
            double_days: serving == Serving::Any
                || week.centre.rules.one_shift_a_day.strength != Strength::Hard,
        };
        for (a, person) in week.people() {
            columns.add_serving(m, week, a, serving);
            let worked = columns.on_days(m, week, (a, person), "worked", |_| true);
            let nights = columns.on_days(m, week, (a, person), "night", |shape| shape.night);
            columns.worked.push(worked);
            columns.nights.push(nights);
        }
        columns
    }

    fn add_serving(&mut self, m: &mut Model, week: &Week<'_>, a: usize, serving: Serving) {
        let person = &week.people[a];
        let mut duty: Vec<usize> =
            person.shapes.iter().flat_map(|s| &s.duty).map(|(slot, _)| *slot).collect();
        duty.sort_unstable();
        duty.dedup();
        for slot in duty {
            for (q, queue) in week.centre.queues.iter().enumerate() {
                let skilled = person.agent.efficiency(&queue.id).is_some();
                if serving == Serving::Any || (skilled && slot < week.grid.len()) {
                    let name =
                        format!("{} serves {} {}", person.agent.id, queue.id, week.slot(slot));
                    self.serves.insert((a, slot, q), m.yes_or_no(name));
                }
            }
        }
    }

    /// Per day, whether one of the shifts that `picks` picks is worked: exactly `max_j x`.
    fn on_days(
        &self,
        m: &mut Model,
        week: &Week<'_>,
        (a, person): (usize, &Person<'_>),
        what: &str,
        picks: impl Fn(&Shape) -> bool,
    ) -> Vec<Variable> {
        let mut columns = Vec::new();
        for day in 0..week.grid.days() {
            let name = format!("{what} {} {}", person.agent.id, week.day(day));
            let of: Vec<Variable> = person
                .shapes
                .iter()
                .zip(&self.shifts[a])
                .filter(|(s, _)| s.day == day && picks(s))
                .map(|(_, x)| *x)
                .collect();
            let column = m.envelope(name.clone(), of.iter().map(|x| (*x).into()).collect());
            let any: Expression = of.iter().sum();
            m.always(Family::Meaning, format!("{name} only if"), column - any);
            m.always(Family::Meaning, format!("{name} at most once"), column - 1.0);
            columns.push(column);
        }
        columns
    }

    /// Each possible shift of person `a` with its column.
    pub(crate) fn shifts<'w>(
        &self,
        week: &'w Week<'_>,
        a: usize,
    ) -> impl Iterator<Item = (&'w Shape, Variable)> {
        week.people[a].shapes.iter().zip(self.shifts[a].iter().copied())
    }

    /// `Σ_j value(j) · x[a,j]`.
    pub(crate) fn sum(
        &self,
        week: &Week<'_>,
        a: usize,
        value: impl Fn(&Shape) -> f64,
    ) -> Expression {
        let terms = self.shifts(week, a).map(|(shape, x)| (value(shape), x));
        terms.filter(|(v, _)| *v != 0.0).map(|(v, x)| v * x).sum()
    }

    /// `Σ_j value(j) · x[a,j]` over the shifts dated in `days`.
    pub(crate) fn sum_in(
        &self,
        week: &Week<'_>,
        a: usize,
        days: &Range<usize>,
        value: impl Fn(&Shape) -> f64,
    ) -> Expression {
        self.sum(week, a, |s| if days.contains(&s.day) { value(s) } else { 0.0 })
    }

    /// Whether person `a` starts a shift on `day`, which may lie before the horizon.
    pub(crate) fn worked(&self, week: &Week<'_>, a: usize, day: i64) -> Expression {
        match usize::try_from(day) {
            Ok(day) => self.worked[a][day].into(),
            Err(_) => week.people[a].past.worked(day).into(),
        }
    }

    /// Each distinct span of the shifts of person `a` with Σ x over those that have it.
    pub(crate) fn spans(&self, week: &Week<'_>, a: usize) -> BTreeMap<Span, Expression> {
        let mut spans: BTreeMap<Span, Expression> = BTreeMap::new();
        for (shape, works) in self.shifts(week, a) {
            *spans.entry(shape.span).or_default() += works;
        }
        spans
    }

    /// On how many of `days` person `a` starts a shift.
    pub(crate) fn days_worked(&self, a: usize, days: &Range<usize>) -> Expression {
        self.worked[a][days.clone()].iter().sum()
    }

    /// Whether person `a` starts a night shift on `day`, which may lie before the horizon.
    pub(crate) fn night(&self, week: &Week<'_>, a: usize, day: i64) -> Expression {
        match usize::try_from(day) {
            Ok(day) => self.nights[a][day].into(),
            Err(_) => week.people[a].past.night(day).into(),
        }
    }

    /// Slots in which person `a` may serve some queue.
    pub(crate) fn slots_of(&self, a: usize) -> Vec<usize> {
        let mut slots: Vec<usize> =
            self.serves.range((a, 0, 0)..(a + 1, 0, 0)).map(|((_, slot, _), _)| *slot).collect();
        slots.dedup();
        slots
    }

    /// Slots in which person `a` may serve `queue`, with the columns.
    pub(crate) fn serves_of(
        &self,
        a: usize,
        queue: usize,
    ) -> impl Iterator<Item = (usize, Variable)> {
        let mine = self.serves.range((a, 0, 0)..(a + 1, 0, 0));
        mine.filter(move |((_, _, q), _)| *q == queue).map(|((_, slot, _), w)| (*slot, *w))
    }

    /// `Σ_q w[a,t,q]`.
    pub(crate) fn busy(&self, a: usize, slot: usize) -> Expression {
        self.serves.range((a, slot, 0)..(a, slot + 1, 0)).map(|(_, w)| w).sum()
    }

    /// `Σ_a value(a) · w[a,t,q]`.
    pub(crate) fn serving_queue(
        &self,
        people: usize,
        slot: usize,
        queue: usize,
        value: impl Fn(usize) -> f64,
    ) -> Expression {
        let column = |a: usize| self.serves.get(&(a, slot, queue)).map(|w| value(a) * *w);
        (0..people).filter_map(column).sum()
    }

    /// The column of person `a` serving `queue` in `slot`.
    pub(crate) fn serve(&self, a: usize, slot: usize, queue: usize) -> Option<Variable> {
        self.serves.get(&(a, slot, queue)).copied()
    }
}

fn shifts(m: &mut Model, person: &Person<'_>) -> Vec<Variable> {
    let name = |s: &Shape| format!("{} works {} from {}", person.agent.id, s.shift.date, s.clock);
    person.shapes.iter().map(|s| m.yes_or_no(name(s))).collect()
}
