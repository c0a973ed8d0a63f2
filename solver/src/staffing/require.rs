//! The people every queue needs in every slot.

use super::promise::is_live;
use super::stream::{Need, Stream, loads, while_open};
use super::volume::Volume;
use super::{Curves, Options, StaffingError, curve, tickets};
use domain::{
    Agents, Centre, Demand, Erlangs, Queue, QueueDemand, QueueId, QueueRequirement, Requirement,
    Slot,
};

/// How many people every queue of `centre` needs in every slot of the demand's grid, and why.
///
/// Live queues get, per slot, the fewest people that keep all targets of the queue at the volume
/// that `options.plan_for` asks for: [`queueing::Flow::least`](super::queueing::Flow::least), then
/// shrinkage. A target that holds per day or week goes to `pooled`, with a service curve per slot,
/// and leaves a floor in `agents`: enough people for [`FLOOR`](super::FLOOR) of the contacts in
/// time. Ticket queues get no people but work with due dates. Slots in which nothing is planned
/// for need nobody. Equal inputs give equal requirements.
///
/// `load` is contacts × handle time ÷ slot of what is planned for, after the lag.
///
/// # Errors
/// [`StaffingError`] names the first queue and slot that cannot be staffed.
pub fn require(
    centre: &Centre,
    demand: &Demand,
    options: &Options,
) -> Result<Requirement, StaffingError> {
    let volume = Volume::of(options.plan_for)?;
    check_names(centre, demand, options)?;
    let mut queues = Vec::with_capacity(centre.queues.len());
    for queue in &centre.queues {
        let (queue, own) = pair(centre, demand, &queue.id)?;
        queues.push(if is_live(queue) {
            live(demand, queue, own, volume, options)?
        } else {
            deferred(demand, queue, own, volume, options)?
        });
    }
    for pool in &options.pools {
        share_out(centre, demand, &pool.queues, volume, options, &mut queues)?;
    }
    Ok(Requirement { grid: demand.grid.clone(), queues })
}

/// The queue with this id and its demand.
pub(super) fn pair<'a>(
    centre: &'a Centre,
    demand: &'a Demand,
    id: &QueueId,
) -> Result<(&'a Queue, &'a QueueDemand), StaffingError> {
    let unknown = |missing_from| StaffingError::UnknownQueue { queue: id.clone(), missing_from };
    let queue = centre.queue(id).ok_or_else(|| unknown("the centre"))?;
    let own = demand.queue(id).ok_or_else(|| unknown("the demand"))?;
    Ok((queue, own))
}

fn check_names(centre: &Centre, demand: &Demand, options: &Options) -> Result<(), StaffingError> {
    let ids = demand.queues.iter().map(|q| &q.queue);
    for id in ids.chain(options.backlog.iter().map(|b| &b.queue)) {
        pair(centre, demand, id)?;
    }
    let mut pooled: Vec<&QueueId> = Vec::new();
    for id in options.pools.iter().flat_map(|p| &p.queues) {
        let (queue, _) = pair(centre, demand, id)?;
        let refuse = |why| Err(StaffingError::Pool { queue: id.clone(), why });
        if !is_live(queue) {
            return refuse("tickets are not answered live");
        }
        if pooled.contains(&id) {
            return refuse("it is pooled twice");
        }
        pooled.push(id);
    }
    Ok(())
}

fn live(
    demand: &Demand,
    queue: &Queue,
    own: &QueueDemand,
    volume: Volume,
    options: &Options,
) -> Result<QueueRequirement, StaffingError> {
    let grid = &demand.grid;
    let stream = Stream::new(grid, &[(queue, own)], volume, options)?;
    let pooled_here = options.pools.iter().any(|p| p.queues.contains(&queue.id));
    let needs: Vec<Need> = if pooled_here {
        vec![Need::default(); grid.len()]
    } else {
        grid.slots().map(|slot| stream.need(slot)).collect::<Result<_, _>>()?
    };
    let wanted = options.curves == Curves::All || stream.promise.has_pooled();
    let curves = match stream.promise.curve {
        Some(within) if wanted && !pooled_here => {
            let shown = curve::Shown { within, wait: stream.promise.wait };
            curve::of_queue(grid, &stream.parts[0], shown, volume, options)?
        }
        _ => Vec::new(),
    };
    Ok(QueueRequirement {
        queue: queue.id.clone(),
        agents: needs.iter().map(|n| n.rostered).collect(),
        seated: needs.iter().map(|n| n.seated).collect(),
        load: stream.parts[0].load.iter().map(|&a| Erlangs(a)).collect(),
        binding: needs.iter().map(|n| n.binding).collect(),
        curves,
        pooled: if pooled_here { Vec::new() } else { stream.promise.pooled },
        deferrable: None,
    })
}

fn deferred(
    demand: &Demand,
    queue: &Queue,
    own: &QueueDemand,
    volume: Volume,
    options: &Options,
) -> Result<QueueRequirement, StaffingError> {
    let grid = &demand.grid;
    let work = tickets::deferrable(grid, queue, own, volume, &options.backlog)?;
    let contacts = while_open(own, |s| volume.per_day(own, s));
    let load = loads(grid, own, &contacts, false);
    Ok(QueueRequirement {
        queue: queue.id.clone(),
        agents: vec![Agents(0); grid.len()],
        seated: vec![Agents(0); grid.len()],
        load: load.into_iter().map(Erlangs).collect(),
        binding: vec![None; grid.len()],
        curves: Vec::new(),
        pooled: Vec::new(),
        deferrable: Some(work),
    })
}

/// Counts people for a pool's merged stream and hands them to its queues by their work.
fn share_out(
    centre: &Centre,
    demand: &Demand,
    pool: &[QueueId],
    volume: Volume,
    options: &Options,
    queues: &mut [QueueRequirement],
) -> Result<(), StaffingError> {
    let members: Vec<_> =
        pool.iter().map(|id| pair(centre, demand, id)).collect::<Result<_, _>>()?;
    if members.is_empty() {
        return Ok(());
    }
    let stream = Stream::new(&demand.grid, &members, volume, options)?;
    for slot in demand.grid.slots() {
        let need = stream.need(slot)?;
        let work = works(&stream, slot)?;
        let (seats, people) = (split(need.seated, &work), split(need.rostered, &work));
        for (m, id) in pool.iter().enumerate() {
            let Some(mine) = queues.iter_mut().find(|q| &q.queue == id) else { continue };
            mine.seated[slot.0] = seats[m];
            mine.agents[slot.0] = people[m];
            mine.binding[slot.0] = need.binding.filter(|_| work[m] > 0.0);
        }
    }
    Ok(())
}

/// The work of each queue of a stream, in fully busy agents.
pub(super) fn works(stream: &Stream<'_>, slot: Slot) -> Result<Vec<f64>, StaffingError> {
    let work = |flow: Option<super::queueing::Flow>| flow.map_or(0.0, |f| f.workload().0);
    stream.parts.iter().map(|p| p.flow(stream.grid, slot).map(work)).collect()
}

/// `people` in proportion to `work`, in whole people that add up: largest remainders first.
pub(super) fn split(people: Agents, work: &[f64]) -> Vec<Agents> {
    let total: f64 = work.iter().sum();
    if total == 0.0 {
        return vec![Agents(0); work.len()];
    }
    let exact: Vec<f64> = work.iter().map(|w| f64::from(people.0) * w / total).collect();
    let mut whole: Vec<u32> = exact.iter().map(|e| (e + 1e-9).floor() as u32).collect();
    let mut order: Vec<usize> = (0..work.len()).collect();
    order.sort_by(|&a, &b| (exact[b].fract()).total_cmp(&exact[a].fract()));
    let missing = people.0 - whole.iter().sum::<u32>();
    for &member in order.iter().take(missing as usize) {
        whole[member] += 1;
    }
    whole.into_iter().map(Agents).collect()
}
