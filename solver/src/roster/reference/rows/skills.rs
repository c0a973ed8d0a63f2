//! Skills: an agent works only on queues they have a skill for.
//!
//! ```text
//! Formula   Σ_{t in i} minutes · w[a,t,q] ≤ M · (1 − x[a,i])
//!           ∀ agent a, ∀ shift span i, ∀ queue q without the skill
//! Row       skills[a, q, start of i]
//! Dual      what training the agent for the queue would save, at standard speed
//! ```
//!
//! Twin: `domain::laws::Skills` on finished rosters; the two never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use crate::roster::reference::sets::shares_of;
use good_lp::{Expression, Variable};

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::Skills, week.centre.rules.skills.strength);
    let minutes = week.grid.interval().0 as f64;
    for (a, person) in week.people() {
        for (q, queue) in week.centre.queues.iter().enumerate() {
            if person.agent.efficiency(&queue.id).is_some() {
                continue;
            }
            for (span, works) in x.spans(week, a) {
                let slots = shares_of(span, week.grid);
                let within = |slot: usize| slots.iter().any(|(s, _)| *s == slot);
                let served = x.serves_of(a, q).filter(|(slot, _)| within(*slot));
                let served: Vec<Variable> = served.map(|(_, w)| w).collect();
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
