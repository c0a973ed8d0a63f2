//! Plan against day on the wire.

use super::grid::Horizon;
use scenarios::reconcile as core;
use serde::Serialize;

/// Why the service levels of a horizon were not as promised.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reconciliation {
    /// The days compared.
    pub horizon: Horizon,
    /// Reported intervals without attendance, which counts as planned there.
    pub attendance_assumed: usize,
    /// One entry per live queue with a promised time to answer.
    pub queues: Vec<QueueReconciliation>,
    /// The other queues.
    pub left_out: Vec<String>,
}

/// Why one queue's service level was not as promised.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueueReconciliation {
    /// Which queue.
    pub queue: String,
    /// The promise: answered within so many seconds ÷ offered.
    pub within_seconds: f64,
    /// Intervals in which the queue is open and not everything was reported.
    pub unreported: usize,
    /// All days together.
    pub horizon: Option<Split>,
    /// One entry per day.
    pub days: Vec<Option<Split>>,
    /// One entry per interval.
    pub intervals: Vec<Option<Split>>,
}

/// A service level taken apart; `promised` and all parts add up to `actual`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Split {
    /// The promised service level.
    pub promised: f64,
    /// What the plan promised beyond the target.
    pub margin: f64,
    /// More or fewer contacts than forecast.
    pub volume: f64,
    /// Longer or shorter contacts than forecast.
    pub handle_time: f64,
    /// People the roster lacked, or had beyond the requirement.
    pub roster_gaps: f64,
    /// People who were not at their desks, beyond the planned shrinkage.
    pub attendance: f64,
    /// What the formulas cannot explain.
    pub model: f64,
    /// The reported service level.
    pub actual: f64,
}

impl Reconciliation {
    /// A reconciliation; `assumed`: reported intervals in which attendance counts as planned.
    #[must_use]
    pub fn new(split: &core::Reconciliation, assumed: usize) -> Self {
        Self {
            horizon: (&split.grid).into(),
            attendance_assumed: assumed,
            queues: split.queues.iter().map(queue).collect(),
            left_out: split.left_out.iter().map(ToString::to_string).collect(),
        }
    }
}

fn queue(queue: &core::QueueReconciliation) -> QueueReconciliation {
    let all = |splits: &[Option<core::Split>]| {
        splits.iter().map(|split| split.as_ref().map(Split::from)).collect()
    };
    QueueReconciliation {
        queue: queue.queue.to_string(),
        within_seconds: queue.within.0,
        unreported: queue.unreported,
        horizon: queue.horizon.as_ref().map(Split::from),
        days: all(&queue.days),
        intervals: all(&queue.slots),
    }
}

impl From<&core::Split> for Split {
    fn from(split: &core::Split) -> Self {
        Self {
            promised: split.promised,
            margin: split.margin,
            volume: split.volume,
            handle_time: split.handle_time,
            roster_gaps: split.gaps,
            attendance: split.attendance,
            model: split.model,
            actual: split.actual,
        }
    }
}
