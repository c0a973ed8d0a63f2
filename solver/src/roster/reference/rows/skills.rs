//! Skills: an agent works only on queues they have a skill for.
//!
//! Formula   Σ_t w[a,t,q] ≤ 0      ∀ agent a, ∀ queue q without the skill
//! Row       skills[a, q]
//! Dual      what training the agent for the queue would save, at standard speed
//! Twin      `domain::laws::Skills` judges the same law on a finished roster. Never share code.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::family::Family;
use crate::roster::reference::model::{Model, Unit};
use crate::roster::reference::sets::Week;
use good_lp::Expression;

/// Adds the rows of this law.
pub(crate) fn rows(m: &mut Model, week: &Week<'_>, x: &Columns) {
    let law = (Family::Skills, week.centre.rules.skills.strength);
    let hours = week.grid.interval().as_hours();
    for (a, person) in week.people() {
        for (q, queue) in week.centre.queues.iter().enumerate() {
            if person.agent.efficiency(&queue.id).is_some() {
                continue;
            }
            let label = format!("{}, {}", person.agent.id, queue.id);
            let served: Expression = x.serves_of(a, q).map(|(_, w)| w).sum();
            let unit = Unit { size: 1.0 / hours, weight: 1.0, whole: true };
            m.keep(law, Some(&person.agent.id), label, served, unit);
        }
    }
}
