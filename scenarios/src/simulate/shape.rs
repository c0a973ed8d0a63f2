//! The shapes of handle times and patience: distributions with mean 1.

use rand::RngExt;
use rand_distr::{Exp1, StandardNormal};
use rand_pcg::Pcg64Mcg;

/// The shape of a random length of time; its mean comes from the demand or the queue.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Memoryless, as the Erlang formulas assume.
    Exponential,
    /// Lognormal with this coefficient of variation; 0 is a constant.
    LogNormal {
        /// Standard deviation ÷ mean.
        cv: f64,
    },
    /// Evenly spread between `1 − spread` and `1 + spread` times the mean.
    Uniform {
        /// At most 1.
        spread: f64,
    },
    /// Between `low` and `high`, most often `mode`; relative to their own mean.
    Triangular {
        /// The shortest.
        low: f64,
        /// The most frequent.
        mode: f64,
        /// The longest.
        high: f64,
    },
    /// Measured values, each equally likely, relative to their own mean.
    Given(Vec<f64>),
}

impl Shape {
    /// What is wrong with it, if anything.
    pub(super) fn fault(&self) -> Option<String> {
        match self {
            Self::LogNormal { cv } if !(*cv >= 0.0 && cv.is_finite()) => {
                Some(format!("a coefficient of variation of {cv}"))
            }
            Self::Uniform { spread } if !(0.0..=1.0).contains(spread) => {
                Some(format!("a uniform spread of {spread}"))
            }
            Self::Triangular { low, mode, high } => {
                let inside = *low >= 0.0 && low <= mode && mode <= high && *high > 0.0;
                let usable = inside && high.is_finite();
                (!usable).then(|| format!("a triangle from {low} over {mode} to {high}"))
            }
            Self::Given(values) => {
                let valid = |v: &f64| *v >= 0.0 && v.is_finite();
                let usable = values.iter().all(valid) && values.iter().any(|v| *v > 0.0);
                (!usable).then(|| "measured values without one positive number".into())
            }
            _ => None,
        }
    }
}

/// A shape made ready to draw from.
#[derive(Debug, Clone)]
pub(super) enum Sampler {
    Exponential,
    LogNormal { mu: f64, sigma: f64 },
    Uniform { low: f64, width: f64 },
    Triangular { low: f64, mode: f64, high: f64 },
    Given(Vec<f64>),
}

impl Sampler {
    pub(super) fn new(shape: &Shape) -> Self {
        match shape {
            Shape::Exponential => Self::Exponential,
            Shape::LogNormal { cv } => {
                let variance = (1.0 + cv * cv).ln();
                Self::LogNormal { mu: -variance / 2.0, sigma: variance.sqrt() }
            }
            Shape::Uniform { spread } => Self::Uniform { low: 1.0 - spread, width: 2.0 * spread },
            Shape::Triangular { low, mode, high } => {
                let mean = (low + mode + high) / 3.0;
                Self::Triangular { low: low / mean, mode: mode / mean, high: high / mean }
            }
            Shape::Given(values) => {
                let mean = values.iter().sum::<f64>() / values.len() as f64;
                Self::Given(values.iter().map(|v| v / mean).collect())
            }
        }
    }

    /// One draw, with mean 1.
    #[inline]
    pub(super) fn draw(&self, rng: &mut Pcg64Mcg) -> f64 {
        match self {
            Self::Exponential => rng.sample(Exp1),
            Self::LogNormal { mu, sigma } => {
                let normal: f64 = rng.sample(StandardNormal);
                (mu + sigma * normal).exp()
            }
            Self::Uniform { low, width } => low + width * rng.random::<f64>(),
            Self::Triangular { low, mode, high } => {
                let (rising, falling, whole) = (mode - low, high - mode, high - low);
                let area = whole * whole * rng.random::<f64>();
                if area <= rising * whole {
                    low + (area * rising / whole.max(f64::MIN_POSITIVE)).sqrt()
                } else {
                    high - ((whole * whole - area) * falling / whole).sqrt()
                }
            }
            Self::Given(values) => values[rng.random_range(0..values.len())],
        }
    }
}
