//! Availability and leave: no shift touches leave or a time the agent cannot come, none lies before
//! their hire date, and training is attended.
//!
//! ```text
//! Formula   span(s) ∩ r = ∅                     ∀ shift s of a, ∀ leave or unavailable row r of a
//!           start(s) ∉ r                        ∀ shift s of a, ∀ no-start row r of a
//!           date(s) ≥ hire_date(a)              ∀ shift s of a
//!           ∃ shift s of a with r ⊆ span(s), and s is training or rest throughout r
//!                                               ∀ training row r of a begun in the horizon
//! Unit      shift that may not be; training missed
//! ```
//!
//! One minute in common is a breach; a shift that ends when leave begins is none. Leave may cross
//! midnight. Training is paid time inside a shift; a rest may fall into it, work may not. A shift
//! counts once, however many rows it touches.

use super::{Breach, Case, Duty, Law, Person, say};
use crate::agent::{Availability, AvailabilityKind};
use crate::moment::Span;
use crate::shift::Activity;
use chrono_tz::Tz;

/// Nobody works while on leave, unavailable, in training or not yet hired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AvailabilityAndLeave;

impl Law for AvailabilityAndLeave {
    const NAME: &'static str = "availability";
    const UNIT: &'static str = "shift";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let (zone, horizon) = (case.centre().zone, case.grid().horizon());
        let mut all = Vec::new();
        for person in case.people() {
            let barred = person.duties.iter().filter_map(|duty| barred(person, duty, zone));
            let mut own: Vec<Breach> = barred.chain(missed(person, horizon, zone)).collect();
            own.sort_by_key(|breach| breach.span);
            all.append(&mut own);
        }
        all
    }
}

/// A shift that may not be, and why.
fn barred(person: &Person<'_>, duty: &Duty<'_>, zone: Tz) -> Option<Breach> {
    let breach = |why: String| {
        let what =
            format!("{} works {} but is {why}", person.agent.name, say::span(duty.span, zone));
        Breach::by(person, duty.span, 1.0, what)
    };
    if let Some(day) = person.agent.hire_date.filter(|day| duty.shift.date < *day) {
        return Some(breach(format!("hired from {}", say::date(day))));
    }
    let rows = person.availability.iter().filter(|row| row.span.overlaps(&duty.span));
    let barred_start = |row: &&Availability| row.span.contains(duty.span.start);
    let word = |row: &&Availability| match row.kind {
        AvailabilityKind::NoStart if barred_start(row) => Some(("off, no shift begins", row.span)),
        AvailabilityKind::Leave => Some(("on leave", row.span)),
        AvailabilityKind::Unavailable => Some(("unavailable", row.span)),
        _ => None,
    };
    let (why, span) = rows.filter_map(word).next()?;
    Some(breach(format!("{why} {}", say::span(span, zone))))
}

/// Trainings of the horizon that the person does not attend.
fn missed<'p>(
    person: &'p Person<'_>,
    horizon: Span,
    zone: Tz,
) -> impl Iterator<Item = Breach> + 'p {
    let trainings = person.rows(AvailabilityKind::Training).map(|row| row.span);
    let missed =
        trainings.filter(move |span| horizon.contains(span.start) && !is_attended(person, *span));
    missed.map(move |span| {
        let (name, when) = (&person.agent.name, say::span(span, zone));
        let what = format!("{name} is not in the training of {when}");
        Breach::by(person, span, 1.0, what)
    })
}

/// Whether one shift holds the whole training and nothing but training and rests in it.
fn is_attended(person: &Person<'_>, training: Span) -> bool {
    let holds = |d: &&Duty<'_>| d.span.start <= training.start && training.end <= d.span.end;
    person.duties.iter().find(holds).is_some_and(|duty| {
        let mut inside = duty.shift.stretches.iter().filter(|s| s.span.overlaps(&training));
        inside.all(|s| s.activity == Activity::Training || s.activity.is_rest())
    })
}
