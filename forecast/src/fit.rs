//! Fitting the day model: penalised log-linear regression that shrugs at freak days.
//!
//! ```text
//! D(d) ~ mean μ(d)·E(d),   log μ = Z b,   b ~ N(0, sd²),   var(D/μE) = 1/μE + κ,  Student-t tails
//! ```
//! `D` contacts of the day over its reported intervals, `E` the share of a usual day they make up,
//! `κ` the extra variance of a day beyond Poisson. Solved by iteratively reweighted least squares;
//! `κ` follows from the median residual, and a day `r` standard deviations off weighs
//! `5/(4 + r²)` (Student-t with four degrees of freedom).

use crate::design::Design;
use crate::layout::{Layout, Strength, Term};
use crate::numeric::arrow::{Arrow, Factor};
use crate::numeric::stats::{mean, median};

const ITERATIONS_MAX: usize = 12;
/// A fit is settled when no log rate moves by more than this.
pub(crate) const SETTLED: f64 = 1e-3;
/// Trials need to know a configuration's worth, not its last digit.
pub(crate) const SETTLED_FOR_TRIAL: f64 = 5e-3;
/// Bounds of the extra variance `κ`.
const EXTRA: (f64, f64) = (5e-5, 0.5);
/// Degrees of freedom of the residuals.
const TAILS: f64 = 4.0;
/// Days of which less than this share was reported teach nothing about the day's level.
pub(crate) const EXPOSURE_MIN: f64 = 0.05;

/// The data of one fit: one row per day that was reported.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// Which coefficient is what.
    pub(crate) layout: Layout,
    starts: Vec<usize>,
    terms: Vec<Term>,
    counts: Vec<f64>,
    exposure: Vec<f64>,
    ages: Vec<f64>,
}

/// Where a fit ended: where the next may start.
#[derive(Debug, Clone)]
pub(crate) struct State {
    log_rates: Vec<f64>,
    trust: Vec<f64>,
    /// Extra relative variance of a day beyond Poisson, `κ`.
    pub(crate) extra: f64,
}

/// A fitted day model.
#[derive(Debug, Clone)]
pub(crate) struct DayFit {
    /// The coefficients in the order of the layout.
    pub(crate) coefficients: Vec<f64>,
    /// Where it ended.
    pub(crate) state: State,
    /// The factored precision matrix of the coefficients.
    pub(crate) factor: Factor,
}

impl Problem {
    /// The fit of the first `totals.len()` days: their contacts (where reported) and exposures.
    pub(crate) fn new(design: &Design, totals: &[Option<f64>], exposure: &[f64]) -> Self {
        let days = totals.len();
        let used: Vec<usize> =
            (0..days).filter(|&d| totals[d].is_some() && exposure[d] >= EXPOSURE_MIN).collect();
        let layout = Layout::new(design, days, &used);
        let (mut starts, mut terms, mut row) = (vec![0], Vec::new(), Vec::new());
        for &day in &used {
            layout.row(design, day, &mut row);
            terms.extend_from_slice(&row);
            starts.push(terms.len());
        }
        Self {
            layout,
            starts,
            terms,
            counts: used.iter().filter_map(|&d| totals[d]).collect(),
            exposure: used.iter().map(|&d| exposure[d]).collect(),
            ages: used.iter().map(|&d| (days - 1 - d) as f64).collect(),
        }
    }

    fn row(&self, row: usize) -> &[Term] {
        &self.terms[self.starts[row]..self.starts[row + 1]]
    }

    /// A start from the data: each day's own log rate drawn towards the overall one.
    fn start(&self) -> State {
        let total: f64 = self.counts.iter().sum();
        let usual = (total / self.exposure.iter().sum::<f64>()).max(1e-3).ln();
        let own = |(count, exposure): (&f64, &f64)| ((count + 0.5) / exposure).ln();
        let log_rates = self.counts.iter().zip(&self.exposure).map(own);
        State {
            log_rates: log_rates.map(|rate| 0.6 * rate + 0.4 * usual).collect(),
            trust: vec![1.0; self.counts.len()],
            extra: 0.01,
        }
    }

    fn mean(&self, row: usize, log_rate: f64) -> f64 {
        (self.exposure[row] * log_rate.clamp(-20.0, 25.0).exp()).max(0.05)
    }

    /// Fits with these strengths, from `start` or from scratch; `None` when there is no day to fit
    /// or the equations cannot be solved.
    pub(crate) fn fit(
        &self,
        design: &Design,
        strength: &Strength,
        start: Option<&State>,
        settled: f64,
    ) -> Option<DayFit> {
        let least = if start.is_some() { 0 } else { 4 };
        let mut state = start.cloned().unwrap_or_else(|| self.start());
        let steps = self.layout.steps(strength);
        let precisions = self.layout.precisions(design, strength);
        let fade: Vec<f64> = self.ages.iter().map(|a| (-a / strength.memory_days).exp2()).collect();
        let mut means: Vec<f64> =
            state.log_rates.iter().enumerate().map(|(row, rate)| self.mean(row, *rate)).collect();
        let mut done = None;
        for iteration in 0..ITERATIONS_MAX {
            let (matrix, mut b) = self.equations(&state, &means, (&fade, &steps, &precisions));
            let factor = matrix.factor()?;
            factor.solve(&mut b);
            let change = self.update(&mut state, &mut means, &b)?;
            done = Some((b, factor));
            if change < settled && iteration >= least {
                break;
            }
        }
        done.map(|(coefficients, factor)| DayFit { coefficients, state, factor })
    }

    /// The normal equations `(ZᵀWZ + Λ) b = ZᵀW z` at the current rates.
    fn equations(
        &self,
        state: &State,
        means: &[f64],
        (fade, steps, precisions): (&[f64], &[f64], &[f64]),
    ) -> (Arrow, Vec<f64>) {
        let nodes = self.layout.level_len();
        let mut matrix = Arrow::new(nodes, self.layout.len() - nodes);
        let mut target = vec![0.0; self.layout.len()];
        for (row, fade) in fade.iter().enumerate() {
            let (log_rate, mean) = (state.log_rates[row], means[row]);
            let weight = state.trust[row] * fade / (1.0 / mean + state.extra);
            let residual = ((self.counts[row] - mean) / mean).clamp(-1.2, 1.5);
            let working = weight * (log_rate + residual);
            for &(at, value) in self.row(row) {
                target[at] += working * value;
            }
            matrix.add_row(weight, self.row(row));
        }
        matrix.add_diagonal(0, 1e-6);
        for (node, &precision) in steps.iter().enumerate() {
            matrix.tie(node, precision);
        }
        for (nth, &precision) in precisions.iter().enumerate() {
            matrix.add_diagonal(nodes + nth, precision);
        }
        (matrix, target)
    }

    /// New rates, extra variance and trust from new coefficients; the largest change of a log rate.
    fn update(&self, state: &mut State, means: &mut [f64], coefficients: &[f64]) -> Option<f64> {
        let (mut change, mut noise) = (0.0_f64, Vec::with_capacity(self.counts.len()));
        let mut residuals = Vec::with_capacity(self.counts.len());
        for (row, kept) in means.iter_mut().enumerate() {
            let log_rate = dot(self.row(row), coefficients);
            change = change.max((log_rate - state.log_rates[row]).abs());
            state.log_rates[row] = log_rate;
            let mean = self.mean(row, log_rate);
            *kept = mean;
            noise.push(1.0 / mean);
            residuals.push((self.counts[row] - mean) / mean);
        }
        let pairs = || residuals.iter().zip(&noise);
        let mut sizes: Vec<f64> =
            pairs().map(|(r, v)| r.abs() / (v + state.extra).sqrt()).collect();
        let scale = median(&mut sizes)? / 0.6745;
        let poisson = mean(noise.iter().copied())?;
        let extra = (poisson + state.extra) * scale * scale - poisson;
        state.extra = extra.clamp(EXTRA.0, EXTRA.1);
        state.trust.clear();
        state.trust.extend(residuals.iter().zip(&noise).map(|(r, v)| trust(*r, *v + state.extra)));
        Some(change)
    }
}

/// The weight of a day with relative residual `r` whose expected relative variance is `variance`.
pub(crate) fn trust(r: f64, variance: f64) -> f64 {
    (TAILS + 1.0) / (TAILS + r * r / variance)
}

/// `Σ value · coefficient` over a sparse row.
pub(crate) fn dot(row: &[Term], coefficients: &[f64]) -> f64 {
    row.iter().map(|&(position, value)| value * coefficients[position]).sum()
}
