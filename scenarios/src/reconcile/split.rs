//! The answer: every period's miss and its parts.

use super::shapley::{Cause, MIXTURES, Mixture, shapley};
use super::world::World;
use domain::{Grid, Queue, QueueId, Seconds};

/// Why the service levels of a horizon were not as promised.
#[derive(Debug, Clone, PartialEq)]
pub struct Reconciliation {
    /// The horizon.
    pub grid: Grid,
    /// One entry per live queue with a promised service level.
    pub queues: Vec<QueueReconciliation>,
    /// The other queues.
    pub left_out: Vec<QueueId>,
}

/// Why one queue's service level was not as promised.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueReconciliation {
    /// Which queue.
    pub queue: QueueId,
    /// The promise: answered within this time ÷ offered.
    pub within: Seconds,
    /// Per slot; `None` where nobody called or not everything was reported.
    pub slots: Vec<Option<Split>>,
    /// Per day, over its reported slots; `None` where nobody called.
    pub days: Vec<Option<Split>>,
    /// The whole horizon, over its reported slots.
    pub horizon: Option<Split>,
    /// Slots in which the queue is open and not everything was reported.
    pub unreported: usize,
}

/// A period's service level, split. Parts are shares of the contacts: −0.02 is two points of
/// service level lost. They add up to [`Split::miss`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// The promised service level.
    pub promised: f64,
    /// The reported one.
    pub actual: f64,
    /// What the plan promised, by its own model, beyond the target.
    pub margin: f64,
    /// More or fewer contacts than forecast.
    pub volume: f64,
    /// Longer or shorter contacts than forecast.
    pub handle_time: f64,
    /// People the roster lacked, or had beyond the requirement.
    pub gaps: f64,
    /// People on the roster who were not at their desks, beyond the planned shrinkage.
    pub attendance: f64,
    /// The reported level less the model's for the day as it was.
    pub model: f64,
}

impl Split {
    /// How far the service level was from what was promised; negative when it was missed.
    #[must_use]
    pub fn miss(&self) -> f64 {
        self.actual - self.promised
    }

    /// The parts by name, in the order of the story.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, f64); 6] {
        [
            ("margin", self.margin),
            ("volume", self.volume),
            ("handle time", self.handle_time),
            ("roster gaps", self.gaps),
            ("attendance", self.attendance),
            ("model", self.model),
        ]
    }
}

/// Sums of a period: what each mixture offers and answers in time, and what was reported.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    offered: [f64; MIXTURES],
    in_time: [f64; MIXTURES],
    offered_really: f64,
    in_time_really: f64,
}

impl Sums {
    fn of(world: &World<'_>) -> Self {
        let mut sums = Self {
            offered_really: world.volumes[1].0,
            in_time_really: world.in_time.0,
            ..Self::default()
        };
        for mixture in Mixture::all() {
            sums.offered[mixture.number()] = world.offered(mixture);
            sums.in_time[mixture.number()] = world.in_time(mixture);
        }
        sums
    }

    fn add(&mut self, other: &Self) {
        for m in 0..MIXTURES {
            self.offered[m] += other.offered[m];
            self.in_time[m] += other.in_time[m];
        }
        self.offered_really += other.offered_really;
        self.in_time_really += other.in_time_really;
    }

    /// The split, when anybody called.
    fn split(&self, promised: f64) -> Option<Split> {
        if self.offered_really <= 0.0 {
            return None;
        }
        // Where the plan expected nobody, nobody would have waited.
        let level = |m: usize| {
            if self.offered[m] > 0.0 { self.in_time[m] / self.offered[m] } else { 1.0 }
        };
        let value: [f64; MIXTURES] = std::array::from_fn(level);
        let parts = shapley(&value);
        let part = |cause: Cause| parts[cause as usize];
        let actual = self.in_time_really / self.offered_really;
        let margin = value[Mixture::PLAN.number()] - promised;
        let explained: f64 = parts.iter().sum();
        Some(Split {
            promised,
            actual,
            margin,
            volume: part(Cause::Volume),
            handle_time: part(Cause::HandleTime),
            gaps: part(Cause::Gaps),
            attendance: part(Cause::Attendance),
            model: actual - promised - margin - explained,
        })
    }
}

/// The splits of one queue.
pub(super) fn queue(
    queue: &Queue,
    (promised, within): (f64, Seconds),
    grid: &Grid,
    worlds: &[Option<World<'_>>],
    open: &[bool],
) -> QueueReconciliation {
    let slots: Vec<Option<Sums>> = worlds.iter().map(|w| w.as_ref().map(Sums::of)).collect();
    let pool = |slots: &[Option<Sums>]| {
        let mut all = Sums::default();
        slots.iter().flatten().for_each(|s| all.add(s));
        all.split(promised)
    };
    QueueReconciliation {
        queue: queue.id.clone(),
        within,
        days: (0..grid.days()).map(|day| pool(&slots[grid.slots_of_day(day)])).collect(),
        horizon: pool(&slots),
        unreported: slots
            .iter()
            .zip(open)
            .filter(|(split, open)| split.is_none() && **open)
            .count(),
        slots: slots.into_iter().map(|s| s.and_then(|s| s.split(promised))).collect(),
    }
}
