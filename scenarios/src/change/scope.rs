//! Where a change holds: which queues, which days, which hours.

use chrono::NaiveDate;
use domain::{ClockWindow, Grid, QueueId, Slot};

/// Some queues, days and hours; what is not narrowed means all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    /// The queues; all when empty.
    pub queues: Vec<QueueId>,
    /// The first and the last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The hours of each day. Hours after midnight are those of the day they fall on.
    pub hours: Option<ClockWindow>,
}

impl Scope {
    /// Whether `queue` is meant.
    #[must_use]
    pub fn has_queue(&self, queue: &QueueId) -> bool {
        self.queues.is_empty() || self.queues.contains(queue)
    }

    /// Whether the day is meant.
    #[must_use]
    pub fn has_day(&self, day: NaiveDate) -> bool {
        self.days.is_none_or(|(first, last)| first <= day && day <= last)
    }

    /// Whether a slot is meant, by the day and clock at which it begins.
    #[must_use]
    pub fn has_slot(&self, grid: &Grid, slot: Slot) -> bool {
        self.has_day(grid.local(slot).date())
            && self.hours.is_none_or(|window| window.contains(grid.clock(slot)))
    }
}
