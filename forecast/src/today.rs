//! Reforecasting within the day: what this morning says about the afternoon and tomorrow.
//!
//! ```text
//! v  = φ/X + ½c²                                 variance of Y/X as evidence for the rest
//! g  = (1/c² + Y/(X·v)) / (1/c² + 1/v)           the day's busyness, mean 1 and cv c before
//! c² = (ν·c₀² + s·((Y/X − 1)² − φ/X)⁺) / (ν + s) c₀: cv of former days, as sure as ν of them
//! s  = c₀² / (c₀² + φ/X)                         how much of a morning's surprise is the day's
//! ```
//! `X` contacts were expected and `Y` came, each half-hour counted less the longer ago it is (half
//! after four hours), so that the factor follows the course of the day and not only its level. A
//! morning is never the whole story: half of the day's variance `c²` is left to its course. A
//! morning far beyond what days did before says that today is not like them, and `c` grows with it,
//! but only as far as its counts are enough to tell: a morning of five contacts proves nothing.
//!
//! The rest of today is multiplied by `g`, with variance `1/(1/c² + 1/v) + ¼c²`. Tomorrow is
//! multiplied by `g^0.4` after a usual day; a freak day says less about the next, and the exponent
//! shrinks by `5/(4 + log²g/c₀²)`.

use crate::interval::normal_quantiles;
use domain::{Contacts, Demand, Grid, History, Moment, QueueDemand, QueueHistory, Slot};

const HALF_LIFE_MINUTES: f64 = 240.0;
/// How much of today's busyness tomorrow keeps.
const CARRY: f64 = 0.4;
/// The part of a day's variance that is its course, of which the morning says nothing.
const COURSE: f64 = 0.5;
/// A day is never taken to be less uncertain than this before it begins.
const BUSYNESS_CV_MIN: f64 = 0.03;
/// The part of a day's variance by which the course of its rest still widens bands.
const COURSE_AHEAD: f64 = 0.25;
/// Days of the past that weigh as much as this morning in how far days stray.
const PAST_DAYS: f64 = 5.0;

/// `demand` as it looks at `now`, given what `history` reports of today.
///
/// Intervals that have ended become what was reported, without spread; the rest of today and
/// tomorrow move by today's busyness; later days stay. Before the horizon, or when nothing of
/// today is reported, nothing changes.
#[must_use]
pub fn reforecast(demand: &Demand, history: &History, now: Moment) -> Demand {
    let Some(slot) = demand.grid.slot_of(now) else { return demand.clone() };
    let today = demand.grid.day_of(slot);
    let queues = demand.queues.iter().map(|queue| match history.queue(&queue.queue) {
        Some(reports) => of_queue(queue, &demand.grid, reports, today, now),
        None => queue.clone(),
    });
    Demand { grid: demand.grid.clone(), queues: queues.collect() }
}

fn of_queue(
    queue: &QueueDemand,
    grid: &Grid,
    reports: &QueueHistory,
    today: usize,
    now: Moment,
) -> QueueDemand {
    let slots = grid.slots_of_day(today);
    let (begin, end) = (grid.start(Slot(slots.start)), grid.start(Slot(slots.end)));
    let ended = |at: Moment| begin <= at && at + grid.interval() <= now && at < end;
    let mut later = queue.clone();
    let mut seen = Evidence::default();
    for report in reports.records.iter().filter(|r| ended(r.at)) {
        let Some(Slot(slot)) = grid.slot_of(report.at).filter(|s| queue.open[s.0]) else {
            continue;
        };
        let weight = (-((now - report.at).0 as f64) / HALF_LIFE_MINUTES).exp2();
        seen.add(weight, report.offered.0, queue.expected[slot].0, queue.spread[slot].poisson);
        later.expected[slot] = report.offered;
        later.quantiles[slot] = [report.offered; domain::LEVELS.len()];
        later.spread[slot] = domain::Spread { poisson: 0.0, shared: 0.0 };
    }
    if seen.expected <= 0.0 {
        return later;
    }
    for slot in slots.filter(|&slot| grid.start(Slot(slot)) + grid.interval() > now) {
        let (factor, variance) = seen.busyness(queue.spread[slot].shared);
        scale(&mut later, slot, factor, variance.sqrt());
    }
    if today + 1 < grid.days() {
        for slot in grid.slots_of_day(today + 1) {
            let shared = queue.spread[slot].shared;
            scale(&mut later, slot, seen.carried(shared), shared);
        }
    }
    later
}

/// What came today against what was expected, recent intervals counting more.
#[derive(Debug, Default)]
struct Evidence {
    came: f64,
    expected: f64,
}

impl Evidence {
    fn add(&mut self, weight: f64, came: f64, expected: f64, poisson: f64) {
        self.came += weight * came / poisson.max(1.0);
        self.expected += weight * expected / poisson.max(1.0);
    }

    /// The day's busyness and its relative variance, when its cv was `shared` before the day.
    fn busyness(&self, shared: f64) -> (f64, f64) {
        let noise = 1.0 / self.expected;
        let strayed = (self.came / self.expected - 1.0).powi(2) - noise;
        let past = variance(shared);
        let sure = past / (past + noise);
        let before = (PAST_DAYS * past + sure * strayed.max(0.0)) / (PAST_DAYS + sure);
        let seen = 1.0 / (noise + COURSE * before);
        let precision = 1.0 / before + seen;
        let factor = (1.0 / before + seen * self.came / self.expected) / precision;
        (factor, 1.0 / precision + COURSE_AHEAD * before)
    }

    /// What tomorrow keeps of today's busyness.
    fn carried(&self, shared: f64) -> f64 {
        let (factor, _) = self.busyness(shared);
        let strayed = factor.max(f64::MIN_POSITIVE).ln().powi(2) / variance(shared);
        factor.powf(CARRY * (5.0 / (4.0 + strayed)).min(1.0))
    }
}

/// The relative variance of a day's busyness before it begins.
fn variance(shared: f64) -> f64 {
    shared.max(BUSYNESS_CV_MIN).powi(2)
}

fn scale(queue: &mut QueueDemand, slot: usize, factor: f64, shared: f64) {
    let expected = queue.expected[slot].0 * factor;
    queue.expected[slot] = Contacts(expected);
    queue.spread[slot].shared = shared;
    if queue.open[slot] {
        queue.quantiles[slot] = normal_quantiles(expected, queue.spread[slot]);
    }
}
