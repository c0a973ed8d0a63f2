//! The chain of one flow and one number of agents.

use super::Flow;

/// Birth and death rates by the number of contacts in the system.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain<'a> {
    flow: &'a Flow,
    agents: u64,
}

impl<'a> Chain<'a> {
    pub(super) fn new(flow: &'a Flow, agents: u32) -> Self {
        Self { flow, agents: u64::from(agents) }
    }

    /// Contacts per second that arrive, whatever the state.
    pub(super) fn birth(&self) -> f64 {
        self.flow.rate
    }

    /// How many contacts the agents can hold at once: the first state in which one must wait.
    pub(super) fn held(&self) -> u64 {
        self.agents * self.flow.pace.len() as u64
    }

    /// The last state; `None` when the waiting room is endless.
    pub(super) fn last(&self) -> Option<u64> {
        self.flow.room.map(|room| self.held().saturating_add(room))
    }

    /// Contacts per second finished when all agents hold as much as they can.
    pub(super) fn full(&self) -> f64 {
        self.agents as f64 * self.flow.fastest()
    }

    /// Contacts per second finished with `i` in the system, open chats spread evenly.
    pub(super) fn completion(&self, i: u64) -> f64 {
        let pace = &self.flow.pace;
        if i >= self.held() {
            return self.full();
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
        i.saturating_sub(self.held()) as f64 * self.flow.hang_up
    }

    /// Contacts per second that leave state `i` downwards; it never falls with `i`.
    pub(super) fn death(&self, i: u64) -> f64 {
        self.completion(i) + self.abandonment(i)
    }

    /// The likeliest state: the last one that is entered from below at least as fast as it is
    /// left. `None` when there is none, because the queue grows without end.
    pub(super) fn mode(&self) -> Option<u64> {
        let (birth, held) = (self.birth(), self.held());
        let bound = self.last().unwrap_or(u64::MAX);
        if birth < self.full() {
            return Some(last_at_most(held, |i| self.death(i) <= birth));
        }
        if self.flow.hang_up > 0.0 {
            let waiting = (birth - self.full()) / self.flow.hang_up;
            return Some(held.saturating_add(waiting as u64).min(bound));
        }
        self.last()
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
