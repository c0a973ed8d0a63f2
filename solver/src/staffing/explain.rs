//! Why so many people: the story of one number.

use super::promise::{FLOOR, is_live};
use super::queueing::{Flow, Of};
use super::ranks::Classes;
use super::require::{pair, split, works};
use super::stream::{Need, Stream};
use super::volume::{Volume, probability_up_to, rate_variance};
use super::why::{Live, Point, Story, TicketWork, Why};
use super::{Options, PlanFor, StaffingError, tickets};
use domain::{
    Agents, Centre, Contacts, Demand, Erlangs, QueueId, Seconds, Share, Slot, TargetKind,
};

/// Why `queue` needs so many people in `slot`, under the same options as
/// [`require`](super::require).
///
/// # Errors
/// [`StaffingError`] as `require` does, and when the queue or the slot is unknown.
pub fn explain(
    centre: &Centre,
    demand: &Demand,
    queue: &QueueId,
    slot: Slot,
    options: &Options,
) -> Result<Why, StaffingError> {
    let grid = &demand.grid;
    let (own, forecast) = pair(centre, demand, queue)?;
    if slot.0 >= grid.len() {
        return Err(StaffingError::Slot { slot: slot.0, slots: grid.len() });
    }
    let story = if is_live(own) {
        live(centre, demand, queue, slot, options)?
    } else {
        let volume = Volume::of(options.plan_for)?;
        let work = tickets::deferrable(grid, own, forecast, volume, &options.backlog)?;
        let before = slot.0.checked_sub(1).map_or(0.0, |s| work.due[s]);
        Story::Tickets(TicketWork {
            expected: forecast.expected[slot.0],
            handle: forecast.aht[slot.0],
            arriving: work.arriving[slot.0],
            falling_due: work.due[slot.0] - before,
            due: work.due[slot.0],
        })
    };
    Ok(Why { queue: queue.clone(), at: grid.local(slot), interval: grid.interval(), story })
}

fn live(
    centre: &Centre,
    demand: &Demand,
    queue: &QueueId,
    slot: Slot,
    options: &Options,
) -> Result<Story, StaffingError> {
    let alone = vec![queue.clone()];
    let pool = options.pools.iter().find(|p| p.queues.contains(queue));
    let ids = pool.map_or(&alone, |p| &p.queues);
    let members: Vec<_> =
        ids.iter().map(|id| pair(centre, demand, id)).collect::<Result<_, _>>()?;
    let of = |plan_for| Stream::new(&demand.grid, &members, Volume::of(plan_for)?, options);
    let stream = of(options.plan_for)?;
    let mine = ids.iter().position(|id| id == queue).unwrap_or(0);
    if !stream.parts[mine].demand.open[slot.0] {
        return Ok(Story::Closed);
    }
    match stream.flow(slot)? {
        Some(flow) if stream.parts[mine].contacts[slot.0] > 0.0 => {
            let for_mean = of(PlanFor::Mean)?.need(slot)?.seated;
            numbers(&stream, mine, slot, &flow, options.plan_for, for_mean)
                .map(|live| Story::Live(Box::new(live)))
        }
        _ => Ok(Story::Quiet),
    }
}

/// The numbers of queue number `mine` of a stream with `flow` in `slot`.
fn numbers(
    stream: &Stream<'_>,
    mine: usize,
    slot: Slot,
    flow: &Flow,
    plan_for: PlanFor,
    seated_for_mean: Agents,
) -> Result<Live, StaffingError> {
    let part = &stream.parts[mine];
    let (expected, planned) = (part.demand.expected[slot.0], Contacts(part.contacts[slot.0]));
    let handle = part.demand.aht[slot.0];
    let need = stream.need(slot)?;
    let work = works(stream, slot)?;
    let targets = stream.promise.in_each_interval();
    let own = stream.ranks.get(mine).unwrap_or(&targets);
    let within = own.iter().find_map(time).unwrap_or(USUAL);
    Ok(Live {
        expected,
        planned,
        plan_for,
        handle,
        load_alone: Erlangs::of(planned, handle, stream.grid.interval()),
        load: Erlangs(part.load[slot.0]),
        workload: flow.workload(),
        pool: stream.parts.iter().map(|p| p.queue.id.clone()).collect(),
        binding: need.binding,
        is_floor: need.binding.is_some_and(|b| !targets.contains(&b)),
        within,
        around: points(stream, slot, mine, (flow, within), need.seated)?,
        pool_seated: need.seated,
        seated_for_mean,
        holds: holds(stream, mine, slot, flow, need.seated).filter(|_| stream.ranks.is_empty()),
        seated: split(need.seated, &work)[mine],
        shrinkage: stream.lost(slot),
        agents: split(need.rostered, &work)[mine],
        notes: notes(stream, slot, flow, need)?,
        targets,
    })
}

/// Probability that the rate stays so low that `seated` people keep every target.
fn holds(
    stream: &Stream<'_>,
    mine: usize,
    slot: Slot,
    flow: &Flow,
    seated: Agents,
) -> Option<Share> {
    let part = &stream.parts[mine];
    let expected = part.demand.expected[slot.0].0;
    let cv2 = rate_variance(part.demand.spread[slot.0], expected);
    let planned = part.contacts[slot.0] / expected;
    let times = planned * room_to_grow(flow, seated, &stream.promise.in_each_interval());
    Share::new(probability_up_to(times, cv2)).filter(|_| cv2 > 0.0)
}

/// One person fewer, the answer, one more; in a ranked pool as the queue's own contacts see them.
fn points(
    stream: &Stream<'_>,
    slot: Slot,
    mine: usize,
    (flow, within): (&Flow, Seconds),
    seated: Agents,
) -> Result<Vec<Point>, StaffingError> {
    let numbers = [seated.0.checked_sub(1), Some(seated.0), seated.0.checked_add(1)];
    let numbers = numbers.into_iter().flatten();
    if stream.ranks.get(mine).is_none() {
        return Ok(numbers.map(|n| point(flow, Agents(n), within)).collect());
    }
    let before = stream.parts[..mine].iter();
    let class = before.filter(|part| part.contacts[slot.0] > 0.0).count();
    let classes = Classes::of(stream, slot)?;
    let point = |n: u32| match classes.with(n) {
        None => point(flow, Agents(n), within),
        Some(ranked) => Point {
            agents: Agents(n),
            settles: true,
            in_time: ranked.service_level(class, within),
            mean_wait: Some(ranked.mean_wait(class)),
            hang_up: ranked.hang_up_at_most(class),
            occupancy: ranked.occupancy(),
        },
    };
    Ok(numbers.map(point).collect())
}

/// Within which time answers are counted where no target names one.
const USUAL: Seconds = Seconds(20.0);

/// The time of a service level.
fn time(target: &TargetKind) -> Option<Seconds> {
    match target {
        TargetKind::ServiceLevel { within, .. } => Some(*within),
        _ => None,
    }
}

fn point(flow: &Flow, agents: Agents, within: Seconds) -> Point {
    match flow.with(agents) {
        Ok(steady) => Point {
            agents,
            settles: true,
            in_time: steady.service_level(within, Of::Offered),
            mean_wait: steady.mean_wait(),
            hang_up: steady.abandonment(),
            occupancy: steady.occupancy(),
        },
        Err(_) => Point {
            agents,
            settles: false,
            in_time: Share::NONE,
            mean_wait: None,
            hang_up: Share::NONE,
            occupancy: Share::ALL,
        },
    }
}

/// The greatest multiple of the flow with which `seated` people still keep the targets.
fn room_to_grow(flow: &Flow, seated: Agents, targets: &[TargetKind]) -> f64 {
    let keeps = |times: f64| {
        let steady = flow.times(times).with(seated);
        steady.is_ok_and(|s| targets.iter().all(|t| s.keeps(t)))
    };
    let (mut good, mut bad) = (1.0, 2.0);
    while keeps(bad) && bad < 1e6 {
        (good, bad) = (bad, bad * 2.0);
    }
    for _ in 0..40 {
        let middle = f64::midpoint(good, bad);
        if keeps(middle) { good = middle } else { bad = middle }
    }
    good
}

/// What a steady state does not know: work left over from an overloaded slot.
fn notes(
    stream: &Stream<'_>,
    slot: Slot,
    flow: &Flow,
    need: Need,
) -> Result<Vec<String>, StaffingError> {
    let mut notes = Vec::new();
    if !stream.ranks.is_empty() {
        notes.push(
            "queues listed first in the pool are answered first; nobody hangs up in this model, \
             so real waits are shorter"
                .to_owned(),
        );
    }
    if flow.workload().0 > f64::from(need.seated.0) {
        notes.push(format!(
            "{:.1} of work for {} is more than they can do: the targets hold because customers \
             hang up, and who still waits at the end is carried into the next slot",
            flow.workload(),
            need.seated
        ));
    }
    if let Some(before) = slot.0.checked_sub(1).map(Slot) {
        let earlier = stream.flow(before)?.map_or(0.0, |f| f.workload().0);
        let there = stream.need(before)?.seated;
        if earlier > f64::from(there.0) {
            notes.push(
                "the slot before has more work than its people can do; what is left over \
                        is not counted here, the simulator counts it"
                    .to_owned(),
            );
        }
    }
    if need.binding.is_some() && stream.promise.has_pooled() {
        let floor = Share::new(FLOOR).unwrap_or(Share::NONE);
        notes.push(format!(
            "a target per day or week is met by the roster on the service curve; {floor:.0} of \
             the contacts in time is the least in any slot"
        ));
    }
    Ok(notes)
}
