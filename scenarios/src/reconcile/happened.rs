//! What really happened.

use super::error::ReconcileError;
use domain::{Contacts, Grid, History, QueueId, Seconds, Slot};

/// The report of a horizon that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened {
    /// The horizon.
    pub grid: Grid,
    /// One entry per queue.
    pub queues: Vec<QueueHappened>,
}

/// One queue's report.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueHappened {
    /// Which queue.
    pub queue: QueueId,
    /// One entry per slot of the grid; `None` where not everything was reported.
    pub slots: Vec<Option<SlotHappened>>,
}

/// What happened in one slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlotHappened {
    /// Contacts offered.
    pub offered: Contacts,
    /// Mean handle time; `None` when nobody was handled, which leaves the forecast's.
    pub aht: Option<Seconds>,
    /// Contacts answered within the promised time.
    pub in_time: Contacts,
    /// People at their desks for this queue on average, in standard agents.
    pub attended: f64,
}

impl Happened {
    /// The report of a horizon from the interval records of `history` and the people who attended:
    /// per queue, one number per slot, `None` where it is not known.
    #[must_use]
    pub fn of(history: &History, grid: &Grid, attended: &[(QueueId, Vec<Option<f64>>)]) -> Self {
        let queue = |(id, people): &(QueueId, Vec<Option<f64>>)| {
            let slot = |slot: Slot| {
                let records = &history.queue(id)?.records;
                let at = grid.start(slot);
                let record = &records[records.binary_search_by_key(&at, |r| r.at).ok()?];
                Some(SlotHappened {
                    offered: record.offered,
                    aht: record.aht,
                    in_time: record.answered_within?,
                    attended: people.get(slot.0).copied().flatten()?,
                })
            };
            QueueHappened { queue: id.clone(), slots: grid.slots().map(slot).collect() }
        };
        Self { grid: grid.clone(), queues: attended.iter().map(queue).collect() }
    }

    /// The report of `queue`.
    #[must_use]
    pub fn queue(&self, queue: &QueueId) -> Option<&QueueHappened> {
        self.queues.iter().find(|q| &q.queue == queue)
    }
}

impl QueueHappened {
    /// # Errors
    /// [`ReconcileError`] when the report does not fit the grid or holds impossible numbers.
    pub(super) fn check(&self, grid: &Grid) -> Result<(), ReconcileError> {
        if self.slots.len() != grid.len() {
            return Err(ReconcileError::Horizons);
        }
        for (slot, real) in self.slots.iter().enumerate() {
            let Some(real) = real else { continue };
            let wrong = |what, value| ReconcileError::Number {
                what,
                queue: self.queue.clone(),
                slot,
                value,
            };
            let positive = |v: f64| v >= 0.0 && v.is_finite();
            if !positive(real.offered.0) {
                return Err(wrong("the offered contacts", real.offered.0));
            }
            if !(positive(real.in_time.0) && real.in_time <= real.offered) {
                return Err(wrong("the contacts answered in time", real.in_time.0));
            }
            if !positive(real.attended) {
                return Err(wrong("the people who attended", real.attended));
            }
            if let Some(aht) = real.aht.filter(|aht| !(aht.0 > 0.0 && aht.0.is_finite())) {
                return Err(wrong("the handle time", aht.0));
            }
        }
        Ok(())
    }
}
