//! Totals over queues, and queues that agree with the forecast of their total.
//!
//! Expectations of queues add up to their total's. Their quantiles do not: busy days are busy for
//! several queues at once, but not for all in step. A total's variance takes a day's busyness
//! of two
//! queues to be correlated by one half:
//!
//! ```text
//! poisson part   Σ φ(q) f(q)
//! shared part    ½ (Σ c(q) f(q))² + ½ Σ (c(q) f(q))²
//! ```
//! A total is often easier to forecast than its queues. [`reconcile`] forecasts the total of queues
//! itself, compares it day by day with the sum of the queues, and moves each queue by the share of
//! the difference that its own uncertainty has (weighted least squares with the queues' variances):
//!
//! ```text
//! f(q) += v(q)/(Σ v + v(total)) · (total − Σ f)
//! ```

use crate::error::ForecastError;
use crate::interval::normal_quantiles;
use crate::options::Options;
use crate::queue;
use domain::{
    Centre, Contacts, Decomposition, Demand, Effect, Grid, History, IntervalRecord, OpeningHours,
    Queue, QueueDemand, QueueId, Seconds, Spread,
};
use std::collections::BTreeMap;

/// How alike the busyness of two queues is on one day.
const ALIKE: f64 = 0.5;
/// Reconciling moves a queue's day by no more than this factor, or its inverse.
const MOVE_MAX: f64 = 1.5;

/// The total of `queues` of a demand, under the name `id`; queues it does not have count nothing.
///
/// Handle times are averaged by contacts; a decomposition of a total is not stated.
#[must_use]
pub fn total(demand: &Demand, queues: &[QueueId], id: &QueueId) -> QueueDemand {
    let parts: Vec<&QueueDemand> = queues.iter().filter_map(|id| demand.queue(id)).collect();
    let slots = 0..demand.grid.len();
    let expected = slots.clone().map(|s| parts.iter().map(|p| p.expected[s].0).sum::<f64>());
    let expected: Vec<f64> = expected.collect();
    let spread: Vec<Spread> =
        slots.clone().map(|s| shared_spread(&parts, s, expected[s])).collect();
    let quantiles = slots.clone().map(|s| {
        if expected[s] > 0.0 {
            normal_quantiles(expected[s], spread[s])
        } else {
            Default::default()
        }
    });
    let aht = slots.clone().map(|s| {
        let time: f64 = parts.iter().map(|p| p.expected[s].0 * p.aht[s].0).sum();
        let idle = parts.iter().map(|p| p.aht[s].0).sum::<f64>() / parts.len().max(1) as f64;
        Seconds(if expected[s] > 0.0 { time / expected[s] } else { idle })
    });
    QueueDemand {
        queue: id.clone(),
        open: slots.clone().map(|s| parts.iter().any(|p| p.open[s])).collect(),
        quantiles: quantiles.collect(),
        aht: aht.collect(),
        expected: expected.into_iter().map(Contacts).collect(),
        spread,
        decomposition: Decomposition::default(),
    }
}

fn shared_spread(parts: &[&QueueDemand], slot: usize, expected: f64) -> Spread {
    if expected <= 0.0 {
        return Spread { poisson: 1.0, shared: 0.0 };
    }
    let poisson = parts.iter().map(|p| p.spread[slot].poisson * p.expected[slot].0).sum::<f64>();
    let each = || parts.iter().map(|p| p.spread[slot].shared * p.expected[slot].0);
    let together = each().sum::<f64>().powi(2);
    let apart: f64 = each().map(|sd| sd * sd).sum();
    let shared = ALIKE * together + (1.0 - ALIKE) * apart;
    Spread { poisson: poisson / expected, shared: shared.sqrt() / expected }
}

/// Moves `queues` of `demand` so that they agree with a forecast of their total.
///
/// The total's history is the sum of the queues' over the intervals that all of them report while
/// open; events of single queues are not part of its calendar, so days with such an event, or with
/// a stated effect, are left as the queues have them. With fewer than two queues nothing changes.
///
/// # Errors
/// As [`crate::forecast`], for the total.
pub fn reconcile(
    centre: &Centre,
    history: &History,
    demand: &Demand,
    queues: &[QueueId],
    options: &Options,
) -> Result<Demand, ForecastError> {
    if queues.len() < 2 {
        return Ok(demand.clone());
    }
    let id = QueueId::new("total");
    let (total_centre, records) = joined(centre, history, queues, &id);
    let asked = queue::Asked { kept: options.choices.get(&id), driver: None };
    let Some(whole) = total_centre.queues.first() else { return Ok(demand.clone()) };
    let study = queue::study(&total_centre, whole, &records, &demand.grid, asked)?;
    let mut agreed = demand.clone();
    for day in (0..demand.grid.days()).filter(|&day| !is_special(centre, &demand.grid, day)) {
        agree(&mut agreed, queues, &study.demand, day);
    }
    Ok(agreed)
}

/// Whether a single queue's event or a planner's statement touches the day.
fn is_special(centre: &Centre, grid: &Grid, day: usize) -> bool {
    let date = grid.date(day);
    centre.calendar.events.iter().any(|event| {
        let stated = matches!(event.effect, Effect::Relative(_) | Effect::Absolute(_));
        let last = (event.end - chrono::Duration::minutes(1)).date();
        (stated || event.queue.is_some()) && event.start.date() <= date && date <= last
    })
}

/// A centre with one queue that is all of `queues`, and its history.
fn joined(
    centre: &Centre,
    history: &History,
    queues: &[QueueId],
    id: &QueueId,
) -> (Centre, Vec<IntervalRecord>) {
    let members: Vec<&Queue> = centre.queues.iter().filter(|q| queues.contains(&q.id)).collect();
    let mut sums: BTreeMap<_, (IntervalRecord, usize)> = BTreeMap::new();
    for record in members.iter().filter_map(|q| history.queue(&q.id)).flat_map(|h| &h.records) {
        match sums.get_mut(&record.at) {
            Some((sum, reports)) => {
                sum.offered += record.offered;
                *reports += 1;
            }
            None => {
                sums.insert(record.at, (*record, 1));
            }
        }
    }
    let open = |at| members.iter().filter(|q| q.hours.is_open(at, centre.zone)).count();
    let complete = sums.into_iter().filter(|(at, (_, reports))| *reports >= open(*at));
    let records = complete.map(|(_, (sum, _))| IntervalRecord {
        aht: sum.aht.or(Some(Seconds(1.0))),
        answered: None,
        abandoned: None,
        answered_within: None,
        ..sum
    });
    let windows = std::array::from_fn(|day| {
        members.iter().flat_map(|q| q.hours.windows[day].iter().copied()).collect()
    });
    let mut total = centre.clone();
    total.calendar.events.retain(|event| event.queue.is_none());
    total.queues.truncate(1);
    if let Some(queue) = total.queues.first_mut() {
        queue.id = id.clone();
        queue.hours = OpeningHours { windows };
    }
    (total, records.collect())
}

fn agree(demand: &mut Demand, queues: &[QueueId], total: &QueueDemand, day: usize) {
    let grid = demand.grid.clone();
    let members = || demand.queues.iter().filter(|q| queues.contains(&q.queue));
    let (target, doubt) = of_day(total, &grid, day);
    let sums: Vec<(f64, f64)> = members().map(|queue| of_day(queue, &grid, day)).collect();
    let sum: f64 = sums.iter().map(|(expected, _)| expected).sum();
    let variance: f64 = sums.iter().map(|(_, variance)| variance).sum();
    if variance + doubt <= 0.0 {
        return;
    }
    let mut own = sums.into_iter();
    for queue in demand.queues.iter_mut().filter(|q| queues.contains(&q.queue)) {
        let Some((expected, variance_own)) = own.next().filter(|(expected, _)| *expected > 0.0)
        else {
            continue;
        };
        let moved = expected + variance_own / (variance + doubt) * (target - sum);
        scale(queue, &grid, day, (moved / expected).clamp(1.0 / MOVE_MAX, MOVE_MAX));
    }
}

/// The expected total of a day and its variance.
fn of_day(queue: &QueueDemand, grid: &Grid, day: usize) -> (f64, f64) {
    let (mut expected, mut poisson, mut shared) = (0.0, 0.0, 0.0);
    for slot in grid.slots_of_day(day) {
        let f = queue.expected[slot].0;
        expected += f;
        poisson += queue.spread[slot].poisson * f;
        shared += queue.spread[slot].shared * f;
    }
    (expected, poisson + shared * shared)
}

fn scale(queue: &mut QueueDemand, grid: &Grid, day: usize, factor: f64) {
    for slot in grid.slots_of_day(day) {
        queue.expected[slot].0 *= factor;
        queue.quantiles[slot].iter_mut().for_each(|quantile| quantile.0 *= factor);
        if let Some(base) = queue.decomposition.base.get_mut(slot) {
            base.0 *= factor;
        }
    }
}
