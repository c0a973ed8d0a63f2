//! Minimum staffing: while a queue is open, at least so many people work on it.
//!
//! ```text
//! Formula   heads(q, t) ≥ floor(q)      ∀ queue q with a floor, ∀ minute t of the horizon at which
//!                                       q is open
//! Unit      agent-hour missing (exact, not begun)
//! ```
//!
//! Heads, not standard agents; people of shifts from before the horizon count. Opening hours as in
//! [`super::WithinOpeningHours`]; a ticket queue with a floor is manned in its opening hours too.

use super::{Breach, Case, Law, crowd, say};
use crate::ids::QueueId;
use crate::moment::Span;
use crate::queue::Queue;
use crate::shift::Activity;
use crate::units::Agents;

/// A floor under the people on each queue, whatever the load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinimumStaffing {
    /// The fewest people per queue; queues not named have no floor.
    pub floors: Vec<(QueueId, Agents)>,
}

impl Law for MinimumStaffing {
    const NAME: &'static str = "minimum_staffing";
    const UNIT: &'static str = "agent-hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let floors = self.floors.iter();
        let known = floors.filter_map(|(id, floor)| Some((case.centre().queue(id)?, *floor)));
        let mut all: Vec<Breach> =
            known.flat_map(|(queue, floor)| below(queue, floor, case)).collect();
        all.sort_by_key(|b| b.span);
        all
    }
}

/// Stretches of open time with too few people.
fn below(queue: &Queue, floor: Agents, case: &Case<'_>) -> Vec<Breach> {
    let stretches = case.all_shifts().flat_map(|s| &s.stretches);
    let work = stretches.filter(|s| matches!(&s.activity, Activity::Work(q) if *q == queue.id));
    let heads = crowd::heads(work.map(|s| s.span), case.grid().horizon());
    let open = case.centre().open_spans(queue, case.grid().horizon());
    let breach = |span: Span, count: i64| {
        let missing = i64::from(floor.0) - count;
        let (when, name) = (say::span(span, case.centre().zone), &queue.name);
        let what = format!("{name} has {count} people, {when}; {} are due", floor.0);
        Breach::at(span, missing as f64 * span.length().as_hours(), what)
    };
    let short = heads.into_iter().filter(|(_, count)| *count < i64::from(floor.0));
    short
        .flat_map(|(span, n)| crowd::inside(span, &open).map(move |s| (s, n)).collect::<Vec<_>>())
        .map(|(span, count)| breach(span, count))
        .collect()
}
