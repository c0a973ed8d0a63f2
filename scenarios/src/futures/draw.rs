//! Futures drawn from the forecast's own uncertainty.
//!
//! A forecast says how busy a day can turn out: `shared`, the coefficient of variation of the
//! factor that a day's slots have in common. A future draws it for every queue and day:
//!
//! ```text
//! log factor(q, d) = σ · (√ρ_w · W + √ρ_q · D(d) + √(1 − ρ_w − ρ_q) · E(q, d)) − σ²/2
//! σ² = ln(1 + shared²)      W, D, E standard normal
//! ```
//! `W` is the luck of the whole horizon, for a promotion that is bigger than thought is so every
//! day; `D` a day's for all queues. The mean factor is 1.

use domain::{Demand, Grid};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg64Mcg;

/// How futures are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draws {
    /// How many.
    pub futures: usize,
    /// The seed; the same seed draws the same futures for every plan.
    pub seed: u64,
    /// The part of the variance that the whole horizon shares.
    pub horizon: f64,
    /// The part of the variance that the queues of a day share.
    pub day: f64,
}

impl Default for Draws {
    /// Sixty futures, half of the variance shared by the horizon, a quarter by a day's queues.
    fn default() -> Self {
        Self { futures: 60, seed: 1, horizon: 0.5, day: 0.25 }
    }
}

/// One future: contacts ÷ forecast, by queue and day.
#[derive(Debug, Clone, PartialEq)]
pub struct Future {
    /// The factors.
    pub factors: Vec<Vec<f64>>,
}

/// Draws futures of `demand`.
#[must_use]
pub fn draw(demand: &Demand, draws: &Draws) -> Vec<Future> {
    (0..draws.futures as u64).map(|n| one(demand, draws, n)).collect()
}

fn one(demand: &Demand, draws: &Draws, number: u64) -> Future {
    let seed = draws.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0x85eb_ca6b);
    let mut rng = Pcg64Mcg::seed_from_u64(seed);
    let mut normal = || -> f64 { StandardNormal.sample(&mut rng) };
    let grid = &demand.grid;
    let whole = normal();
    let days: Vec<f64> = (0..grid.days()).map(|_| normal()).collect();
    let own = (1.0 - draws.horizon - draws.day).max(0.0);
    let parts = (draws.horizon.sqrt(), draws.day.sqrt(), own.sqrt());
    let queue = |queue: &domain::QueueDemand| -> Vec<f64> {
        let spread = |day: usize| {
            let slots = grid.slots_of_day(day);
            let most = |s: &usize| queue.expected[*s].0;
            let busiest = slots.max_by(|a, b| most(a).total_cmp(&most(b)));
            busiest.map_or(0.0, |s| queue.spread[s].shared)
        };
        let factor = |(day, shared_by_day): (usize, &f64)| {
            let variance = spread(day).powi(2).ln_1p();
            let luck = parts.0 * whole + parts.1 * shared_by_day + parts.2 * normal();
            (variance.sqrt() * luck - variance / 2.0).exp()
        };
        days.iter().enumerate().map(factor).collect()
    };
    Future { factors: demand.queues.iter().map(queue).collect() }
}

impl Future {
    /// The demand as this future has it: as certain as if it were known.
    #[must_use]
    pub fn of(&self, demand: &Demand) -> Demand {
        let mut known = demand.clone();
        for (queue, factors) in known.queues.iter_mut().zip(&self.factors) {
            for slot in 0..queue.expected.len() {
                let factor = factors[day(&demand.grid, slot)];
                queue.expected[slot].0 *= factor;
                queue.quantiles[slot].iter_mut().for_each(|q| q.0 *= factor);
                queue.spread[slot].shared = 0.0;
            }
        }
        known
    }
}

fn day(grid: &Grid, slot: usize) -> usize {
    grid.day_of(domain::Slot(slot))
}
