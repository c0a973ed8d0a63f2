//! Opening hours: nobody works on a live queue while it is closed.
//!
//! ```text
//! Formula   Σ_{t in i, closed} minutes · w[a,t,q] ≤ M · (1 − x[a,i])
//!           ∀ agent a, ∀ shift span i, ∀ live queue q
//! Row       opening_hours[a, q, start of i]
//! Dual      what opening the queue then would save
//! ```
//!
//! Twin: `domain::laws::WithinOpeningHours` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use crate::roster::reference::sets::shares_of;
use domain::Channel;
use good_lp::{Expression, Variable};

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::OpeningHours, week.centre.rules.opening_hours.strength);
    let minutes = week.grid.interval().0 as f64;
    for (a, person) in week.people() {
        for (q, queue) in week.centre.queues.iter().enumerate() {
            if queue.channel == Channel::Ticket {
                continue;
            }
            for (span, works) in x.spans(week, a) {
                let slots = shares_of(span, week.grid);
                let within = |slot: usize| slots.iter().any(|(s, _)| *s == slot);
                let served = x.serves_of(a, q).filter(|(slot, _)| within(*slot));
                let served: Vec<Variable> = served
                    .filter(|(slot, _)| !week.is_open(queue, *slot))
                    .map(|(_, w)| w)
                    .collect();
                if served.is_empty() {
                    continue;
                }
                let most = minutes * served.len() as f64;
                let wrong: Expression = served.iter().sum();
                let excess = wrong * minutes + works * most - most;
                let label = format!("{}, {}, {}", person.agent.id, queue.id, week.at(span.start));
                m.keep(law, Some(&person.agent.id), label, excess, Unit::HOURS_BEGUN);
            }
        }
    }
}
