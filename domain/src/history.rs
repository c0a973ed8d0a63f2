//! What happened: offered contacts and handle times per queue and interval.

use crate::ids::QueueId;
use crate::moment::Moment;
use crate::units::{Contacts, Minutes, Seconds};

/// The interval reports of every queue.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The length of one interval.
    pub interval: Minutes,
    /// One entry per queue, in the order of the centre's queues.
    pub queues: Vec<QueueHistory>,
}

/// One queue's interval reports, in time order, one record per interval that was reported.
///
/// An interval without a record is *missing* or *closed*, never zero; a record that says zero was
/// an open interval in which nobody called.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueHistory {
    /// Which queue.
    pub queue: QueueId,
    /// Its records by time, no moment twice.
    pub records: Vec<IntervalRecord>,
}

/// One queue's interval as reported.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntervalRecord {
    /// When the interval began.
    pub at: Moment,
    /// Contacts offered, abandoned ones included.
    pub offered: Contacts,
    /// Mean handle time of the contacts handled, where known.
    pub aht: Option<Seconds>,
    /// Contacts answered, where reported.
    pub answered: Option<Contacts>,
    /// Contacts abandoned, where reported.
    pub abandoned: Option<Contacts>,
    /// Contacts answered within the target time, where reported.
    pub answered_within: Option<Contacts>,
}

impl History {
    /// The records of `queue`.
    #[must_use]
    pub fn queue(&self, queue: &QueueId) -> Option<&QueueHistory> {
        self.queues.iter().find(|q| &q.queue == queue)
    }
}
