//! The service model of one slot, for any mixture of plan and day.

use super::shapley::{Cause, Mixture};
use domain::{Agents, Contacts, Minutes, Queue, Seconds};
use solver::staffing::queueing::{Flow, Of};

/// One slot as planned and as it was. Pairs hold the plan first.
#[derive(Debug, Clone, Copy)]
pub(super) struct World<'q> {
    pub queue: &'q Queue,
    pub within: Seconds,
    pub interval: Minutes,
    pub volumes: [Contacts; 2],
    pub handle: [Seconds; 2],
    pub people: People,
    /// Contacts answered in time, as reported.
    pub in_time: Contacts,
}

/// People at desks.
#[derive(Debug, Clone, Copy)]
pub(super) struct People {
    /// As the requirement wanted.
    pub required: f64,
    /// As the roster should have brought.
    pub rostered: f64,
    /// As they were there.
    pub attended: f64,
}

impl World<'_> {
    /// Contacts that arrive.
    pub(super) fn offered(&self, mixture: Mixture) -> f64 {
        self.volumes[usize::from(mixture.has(Cause::Volume))].0
    }

    /// Contacts that the model expects to be answered in time.
    ///
    /// A half-hour in steady state; between whole numbers of people, a straight line; nobody in
    /// time where the queue would grow without end.
    pub(super) fn in_time(&self, mixture: Mixture) -> f64 {
        let offered = self.offered(mixture);
        let handle = self.handle[usize::from(mixture.has(Cause::HandleTime))];
        let mut people = self.people.required;
        if mixture.has(Cause::Gaps) {
            people += self.people.rostered - self.people.required;
        }
        if mixture.has(Cause::Attendance) {
            people += self.people.attended - self.people.rostered;
        }
        let people = people.max(0.0);
        let (whole, part) = (people.floor(), people.fract());
        let low = self.level(offered, handle, whole as u32);
        if part == 0.0 {
            return offered * low;
        }
        let high = self.level(offered, handle, whole as u32 + 1);
        offered * (low + (high - low) * part)
    }

    fn level(&self, offered: f64, handle: Seconds, people: u32) -> f64 {
        if people == 0 || offered == 0.0 {
            return 0.0;
        }
        let flow = Flow::new(Contacts(offered), self.interval, handle)
            .and_then(|flow| flow.with_patience(self.queue.patience))
            .and_then(|flow| flow.handled_as(&self.queue.channel));
        let Ok(flow) = flow else { return 0.0 };
        flow.with(Agents(people)).map_or(0.0, |s| s.service_level(self.within, Of::Offered).get())
    }
}
