//! Which promises a simulated roster does not keep.

use domain::{
    Centre, Estimate, Measures, Miss, Performance, Period, Queue, QueuePerformance,
    QueueRequirement, Requirement, TargetKind,
};
use std::ops::Range;

/// Every broken promise, by queue, target and time.
///
/// A promise counts as broken only when the whole 95 % confidence interval lies on its wrong side:
/// too few replications find too few misses, never false ones beyond one in forty. Service levels
/// and deadlines are only judged where they are measured, at the queue's first promise of a time.
#[must_use]
pub fn misses(performance: &Performance, requirement: &Requirement, centre: &Centre) -> Vec<Miss> {
    let mut all = Vec::new();
    for queue in &centre.queues {
        let (Some(shown), Some(need)) =
            (performance.queue(&queue.id), requirement.queue(&queue.id))
        else {
            continue;
        };
        for target in measured(queue) {
            for (slots, measures) in periods(performance, shown, target.period) {
                // Who finishes a last contact after hours is all busy, and nobody's fault.
                let wanted = slots.clone().any(|slot| need.agents[slot].0 > 0);
                if !wanted && matches!(target.kind, TargetKind::Occupancy(_)) {
                    continue;
                }
                if let Some(simulated) = broken(target.kind, measures) {
                    all.push(Miss {
                        queue: queue.id.clone(),
                        understaffed: understaffed(queue, shown, need, &slots),
                        slots,
                        target: target.kind,
                        simulated,
                    });
                }
            }
        }
    }
    all
}

/// The targets that the performance measures: all but further promises of a time.
fn measured(queue: &Queue) -> impl Iterator<Item = &domain::Target> {
    let timed = |kind: &TargetKind| {
        matches!(kind, TargetKind::ServiceLevel { .. } | TargetKind::Deadline { .. })
    };
    let first = queue.targets.iter().position(|t| timed(&t.kind));
    let kept =
        move |(n, target): &(usize, &domain::Target)| !timed(&target.kind) || Some(*n) == first;
    queue.targets.iter().enumerate().filter(kept).map(|(_, target)| target)
}

/// The measures of every slot, day or week, with the slots it has.
fn periods<'p>(
    performance: &Performance,
    shown: &'p QueuePerformance,
    period: Period,
) -> Vec<(Range<usize>, &'p Measures)> {
    let grid = &performance.grid;
    let day = |d: usize| grid.slots_of_day(d);
    let week = |w: usize| day(7 * w).start..day((7 * w + 6).min(grid.days() - 1)).end;
    match period {
        Period::Interval => shown.slots.iter().enumerate().map(|(s, m)| (s..s + 1, m)).collect(),
        Period::Day => shown.days.iter().enumerate().map(|(d, m)| (day(d), m)).collect(),
        Period::Week => shown.weeks.iter().enumerate().map(|(w, m)| (week(w), m)).collect(),
    }
}

/// What was simulated, when it surely breaks the promise.
fn broken(target: TargetKind, shown: &Measures) -> Option<Estimate> {
    let below = |e: Estimate, least: f64| e.mean + e.half_width < least;
    let above = |e: Estimate, most: f64| e.mean - e.half_width > most;
    match target {
        TargetKind::ServiceLevel { share, .. } | TargetKind::Deadline { share, .. } => {
            shown.service_level.filter(|e| below(*e, share.get()))
        }
        TargetKind::MeanWait(most) => shown.mean_wait.filter(|e| above(*e, most.0)),
        TargetKind::Abandonment(most) => shown.abandonment.filter(|e| above(*e, most.get())),
        TargetKind::Occupancy(most) => shown.occupancy.filter(|e| above(*e, most.get())),
    }
}

/// Whether fewer people were at work than the requirement wanted at desks, by more than half a
/// person on average over the slots in which it wants any.
fn understaffed(
    queue: &Queue,
    shown: &QueuePerformance,
    need: &QueueRequirement,
    slots: &Range<usize>,
) -> bool {
    let wanted = |slot: &usize| need.agents[*slot].0 > 0;
    let short = |slot: usize| {
        let seated = f64::from(need.agents[slot].0) * (1.0 - queue.shrinkage.get());
        seated - shown.slots[slot].at_work.mean
    };
    let lacks: Vec<f64> = slots.clone().filter(wanted).map(short).collect();
    lacks.iter().sum::<f64>() > 0.5 * lacks.len() as f64
}
