//! Preferences: a `prefer_off` span without work, a `prefer_on` span with some.
//!
//! ```text
//! Formula   u ≥ x[a,j]                       ∀ prefer_off span, ∀ shift j that touches it
//!           u ≥ 1 − Σ_{j touches} x[a,j]     ∀ prefer_on span that meets the horizon
//!           weight · u ≤ 0                   ∀ wish
//! Row       preferences[a, begin of the wish]
//! Dual      the price of the wish, or what meeting it would cost if less
//! ```
//!
//! Twin: `domain::laws::Preferences` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use domain::AvailabilityKind;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::Preferences, week.centre.rules.preferences.strength);
    for (a, person) in week.people() {
        for wish in week.availability(person.agent, |kind| weight(kind).is_some()) {
            let Some(weight) = weight(wish.kind) else { continue };
            let is_on = matches!(wish.kind, AvailabilityKind::PreferOn(_));
            let met = person.past.spans.iter().any(|span| span.overlaps(&wish.span));
            if is_on && (met || !wish.span.overlaps(&week.grid.horizon())) {
                continue;
            }
            let label = format!("{}, {}", person.agent.id, wish.span.start.local(week.centre.zone));
            let touching = x.shifts(week, a).filter(|(shape, _)| shape.span.overlaps(&wish.span));
            let touching: Vec<Expression> = touching.map(|(_, works)| works.into()).collect();
            let unmet = match is_on {
                true => vec![1.0 - touching.into_iter().sum::<Expression>()],
                false => touching,
            };
            let unmet = m.envelope(format!("unmet {label}"), unmet);
            m.keep(law, Some(&person.agent.id), label, unmet.into(), Unit::event(weight));
        }
    }
}

/// The weight of a wish; `None` for rows that are no wish.
fn weight(kind: AvailabilityKind) -> Option<f64> {
    match kind {
        AvailabilityKind::PreferOn(weight) | AvailabilityKind::PreferOff(weight) => {
            Some(weight.get())
        }
        _ => None,
    }
}
