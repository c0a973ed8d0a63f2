//! What it takes: people per queue and interval, and why.

use crate::grid::Grid;
use crate::ids::QueueId;
use crate::queue::{Target, TargetKind};
use crate::units::{Agents, Contacts, Erlangs, Seconds, Share};

/// The people needed by every queue over a horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// The horizon.
    pub grid: Grid,
    /// One entry per queue, in the order of the centre's queues.
    pub queues: Vec<QueueRequirement>,
}

/// One queue's need; every vector has one entry per slot of the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueRequirement {
    /// Which queue.
    pub queue: QueueId,
    /// People on the roster (shrinkage included) working on this queue.
    pub agents: Vec<Agents>,
    /// People at desks, before shrinkage.
    pub seated: Vec<Agents>,
    /// Offered load.
    pub load: Vec<Erlangs>,
    /// The target that asked for the most people; `None` where nobody is needed.
    pub binding: Vec<Option<TargetKind>>,
    /// Expected service against people on the roster; empty for queues without a curve.
    pub curves: Vec<ServiceCurve>,
    /// Targets that hold per day or week, to be met on the curves rather than per slot.
    pub pooled: Vec<Target>,
    /// Work that may wait, for ticket queues; its load is not in `agents`.
    pub deferrable: Option<Deferrable>,
}

/// Expected service of one slot as a function of the people on the roster.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceCurve {
    /// Contacts expected in the slot.
    pub offered: Contacts,
    /// `answered_in_time[n]`: contacts answered within the target time with `n` people; rising.
    pub answered_in_time: Vec<Contacts>,
    /// `waited[n]`: seconds that count against a mean wait per day or week with `n` people; never
    /// rising. Those answered count their wait, those who hang up the wait promised: the sum is at
    /// most promise × contacts exactly when the mean wait of those answered keeps the promise.
    /// Empty without such a target.
    pub waited: Vec<Seconds>,
}

/// Work that must be done by a deadline, in agent-slots of standard efficiency.
#[derive(Debug, Clone, PartialEq)]
pub struct Deferrable {
    /// Work arriving in each slot, in agent-slots.
    pub arriving: Vec<f64>,
    /// `due[t]`: cumulative work that must be finished by the end of slot `t`, in agent-slots.
    pub due: Vec<f64>,
    /// Work waiting when the horizon begins, in agent-slots.
    pub backlog: f64,
    /// Share of tickets the deadline is promised to.
    pub share: Share,
}

impl Requirement {
    /// The requirement of `queue`.
    #[must_use]
    pub fn queue(&self, queue: &QueueId) -> Option<&QueueRequirement> {
        self.queues.iter().find(|q| &q.queue == queue)
    }
}
