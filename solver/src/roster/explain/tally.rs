//! A finished roster counted slot by slot: who is at work, who serves what.

use super::super::Case;
use super::super::problem::classes::Person;
use super::super::problem::nouns::Numbers;
use domain::{Activity, Roster, Slot, Span};

/// One person in one slot of the horizon.
#[derive(Debug, Clone, Default)]
pub(super) struct Presence {
    /// The slot.
    pub(super) slot: usize,
    /// The share of it at work or idle.
    pub(super) share: f64,
    /// The share on each queue.
    pub(super) serves: Vec<(usize, f64)>,
}

/// Everybody's slots at work.
#[derive(Debug)]
pub(super) struct Tally {
    /// Per agent in the centre's order.
    pub(super) people: Vec<Vec<Presence>>,
}

impl Tally {
    /// Counts a roster of the case.
    pub(super) fn of(case: &Case<'_>, numbers: &Numbers<'_>, roster: &Roster) -> Self {
        let person = |person: &Person<'_>| {
            let mut slots = Vec::new();
            for stretch in roster.shifts_of(&person.agent.id).flat_map(|s| &s.stretches) {
                let queue = match &stretch.activity {
                    Activity::Work(id) => case.centre.queues.iter().position(|q| q.id == *id),
                    Activity::Idle => None,
                    _ => continue,
                };
                add(case, stretch.span, queue, &mut slots);
            }
            slots
        };
        Self { people: numbers.people.iter().map(person).collect() }
    }
}

/// Adds a stretch to a person's slots; in a week that repeats, what lies beyond its end counts at
/// its beginning.
fn add(case: &Case<'_>, span: Span, queue: Option<usize>, slots: &mut Vec<Presence>) {
    let grid = &case.requirement.grid;
    let mut spans = vec![span];
    if grid.repeats() {
        let round = grid.horizon().length();
        spans.push(Span::new(span.start - round, span.end - round));
    }
    for span in spans {
        let first = grid.signed_slot(span.start).max(0) as usize;
        for slot in first..grid.len() {
            let whole = grid.span(Slot(slot));
            if whole.start >= span.end {
                break;
            }
            let share = whole.shared(&span).0 as f64 / grid.interval().0 as f64;
            if share > 0.0 {
                put(slot, share, queue, slots);
            }
        }
    }
}

fn put(slot: usize, share: f64, queue: Option<usize>, slots: &mut Vec<Presence>) {
    let at = slots.iter().rposition(|p| p.slot == slot).unwrap_or_else(|| {
        slots.push(Presence { slot, ..Presence::default() });
        slots.len() - 1
    });
    let presence = &mut slots[at];
    presence.share += share;
    let Some(queue) = queue else { return };
    match presence.serves.iter_mut().find(|s| s.0 == queue) {
        Some(served) => served.1 += share,
        None => presence.serves.push((queue, share)),
    }
}
