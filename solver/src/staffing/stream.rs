//! A live queue, or several that the same people serve at once, slot by slot.

use super::promise::Promise;
use super::queueing::{Endless, Flow, FlowError};
use super::ranks::Classes;
use super::volume::Volume;
use super::{Options, StaffingError, lag, on_the_roster};
use domain::{Agents, Contacts, Grid, Order, Queue, QueueDemand, Seconds, Slot, TargetKind};

/// One queue of a stream, with what is to be planned for.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) queue: &'a Queue,
    pub(super) demand: &'a QueueDemand,
    /// Planned contacts per slot by itself, and the load they make.
    pub(super) contacts: Vec<f64>,
    pub(super) load: Vec<f64>,
}

/// Queues served by the same people, with what is promised to them.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    pub(super) grid: &'a Grid,
    pub(super) parts: Vec<Part<'a>>,
    pub(super) promise: Promise,
    /// Every part's own targets where the parts are ranked; empty where they are not.
    pub(super) ranks: Vec<Vec<TargetKind>>,
    targets: Vec<TargetKind>,
    limit: Agents,
}

/// What one slot of a stream takes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Need {
    pub(super) seated: Agents,
    pub(super) rostered: Agents,
    pub(super) binding: Option<TargetKind>,
}

impl<'a> Stream<'a> {
    pub(super) fn new(
        grid: &'a Grid,
        queues: &[(&'a Queue, &'a QueueDemand)],
        volume: Volume,
        options: &Options,
    ) -> Result<Self, StaffingError> {
        let mut parts = Vec::with_capacity(queues.len());
        let (mut promise, mut ranks) = (Promise::default(), Vec::new());
        let listed = |pool: &&domain::Pool| pool.queues.contains(&queues[0].0.id);
        let pool = options.pools.iter().find(listed).filter(|_| queues.len() > 1);
        let ranked = pool.is_some_and(|pool| pool.order == Order::AsListed);
        for &(queue, demand) in queues {
            let own = Promise::of(queue)?;
            if ranked {
                ranks.push(own.clone().every_interval().each);
            }
            if queues.len() == 1 {
                promise = own;
            } else {
                promise.each.extend(own.every_interval().each);
            }
            parts.push(Part::new(grid, queue, demand, volume, options)?);
        }
        let targets = promise.in_each_interval();
        Ok(Self { grid, parts, promise, ranks, targets, limit: options.limit })
    }

    /// What `slot` takes; nobody while nothing is expected or the queues are closed.
    pub(super) fn need(&self, slot: Slot) -> Result<Need, StaffingError> {
        let Some(flow) = self.flow(slot)? else { return Ok(Need::default()) };
        let shrinkage = || StaffingError::Shrinkage { queue: self.parts[0].queue.id.clone() };
        if !self.ranks.is_empty() {
            let need = Classes::of(self, slot)?.least(self, slot, self.limit)?;
            let rostered = on_the_roster(need.seated, self.lost(slot)).ok_or_else(shrinkage)?;
            return Ok(Need { seated: need.seated, rostered, binding: need.binding });
        }
        let least = flow.least(&self.targets, self.limit).map_err(|e| self.endless(slot, e))?;
        let rostered = on_the_roster(least.agents, self.lost(slot)).ok_or_else(shrinkage)?;
        let binding = least.binding.map(|kind| self.promise.behind(kind));
        Ok(Need { seated: least.agents, rostered, binding })
    }

    /// The merged flow of a slot; `None` while nothing is planned for.
    pub(super) fn flow(&self, slot: Slot) -> Result<Option<Flow>, StaffingError> {
        let mut merged: Option<Flow> = None;
        for part in &self.parts {
            let Some(flow) = part.flow(self.grid, slot)? else { continue };
            merged = Some(match merged {
                None => flow,
                Some(others) => others.merged(&flow).ok_or_else(|| part.misfit())?,
            });
        }
        Ok(merged)
    }

    /// Share of working time lost in `slot`, averaged over the work of the queues.
    pub(super) fn lost(&self, slot: Slot) -> domain::Share {
        let work: f64 = self.parts.iter().map(|p| p.load[slot.0]).sum();
        let lost = |p: &Part<'_>| p.queue.shrinkage.get() * p.load[slot.0] / work;
        if self.parts.len() == 1 || work == 0.0 {
            return self.parts[0].queue.shrinkage;
        }
        domain::Share::new(self.parts.iter().map(lost).sum()).unwrap_or(domain::Share::ALL)
    }

    fn endless(&self, slot: Slot, source: Endless) -> StaffingError {
        let queue = self.parts[0].queue.id.clone();
        StaffingError::Endless { queue, at: self.grid.local(slot), source }
    }
}

impl<'a> Part<'a> {
    fn new(
        grid: &Grid,
        queue: &'a Queue,
        demand: &'a QueueDemand,
        volume: Volume,
        options: &Options,
    ) -> Result<Self, StaffingError> {
        check(grid, queue, demand)?;
        let planned = |s: usize| volume.per_slot(demand, s);
        let contacts = while_open(demand, planned);
        let load = loads(grid, demand, &contacts, options.lag);
        Ok(Self { queue, demand, contacts, load })
    }

    /// The flow of `slot`; `None` while nothing is planned for.
    pub(super) fn flow(&self, grid: &Grid, slot: Slot) -> Result<Option<Flow>, StaffingError> {
        if self.contacts[slot.0] == 0.0 {
            return Ok(None);
        }
        flow_of(grid, self.queue, self.demand, slot, self.load[slot.0]).map(Some)
    }

    fn misfit(&self) -> StaffingError {
        let queue = self.queue.id.clone();
        StaffingError::Pool { queue, why: "its people hold another number of contacts at once" }
    }
}

/// `planned` contacts of every slot, none while the queue is closed.
pub(super) fn while_open(demand: &QueueDemand, planned: impl Fn(usize) -> f64) -> Vec<f64> {
    let slot = |(s, &open): (usize, &bool)| if open { planned(s) } else { 0.0 };
    demand.open.iter().enumerate().map(slot).collect()
}

/// The load that `contacts` make, lagging or slot by slot.
pub(super) fn loads(grid: &Grid, demand: &QueueDemand, contacts: &[f64], lags: bool) -> Vec<f64> {
    let handle: Vec<f64> = demand.aht.iter().map(|h| h.0).collect();
    let seconds = grid.interval().as_seconds().0;
    if lags {
        lag::modified(contacts, &handle, seconds)
    } else {
        lag::plain(contacts, &handle, seconds)
    }
}

/// The flow that makes `load` erlangs in `slot`.
pub(super) fn flow_of(
    grid: &Grid,
    queue: &Queue,
    demand: &QueueDemand,
    slot: Slot,
    load: f64,
) -> Result<Flow, StaffingError> {
    let handle = demand.aht[slot.0];
    let contacts = Contacts(load * grid.interval().as_seconds().0 / handle.0);
    Flow::new(contacts, grid.interval(), handle)
        .and_then(|f| f.with_patience(queue.patience))
        .and_then(|f| f.handled_as(&queue.channel))
        .map_err(|source| wrong(grid, queue, slot, source))
}

/// Refuses demand that is not one stream of contacts per slot.
pub(super) fn check(grid: &Grid, queue: &Queue, demand: &QueueDemand) -> Result<(), StaffingError> {
    let slots = grid.len();
    let lengths = [
        demand.open.len(),
        demand.expected.len(),
        demand.quantiles.len(),
        demand.spread.len(),
        demand.aht.len(),
    ];
    if lengths != [slots; 5] {
        return Err(StaffingError::Length { queue: queue.id.clone(), slots });
    }
    for slot in grid.slots() {
        let (contacts, aht) = (demand.expected[slot.0], demand.aht[slot.0]);
        let needed = if contacts.0 == 0.0 { Seconds(1.0) } else { aht };
        Flow::new(contacts, grid.interval(), needed)
            .map_err(|source| wrong(grid, queue, slot, source))?;
        if contacts.0 > 0.0 && !demand.open[slot.0] {
            let (queue, at) = (queue.id.clone(), grid.local(slot));
            return Err(StaffingError::Closed { queue, at, contacts });
        }
    }
    Ok(())
}

fn wrong(grid: &Grid, queue: &Queue, slot: Slot, source: FlowError) -> StaffingError {
    StaffingError::Flow { queue: queue.id.clone(), at: grid.local(slot), source }
}
