//! Who serves what in every slot, and what is missing.

use crate::Centre;
use crate::agent::Agent;
use crate::grid::{Grid, Slot};
use crate::ids::{AgentId, QueueId};
use crate::moment::Span;
use crate::queue::Shortage;
use crate::requirement::{Deferrable, Requirement};
use crate::roster::Roster;
use crate::shift::{Activity, Shift};
use crate::units::{Agents, Minutes, Money};
use std::collections::HashMap;

/// People at work per queue and slot, weighted with their efficiency.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    queues: Vec<QueueId>,
    present: Vec<Vec<f64>>,
}

impl Coverage {
    /// Counts the roster's people over its own horizon ([`Coverage::over`]).
    #[must_use]
    pub fn of(centre: &Centre, roster: &Roster, previous: &[Shift]) -> Self {
        Self::over(&roster.grid, centre, roster, previous)
    }

    /// Counts the roster's people in the slots of `grid`, and those of `previous` shifts that reach
    /// into the roster's horizon.
    ///
    /// An agent who works on a queue for part of a slot counts for that part. Where the grid
    /// repeats, work beyond its end counts at its beginning. Of `previous` only
    /// shifts that begin before the horizon count; people and queues the centre does not know, and
    /// people without the skill, cover nothing.
    #[must_use]
    pub fn over(grid: &Grid, centre: &Centre, roster: &Roster, previous: &[Shift]) -> Self {
        let queues: Vec<QueueId> = centre.queues.iter().map(|q| q.id.clone()).collect();
        let mut present = vec![vec![0.0; grid.len()]; queues.len()];
        let agents: HashMap<&AgentId, &Agent> = centre.agents.iter().map(|a| (&a.id, a)).collect();
        let index = |id: &QueueId| queues.iter().position(|q| q == id);
        let begin = roster.grid.horizon().start;
        let previous = previous.iter().filter(|s| s.span().start < begin);
        for shift in roster.shifts.iter().chain(previous) {
            let Some(agent) = agents.get(&shift.agent) else { continue };
            for stretch in &shift.stretches {
                let Activity::Work(queue) = &stretch.activity else { continue };
                let (Some(q), Some(rate)) = (index(queue), agent.efficiency(queue)) else {
                    continue;
                };
                add(&mut present[q], grid, stretch.span, rate);
                if grid.repeats() {
                    let round = grid.horizon().length();
                    let span = Span::new(stretch.span.start - round, stretch.span.end - round);
                    add(&mut present[q], grid, span, rate);
                }
            }
        }
        Self { queues, present }
    }

    /// People at work on queue number `queue` in `slot`, in standard agents.
    #[must_use]
    pub fn at(&self, queue: usize, slot: Slot) -> f64 {
        self.present[queue][slot.0]
    }

    /// People at work on `queue` in every slot, in standard agents.
    #[must_use]
    pub fn queue(&self, queue: &QueueId) -> Option<&[f64]> {
        self.queues.iter().position(|q| q == queue).map(|q| self.present[q].as_slice())
    }
}

fn add(row: &mut [f64], grid: &Grid, span: Span, rate: f64) {
    let first = grid.signed_slot(span.start).max(0) as usize;
    for (s, cell) in row.iter_mut().enumerate().skip(first) {
        let slot = grid.span(Slot(s));
        if slot.start >= span.end {
            break;
        }
        *cell += rate * slot.shared(&span).0 as f64 / grid.interval().0 as f64;
    }
}

/// One slot of one queue in which people are missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// Which queue.
    pub queue: QueueId,
    /// Which slot.
    pub slot: Slot,
    /// How many standard agents are missing (for tickets: agent-slots of work not done when due).
    pub agents: f64,
    /// What that costs.
    pub price: Money,
}

/// Every slot in which people are missing, by queue and time; `coverage` is over the requirement's
/// grid.
///
/// Live queues compare people with the slot's requirement. Ticket queues with deferrable work do
/// the oldest work first as people are there; work not done when due is missing once, in the slot
/// it falls due, and then leaves the queue.
#[must_use]
pub fn missing(centre: &Centre, requirement: &Requirement, coverage: &Coverage) -> Vec<Missing> {
    let interval = requirement.grid.interval();
    let mut all = Vec::new();
    for need in &requirement.queues {
        let Some(queue) = centre.queue(&need.queue) else { continue };
        let Some(present) = coverage.queue(&need.queue) else { continue };
        let mut push = |slot: Slot, agents: f64, price: Money| {
            if agents > 1e-9 {
                all.push(Missing { queue: need.queue.clone(), slot, agents, price });
            }
        };
        for slot in requirement.grid.slots() {
            let short = f64::from(need.agents[slot.0].0) - present[slot.0];
            push(slot, short, queue.shortage.price(need.agents[slot.0], short, interval));
        }
        if let Some(work) = &need.deferrable {
            let spare = |slot: Slot| (present[slot.0] - f64::from(need.agents[slot.0].0)).max(0.0);
            for (slot, late) in overdue(work, &requirement.grid, spare) {
                push(slot, late, queue.shortage.price_of_late_work(late, interval));
            }
        }
    }
    all
}

/// Work not done when due, per slot, oldest work first.
fn overdue(work: &Deferrable, grid: &Grid, capacity: impl Fn(Slot) -> f64) -> Vec<(Slot, f64)> {
    let (mut arrived, mut gone, mut late) = (work.backlog, 0.0, Vec::new());
    for slot in grid.slots() {
        arrived += work.arriving[slot.0];
        gone += capacity(slot).min(arrived - gone).max(0.0);
        let short = work.due[slot.0] - gone;
        if short > 1e-9 {
            late.push((slot, short));
            gone += short;
        }
    }
    late
}

impl Shortage {
    /// The price of `short` missing agents in one `interval` in which `required` are needed: the
    /// first `light_share` of them (rounded up to whole agents) at `light`, the rest at `heavy`.
    #[must_use]
    pub fn price(&self, required: Agents, short: f64, interval: Minutes) -> Money {
        let tier = (self.light_share.get() * f64::from(required.0) - 1e-9).ceil();
        let light = short.clamp(0.0, tier);
        let heavy = (short - tier).max(0.0);
        self.light.for_minutes(interval, light) + self.heavy.for_minutes(interval, heavy)
    }

    /// The price of `late` agent-slots of deferrable work not done when due, all at `light`.
    #[must_use]
    pub fn price_of_late_work(&self, late: f64, interval: Minutes) -> Money {
        self.light.for_minutes(interval, late.max(0.0))
    }
}
