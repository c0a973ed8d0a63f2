//! Availability and leave: no shift touches leave or a time the agent cannot come, none lies before
//! their hire date, and training is attended.
//!
//! ```text
//! Formula   span(s) ∩ r = ∅                     ∀ shift s of a, ∀ leave or unavailable row r of a
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
            for duty in &person.duties {
                if let Some(why) = barred(person, duty, zone) {
                    all.push(Breach::by(person, duty.span, 1.0, why));
                }
            }
            let trainings = person.rows(AvailabilityKind::Training);
            for row in trainings.filter(|row| horizon.contains(row.span.start)) {
                if !is_attended(person, row.span) {
                    let (name, when) = (&person.agent.name, say::span(row.span, zone));
                    let what = format!("{name} is not in the training of {when}");
                    all.push(Breach::by(person, row.span, 1.0, what));
                }
            }
        }
        all
    }
}

/// Why this shift may not be.
fn barred(person: &Person<'_>, duty: &Duty<'_>, zone: Tz) -> Option<String> {
    let works = || format!("{} works {}", person.agent.name, say::span(duty.span, zone));
    if let Some(day) = person.agent.hire_date.filter(|day| duty.shift.date < *day) {
        return Some(format!("{} but is hired from {}", works(), say::date(day)));
    }
    let rows = person.availability.iter().filter(|row| row.span.overlaps(&duty.span));
    let word = |row: &&Availability| match row.kind {
        AvailabilityKind::Leave => Some(("on leave", row.span)),
        AvailabilityKind::Unavailable => Some(("unavailable", row.span)),
        _ => None,
    };
    let (why, span) = rows.filter_map(word).next()?;
    Some(format!("{} but is {why} {}", works(), say::span(span, zone)))
}

/// Whether one shift holds the whole training and nothing but training and rests in it.
fn is_attended(person: &Person<'_>, training: Span) -> bool {
    let holds = |d: &&Duty<'_>| d.span.start <= training.start && training.end <= d.span.end;
    person.duties.iter().find(holds).is_some_and(|duty| {
        let mut inside = duty.shift.stretches.iter().filter(|s| s.span.overlaps(&training));
        inside.all(|s| s.activity == Activity::Training || s.activity.is_rest())
    })
}
