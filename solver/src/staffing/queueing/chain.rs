//! The chain of one flow and one number of agents.

use super::Flow;

/// An endless queue whose work is within this share of what its agents can do does not settle: the
/// mean wait would be more than a hundred million handle times, and rounding decides on which side
/// of the brink it is.
const BRINK: f64 = 1e-9;

/// Birth and death rates by the number of contacts in the system.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain<'a> {
    /// Contacts per second that arrive, whatever the state.
    pub(super) birth: f64,
    /// How many contacts the agents can hold at once: the first state in which one must wait.
    pub(super) held: u64,
    /// The last state; `None` when the waiting room is endless.
    pub(super) last: Option<u64>,
    /// Contacts per second finished when all agents hold as much as they can.
    pub(super) full: f64,
    /// Rate at which one waiting customer hangs up.
    hang_up: f64,
    pace: &'a [f64],
    agents: u64,
}

impl<'a> Chain<'a> {
    pub(super) fn new(flow: &'a Flow, agents: u32) -> Self {
        let held = u64::from(agents) * flow.pace.len() as u64;
        Self {
            birth: flow.rate,
            held,
            last: flow.room.map(|room| held.saturating_add(room)),
            full: f64::from(agents) * flow.fastest(),
            hang_up: flow.hang_up,
            pace: &flow.pace,
            agents: u64::from(agents),
        }
    }

    /// Contacts per second finished with `i` in the system, open chats spread evenly.
    pub(super) fn completion(&self, i: u64) -> f64 {
        let pace = self.pace;
        if i >= self.held {
            return self.full;
        }
        if pace.len() == 1 {
            return i as f64 * pace[0];
        }
        let (each, more) = ((i / self.agents) as usize, (i % self.agents) as f64);
        let of = |open: usize| if open == 0 { 0.0 } else { pace[open - 1] };
        (self.agents as f64 - more) * of(each) + more * of(each + 1)
    }

    /// Customers per second who hang up with `i` in the system.
    pub(super) fn abandonment(&self, i: u64) -> f64 {
        i.saturating_sub(self.held) as f64 * self.hang_up
    }

    /// Contacts per second that leave state `i` downwards; it never falls with `i`.
    pub(super) fn death(&self, i: u64) -> f64 {
        self.completion(i) + self.abandonment(i)
    }

    /// Whether the states in which customers wait go on for ever in a geometric series.
    pub(super) fn is_endless(&self) -> bool {
        self.last.is_none() && self.hang_up == 0.0
    }

    /// The likeliest state: the last one that is entered from below at least as fast as it is
    /// left. `None` when there is none, because the queue grows without end.
    pub(super) fn mode(&self) -> Option<u64> {
        let (birth, held) = (self.birth, self.held);
        let bound = self.last.unwrap_or(u64::MAX);
        if self.is_endless() && birth >= self.full * (1.0 - BRINK) {
            return None;
        }
        if birth < self.full {
            return Some(last_at_most(held, |i| self.death(i) <= birth));
        }
        if self.hang_up > 0.0 {
            let waiting = (birth - self.full) / self.hang_up;
            return Some(held.saturating_add(waiting as u64).min(bound));
        }
        self.last
    }
}

/// The last number up to `top` for which `holds`, a property of 0 that is lost once and for all.
fn last_at_most(top: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut yes, mut no) = (0, top + 1);
    while no - yes > 1 {
        let middle = yes + (no - yes) / 2;
        if holds(middle) { yes = middle } else { no = middle }
    }
    yes
}
