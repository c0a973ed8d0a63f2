//! What is done to a forecast: factors on contacts and handle times, hours that open and close.

use super::{PromotionPick, Scope};
use domain::{Centre, Contacts, Demand, Grid, OpeningHours, QueueDemand, QueueId, Slot, Span};

/// One thing done to a forecast.
#[derive(Debug, Clone, PartialEq)]
pub enum Adjustment {
    /// Contacts × `times`.
    Volume {
        /// Where.
        scope: Scope,
        /// The factor.
        times: f64,
    },
    /// Contacts × `times` in the slots that begin within a span.
    Within {
        /// Which queues.
        scope: Scope,
        /// When.
        span: Span,
        /// The factor.
        times: f64,
    },
    /// Handle time × `times`.
    HandleTime {
        /// Where.
        scope: Scope,
        /// The factor.
        times: f64,
    },
    /// What a promotion adds × `times`.
    Bigger {
        /// Which promotion.
        pick: PromotionPick,
        /// The factor.
        times: f64,
    },
    /// A queue is open at other hours.
    Hours {
        /// Which queue.
        queue: QueueId,
        /// The hours.
        hours: OpeningHours,
        /// Contacts in hours that open ÷ contacts of the day before.
        share: f64,
    },
}

impl Adjustment {
    /// Does it to `demand`, a forecast for `centre`. `without` gives the forecast as it would be
    /// without the events picked.
    pub(crate) fn adjust<E>(
        &self,
        demand: &mut Demand,
        centre: &Centre,
        without: impl FnOnce(&PromotionPick) -> Result<Demand, E>,
        forecast: &Demand,
    ) -> Result<(), E> {
        let grid = demand.grid.clone();
        match self {
            Self::Volume { scope, times } => each(demand, scope, |queue, slot| {
                if scope.has_slot(&grid, Slot(slot)) {
                    scale(queue, slot, *times);
                }
            }),
            Self::Within { scope, span, times } => each(demand, scope, |queue, slot| {
                if span.contains(grid.start(Slot(slot))) {
                    scale(queue, slot, *times);
                }
            }),
            Self::HandleTime { scope, times } => each(demand, scope, |queue, slot| {
                if scope.has_slot(&grid, Slot(slot)) {
                    queue.aht[slot].0 *= times;
                }
            }),
            Self::Bigger { pick, times } => grow(demand, forecast, &without(pick)?, *times),
            Self::Hours { queue, hours, share } => reopen(demand, centre, queue, hours, *share),
        }
        Ok(())
    }
}

/// Every slot of every queue of the scope.
fn each(demand: &mut Demand, scope: &Scope, mut change: impl FnMut(&mut QueueDemand, usize)) {
    for queue in demand.queues.iter_mut().filter(|q| scope.has_queue(&q.queue)) {
        (0..queue.expected.len()).for_each(|slot| change(queue, slot));
    }
}

/// Contacts of a slot × `times`, with their quantiles; the relative spread stays.
fn scale(queue: &mut QueueDemand, slot: usize, times: f64) {
    #[expect(clippy::float_cmp, reason = "exactly 1 changes exactly nothing")]
    if times == 1.0 {
        return;
    }
    queue.expected[slot].0 *= times;
    queue.quantiles[slot].iter_mut().for_each(|q| q.0 *= times);
    if let Some(base) = queue.decomposition.base.get_mut(slot) {
        base.0 *= times;
    }
}

/// What a promotion adds, `times` over: `ordinary + times · (forecast − ordinary)`, as a factor on
/// whatever the demand has become.
fn grow(demand: &mut Demand, forecast: &Demand, ordinary: &Demand, times: f64) {
    for queue in &mut demand.queues {
        let (Some(with), Some(without)) =
            (forecast.queue(&queue.queue), ordinary.queue(&queue.queue))
        else {
            continue;
        };
        for slot in 0..queue.expected.len() {
            let (with, without) = (with.expected[slot].0, without.expected[slot].0);
            if with > 0.0 {
                let wanted = (without + times * (with - without)).max(0.0);
                scale(queue, slot, wanted / with);
            }
        }
    }
}

/// Closes and opens slots of a queue; new slots share `share` of their day's contacts evenly.
fn reopen(demand: &mut Demand, centre: &Centre, id: &QueueId, hours: &OpeningHours, share: f64) {
    let grid = demand.grid.clone();
    let Some(queue) = centre.queue(id) else { return };
    let open = slots_open(centre, &domain::Queue { hours: hours.clone(), ..queue.clone() }, &grid);
    let Some(demand) = demand.queues.iter_mut().find(|q| q.queue == *id) else { return };
    for day in 0..grid.days() {
        let slots = grid.slots_of_day(day);
        let total: f64 = demand.expected[slots.clone()].iter().map(|c| c.0).sum();
        let fresh: Vec<usize> = slots.clone().filter(|s| open[*s] && !demand.open[*s]).collect();
        let model = slots.clone().find(|s| demand.expected[*s].0 > 0.0);
        for &slot in &fresh {
            let Some(model) = model else { continue };
            let (aht, spread) = (demand.aht[model], demand.spread[model]);
            let relative = demand.quantiles[model].map(|q| q.0 / demand.expected[model].0);
            let expected = total * share / fresh.len() as f64;
            demand.expected[slot] = Contacts(expected);
            demand.quantiles[slot] = relative.map(|r| Contacts(r * expected));
            (demand.aht[slot], demand.spread[slot]) = (aht, spread);
            if let Some(base) = demand.decomposition.base.get_mut(slot) {
                *base = Contacts(expected);
            }
        }
        for slot in slots {
            if !open[slot] {
                scale(demand, slot, 0.0);
            }
            demand.open[slot] = open[slot];
        }
    }
}

/// Whether contacts can come in each slot.
fn slots_open(centre: &Centre, queue: &domain::Queue, grid: &Grid) -> Vec<bool> {
    let spans = centre.open_spans(queue, grid.horizon());
    grid.slots().map(|s| spans.iter().any(|span| span.contains(grid.start(s)))).collect()
}
