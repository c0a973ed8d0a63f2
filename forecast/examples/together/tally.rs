//! Errors summed over half-hours.

use domain::{LEVELS, Quantiles};
use std::fmt;

/// Errors of one queue.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    intervals: usize,
    came: f64,
    missed: f64,
    truth: f64,
    missed_truth: f64,
    loss: f64,
    inside80: usize,
    inside95: usize,
}

impl Tally {
    /// The columns that a tally prints.
    pub(crate) const HEAD: &'static str = "WAPE | against the truth | pinball | 80 % | 95 %";

    pub(crate) fn add(&mut self, expected: f64, quantiles: &Quantiles, came: f64, truth: f64) {
        self.intervals += 1;
        self.came += came;
        self.truth += truth;
        self.missed += (expected - came).abs();
        self.missed_truth += (expected - truth).abs();
        let losses = LEVELS.iter().zip(quantiles).map(|(p, q)| {
            let over = came - q.0;
            (p * over).max((p - 1.0) * over)
        });
        self.loss += losses.sum::<f64>() / LEVELS.len() as f64;
        let inside = |low: usize, high: usize| {
            usize::from(quantiles[low].0 <= came && came <= quantiles[high].0)
        };
        self.inside80 += inside(1, 5);
        self.inside95 += inside(0, 6);
    }

    /// `Σ|expected − truth| / Σ truth`.
    pub(crate) fn against_truth(&self) -> f64 {
        self.missed_truth / self.truth
    }

    /// Share of intervals in the 80 % band.
    pub(crate) fn coverage80(&self) -> f64 {
        self.inside80 as f64 / self.intervals as f64
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wape = self.missed / self.came;
        let loss = self.loss / self.came;
        let wide = self.inside95 as f64 / self.intervals as f64;
        let (truth, narrow) = (self.against_truth(), self.coverage80());
        write!(out, "{wape:.4} | {truth:.4} | {loss:.4} | {narrow:.3} | {wide:.3}")
    }
}
