//! Skills: an agent works only on queues they have a skill for.
//!
//! ```text
//! Formula   Σ length(stretches of s on q) = 0      ∀ shift s of a, ∀ queue q without a skill of a
//! Unit      hour begun on a queue without the skill, per shift and queue
//! ```

use super::work::wrong_work;
use super::{Breach, Case, Law, hours_begun, say};
use crate::ids::QueueId;
use crate::moment::Span;
use crate::units::Minutes;

/// Nobody serves a queue they cannot serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skills;

impl Law for Skills {
    const NAME: &'static str = "skills";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let zone = case.centre().zone;
        let mut all = Vec::new();
        for person in case.people() {
            let unskilled = |queue: &QueueId, span: Span| match person.agent.efficiency(queue) {
                Some(_) => Minutes::ZERO,
                None => span.length(),
            };
            for duty in &person.duties {
                for work in wrong_work(duty.shift, unskilled) {
                    let (name, length) = (&person.agent.name, say::length(work.minutes));
                    let (queue, when) = (work.queue, say::span(work.span, zone));
                    let what =
                        format!("{name} works {length} on {queue} without the skill, {when}");
                    all.push(Breach::by(person, work.span, hours_begun(work.minutes), what));
                }
            }
        }
        all
    }
}
