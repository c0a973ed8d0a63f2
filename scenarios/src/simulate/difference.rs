//! Two rosters or scenarios that met the same customers: what is different, and how surely.
//!
//! Each replication is simulated for both with the same random numbers, so that luck is common to
//! both and cancels. The interval is that of the *paired* differences (Law, *Simulation Modeling
//! and Analysis*, ch. 11), which is far narrower than the difference of two separate intervals.
//!
//! ```text
//! counts   d(r) = other(r) − base(r)                          r one replication
//! ratios   d(r) = (a(r) − R·b(r)) / mean b, of other − of base     R = mean a / mean b
//! interval mean ± t · s(d) / √n                               s standard deviation, n replications
//! ```
//! A ratio's mean difference is the difference of the two ratios of means that are reported for
//! each alone; its interval is that of the delta method.

use super::error::SimulationError;
use super::estimate::{Mean, quantile};
use domain::{Draw, Estimate, Performance, QueueId, QueuePerformance};
use std::ops::Range;

/// What is different in `other`, per queue that both have.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// One entry per queue of both, in the order of the base.
    pub queues: Vec<QueueChange>,
    /// Queues that only one of them has.
    pub unmatched: Vec<QueueId>,
    /// How many replications both have.
    pub replications: u32,
}

/// What is different for one queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueChange {
    /// Which queue.
    pub queue: QueueId,
    /// One entry per day of the grid.
    pub days: Vec<Change>,
    /// One entry per week of seven days from the grid's first day; the last may be shorter.
    pub weeks: Vec<Change>,
    /// The whole horizon.
    pub horizon: Change,
}

/// Other minus base, with 95 % confidence intervals; see [`domain::Measures`] for the measures.
///
/// An interval that [covers](Estimate::covers) 0 shows no measurable difference. Ratios are `None`
/// where one of the two has nothing to divide by.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Change {
    /// Contacts that arrived.
    pub offered: Estimate,
    /// Of those, answered.
    pub answered: Estimate,
    /// Of those, answered in time.
    pub in_time: Estimate,
    /// Of those, hung up or sent away.
    pub abandoned: Estimate,
    /// Service level, as a difference of shares: 0.02 is two points better.
    pub service_level: Option<Estimate>,
    /// Mean seconds to the answer.
    pub mean_wait: Option<Estimate>,
    /// Abandoned ÷ offered, as a difference of shares.
    pub abandonment: Option<Estimate>,
    /// Busy ÷ present, as a difference of shares.
    pub occupancy: Option<Estimate>,
    /// Hours at work of the people on this queue.
    pub hours: Estimate,
}

/// What `other` changes against `base`, replication by replication.
///
/// Where one made more replications than the other, the first ones that both made are compared.
///
/// # Errors
/// [`SimulationError::Unpaired`] when the two were simulated over other days or with other seeds;
/// [`SimulationError::Budget`] when fewer than two replications are common to both.
pub fn difference(base: &Performance, other: &Performance) -> Result<Difference, SimulationError> {
    if base.grid != other.grid {
        return Err(SimulationError::Unpaired("days"));
    }
    if base.seed != other.seed {
        return Err(SimulationError::Unpaired("seed"));
    }
    let replications = base.replications.min(other.replications);
    if replications < 2 {
        return Err(SimulationError::Budget(replications));
    }
    let days = base.grid.days();
    let pairs = base.queues.iter().filter_map(|q| Some((q, other.queue(&q.queue)?)));
    let alone = |a: &Performance, b: &Performance| -> Vec<QueueId> {
        let missing = a.queues.iter().filter(|q| b.queue(&q.queue).is_none());
        missing.map(|q| q.queue.clone()).collect()
    };
    Ok(Difference {
        queues: pairs.map(|(a, b)| queue(a, b, days, replications)).collect(),
        unmatched: [alone(base, other), alone(other, base)].concat(),
        replications,
    })
}

fn queue(base: &QueuePerformance, other: &QueuePerformance, days: usize, n: u32) -> QueueChange {
    let over = |days: Range<usize>| change([base, other], &days, n);
    QueueChange {
        queue: base.queue.clone(),
        days: (0..days).map(|day| over(day..day + 1)).collect(),
        weeks: (0..days).step_by(7).map(|first| over(first..(first + 7).min(days))).collect(),
        horizon: over(0..days),
    }
}

/// The change over some days, from the first `n` replications of base and other.
fn change(both: [&QueuePerformance; 2], days: &Range<usize>, n: u32) -> Change {
    let draws = both.map(|q| -> Vec<Draw> {
        q.draws.iter().take(n as usize).map(|draw| pooled(&draw[days.clone()])).collect()
    });
    let stated = both.iter().all(|q| q.horizon.service_level.is_some());
    let count = |of: fn(&Draw) -> f64| paired(&draws, of, n);
    let ratio = |over: fn(&Draw) -> f64, under: fn(&Draw) -> f64| {
        let parts = [linear(&draws[0], over, under)?, linear(&draws[1], over, under)?];
        let difference = |(base, other): (&f64, &f64)| other - base;
        let spread = estimate(parts[0].1.iter().zip(&parts[1].1).map(difference), n);
        Some(Estimate { mean: parts[1].0 - parts[0].0, half_width: spread.half_width })
    };
    Change {
        offered: count(|d| d.offered),
        answered: count(|d| d.answered),
        in_time: count(|d| d.in_time),
        abandoned: count(|d| d.abandoned),
        service_level: ratio(|d| d.in_time, |d| d.decided).filter(|_| stated),
        mean_wait: ratio(|d| d.wait, |d| d.answered),
        abandonment: ratio(|d| d.abandoned, |d| d.offered),
        occupancy: ratio(|d| d.busy, |d| d.present),
        hours: count(|d| d.present / 3600.0),
    }
}

fn pooled(days: &[Draw]) -> Draw {
    let sum = |of: fn(&Draw) -> f64| days.iter().map(of).sum();
    Draw {
        offered: sum(|d| d.offered),
        decided: sum(|d| d.decided),
        answered: sum(|d| d.answered),
        in_time: sum(|d| d.in_time),
        abandoned: sum(|d| d.abandoned),
        wait: sum(|d| d.wait),
        busy: sum(|d| d.busy),
        present: sum(|d| d.present),
    }
}

fn paired(draws: &[Vec<Draw>; 2], of: fn(&Draw) -> f64, n: u32) -> Estimate {
    estimate(draws[0].iter().zip(&draws[1]).map(|(base, other)| of(other) - of(base)), n)
}

fn estimate(values: impl Iterator<Item = f64>, n: u32) -> Estimate {
    let mut mean = Mean::default();
    values.for_each(|value| mean.add(value));
    mean.estimate(quantile(n))
}

/// A ratio of means, and every draw's part in its error; `None` over nothing.
fn linear(
    draws: &[Draw],
    over: fn(&Draw) -> f64,
    under: fn(&Draw) -> f64,
) -> Option<(f64, Vec<f64>)> {
    let sum = |of: fn(&Draw) -> f64| draws.iter().map(of).sum::<f64>();
    let (above, below) = (sum(over), sum(under));
    (below > 0.0).then(|| {
        let (ratio, mean) = (above / below, below / draws.len() as f64);
        (ratio, draws.iter().map(|d| (over(d) - ratio * under(d)) / mean).collect())
    })
}
