//! Promises that hold over a day or a week: what they allow, and what breaking them costs.

use crate::centre::Centre;
use crate::coverage::Coverage;
use crate::grid::{Grid, Slot};
use crate::ids::QueueId;
use crate::queue::{Period, Shortage, Target, TargetKind};
use crate::requirement::{QueueRequirement, Requirement, ServiceCurve};
use crate::units::{Agents, Contacts, Money};
use std::ops::Range;

/// One target over one day or week of the horizon, as what may be lost.
///
/// ```text
/// service level   lost  contacts not answered in time           allowed (1 − share) · contacts
/// mean wait       lost  seconds waited (ServiceCurve::waited)   allowed promise · contacts
/// price           light · min(excess, tier) + heavy · (excess − tier)
/// excess          Σ slots lost(people there) − allowed, if positive     on the service curves
/// tier            light share of the queue · contacts (· promise)
/// ```
/// What is lost beyond the promise costs what the people cost who are missing for it: the queue's
/// price of a missing agent ([`Shortage`]), times the agents who save one more where a slot just
/// keeps the target by itself, averaged over the contacts of the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// The target.
    pub target: Target,
    /// The slots it holds over.
    pub slots: Range<usize>,
    /// Contacts expected in them.
    pub offered: Contacts,
    /// What may be lost: contacts, or seconds.
    pub allowed: f64,
    /// What costs `light` beyond `allowed`.
    pub tier: f64,
    /// Price in minor units of each contact or second lost first.
    pub light: f64,
    /// Price in minor units of each beyond those.
    pub heavy: f64,
}

/// A promise that a roster is not expected to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Unkept {
    /// Whose.
    pub queue: QueueId,
    /// The target.
    pub target: Target,
    /// The slots it should hold over.
    pub slots: Range<usize>,
    /// What is expected instead: for a service level the share of the contacts offered that are
    /// answered in time, for a mean wait the seconds lost per contact.
    pub expected: f64,
    /// Contacts or seconds lost beyond what the target allows.
    pub excess: f64,
    /// What that costs.
    pub price: Money,
}

impl Promise {
    /// What `lost` contacts or seconds in the period cost beyond those allowed.
    #[must_use]
    pub fn price(&self, lost: f64) -> Money {
        let excess = (lost - self.allowed).max(0.0);
        let light = excess.min(self.tier);
        Money((self.light * light + self.heavy * (excess - light)).round() as i64)
    }
}

impl ServiceCurve {
    /// What is lost for `target` with 0, 1, 2 … people: contacts not answered in time, or seconds
    /// waited; empty where the curve does not show it.
    #[must_use]
    pub fn losses(&self, target: TargetKind) -> Vec<f64> {
        match target {
            TargetKind::MeanWait(_) => self.waited.iter().map(|s| s.0).collect(),
            _ => self.answered_in_time.iter().map(|c| self.offered.0 - c.0).collect(),
        }
    }

    /// What is lost for `target` with `people` on the roster; straight between whole numbers, and
    /// the same beyond the last.
    #[must_use]
    pub fn lost(&self, target: TargetKind, people: f64) -> f64 {
        let at = |n: usize| match target {
            TargetKind::MeanWait(_) => self.waited.get(n).map(|s| s.0),
            _ => self.answered_in_time.get(n).map(|c| self.offered.0 - c.0),
        };
        let below = people.max(0.0) as usize;
        let part = (people - below as f64).clamp(0.0, 1.0);
        match (at(below), at(below + 1)) {
            (Some(here), Some(next)) => here + part * (next - here),
            (Some(here), None) => here,
            _ => self.losses(target).last().copied().unwrap_or(0.0),
        }
    }
}

impl QueueRequirement {
    /// [`Self::in_interval`] for every slot.
    #[must_use]
    pub fn in_each_interval(&self) -> Vec<Agents> {
        (0..self.agents.len()).map(|slot| self.in_interval(Slot(slot))).collect()
    }

    /// The people needed in a slot that keeps every target by itself, those per day or week too: at
    /// least `agents`, and as many as the curve asks for where it goes so far.
    #[must_use]
    pub fn in_interval(&self, slot: Slot) -> Agents {
        let curve = self.curves.get(slot.0);
        let alone = self.pooled.iter().filter_map(|target| {
            let (each, _) = per_contact(target.kind)?;
            let curve = curve?;
            let losses = curve.losses(target.kind);
            let allowed = each * curve.offered.0;
            let enough = losses.iter().position(|&lost| lost <= allowed);
            Some(Agents(enough.unwrap_or(losses.len().saturating_sub(1)) as u32))
        });
        alone.fold(self.agents[slot.0], Agents::max)
    }

    /// What is expected for `target` in `slots` with these people `present` in every slot of the
    /// grid: the share of contacts in time, or the seconds lost per contact; `None` where no
    /// contact is expected or no curve shows it.
    #[must_use]
    pub fn expected(
        &self,
        target: TargetKind,
        slots: Range<usize>,
        present: &[f64],
    ) -> Option<f64> {
        let curves = self.curves.get(slots.clone())?;
        let offered: f64 = curves.iter().map(|c| c.offered.0).sum();
        let lost: f64 = curves.iter().zip(&present[slots]).map(|(c, n)| c.lost(target, *n)).sum();
        (offered > 0.0).then(|| match target {
            TargetKind::MeanWait(_) => lost / offered,
            _ => 1.0 - lost / offered,
        })
    }
}

/// Agents who save one contact or second where a slot just keeps the target; `None` where nobody
/// calls or nothing helps.
fn agents_per_unit(losses: &[f64], allowed: f64) -> Option<f64> {
    let mut last = None;
    for step in losses.windows(2).filter(|w| w[0] > w[1]) {
        last = Some((step[0] - step[1]).recip());
        if step[1] <= allowed {
            break;
        }
    }
    last
}

/// The promises of a queue over the days and weeks of `grid`; weeks have seven days from its first.
#[must_use]
pub fn promises(need: &QueueRequirement, shortage: &Shortage, grid: &Grid) -> Vec<Promise> {
    let mut all = Vec::new();
    for target in &need.pooled {
        for slots in periods(target.period, grid) {
            all.extend(promise(need, shortage, grid, *target, slots));
        }
    }
    all
}

/// `None` where no contact is expected, or a day or week cannot make up for an interval.
fn promise(
    need: &QueueRequirement,
    shortage: &Shortage,
    grid: &Grid,
    target: Target,
    slots: Range<usize>,
) -> Option<Promise> {
    let (each, whole) = per_contact(target.kind)?;
    let curves = need.curves.get(slots.clone())?;
    let offered: f64 = curves.iter().map(|c| c.offered.0).sum();
    let weighed = curves.iter().filter_map(|curve| {
        let agents = agents_per_unit(&curve.losses(target.kind), each * curve.offered.0)?;
        Some(curve.offered.0 * agents)
    });
    let agents = weighed.sum::<f64>() / offered;
    let price = |hourly: Money| hourly.0 as f64 * grid.interval().as_hours() * agents;
    (offered > 0.0).then(|| Promise {
        target,
        slots,
        offered: Contacts(offered),
        allowed: each * offered,
        tier: shortage.light_share.get() * whole * offered,
        light: price(shortage.light),
        heavy: price(shortage.heavy),
    })
}

/// What each contact may lose, and all that it can; `None` where a day or week cannot make up for
/// an interval.
fn per_contact(target: TargetKind) -> Option<(f64, f64)> {
    match target {
        TargetKind::ServiceLevel { share, .. } => Some((1.0 - share.get(), 1.0)),
        TargetKind::MeanWait(most) => Some((most.0, most.0)),
        _ => None,
    }
}

/// The slots of every period of the horizon; an interval is no period to make up for another in.
fn periods(period: Period, grid: &Grid) -> Vec<Range<usize>> {
    let step = match period {
        Period::Interval => return Vec::new(),
        Period::Day => 1,
        Period::Week => 7,
    };
    let firsts = (0..grid.days()).step_by(step);
    let slots = |first: usize| {
        let last = (first + step).min(grid.days()) - 1;
        grid.slots_of_day(first).start..grid.slots_of_day(last).end
    };
    firsts.map(slots).collect()
}

/// Every promise per day or week that people there are not expected to keep; `coverage` is over the
/// requirement's grid.
#[must_use]
pub fn unkept(centre: &Centre, requirement: &Requirement, coverage: &Coverage) -> Vec<Unkept> {
    let mut all = Vec::new();
    for need in requirement.queues.iter().filter(|need| !need.pooled.is_empty()) {
        let Some(queue) = centre.queue(&need.queue) else { continue };
        let Some(present) = coverage.queue(&need.queue) else { continue };
        for promise in promises(need, &queue.shortage, &requirement.grid) {
            let (kind, slots) = (promise.target.kind, promise.slots.clone());
            let lost: f64 =
                slots.clone().map(|slot| need.curves[slot].lost(kind, present[slot])).sum();
            let excess = lost - promise.allowed;
            let Some(expected) = need.expected(kind, slots, present).filter(|_| excess > 1e-9)
            else {
                continue;
            };
            all.push(Unkept {
                queue: need.queue.clone(),
                target: promise.target,
                expected,
                excess,
                price: promise.price(lost),
                slots: promise.slots,
            });
        }
    }
    all
}
