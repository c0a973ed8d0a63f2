//! Why so many people: the story of one number.

use super::promise::{FLOOR, is_live};
use super::queueing::{Flow, Of};
use super::require::{pair, split, works};
use super::stream::{Need, Stream};
use super::volume::{Volume, probability_up_to, rate_variance};
use super::{Options, PlanFor, StaffingError, tickets};
use chrono::NaiveDateTime;
use domain::{
    Agents, Centre, Contacts, Demand, Erlangs, Minutes, QueueId, Seconds, Share, Slot, TargetKind,
};

/// Why a queue needs so many people in one slot. Its `Display` tells it in plain words.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Which queue.
    pub queue: QueueId,
    /// When the slot begins, in the centre's civil time.
    pub at: NaiveDateTime,
    /// How long the slot is.
    pub interval: Minutes,
    /// What there is to tell.
    pub story: Story,
}

/// What there is to tell about a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Story {
    /// The queue is closed.
    Closed,
    /// The queue is open and nothing is planned for.
    Quiet,
    /// People answer live.
    Live(Box<Live>),
    /// Tickets come in that may wait.
    Tickets(TicketWork),
}

/// The numbers behind the people of one live slot, in the order in which they follow.
#[derive(Debug, Clone, PartialEq)]
pub struct Live {
    /// The forecast's mean.
    pub expected: Contacts,
    /// Contacts planned for, and what decides how many.
    pub planned: Contacts,
    /// What decides how many are planned for.
    pub plan_for: PlanFor,
    /// Mean handle time of a contact, at the concurrency it was measured at.
    pub handle: Seconds,
    /// Planned contacts × handle time ÷ slot.
    pub load_alone: Erlangs,
    /// The same after the lag: what earlier contacts add and late ones leave to the next slot.
    pub load: Erlangs,
    /// The load of the pool in fully busy people: on the phone the pool's load, on chat less.
    pub workload: Erlangs,
    /// Queues that the same people serve at once, this one among them; one when not pooled.
    pub pool: Vec<QueueId>,
    /// Every target held in the slot, the limit on occupancy among them.
    pub targets: Vec<TargetKind>,
    /// The target that one person fewer would break, as the planner stated it.
    pub binding: Option<TargetKind>,
    /// Whether `binding` holds per day or week, so that only [`FLOOR`] of it is asked for here.
    pub is_floor: bool,
    /// One person fewer, the answer, one person more: what each would do.
    pub around: Vec<Point>,
    /// People at desks for the whole pool.
    pub pool_seated: Agents,
    /// People at desks the pool would need if the forecast's mean were planned for.
    pub seated_for_mean: Agents,
    /// Probability that every target holds with `pool_seated`, over what the queue's rate may be;
    /// `None` when the forecast states no uncertainty of the rate.
    pub holds: Option<Share>,
    /// This queue's share of the people at desks.
    pub seated: Agents,
    /// Share of working time lost to what the roster does not schedule.
    pub shrinkage: Share,
    /// This queue's people on the roster.
    pub agents: Agents,
    /// What to be wary of.
    pub notes: Vec<String>,
}

/// What a number of people at desks does with the planned contacts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// How many people.
    pub agents: Agents,
    /// Whether the queue settles at all.
    pub settles: bool,
    /// Share of the contacts *offered* that is answered within the time of the first service
    /// level among the targets (20 s when there is none).
    pub in_time: Share,
    /// Mean wait of those who are answered; `None` when nobody is or the queue never settles.
    pub mean_wait: Option<Seconds>,
    /// Share of the contacts offered that hangs up.
    pub hang_up: Share,
    /// Share of the work people could do which they do.
    pub occupancy: Share,
}

/// The work of one slot of a ticket queue, in agent-slots on the roster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TicketWork {
    /// The forecast's mean.
    pub expected: Contacts,
    /// Mean handle time.
    pub handle: Seconds,
    /// Work arriving in the slot.
    pub arriving: f64,
    /// Work, old and new, that falls due by the end of this slot and not before.
    pub falling_due: f64,
    /// Work that must be done by the end of this slot, counted from the start of the horizon.
    pub due: f64,
}

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
        return Err(StaffingError::Length { queue: queue.clone(), slots: grid.len() });
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
    let part = &stream.parts[mine];
    if !part.demand.open[slot.0] {
        return Ok(Story::Closed);
    }
    let flow = stream.flow(slot)?.filter(|_| part.contacts[slot.0] > 0.0);
    let Some(flow) = flow else { return Ok(Story::Quiet) };
    let need = stream.need(slot)?;
    let work = works(&stream, slot)?;
    let targets = stream.promise.in_each_interval();
    let cv2 = rate_variance(part.demand.spread[slot.0], part.demand.expected[slot.0].0);
    let planned_over_mean = part.contacts[slot.0] / part.demand.expected[slot.0].0;
    let room = room_to_grow(&flow, need.seated, &targets) * planned_over_mean;
    let slot_seconds = demand.grid.interval().as_seconds().0;
    let handle = part.demand.aht[slot.0];
    let bound = need.binding.is_some_and(|b| !targets.contains(&b));
    Ok(Story::Live(Box::new(Live {
        expected: part.demand.expected[slot.0],
        planned: Contacts(part.contacts[slot.0]),
        plan_for: options.plan_for,
        handle,
        load_alone: Erlangs(part.contacts[slot.0] * handle.0 / slot_seconds),
        load: Erlangs(part.load[slot.0]),
        workload: flow.workload(),
        pool: ids.clone(),
        binding: need.binding,
        is_floor: bound,
        around: around(&flow, need.seated, &targets),
        pool_seated: need.seated,
        seated_for_mean: of(PlanFor::Mean)?.need(slot)?.seated,
        holds: Share::new(probability_up_to(room, cv2)).filter(|_| cv2 > 0.0),
        seated: split(need.seated, &work)[mine],
        shrinkage: stream.lost(slot),
        agents: split(need.rostered, &work)[mine],
        notes: notes(&stream, slot, &flow, need)?,
        targets,
    })))
}

/// One person fewer, the answer, one more.
fn around(flow: &Flow, seated: Agents, targets: &[TargetKind]) -> Vec<Point> {
    let time = |t: &TargetKind| match t {
        TargetKind::ServiceLevel { within, .. } => Some(*within),
        _ => None,
    };
    let within = targets.iter().find_map(time).unwrap_or(Seconds(20.0));
    let numbers = [seated.0.checked_sub(1), Some(seated.0), seated.0.checked_add(1)];
    numbers.into_iter().flatten().map(|n| point(flow, Agents(n), within)).collect()
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
