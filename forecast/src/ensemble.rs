//! The chosen day models together: their geometric mean, and what it is made of.

use crate::design::{Reason, events};
use crate::fit::{DayFit, dot};
use crate::layout::Strength;
use crate::origin::{Echo, Origin};

/// Share of the prior variance that an unseen event is given on the days around it: most have none
/// of the echoes that priors allow.
const UNSEEN_AROUND: f64 = 0.25;

/// Weighted day fits at one origin.
#[derive(Debug)]
pub(crate) struct Ensemble<'a> {
    origin: &'a Origin<'a>,
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    weight: f64,
    fit: DayFit,
    echo: Echo,
}

/// The day totals ahead.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ahead {
    /// The logarithm of the expected total.
    pub(crate) log_total: f64,
    /// What an event that covers part of the day adds to it; 0 on other days.
    pub(crate) log_event: f64,
}

/// A day's log rate, taken apart. The parts add up to the whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Parts {
    /// The level at the end of the history, for a mean weekday.
    pub(crate) level: f64,
    /// Slope, drift and the echo of the last day.
    pub(crate) trend: f64,
    /// The weekday against the mean weekday.
    pub(crate) weekday: f64,
    /// The season of the year.
    pub(crate) season: f64,
    /// The place in the month.
    pub(crate) month: f64,
    /// Per occurrence that touches the day: its number, its effect, and whether it is its own day.
    pub(crate) events: Vec<(usize, f64, bool)>,
}

impl<'a> Ensemble<'a> {
    /// Fits every strength with a positive weight; those that cannot be fitted are left out.
    pub(crate) fn new(origin: &'a Origin<'a>, strengths: &[(Strength, f64)]) -> Option<Self> {
        let used = strengths.iter().filter(|(_, weight)| *weight > 0.0);
        let mut members: Vec<Member> = used
            .filter_map(|&(strength, weight)| {
                let fit = origin.fit(&strength)?;
                let echo = origin.last_echo(&fit);
                Some(Member { weight, fit, echo })
            })
            .collect();
        let total: f64 = members.iter().map(|m| m.weight).sum();
        members.iter_mut().for_each(|member| member.weight /= total);
        (!members.is_empty()).then_some(Self { origin, members })
    }

    /// The totals of the `ahead` days after the origin.
    pub(crate) fn ahead(&self, ahead: usize) -> Vec<Ahead> {
        (0..ahead)
            .map(|h| {
                let day = self.origin.days + h;
                let row = self.origin.row(day);
                let rate = |m: &Member| dot(&row, &m.fit.coefficients) + m.echo.at(h + 1);
                let log_total = self.mean(rate).clamp(-20.0, 25.0);
                Ahead { log_total, log_event: self.on_day_effect(day) }
            })
            .collect()
    }

    fn mean(&self, value: impl Fn(&Member) -> f64) -> f64 {
        self.members.iter().map(|member| member.weight * value(member)).sum()
    }

    /// The mean of coefficient `column` of the design, 0 where the history does not support it.
    fn coefficient(&self, column: usize) -> f64 {
        let position = self.origin.problem.layout.position(column);
        position.map_or(0.0, |at| self.mean(|member| member.fit.coefficients[at]))
    }

    /// What the day's own events add; only asked for where an event covers part of the day.
    fn on_day_effect(&self, day: usize) -> f64 {
        let event = self.origin.prepared.kinds[day].event.as_ref();
        if event.is_none_or(|event| event.whole) {
            return 0.0;
        }
        self.parts(day).events.iter().filter(|(_, _, own)| *own).map(|(_, effect, _)| effect).sum()
    }

    /// What the log rate of day number `day`, known or ahead, is made of.
    pub(crate) fn parts(&self, day: usize) -> Parts {
        let design = &self.origin.prepared.design;
        let mut parts = Parts::default();
        for entry in &design.rows[day] {
            let effect = entry.value * self.coefficient(entry.column);
            match design.columns[entry.column].reason {
                Reason::Weekday(_) => parts.weekday += effect,
                Reason::Year(_) => parts.season += effect,
                Reason::Month(_) => parts.month += effect,
                Reason::Event(e) => add(&mut parts.events, entry.occurrence, effect, e.is_on_day()),
            }
        }
        let mean_weekday = self.mean_weekday();
        parts.weekday -= mean_weekday;
        let trend = self.origin.problem.layout.trend(day);
        parts.trend = self.mean(|member| dot(&trend, &member.fit.coefficients));
        if day >= self.origin.days {
            parts.trend += self.mean(|member| member.echo.at(day + 1 - self.origin.days));
        }
        let total = self.mean(|member| dot(&self.origin.row(day), &member.fit.coefficients));
        let row_trend = self.mean(|member| dot(&trend, &member.fit.coefficients));
        let events: f64 = parts.events.iter().map(|(_, effect, _)| effect).sum();
        parts.level = total - row_trend - parts.weekday - parts.season - parts.month - events;
        parts
    }

    /// The mean effect of the weekdays that the history knows.
    fn mean_weekday(&self) -> f64 {
        let columns = self.origin.prepared.design.columns.iter().enumerate();
        let known = columns.filter_map(|(number, column)| {
            let weekday = matches!(column.reason, Reason::Weekday(_));
            (weekday && self.origin.problem.layout.position(number).is_some()).then_some(number)
        });
        crate::numeric::stats::mean(known.map(|number| self.coefficient(number))).unwrap_or(0.0)
    }

    /// How unsure the calendar makes the log total of day number `day`: the posterior variance of
    /// its effects, prior variances where the history knows nothing of them.
    ///
    /// `only` restricts it to one occurrence.
    pub(crate) fn event_variance(&self, day: usize, only: Option<usize>) -> f64 {
        let design = &self.origin.prepared.design;
        let layout = &self.origin.problem.layout;
        let Some(main) = self.members.iter().max_by(|a, b| a.weight.total_cmp(&b.weight)) else {
            return 0.0;
        };
        let mut known = vec![0.0; layout.len()];
        let mut unknown: Vec<(f64, usize, f64)> = Vec::new();
        for entry in &design.rows[day] {
            let Reason::Event(effect) = design.columns[entry.column].reason else { continue };
            if only.is_some_and(|number| entry.occurrence != Some(number)) {
                continue;
            }
            match layout.position(entry.column) {
                Some(at) => known[at] += entry.value,
                None => match unknown.iter_mut().find(|(_, column, _)| *column == entry.column) {
                    Some((_, _, value)) => *value += entry.value,
                    None => {
                        let believed = if effect.is_on_day() { 1.0 } else { UNSEEN_AROUND };
                        unknown.push((believed, entry.column, entry.value));
                    }
                },
            }
        }
        let prior = |&(believed, column, value): &(f64, usize, f64)| {
            believed * (value * design.columns[column].sd).powi(2)
        };
        let any = known.iter().any(|value| *value != 0.0);
        let known = if any { main.fit.factor.variance(known) } else { 0.0 };
        known + unknown.iter().map(prior).sum::<f64>()
    }

    /// Whether the history holds a day that tells what `occurrence`'s class does.
    pub(crate) fn knows_class(&self, occurrence: usize) -> bool {
        self.knows(occurrence, |pool| matches!(pool, events::Pool::Class(_)))
    }

    /// Whether the history holds a day that tells what all events of `occurrence`'s sort do.
    pub(crate) fn knows_kind(&self, occurrence: usize) -> bool {
        self.knows(occurrence, |pool| pool == events::Pool::All)
    }

    fn knows(&self, occurrence: usize, asked: impl Fn(events::Pool) -> bool) -> bool {
        let design = &self.origin.prepared.design;
        let layout = &self.origin.problem.layout;
        let entries = design.rows.iter().flatten().filter(|e| e.occurrence == Some(occurrence));
        entries.into_iter().any(|entry| match design.columns[entry.column].reason {
            Reason::Event(effect) => {
                effect.is_on_day() && asked(effect.pool) && layout.position(entry.column).is_some()
            }
            _ => false,
        })
    }
}

fn add(events: &mut Vec<(usize, f64, bool)>, occurrence: Option<usize>, effect: f64, own: bool) {
    let Some(number) = occurrence else { return };
    match events.iter_mut().find(|(n, _, o)| *n == number && *o == own) {
        Some((_, sum, _)) => *sum += effect,
        None => events.push((number, effect, own)),
    }
}
