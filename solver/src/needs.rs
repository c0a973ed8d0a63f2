//! What a requirement asks of programmes that are solved again and again with other requirements:
//! the bounds of the columns that stand for need, light shortage and deferrable work.

use domain::{Agents, Coverage, Queue, QueueRequirement, Slot};

/// A column whose bounds a requirement sets.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked {
    /// People needed who are not there from before the horizon: fixed.
    Need,
    /// People missing at the light price.
    Light,
    /// Deferrable work done by the end of the slot, in agent-slots.
    Work,
}

/// The bounds of queue number `q`'s column in slot `t`.
///
/// These programmes know people per slot only: a target per day or week is kept in every slot by
/// itself, which is never cheaper than keeping it over the day or week.
pub(crate) fn bounds(
    asked: Asked,
    (q, queue): (usize, &Queue),
    need: &QueueRequirement,
    t: usize,
    before: &Coverage,
) -> (f64, f64) {
    let people = || need.in_interval(Slot(t));
    match asked {
        Asked::Need => {
            let open = (f64::from(people().0) - before.at(q, Slot(t))).max(0.0);
            (open, open)
        }
        Asked::Light => (0.0, light(queue, people())),
        Asked::Work => match &need.deferrable {
            Some(work) => {
                let arrived: f64 = work.arriving[..=t].iter().sum();
                (work.due[t], (work.backlog + arrived).max(work.due[t]))
            }
            None => (0.0, 0.0),
        },
    }
}

/// Whole people of a slot's need who are priced lightly when they are missing.
fn light(queue: &Queue, need: Agents) -> f64 {
    (queue.shortage.light_share.get() * f64::from(need.0) - 1e-9).ceil().max(0.0)
}
