//! Calendar rows as one queue's occurrences of events, day by day.
//!
//! Rows of one name, kind, class and phase on touching days are one occurrence. A day belongs to it
//! with the share of the day's open intervals that it covers: an opening at 20:00 covers the
//! evening.

use crate::days::Opening;
use chrono::{Duration, NaiveDate, NaiveDateTime, Timelike};
use domain::{Calendar, Confidence, Effect, Event, EventKind, Phase, QueueId};

/// One event as it meets one queue: its days and how much of each it covers.
#[derive(Debug, Clone)]
pub(crate) struct Occurrence {
    /// Its name.
    pub(crate) name: String,
    /// What it is pooled with.
    pub(crate) class: String,
    /// What sort of event.
    pub(crate) kind: EventKind,
    /// Its phase.
    pub(crate) phase: Option<Phase>,
    /// Planned depth, 1 for a typical one of its class.
    pub(crate) intensity: f64,
    /// Nobody can reach the queue: only the days around it can differ.
    pub(crate) closed: bool,
    /// Its days in order.
    pub(crate) days: Vec<Part>,
    /// What a planner states about its stretches.
    pub(crate) stated: Vec<Stated>,
}

/// The part of a day that an occurrence covers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// The date.
    pub(crate) date: NaiveDate,
    /// The first clock interval covered.
    pub(crate) from: usize,
    /// The first clock interval no longer covered.
    pub(crate) to: usize,
    /// The share of the day's open intervals covered; of all intervals when it is closed.
    pub(crate) share: f64,
}

impl Part {
    /// Whether it covers at least half of the day.
    pub(crate) fn is_whole(&self) -> bool {
        self.share >= 0.5
    }
}

/// An effect that a planner stated for one calendar row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stated {
    /// The effect: relative or absolute.
    pub(crate) effect: Effect,
    /// How sure the planner is.
    pub(crate) confidence: Confidence,
    /// The parts of days the row covers.
    pub(crate) parts: Vec<Part>,
}

/// The events of `calendar` that concern `queue`, in time order.
pub(crate) fn occurrences(
    calendar: &Calendar,
    queue: &QueueId,
    opening: &Opening,
) -> Vec<Occurrence> {
    let concerns = |e: &&Event| e.queue.as_ref().is_none_or(|q| q == queue) && e.start < e.end;
    let mut events: Vec<&Event> = calendar.events.iter().filter(concerns).collect();
    events.sort_by_key(|e| e.start);
    let mut all: Vec<Occurrence> = Vec::new();
    for event in events {
        let parts = parts(event, opening);
        let Some(first) = parts.first() else { continue };
        let touching = |o: &&mut Occurrence| {
            same(o, event)
                && o.days.last().is_some_and(|d| first.date <= d.date + Duration::days(1))
        };
        let stated = stated(event, &parts);
        match all.iter_mut().rev().find(touching) {
            Some(open) => {
                open.stated.extend(stated);
                extend(&mut open.days, parts, opening);
            }
            None => all.push(Occurrence {
                name: event.name.clone(),
                class: event.class.clone(),
                kind: event.kind,
                phase: event.phase,
                intensity: event.intensity,
                closed: is_closed(event),
                days: parts,
                stated: stated.into_iter().collect(),
            }),
        }
    }
    all
}

/// The civil-time stretches in which `queue` cannot be reached.
pub(crate) fn closures(
    calendar: &Calendar,
    queue: &QueueId,
) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let concerns = |e: &&Event| e.queue.as_ref().is_none_or(|q| q == queue);
    let closed = calendar.events.iter().filter(concerns).filter(|e| is_closed(e));
    closed.map(|e| (e.start, e.end)).collect()
}

fn is_closed(event: &Event) -> bool {
    event.kind == EventKind::Closure || event.effect == Effect::Closed
}

fn same(open: &Occurrence, event: &Event) -> bool {
    open.name == event.name
        && open.class == event.class
        && open.kind == event.kind
        && open.phase == event.phase
        && open.closed == is_closed(event)
}

fn stated(event: &Event, parts: &[Part]) -> Option<Stated> {
    match event.effect {
        Effect::Automatic | Effect::Closed => None,
        effect @ (Effect::Relative(_) | Effect::Absolute(_)) => {
            Some(Stated { effect, confidence: event.confidence, parts: parts.to_vec() })
        }
    }
}

fn parts(event: &Event, opening: &Opening) -> Vec<Part> {
    let last = (event.end - Duration::minutes(1)).date();
    let dates = event.start.date().iter_days().take_while(|&date| date <= last);
    let minute = |at: NaiveDateTime| (at.hour() * 60 + at.minute()) as usize;
    let slots = opening.slots();
    let length = 1440 / slots;
    dates
        .map(|date| {
            let from = if date == event.start.date() { minute(event.start) / length } else { 0 };
            let ends_here = date == event.end.date();
            let to = if ends_here { minute(event.end).div_ceil(length) } else { slots };
            Part { date, from, to, share: share(date, from, to, opening) }
        })
        .collect()
}

fn share(date: NaiveDate, from: usize, to: usize, opening: &Opening) -> f64 {
    let open = |range: std::ops::Range<usize>| {
        range.filter(|&slot| opening.is_open(date, slot)).count() as f64
    };
    let all = open(0..opening.slots());
    if all > 0.0 { open(from..to) / all } else { (to - from) as f64 / opening.slots() as f64 }
}

/// Joins the parts of a later row to those of an occurrence; a shared day covers both stretches.
fn extend(days: &mut Vec<Part>, parts: Vec<Part>, opening: &Opening) {
    for part in parts {
        match days.iter_mut().find(|d| d.date == part.date) {
            Some(day) => {
                day.from = day.from.min(part.from);
                day.to = day.to.max(part.to);
                day.share = share(day.date, day.from, day.to, opening);
            }
            None => days.push(part),
        }
    }
}
