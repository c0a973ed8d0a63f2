//! What a roster would deliver: service per queue, slot, day and week, with its uncertainty.

use crate::grid::Grid;
use crate::ids::QueueId;
use crate::queue::TargetKind;
use crate::units::{Agents, Minutes, Seconds};
use std::ops::Range;

/// The simulated service of a finished roster.
#[derive(Debug, Clone, PartialEq)]
pub struct Performance {
    /// The horizon.
    pub grid: Grid,
    /// One entry per queue, in the order of the centre's queues.
    pub queues: Vec<QueuePerformance>,
    /// How many times the horizon was simulated.
    pub replications: u32,
    /// Contacts simulated, over all replications.
    pub contacts: u64,
    /// Why no more replications were made.
    pub stopped: Precision,
    /// The seed of every random choice.
    pub seed: u64,
}

/// Whether the intervals became as tight as asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Precision {
    /// Every queue's service level over the horizon is known to within the half-width asked for.
    Reached {
        /// The widest of the queues' half-widths.
        half_width: f64,
    },
    /// The budget of replications or contacts ended first.
    BudgetEnded {
        /// The widest of the queues' half-widths.
        half_width: f64,
    },
}

/// One queue's service.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuePerformance {
    /// Which queue.
    pub queue: QueueId,
    /// What its service level means.
    pub definition: Definition,
    /// One entry per slot of the grid, for the contacts that *arrived* in it.
    pub slots: Vec<Measures>,
    /// One entry per day of the grid.
    pub days: Vec<Measures>,
    /// One entry per week of seven days from the grid's first day; the last may be shorter.
    pub weeks: Vec<Measures>,
    /// The whole horizon.
    pub horizon: Measures,
    /// What every replication counted: one entry per replication, with one per day of the grid.
    /// Two rosters that met the same customers are compared draw by draw.
    pub draws: Vec<Vec<Draw>>,
}

/// What one replication counted for one queue on one day; see [`Measures`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Draw {
    /// Contacts that arrived.
    pub offered: f64,
    /// Of those, whose service was decided when the horizon ended.
    pub decided: f64,
    /// Answered (tickets: done).
    pub answered: f64,
    /// Answered (tickets: done) in time.
    pub in_time: f64,
    /// Hung up or sent away.
    pub abandoned: f64,
    /// Seconds waited by those answered.
    pub wait: f64,
    /// Seconds for which people of this queue were busy.
    pub busy: f64,
    /// Seconds for which people of this queue were at work.
    pub present: f64,
}

/// What a service level counts. The divisor is always the contacts *offered* whose fate was
/// decided within the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Definition {
    /// Answered within this time of arriving ÷ offered; those who hung up count as missed.
    AnsweredWithin(Seconds),
    /// Done within this time of arriving ÷ offered, over tickets due before the horizon ends.
    DoneWithin(Minutes),
    /// The queue has no target with a time: no service level is stated.
    Unstated,
}

/// A mean over replications and the half-width of its 95 % confidence interval (Student's t).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// The interval is `mean ± half_width`.
    pub half_width: f64,
}

impl Estimate {
    /// Whether `value` lies inside the interval.
    #[must_use]
    pub fn covers(&self, value: f64) -> bool {
        (self.mean - value).abs() <= self.half_width
    }
}

/// What happened to the contacts that arrived in a period, and to the people at work in it.
///
/// `offered = answered + abandoned + waiting` holds for the means (and in every replication).
/// Ratios are ratios of means; they are `None` where nothing was there to divide by.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measures {
    /// Contacts that arrived.
    pub offered: Estimate,
    /// Of those, answered (tickets: done) before the horizon's end.
    pub answered: Estimate,
    /// Of those, answered (tickets: done) in time; all answered where no time is promised.
    pub in_time: Estimate,
    /// Of those, hung up, or sent away when the queue had closed and everyone had left.
    pub abandoned: Estimate,
    /// Of those, neither answered nor gone when the horizon ended.
    pub waiting: Estimate,
    /// See [`QueuePerformance::definition`]; a share from 0 to 1.
    pub service_level: Option<Estimate>,
    /// Mean seconds from arrival to answer, of those answered (tickets: to being taken up).
    pub mean_wait: Option<Estimate>,
    /// Abandoned ÷ offered.
    pub abandonment: Option<Estimate>,
    /// Busy time ÷ time at work, of the people whose duty is this queue.
    pub occupancy: Option<Estimate>,
    /// People at work on this queue on average, absences taken off.
    pub at_work: Estimate,
    /// Contacts waiting when the period ended.
    pub backlog: Estimate,
    /// Seconds for which the oldest contact had then waited; 0 when none waited.
    pub backlog_age: Estimate,
}

/// A promise that a simulated roster does not keep, beyond the simulation's own noise.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    /// Which queue.
    pub queue: QueueId,
    /// The slots of the promise's period.
    pub slots: Range<usize>,
    /// What was promised.
    pub target: TargetKind,
    /// What was simulated, in the promise's unit: a share, or seconds of waiting.
    pub simulated: Estimate,
    /// Whether the roster had fewer people at work than the requirement asked for: then the roster
    /// is to blame and no higher requirement will help.
    pub understaffed: bool,
}

/// A correction learned from a simulation: more is needed than the formulas thought.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// Which queue.
    pub queue: QueueId,
    /// In which slots.
    pub slots: Range<usize>,
    /// What to add there.
    pub raise: Raise,
    /// The broken promise it comes from.
    pub target: TargetKind,
    /// What was simulated, in the promise's unit.
    pub simulated: f64,
}

/// What a [`Cut`] adds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Raise {
    /// So many people, in every slot of the cut.
    People(Agents),
    /// So many times as much ticket work, arriving in the slots of the cut.
    Work(f64),
}

impl Performance {
    /// The performance of `queue`.
    #[must_use]
    pub fn queue(&self, queue: &QueueId) -> Option<&QueuePerformance> {
        self.queues.iter().find(|q| &q.queue == queue)
    }
}
