//! Feedback: a broken promise raises the requirement, and the roster is solved again.
//!
//! After Cezik & L'Ecuyer (2008), *Staffing multiskill call centers via linear programming and
//! simulation*, Management Science 54(2): the staffing formula is a relaxation, the simulation
//! shows where it promised too much, and a cut takes that staffing away from the optimiser.
//!
//! Their cuts take the slope from further simulations; ours take its size from the square-root
//! rule (people ≈ load + β·√load, with β the normal quantile of the level), which costs nothing. A
//! size that is off is mended by the next round, since every round simulates the roster anew.

use super::misses::misses;
use domain::{
    Agents, Centre, Cut, Miss, Performance, QueueRequirement, Raise, Requirement, TargetKind,
};
use statrs::distribution::{ContinuousCDF, Normal};
use std::ops::{ControlFlow, Range};

/// The corrections that a simulation asks for: one per broken promise and slot that a higher
/// requirement can mend. Where the roster lacks people that the requirement already asks for, there
/// is none.
#[must_use]
pub fn cuts(performance: &Performance, requirement: &Requirement, centre: &Centre) -> Vec<Cut> {
    let all = misses(performance, requirement, centre);
    let mendable = all.iter().filter(|miss| !miss.understaffed);
    mendable.flat_map(|miss| cut(miss, performance, requirement)).collect()
}

/// The requirement with every cut's people or work added.
///
/// Where several cuts concern a slot of a queue, the largest counts. A service curve is moved: with
/// `n` people it now promises what it promised for `n` less the added ones.
#[must_use]
pub fn apply(requirement: &Requirement, cuts: &[Cut]) -> Requirement {
    let mut raised = requirement.clone();
    for queue in &mut raised.queues {
        let (mut people, mut work) = (vec![0; queue.agents.len()], vec![1.0; queue.agents.len()]);
        for cut in cuts.iter().filter(|cut| cut.queue == queue.queue) {
            for slot in cut.slots.clone() {
                match cut.raise {
                    Raise::People(Agents(add)) => people[slot] = add.max(people[slot]),
                    Raise::Work(times) => work[slot] = times.max(work[slot]),
                }
            }
        }
        for (slot, &add) in people.iter().enumerate().filter(|(_, add)| **add > 0) {
            add_people(queue, slot, add);
        }
        if work.iter().any(|&times| times > 1.0) {
            add_work(queue, &work);
        }
    }
    raised
}

/// What the feedback came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled<R> {
    /// The last answer of the caller: a roster, a plan.
    pub result: R,
    /// Its simulated performance.
    pub performance: Performance,
    /// The requirement it was made for.
    pub requirement: Requirement,
    /// The cuts of every round that was followed by another.
    pub rounds: Vec<Vec<Cut>>,
    /// Promises still broken; those with too few people on the roster cannot be mended by cuts.
    pub misses: Vec<Miss>,
}

impl<R> Settled<R> {
    /// Whether every promise is kept as far as the simulation can tell.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.misses.is_empty()
    }
}

/// Solves, simulates, cuts and solves again, at most `rounds` times after the first solution.
///
/// It ends when every promise is kept, when no cut can help any more (the people are missing, not
/// the requirement), when `rounds` are used up, or when `watch`, told the number of rounds so far
/// and the cuts to come, says so.
///
/// # Errors
/// Whatever `solve` fails with.
pub fn settle<R, E>(
    centre: &Centre,
    requirement: Requirement,
    rounds: usize,
    mut solve: impl FnMut(&Requirement) -> Result<(R, Performance), E>,
    mut watch: impl FnMut(usize, &[Cut]) -> ControlFlow<()>,
) -> Result<Settled<R>, E> {
    let (mut requirement, mut made) = (requirement, Vec::new());
    loop {
        let (result, performance) = solve(&requirement)?;
        let next = cuts(&performance, &requirement, centre);
        let stop = next.is_empty() || made.len() >= rounds;
        if stop || watch(made.len(), &next).is_break() {
            let misses = misses(&performance, &requirement, centre);
            return Ok(Settled { result, performance, requirement, rounds: made, misses });
        }
        requirement = apply(&requirement, &next);
        made.push(next);
    }
}

fn cut(miss: &Miss, performance: &Performance, requirement: &Requirement) -> Vec<Cut> {
    let Some(need) = requirement.queue(&miss.queue) else { return Vec::new() };
    let one = |slots: Range<usize>, raise: Raise| Cut {
        queue: miss.queue.clone(),
        slots,
        raise,
        target: miss.target,
        simulated: miss.simulated.mean,
    };
    if let TargetKind::Deadline { share, .. } = miss.target {
        let times = 1.0 + (share.get() - miss.simulated.mean);
        return vec![one(miss.slots.clone(), Raise::Work(times))];
    }
    let worst = worst(miss, performance, need);
    worst.map(|slot| one(slot..slot + 1, people(miss, need, slot))).collect()
}

/// The slots that a cut raises: the only one, or those of the day or week in which the promise is
/// broken worst, as many as are needed to make up for what is lacking if each mends half its miss.
fn worst(
    miss: &Miss,
    performance: &Performance,
    need: &QueueRequirement,
) -> impl Iterator<Item = usize> + use<> {
    let Some(shown) = performance.queue(&miss.queue) else { return Vec::new().into_iter() };
    let lost = |slot: usize| {
        let m = &shown.slots[slot];
        match miss.target {
            TargetKind::Abandonment(_) => m.abandoned.mean,
            TargetKind::MeanWait(_) => m.mean_wait.map_or(0.0, |wait| wait.mean * m.answered.mean),
            TargetKind::Occupancy(_) => m.occupancy.map_or(0.0, |o| o.mean * m.at_work.mean),
            _ => m.offered.mean - m.in_time.mean,
        }
    };
    let staffed = |slot: &usize| need.agents[*slot].0 > 0 || !need.curves.is_empty();
    let mut slots: Vec<(f64, usize)> =
        miss.slots.clone().filter(staffed).map(|slot| (lost(slot), slot)).collect();
    slots.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let all: f64 = slots.iter().map(|(lost, _)| lost).sum();
    let lacking = all * excess(miss);
    let mut made_up = 0.0;
    let enough = move |(lost, slot): (f64, usize)| {
        let more = made_up < lacking && lost > 0.0;
        made_up += lost / 2.0;
        more.then_some(slot)
    };
    slots.into_iter().map_while(enough).collect::<Vec<_>>().into_iter()
}

/// The part of all that is lost which must not be.
fn excess(miss: &Miss) -> f64 {
    let shown = miss.simulated.mean;
    let part = match miss.target {
        TargetKind::ServiceLevel { share, .. } | TargetKind::Deadline { share, .. } => {
            (share.get() - shown) / (1.0 - shown)
        }
        TargetKind::MeanWait(most) => 1.0 - most.0 / shown,
        TargetKind::Abandonment(most) | TargetKind::Occupancy(most) => 1.0 - most.get() / shown,
    };
    part.clamp(0.0, 1.0)
}

/// How many people to add in a slot: at least one, at most a quarter of those there and one.
fn people(miss: &Miss, need: &QueueRequirement, slot: usize) -> Raise {
    let load = need.load[slot].0;
    let shown = miss.simulated.mean;
    let add = match miss.target {
        TargetKind::ServiceLevel { share, .. } | TargetKind::Deadline { share, .. } => {
            load.sqrt() * (normal(share.get()) - normal(shown))
        }
        TargetKind::MeanWait(most) => load.sqrt() * (shown / most.0).ln() / 2.0,
        TargetKind::Abandonment(most) => load.sqrt() * (shown / most.get()).ln() / 2.0,
        TargetKind::Occupancy(most) => load * (1.0 / most.get() - 1.0 / shown),
    };
    let most = need.agents[slot].0 / 4 + 1;
    Raise::People(Agents((add.round().max(1.0) as u32).min(most)))
}

/// The normal quantile of a level, kept finite.
fn normal(level: f64) -> f64 {
    Normal::standard().inverse_cdf(level.clamp(0.001, 0.999))
}

fn add_people(queue: &mut QueueRequirement, slot: usize, add: u32) {
    if queue.agents[slot].0 > 0 {
        queue.agents[slot].0 += add;
        queue.seated[slot].0 += add;
    }
    if let Some(curve) = queue.curves.get_mut(slot) {
        shift(&mut curve.answered_in_time, add as usize);
        shift(&mut curve.waited, add as usize);
    }
}

/// What `n` people did takes `n + add` now; fewer do what nobody did.
fn shift<T: Copy>(points: &mut [T], add: usize) {
    let moved = points.len().min(add);
    if let Some(&none) = points.first() {
        points.rotate_right(moved);
        points[..moved].fill(none);
    }
}

/// More ticket work arriving in some slots, due as late as before.
fn add_work(queue: &mut QueueRequirement, times: &[f64]) {
    let Some(work) = &mut queue.deferrable else { return };
    let before: f64 = work.arriving.iter().sum::<f64>() + work.backlog;
    for (arriving, times) in work.arriving.iter_mut().zip(times) {
        *arriving *= times;
    }
    let after: f64 = work.arriving.iter().sum::<f64>() + work.backlog;
    if before > 0.0 {
        for due in &mut work.due {
            *due *= after / before;
        }
    }
}
