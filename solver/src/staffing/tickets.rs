//! Work that may wait: tickets with deadlines, as cumulative bounds instead of a flat load.
//!
//! A ticket is `H` seconds of work. One person on the roster does `(1 − shrinkage)` slots of work
//! per slot, or less where occupancy is limited, so in agent-slots of the roster
//!
//! ```text
//! work of a slot    w = contacts · H / (Δ · (1 − shrinkage) · max occupancy)
//! arrived by τ      W(τ), straight within a slot
//! due by τ          max over deadlines of  share · W(τ − T) + (1 − share) · W(τ − 2T)
//! ```
//! The share of tickets that the deadline is *not* promised to may take twice as long; it is not
//! forgotten. Tickets are worked oldest first, at any hour; they arrive only while their queue is
//! open. What falls due after the horizon is the next horizon's work.

use super::StaffingError;
use super::promise::deadlines;
use super::stream::{check, while_open};
use super::volume::Volume;
use domain::{Deferrable, Grid, Minutes, Moment, Queue, QueueDemand, Share, Slot};

/// The work of a ticket queue and when it must be done.
///
/// # Errors
/// [`StaffingError`] when the queue has no deadline, loses all working time, or its demand is not
/// a stream of contacts.
pub(super) fn deferrable(
    grid: &Grid,
    queue: &Queue,
    demand: &QueueDemand,
    volume: Volume,
    backlog: &[domain::Waiting],
) -> Result<Deferrable, StaffingError> {
    check(grid, queue, demand)?;
    let deadlines = deadlines(queue)?;
    let waiting: Vec<(Moment, f64)> = backlog
        .iter()
        .filter(|b| b.queue == queue.id)
        .map(|b| Ok((b.due, b.contacts.0 * mean_work(grid, queue, demand)?)))
        .collect::<Result<_, _>>()?;
    let contacts = while_open(demand, |s| volume.per_day(demand, s));
    let arriving = contacts
        .iter()
        .zip(&demand.aht)
        .map(|(c, h)| Ok(if *c > 0.0 { c * work(grid, queue, h.0)? } else { 0.0 }))
        .collect::<Result<Vec<f64>, StaffingError>>()?;
    let due = due(grid, &arriving, &deadlines, &waiting);
    let share = deadlines.iter().min_by_key(|(_, within)| *within).map_or(Share::ALL, |d| d.0);
    let backlog = waiting.iter().map(|w| w.1).fold(0.0, |sum, work| sum + work);
    Ok(Deferrable { arriving, due, backlog, share })
}

/// Agent-slots on the roster that one contact of `handle` seconds takes.
fn work(grid: &Grid, queue: &Queue, handle: f64) -> Result<f64, StaffingError> {
    let there = 1.0 - queue.shrinkage.get();
    let busy = queue.max_occupancy.unwrap_or(Share::ALL).get();
    let per_slot = grid.interval().as_seconds().0 * there * busy;
    let lost = || StaffingError::Shrinkage { queue: queue.id.clone() };
    if per_slot > 0.0 { Ok(handle / per_slot) } else { Err(lost()) }
}

/// Agent-slots of one waiting ticket: the mean over what is expected, or over what is stated.
fn mean_work(grid: &Grid, queue: &Queue, demand: &QueueDemand) -> Result<f64, StaffingError> {
    let pairs = || demand.expected.iter().zip(&demand.aht);
    let contacts: f64 = pairs().map(|(c, _)| c.0).sum();
    let weighted: f64 = pairs().map(|(c, h)| c.0 * h.0).sum();
    let plain = demand.aht.iter().map(|h| h.0).sum::<f64>() / demand.aht.len().max(1) as f64;
    work(grid, queue, if contacts > 0.0 { weighted / contacts } else { plain })
}

/// Work that must be done by the end of each slot.
fn due(
    grid: &Grid,
    arriving: &[f64],
    deadlines: &[(Share, Minutes)],
    waiting: &[(Moment, f64)],
) -> Vec<f64> {
    let arrived = Arrived::new(grid, arriving);
    let bound = |end: Moment, share: Share, within: Minutes| {
        let (first, rest) = (arrived.by(end - within), arrived.by(end - within - within));
        share.get() * first + (1.0 - share.get()) * rest
    };
    grid.slots()
        .map(|slot| {
            let end = grid.span(slot).end;
            let new = deadlines.iter().map(|&(s, t)| bound(end, s, t)).fold(0.0, f64::max);
            let old: f64 = waiting.iter().filter(|(by, _)| *by <= end).map(|(_, w)| w).sum();
            new + old
        })
        .collect()
}

/// Cumulative arrivals, straight within each slot.
struct Arrived<'a> {
    grid: &'a Grid,
    until: Vec<f64>,
}

impl<'a> Arrived<'a> {
    fn new(grid: &'a Grid, arriving: &[f64]) -> Self {
        let mut sum = 0.0;
        let mut until = vec![0.0];
        until.extend(arriving.iter().map(|w| {
            sum += w;
            sum
        }));
        Self { grid, until }
    }

    /// Work that has arrived by `at`.
    fn by(&self, at: Moment) -> f64 {
        let Some(slot) = self.grid.slot_of(at) else { return 0.0 };
        let part = (at - self.grid.start(slot)).0 as f64 / self.grid.interval().0 as f64;
        let Slot(s) = slot;
        self.until[s] + part * (self.until[s + 1] - self.until[s])
    }
}
