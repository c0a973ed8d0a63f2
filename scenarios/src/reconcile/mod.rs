//! Afterwards: why the service level was not what was promised.
//!
//! Plan and day are the same model with other numbers: volume, handle time, and people at desks,
//! of whom some were missing from the roster already and others did not come. The way from plan to
//! day is split among these by Shapley's value, and what the model does not explain is its own
//! error. The parts add up exactly:
//!
//! ```text
//! actual − promised = margin                  what the plan itself promised beyond the target
//!                   + volume + handle_time    what the forecast got wrong
//!                   + gaps                    people the roster lacked
//!                   + attendance              people rostered who were not there, or more of them
//!                   + model                   what is left: the reported level − the model's
//! ```
//!
//! | file | is |
//! |---|---|
//! | `happened` | what really happened, slot by slot |
//! | `world` | the service model, for any mixture of plan and day |
//! | `shapley` | the split |
//! | `split` | the answer |

mod error;
mod happened;
mod shapley;
mod split;
mod world;

pub use error::ReconcileError;
pub use happened::{Happened, QueueHappened, SlotHappened};
pub use split::{QueueReconciliation, Reconciliation, Split};

use domain::{
    Centre, Channel, Coverage, Demand, Grid, Queue, QueueDemand, QueueRequirement, Requirement,
    Roster, Seconds, Shift, Slot, TargetKind,
};
use world::{People, World};

/// Splits every live queue's service-level miss into its causes, for each slot, day and the whole
/// horizon.
///
/// Queues without a promised service level, and tickets, are named in
/// [`Reconciliation::left_out`]; so is, per queue, the number of slots in which something was not
/// reported. `previous` are the shifts that reach into the horizon.
///
/// # Errors
/// [`ReconcileError`] when the parts do not speak of the same horizon and queues, or hold numbers
/// that mean nothing.
pub fn reconcile(
    centre: &Centre,
    forecast: &Demand,
    requirement: &Requirement,
    roster: &Roster,
    previous: &[Shift],
    happened: &Happened,
) -> Result<Reconciliation, ReconcileError> {
    let grid = &roster.grid;
    if [&forecast.grid, &requirement.grid, &happened.grid].iter().any(|g| *g != grid) {
        return Err(ReconcileError::Horizons);
    }
    let coverage = Coverage::of(centre, roster, previous);
    let mut all = Reconciliation { grid: grid.clone(), queues: Vec::new(), left_out: Vec::new() };
    for (number, queue) in centre.queues.iter().enumerate() {
        let Some((share, within)) = promised(queue) else {
            all.left_out.push(queue.id.clone());
            continue;
        };
        let missing = || ReconcileError::QueueMissing(queue.id.clone());
        let planned = forecast.queue(&queue.id).ok_or_else(missing)?;
        let needed = requirement.queue(&queue.id).ok_or_else(missing)?;
        let day = happened.queue(&queue.id).ok_or_else(missing)?;
        day.check(grid)?;
        let rostered = |slot: usize| coverage.at(number, Slot(slot));
        let worlds = worlds(queue, within, grid, planned, needed, day, &rostered);
        all.queues.push(split::queue(queue, (share, within), grid, &worlds, &planned.open));
    }
    Ok(all)
}

/// The queue's first promised service level, when it is a live one.
fn promised(queue: &Queue) -> Option<(f64, Seconds)> {
    let live = queue.channel != Channel::Ticket;
    queue.targets.iter().filter(|_| live).find_map(|target| match target.kind {
        TargetKind::ServiceLevel { share, within } => Some((share.get(), within)),
        _ => None,
    })
}

/// Plan and day of every slot that was fully reported.
fn worlds<'q>(
    queue: &'q Queue,
    within: Seconds,
    grid: &Grid,
    planned: &QueueDemand,
    needed: &QueueRequirement,
    day: &QueueHappened,
    rostered: &dyn Fn(usize) -> f64,
) -> Vec<Option<World<'q>>> {
    let seated = 1.0 - queue.shrinkage.get();
    let world = |slot: usize| {
        let real = day.slots[slot]?;
        let rostered = rostered(slot) * seated;
        // Where a promise holds per day or week, the roster itself decided how many are needed.
        let free = needed.agents[slot].0 == 0 && !needed.curves.is_empty();
        let required = if free { rostered } else { f64::from(needed.agents[slot].0) * seated };
        // Where the plan has no handle time it cannot be wrong about it, and the other way round.
        let reported = real.aht.unwrap_or(planned.aht[slot]);
        let expected = Some(planned.aht[slot]).filter(|aht| aht.0 > 0.0).unwrap_or(reported);
        Some(World {
            queue,
            within,
            interval: grid.interval(),
            volumes: [planned.expected[slot], real.offered],
            handle: [expected, reported],
            people: People { required, rostered, attended: real.attended },
            in_time: real.in_time,
        })
    };
    (0..grid.len()).map(world).collect()
}
