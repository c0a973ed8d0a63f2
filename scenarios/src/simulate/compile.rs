//! From a centre, its demand and a finished roster to a model.

use super::error::SimulationError;
use super::model::{Choice, Class, End, Group, Kind, Model};
use super::options::{Busyness, Options, Routing, number, positive};
use super::people::{People, Pooled};
use super::shape::Sampler;
use super::streams::key;
use domain::{Centre, Channel, Demand, Grid, Queue, QueueDemand, Roster, Shift, Slot, TargetKind};

/// The model of a roster.
///
/// # Errors
/// [`SimulationError`] when the parts do not fit together or hold numbers that mean nothing.
pub(super) fn compile(
    centre: &Centre,
    demand: &Demand,
    roster: &Roster,
    previous: &[Shift],
    options: &Options,
) -> Result<Model, SimulationError> {
    options.check(centre)?;
    if demand.grid != roster.grid {
        return Err(SimulationError::Horizons);
    }
    let grid = &roster.grid;
    let people = People::of(centre, roster, previous, options)?;
    let mut classes = Vec::with_capacity(centre.queues.len());
    for queue in &centre.queues {
        let expected = demand
            .queue(&queue.id)
            .ok_or_else(|| SimulationError::QueueMissing(queue.id.clone()))?;
        classes.push(class(queue, expected, grid, options)?);
    }
    let groups = people.groups(centre);
    set_tiers(&mut classes, &groups, &people.pools);
    Ok(Model {
        slot_seconds: grid.interval().as_seconds().0,
        slots: grid.len(),
        slot_keys: grid.slots().map(|s| grid.start(s).0 as u64).collect(),
        day_keys: grid.slots().map(|s| grid.start(Slot(day_start(grid, s))).0 as u64).collect(),
        classes,
        groups,
        agent_keys: people.agents.iter().map(|a| key(a.id.as_str())).collect(),
        speeds: people.speeds(centre),
        duties: people.duties,
        capacity: None,
        choice: Choice::LongestIdle,
        end: End::Cut,
        absence: options.absence.0,
        common_busyness: options.busyness == Busyness::Common,
    })
}

fn day_start(grid: &Grid, slot: Slot) -> usize {
    grid.slots_of_day(grid.day_of(slot)).start
}

fn class(
    queue: &Queue,
    demand: &QueueDemand,
    grid: &Grid,
    options: &Options,
) -> Result<Class, SimulationError> {
    check(demand, grid)?;
    let of = || format!("queue {}", queue.id);
    if let Some(patience) = queue.patience {
        positive("a patience", of, patience.0)?;
    }
    let patience = queue.patience.map_or(f64::INFINITY, |p| p.0);
    let backlog = options.backlog.iter().filter(|(id, _)| id == &queue.id).map(|(_, n)| n).sum();
    check_chats(queue)?;
    let alone = alone(&queue.channel);
    Ok(Class {
        key: key(queue.id.as_str()),
        kind: kind(&queue.channel),
        expected: demand.expected.iter().map(|c| c.0).collect(),
        counted: false,
        spread: demand.spread.clone(),
        open: demand.open.clone(),
        work: demand.aht.iter().map(|h| h.0 * alone).collect(),
        work_shape: Sampler::new(&options.handling),
        patience: vec![patience; grid.len()],
        patience_shape: Sampler::new(&options.patience),
        within: promised(queue).unwrap_or(f64::INFINITY),
        tiers: Vec::new(),
        retry: None,
        waits: true,
        following: None,
        backlog,
    })
}

/// # Errors
/// [`SimulationError::Number`] for a concurrency or a speed curve that people cannot have.
fn check_chats(queue: &Queue) -> Result<(), SimulationError> {
    let Channel::Chat { concurrency, speed, measured_at } = &queue.channel else { return Ok(()) };
    let of = || format!("queue {}", queue.id);
    let most = f64::from(*concurrency);
    positive("a concurrency", of, most)?;
    number("speeds less one per open chat", of, -(speed.len() as f64 - most).abs())?;
    number("a measured concurrency below 1", of, measured_at - 1.0)?;
    number("a measured concurrency above the most", of, most - measured_at)?;
    speed.iter().try_for_each(|&speed| positive("a chat speed", of, speed))
}

/// # Errors
/// [`SimulationError`] for demand that does not fit the grid or cannot be drawn.
fn check(demand: &QueueDemand, grid: &Grid) -> Result<(), SimulationError> {
    let lengths = [demand.open.len(), demand.expected.len(), demand.spread.len(), demand.aht.len()];
    if lengths.iter().any(|&n| n != grid.len()) {
        return Err(SimulationError::Horizons);
    }
    for slot in grid.slots() {
        let of = || format!("queue {} at {}", demand.queue, grid.local(slot));
        let expected = demand.expected[slot.0].0;
        number("an expected volume", of, expected)?;
        if expected > 0.0 {
            number("a shared spread", of, demand.spread[slot.0].shared)?;
            number("a spread of counts", of, demand.spread[slot.0].poisson)?;
            positive("a handle time", of, demand.aht[slot.0].0)?;
        }
    }
    Ok(())
}

/// The time of the queue's first promise that has one, in seconds.
pub(super) fn promised(queue: &Queue) -> Option<f64> {
    queue.targets.iter().find_map(|target| match target.kind {
        TargetKind::ServiceLevel { within, .. } => Some(within.0),
        TargetKind::Deadline { within, .. } => Some(within.as_seconds().0),
        _ => None,
    })
}

fn kind(channel: &Channel) -> Kind {
    match channel {
        Channel::Phone => Kind::Call,
        Channel::Ticket => Kind::Ticket,
        Channel::Chat { concurrency, speed, .. } => {
            let held = |j: u32| speed.get(j as usize).or(speed.last()).copied().unwrap_or(1.0);
            Kind::Chat { speed: (0..(*concurrency).max(1)).map(held).collect() }
        }
    }
}

/// How long a contact lasts with nothing else open ÷ its reported handle time.
///
/// A chat reported with c open advances at `speed(c) / c` of the pace it has alone; the curve is
/// read linearly between whole numbers of chats.
fn alone(channel: &Channel) -> f64 {
    let Channel::Chat { speed, measured_at, .. } = channel else { return 1.0 };
    let at = |j: usize| speed.get(j.max(1) - 1).or(speed.last()).copied().unwrap_or(1.0);
    let whole = measured_at.floor();
    let (low, high) = (at(whole as usize), at(whole as usize + 1));
    (low + (high - low) * (measured_at - whole)) / measured_at
}

/// Which groups serve a class: those on that duty, or on one pooled with it, first; then, in the
/// order of their own preference, those who help.
fn set_tiers(classes: &mut [Class], groups: &[Group], pools: &[Pooled]) {
    for (number, class) in classes.iter_mut().enumerate() {
        let pool = pools.iter().find(|pool| pool.queues.contains(&number));
        let own_duty =
            |duty: usize| duty == number || pool.is_some_and(|pool| pool.queues.contains(&duty));
        let (mut own, mut helping) = (Vec::new(), Vec::new());
        for (g, group) in groups.iter().enumerate() {
            let serves = group.tiers.iter().flatten().any(|&c| c as usize == number);
            if serves && group.duty.is_some_and(own_duty) {
                own.push(g as u32);
            } else if serves {
                helping.push(g as u32);
            }
        }
        class.tiers = [own, helping].into_iter().filter(|tier| !tier.is_empty()).collect();
    }
}

/// The rank of the queues that get help: their place in the list, none for those not listed.
pub(super) fn ranks(centre: &Centre, routing: &Routing) -> Vec<Option<usize>> {
    let Routing::BySkill { priority } = routing else { return vec![None; centre.queues.len()] };
    centre.queues.iter().map(|q| priority.iter().position(|p| p == &q.id)).collect()
}
