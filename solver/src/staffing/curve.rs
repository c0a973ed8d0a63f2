//! Service as a function of the people on the roster.

use super::StaffingError;
use super::queueing::{Flow, Of};
use super::shrinkage::at_desks;
use super::stream::{flow_of, loads, while_open};
use super::volume::Volume;
use super::{Options, stream::Part};
use domain::{Agents, Contacts, Grid, Seconds, ServiceCurve, Share, Slot, TargetKind};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// A curve ends where this share of the slot's contacts is answered in time: more people change
/// nothing that counts.
const ENOUGH: f64 = 0.9995;

/// Where less than this share is answered in time, the curve says none.
const NOTHING: f64 = 1e-6;

/// What a curve shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// The time of the service level.
    pub(super) within: Seconds,
    /// The mean wait promised per day or week, if one is.
    pub(super) wait: Option<Seconds>,
}

/// The curve of every slot of one queue, for a day that is as busy as is planned for.
///
/// `answered_in_time[n]` is the number of the slot's contacts answered within `within` when `n`
/// people are on the roster and `n·(1 − shrinkage)` of them at their desks; between two whole
/// numbers of people at desks the curve is straight. Slots without contacts have an empty curve.
///
/// # Errors
/// [`StaffingError`] when a slot's demand is not a flow.
pub(super) fn of_queue(
    grid: &Grid,
    part: &Part<'_>,
    shown: Shown,
    volume: Volume,
    options: &Options,
) -> Result<Vec<ServiceCurve>, StaffingError> {
    let contacts = while_open(part.demand, |s| volume.per_day(part.demand, s));
    let load = loads(grid, part.demand, &contacts, options.lag);
    let one = |slot: Slot| {
        let offered = Contacts(contacts[slot.0]);
        if offered.0 == 0.0 {
            return Ok(ServiceCurve::default());
        }
        let flow = flow_of(grid, part.queue, part.demand, slot, load[slot.0])?;
        let lost = part.queue.shrinkage;
        let served = by_seats(&flow, shown.within, options.limit);
        let answered_in_time = by_roster(&served, lost).map(|share| offered * share).collect();
        let seconds = |wait: f64| Seconds(offered.0 * wait);
        let waits = shown.wait.map(|most| waits_by_seats(&flow, most, options.limit));
        let waited = waits.iter().flat_map(|waits| by_roster(waits, lost)).map(seconds).collect();
        Ok(ServiceCurve { offered, answered_in_time, waited })
    };
    (0..grid.len()).into_par_iter().map(|slot| one(Slot(slot))).collect()
}

/// Service level with 0, 1, 2 … people at their desks, until it is enough or the limit is met.
fn by_seats(flow: &Flow, within: Seconds, limit: Agents) -> Vec<f64> {
    let level = |seats: u32| {
        let steady = flow.with(Agents(seats));
        steady.map_or(0.0, |s| s.service_level(within, Of::Offered).get())
    };
    let worth =
        TargetKind::ServiceLevel { share: Share::new(NOTHING).unwrap_or(Share::NONE), within };
    let first = flow.least(&[worth], limit).map_or(limit.0, |least| least.agents.0);
    let mut served = vec![0.0; first as usize];
    for seats in first..=limit.0 {
        let best = served.last().copied().unwrap_or(0.0);
        let now = level(seats);
        served.push(now.max(best));
        if now >= ENOUGH {
            break;
        }
    }
    served
}

/// Seconds per contact that count against a mean wait of `most` with 0, 1, 2 … people at their
/// desks: the wait of those answered, and `most` for those who hang up. Never rising: where fewer
/// people make fewer wait because more hang up, that is no gain. Where the queue would never settle
/// the curve is as steep as where it just does.
fn waits_by_seats(flow: &Flow, most: Seconds, limit: Agents) -> Vec<f64> {
    let wait = |seats: u32| {
        let steady = flow.with(Agents(seats)).ok()?;
        let answered = steady.answered().get();
        let waited = steady.mean_wait().map_or(0.0, |wait| answered * wait.0);
        Some(waited + (1.0 - answered) * most.0)
    };
    let mut waits: Vec<Option<f64>> = Vec::new();
    for seats in 0..=limit.0 {
        let now = wait(seats);
        waits.push(now);
        if now.is_some_and(|wait| wait <= (1.0 - ENOUGH) * most.0) {
            break;
        }
    }
    let mut falling = Vec::with_capacity(waits.len());
    let (mut after, mut step) = (0.0, most.0);
    for wait in waits.into_iter().rev() {
        let now = wait.map_or(after + step, |wait| wait.max(after));
        (after, step) = (now, if falling.is_empty() { step } else { now - after });
        falling.push(now);
    }
    falling.reverse();
    falling
}

/// The same against people on the roster.
fn by_roster(at_seats: &[f64], lost: Share) -> impl Iterator<Item = f64> + '_ {
    let last = at_seats.len() - 1;
    let mut is_over = false;
    (0..).map_while(move |people| {
        let seats = at_desks(people, lost);
        let below = (seats as usize).min(last);
        let above = (below + 1).min(last);
        let part = (seats - below as f64).min(1.0);
        let value = at_seats[below] + part * (at_seats[above] - at_seats[below]);
        let was_over = std::mem::replace(&mut is_over, below == last || lost == Share::ALL);
        (!was_over).then_some(value)
    })
}
