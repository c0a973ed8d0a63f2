//! Preferences: a `prefer_off` span with no work in it, a `prefer_on` span with some.
//!
//! ```text
//! Formula   no shift of a in the roster overlaps r   ∀ prefer_off row r of a
//!           some shift of a overlaps r             ∀ prefer_on row r of a that meets the horizon
//! Unit      unmet wish of full weight (a wish of weight 0.4 counts 0.4)
//! ```
//!
//! A wish is met or not, however long the overlap; being on shift counts, breaks included. A
//! `prefer_off` that begins after the horizon is unmet too when the roster's last shift reaches
//! into it; shifts from before the horizon may meet a `prefer_on`.

use super::{Breach, Case, Law, Person, say};
use crate::agent::{Availability, AvailabilityKind};
use crate::moment::Span;

/// Wishes are met where that is worth its price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences;

impl Law for Preferences {
    const NAME: &'static str = "preferences";
    const UNIT: &'static str = "wish";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let (zone, horizon) = (case.centre().zone, case.grid().horizon());
        let mut all = Vec::new();
        for person in case.people() {
            for row in &person.availability {
                let Some((wish, weight)) = unmet(person, row, horizon) else { continue };
                let (name, when) = (&person.agent.name, say::span(row.span, zone));
                let what = format!("{name} {wish}, {when}");
                all.push(Breach::by(person, row.span, weight, what));
            }
        }
        all
    }
}

/// What happened instead of the wish, and how much the wish weighs.
fn unmet(person: &Person<'_>, row: &Availability, horizon: Span) -> Option<(&'static str, f64)> {
    match row.kind {
        AvailabilityKind::PreferOff(weight) => {
            let works = person.duties.iter().any(|d| d.span.overlaps(&row.span));
            works.then_some(("works but would rather not", weight.get()))
        }
        AvailabilityKind::PreferOn(weight) => {
            let works = person.history().any(|d| d.span.overlaps(&row.span));
            let is_due = row.span.overlaps(&horizon) && !works;
            is_due.then_some(("is off but would like to work", weight.get()))
        }
        _ => None,
    }
}
