//! How wrong forecasts of this queue have been: the spread around the mean, and its quantiles.
//!
//! ```text
//! var(y) = (φ·f + c²·f²) · s(week)²          fitted to the errors of the inner backtest
//! quantile(p) = f + z(p)·√var(y)             f > 15, z(p) the empirical quantile of the errors
//!             = negative binomial            f < 3, and a straight blend in between
//! ```
//! `s(week)` never falls with the lead. A few inner origins, all from one stretch of time, cannot
//! show how far a level may wander: with `n < 8` of them, `c²s²` is averaged with the
//! `0.04²·(week + ½)` that is usual, which counts as six origins, unless it is larger already; and
//! `s` grows by `√(1 + 1/2n)`. What a day's events may do beyond that is added to `c²` as
//! [`Unsure`].

use crate::numeric::counts;
use crate::numeric::stats::quantile;
use domain::{Contacts, LEVELS, Quantiles, Spread};

/// Lead weeks told apart; later ones are taken like the last.
const WEEKS: usize = 8;
const ORIGINS_ENOUGH: usize = 8;
/// A level usually wanders by so much per square root of a week (coefficient of variation) …
const GUESS_SD: f64 = 0.04;
/// … and believing that is worth so many origins.
const GUESS_WORTH: f64 = 6.0;

/// One interval of the inner backtest: what came, what was expected, how many weeks ahead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trial {
    /// Contacts that came.
    pub(crate) actual: f64,
    /// Contacts that were expected.
    pub(crate) expected: f64,
    /// Whole weeks between the origin and the interval.
    pub(crate) week: usize,
}

/// The error law of one queue's forecasts.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    poisson: f64,
    shared: f64,
    weeks: [f64; WEEKS],
    /// Quantiles of standardised errors at [`LEVELS`]; `None` for the negative binomial alone.
    errors: Option<[f64; LEVELS.len()]>,
    /// The weight of what is usual for levels, while few origins were tried.
    guessed: f64,
}

/// Variance of the relative error of a day beyond what ordinary days show.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Unsure(pub(crate) f64);

impl Calibration {
    /// What is assumed while no origin of the history can be tried: `φ = 1.3`, `c = 0.1·√(1+week)`.
    #[must_use]
    pub fn unknown() -> Self {
        let weeks = std::array::from_fn(|week| (1.0 + week as f64).sqrt());
        Self { poisson: 1.3, shared: 0.1, weeks, errors: None, guessed: 0.0 }
    }

    /// Fits the law to the trials of `origins` inner origins.
    pub(crate) fn fit(trials: &[Trial], origins: usize) -> Self {
        if trials.is_empty() {
            return Self::unknown();
        }
        let bounded = winsorised(trials);
        let (poisson, shared2) = variance_law(trials, &bounded);
        let law = |f: f64| poisson * f + shared2 * f * f;
        let mut weeks = [1.0; WEEKS];
        let mut least = 0.0_f64;
        for (week, scale) in weeks.iter_mut().enumerate() {
            let of_week = trials.iter().zip(&bounded).filter(|(t, _)| t.week == week);
            let (sum, n) = of_week
                .fold((0.0, 0), |(sum, n), (t, square)| (sum + square / law(t.expected), n + 1));
            let measured = (sum / f64::from(n)).sqrt().clamp(0.7, 1.5);
            least = least.max(if n > 20 { measured } else { 1.0 });
            *scale = least;
        }
        let standard = |t: &Trial| {
            (t.actual - t.expected) / law(t.expected).sqrt() / weeks[t.week.min(WEEKS - 1)]
        };
        let busy = trials.iter().filter(|t| t.expected > 3.0);
        let mut errors: Vec<f64> = busy.map(standard).collect();
        if errors.len() <= 100 {
            errors = trials.iter().map(standard).collect();
        }
        errors.sort_unstable_by(f64::total_cmp);
        let errors = LEVELS.map(|p| quantile(&errors, p).unwrap_or(0.0));
        let few = origins < ORIGINS_ENOUGH;
        let guessed = if few { GUESS_WORTH / (GUESS_WORTH + origins as f64) } else { 0.0 };
        if few {
            let inflation = (1.0 + 0.5 / origins.max(1) as f64).sqrt();
            weeks.iter_mut().for_each(|scale| *scale *= inflation);
        }
        Self { poisson, shared: shared2.sqrt(), weeks, errors: Some(errors), guessed }
    }

    /// The spread of an interval `week` whole weeks ahead on a day that is `unsure`.
    pub(crate) fn spread(&self, week: usize, unsure: Unsure) -> Spread {
        let scale = self.weeks[week.min(WEEKS - 1)];
        let measured = (self.shared * scale).powi(2);
        let guess = GUESS_SD * GUESS_SD * (week as f64 + 0.5);
        let shared2 = (1.0 - self.guessed) * measured + self.guessed * guess.max(measured);
        Spread {
            poisson: self.poisson * scale * scale,
            shared: (shared2 + unsure.0 * scale * scale).sqrt(),
        }
    }

    /// The quantiles of an interval with mean `expected` and this spread.
    pub(crate) fn quantiles(&self, expected: f64, spread: Spread) -> Quantiles {
        let f = expected.max(1e-6);
        let variance = spread.poisson * f + (spread.shared * f).powi(2);
        let busy = if self.errors.is_some() { ((f - 3.0) / 12.0).clamp(0.0, 1.0) } else { 0.0 };
        let few = if busy < 1.0 { counts::quantiles(f, variance) } else { [0.0; LEVELS.len()] };
        let errors = self.errors.unwrap_or_default();
        let mut least = 0.0_f64;
        std::array::from_fn(|level| {
            let many = f + errors[level] * variance.sqrt();
            least = least.max(busy * many + (1.0 - busy) * few[level]);
            Contacts(least)
        })
    }
}

/// Quantiles of an interval with this mean and spread where no errors of its own are at hand:
/// negative binomial up to 15 contacts, normal beyond.
pub(crate) fn normal_quantiles(expected: f64, spread: Spread) -> Quantiles {
    const NORMAL: [f64; LEVELS.len()] =
        [-1.959_964, -1.281_552, -0.674_490, 0.0, 0.674_490, 1.281_552, 1.959_964];
    let errors = (expected > 15.0).then_some(NORMAL);
    let law = Calibration { errors, ..Calibration::unknown() };
    law.quantiles(expected, spread)
}

/// Squared errors, those beyond the 99.5 % quantile of `|error|/√expected` brought down to it.
fn winsorised(trials: &[Trial]) -> Vec<f64> {
    let size = |t: &Trial| (t.actual - t.expected).abs() / t.expected.sqrt();
    let mut sizes: Vec<f64> = trials.iter().map(size).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let most = quantile(&sizes, 0.995).unwrap_or(f64::INFINITY);
    trials.iter().map(|t| (t.actual - t.expected).powi(2).min(most * most * t.expected)).collect()
}

/// `φ` and `c²` by least squares of squared errors on `f` and `f²`, weighted by `1/f²`.
fn variance_law(trials: &[Trial], squares: &[f64]) -> (f64, f64) {
    let largest = trials.iter().map(|t| t.expected).fold(0.0, f64::max);
    let (mut f2, mut f3, mut f4, mut ef, mut ef2) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (trial, square) in trials.iter().zip(squares) {
        let f = trial.expected;
        let weight = f.max(0.02 * largest).powi(-2);
        f2 += weight * f * f;
        f3 += weight * f.powi(3);
        f4 += weight * f.powi(4);
        ef += weight * square * f;
        ef2 += weight * square * f * f;
    }
    let determinant = f2 * f4 - f3 * f3;
    let solved = determinant.abs() > 1e-12 * f2 * f4;
    let (mut poisson, mut shared2) = if solved {
        ((ef * f4 - ef2 * f3) / determinant, (ef2 * f2 - ef * f3) / determinant)
    } else {
        (1.2, 0.02)
    };
    if shared2 < 1e-4 {
        shared2 = 1e-4;
        poisson = ef / f2;
    }
    if poisson < 0.9 {
        poisson = 0.9;
        shared2 = ((ef2 - poisson * f3) / f4).max(1e-4);
    }
    (poisson, shared2)
}
