//! Which targets hold in every interval, and which over a day or a week.

use super::StaffingError;
use super::queueing::Shown;
use domain::{Channel, Period, Queue, Seconds, Share, Target, TargetKind};

/// Where a target holds per day or week, each slot still gets the people to answer this share of
/// its contacts within the target time: a queue must not run away in one half-hour because others
/// make up for it.
pub const FLOOR: f64 = 0.30;

/// A live queue's targets, sorted by how they are kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Promise {
    /// Held in every interval, the limit on occupancy among them.
    pub(super) each: Vec<TargetKind>,
    /// Held over a day or week, on the service curve.
    pub(super) pooled: Vec<Target>,
    /// The time of the service level that the curve shows.
    pub(super) curve: Option<Seconds>,
    /// The mean wait per day or week that the curve shows.
    pub(super) wait: Option<Seconds>,
}

impl Promise {
    /// The targets of a live queue.
    ///
    /// One curve shows one service level's time or one mean wait, so those per day or week of
    /// another kind or time than the first one, and abandonment and occupancy per day or week, are
    /// held in every interval, which keeps them over the day or week all the more.
    pub(super) fn of(queue: &Queue) -> Result<Self, StaffingError> {
        let mut promise = Self::default();
        for target in &queue.targets {
            promise.add(queue, target)?;
        }
        promise.each.extend(queue.max_occupancy.map(TargetKind::Occupancy));
        if promise.each.is_empty() && promise.pooled.is_empty() {
            return Err(StaffingError::NoTarget { queue: queue.id.clone() });
        }
        if promise.pooled.is_empty() {
            promise.curve = promise.each.iter().find_map(time_of);
        }
        Ok(promise)
    }

    fn add(&mut self, queue: &Queue, target: &Target) -> Result<(), StaffingError> {
        let is_curve = |within| self.wait.is_none() && self.curve.is_none_or(|t| t == within);
        let is_wait = |most| match self.wait {
            Some(wait) => wait == most,
            None => self.curve.is_none(),
        };
        match target.kind {
            TargetKind::Deadline { .. } => return Err(unfit(queue, &target.kind)),
            TargetKind::ServiceLevel { within, .. }
                if target.period != Period::Interval && is_curve(within) =>
            {
                self.curve = Some(within);
                self.pooled.push(*target);
            }
            TargetKind::MeanWait(most) if target.period != Period::Interval && is_wait(most) => {
                (self.curve, self.wait) = (Some(most), Some(most));
                self.pooled.push(*target);
            }
            kind => self.each.push(kind),
        }
        Ok(())
    }

    /// Every target as it must hold in one interval, pooled ones as a floor.
    pub(super) fn in_each_interval(&self) -> Vec<TargetKind> {
        let floor = self.curve.filter(|_| !self.pooled.is_empty()).map(floor);
        self.each.iter().copied().chain(floor).collect()
    }

    /// Whether the curve belongs to a target per day or week.
    pub(super) fn has_pooled(&self) -> bool {
        !self.pooled.is_empty()
    }

    /// The planner's own target behind one that was held in an interval.
    pub(super) fn behind(&self, kind: TargetKind) -> TargetKind {
        let pooled = self.pooled.first().filter(|_| !self.each.contains(&kind));
        pooled.map_or(kind, |p| p.kind)
    }

    /// The same promises for every interval by itself, as pooled queues must keep them.
    pub(super) fn every_interval(mut self) -> Self {
        self.each.splice(0..0, self.pooled.drain(..).map(|t| t.kind));
        self
    }
}

/// A ticket queue's deadlines: share and minutes.
pub(super) fn deadlines(queue: &Queue) -> Result<Vec<(Share, domain::Minutes)>, StaffingError> {
    let all: Vec<_> = queue
        .targets
        .iter()
        .map(|t| match t.kind {
            TargetKind::Deadline { share, within } if within.0 > 0 => Ok((share, within)),
            kind => Err(unfit(queue, &kind)),
        })
        .collect::<Result<_, _>>()?;
    if all.is_empty() {
        return Err(StaffingError::NoTarget { queue: queue.id.clone() });
    }
    Ok(all)
}

/// Whether contacts of the queue are answered live.
pub(super) fn is_live(queue: &Queue) -> bool {
    !matches!(queue.channel, Channel::Ticket)
}

fn floor(within: Seconds) -> TargetKind {
    TargetKind::ServiceLevel { share: Share::new(FLOOR).unwrap_or(Share::NONE), within }
}

fn time_of(kind: &TargetKind) -> Option<Seconds> {
    match kind {
        TargetKind::ServiceLevel { within, .. } => Some(*within),
        _ => None,
    }
}

fn unfit(queue: &Queue, kind: &TargetKind) -> StaffingError {
    StaffingError::UnfitTarget { queue: queue.id.clone(), target: Shown(kind).to_string() }
}
