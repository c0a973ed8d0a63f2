//! Half-hours that break what is promised.

use super::Side;
use domain::{Measures, Queue, Slot, TargetKind};

/// Half-hours with fewer contacts than this tell nothing.
const FEW: f64 = 1.0;

/// Short by this share of the people needed and less is no break, in outline.
const NEARLY: f64 = 0.02;

/// One half-hour of one queue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Kept {
    /// 0 keeps the promise; 1 is half of the service level promised or less, five times the mean
    /// wait promised or more, half of the people needed or fewer.
    pub(crate) broken: f64,
    /// What is promised and what came: shares, or seconds.
    pub(crate) promised: f64,
    /// See `promised`.
    pub(crate) came: f64,
    /// What both count.
    pub(crate) unit: Unit,
}

/// What a promise counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Share answered in time.
    InTime,
    /// Seconds of mean wait.
    Wait,
    /// Share of the people needed, in outline.
    People,
}

impl Kept {
    /// What came against what was promised, for people to read.
    pub(crate) fn told(&self) -> String {
        let (came, promised) = (self.came, self.promised);
        match self.unit {
            Unit::InTime => {
                format!("{:.0} % in time, {:.0} % promised", came * 100.0, promised * 100.0)
            }
            Unit::Wait => format!("mean wait {came:.0} s, {promised:.0} s promised"),
            Unit::People => format!("{:.0} % of the people needed", came * 100.0),
        }
    }
}

impl Side {
    /// How a queue keeps its promise in a slot; `None` where nothing is promised or asked for.
    pub(crate) fn kept(&self, q: usize, slot: usize) -> Option<Kept> {
        if let Some(performance) = self.performance() {
            let queue = &self.rough.world.inputs.centre.queues[q];
            return simulated(queue, performance.queues.get(q)?.slots.get(slot)?);
        }
        let need = &self.rough.requirement.queues[q];
        let needed = f64::from(need.in_interval(Slot(slot)).0);
        if need.deferrable.is_some() || needed <= 0.0 {
            return None;
        }
        let came = 1.0 - self.rough.outline.missing[q][slot] / needed;
        let broken = if came < 1.0 - NEARLY { (1.0 - came) / 0.5 } else { 0.0 };
        Some(Kept { broken: broken.clamp(0.0, 1.0), promised: 1.0, came, unit: Unit::People })
    }

    /// The slots in which a queue breaks its promise, the worst first.
    pub(crate) fn breaks(&self, q: usize) -> Vec<(usize, Kept)> {
        let slots = 0..self.rough.requirement.grid.len();
        let broken = |slot: usize| Some((slot, self.kept(q, slot).filter(|k| k.broken > 0.0)?));
        let mut all: Vec<(usize, Kept)> = slots.filter_map(broken).collect();
        all.sort_by(|a, b| b.1.broken.total_cmp(&a.1.broken));
        all
    }
}

fn simulated(queue: &Queue, measures: &Measures) -> Option<Kept> {
    if measures.offered.mean < FEW {
        return None;
    }
    let promise = |target: &domain::Target| match target.kind {
        TargetKind::ServiceLevel { share, .. } | TargetKind::Deadline { share, .. } => {
            let came = measures.service_level?.mean;
            let promised = share.get();
            let broken = 2.0 * (promised - came) / promised;
            Some(Kept { broken, promised, came, unit: Unit::InTime })
        }
        TargetKind::MeanWait(most) => {
            let came = measures.mean_wait?.mean;
            let broken = (came / most.0 - 1.0) / 4.0;
            Some(Kept { broken, promised: most.0, came, unit: Unit::Wait })
        }
        TargetKind::Abandonment(_) | TargetKind::Occupancy(_) => None,
    };
    let all = queue.targets.iter().filter_map(promise);
    let worst = all.max_by(|a, b| a.broken.total_cmp(&b.broken))?;
    Some(Kept { broken: worst.broken.clamp(0.0, 1.0), ..worst })
}
