//! What there is to tell about one number of a requirement.

use super::PlanFor;
use chrono::NaiveDateTime;
use domain::{Agents, Contacts, Erlangs, Minutes, QueueId, Seconds, Share, TargetKind};

/// Why a queue needs so many people in one slot. Its `Display` tells it in plain words.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Which queue.
    pub queue: QueueId,
    /// When the slot begins, in the centre's civil time.
    pub at: NaiveDateTime,
    /// How long the slot is.
    pub interval: Minutes,
    /// What there is to tell.
    pub story: Story,
}

/// What there is to tell about a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Story {
    /// The queue is closed.
    Closed,
    /// The queue is open and nothing is planned for.
    Quiet,
    /// People answer live.
    Live(Box<Live>),
    /// Tickets come in that may wait.
    Tickets(TicketWork),
}

/// The numbers behind the people of one live slot, in the order in which they follow.
#[derive(Debug, Clone, PartialEq)]
pub struct Live {
    /// The forecast's mean.
    pub expected: Contacts,
    /// Contacts planned for, and what decides how many.
    pub planned: Contacts,
    /// What decides how many are planned for.
    pub plan_for: PlanFor,
    /// Mean handle time of a contact, at the concurrency it was measured at.
    pub handle: Seconds,
    /// Planned contacts × handle time ÷ slot.
    pub load_alone: Erlangs,
    /// The same after the lag: what earlier contacts add and late ones leave to the next slot.
    pub load: Erlangs,
    /// The load of the pool in fully busy people: on the phone the pool's load, on chat less.
    pub workload: Erlangs,
    /// Queues that the same people serve at once, this one among them; one when not pooled.
    pub pool: Vec<QueueId>,
    /// Every target held in the slot, the limit on occupancy among them.
    pub targets: Vec<TargetKind>,
    /// The target that one person fewer would break, as the planner stated it.
    pub binding: Option<TargetKind>,
    /// Whether `binding` holds per day or week, so that only
    /// [`FLOOR`](super::FLOOR) of it is asked for here.
    pub is_floor: bool,
    /// The time of the first service level among the targets, 20 s when there is none.
    pub within: Seconds,
    /// One person fewer, the answer, one person more: what each would do.
    pub around: Vec<Point>,
    /// People at desks for the whole pool.
    pub pool_seated: Agents,
    /// People at desks the pool would need if the forecast's mean were planned for.
    pub seated_for_mean: Agents,
    /// Probability that every target holds with `pool_seated`, over what the queue's rate may be;
    /// `None` when the forecast states no uncertainty of the rate.
    pub holds: Option<Share>,
    /// This queue's share of the people at desks.
    pub seated: Agents,
    /// Share of working time lost to what the roster does not schedule.
    pub shrinkage: Share,
    /// This queue's people on the roster.
    pub agents: Agents,
    /// What to be wary of.
    pub notes: Vec<String>,
}

/// What a number of people at desks does with the planned contacts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// How many people.
    pub agents: Agents,
    /// Whether the queue settles at all.
    pub settles: bool,
    /// Share of the contacts *offered* that is answered within [`Live::within`].
    pub in_time: Share,
    /// Mean wait of those who are answered; `None` when nobody is or the queue never settles.
    pub mean_wait: Option<Seconds>,
    /// Share of the contacts offered that hangs up.
    pub hang_up: Share,
    /// Share of the work people could do which they do.
    pub occupancy: Share,
}

/// The work of one slot of a ticket queue, in agent-slots on the roster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TicketWork {
    /// The forecast's mean.
    pub expected: Contacts,
    /// Mean handle time.
    pub handle: Seconds,
    /// Work arriving in the slot.
    pub arriving: f64,
    /// Work, old and new, that falls due by the end of this slot and not before.
    pub falling_due: f64,
    /// Work that must be done by the end of this slot, counted from the start of the horizon.
    pub due: f64,
}
