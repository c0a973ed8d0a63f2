//! Contacts to plan for: the mean, a quantile, or enough for a stated risk.
//!
//! A slot's count varies by `poisson·f + shared²·f²` around its forecast `f`. The Poisson part of
//! that is what the queueing engine lives on already. What is left is uncertainty about the *rate*:
//!
//! ```text
//! cv² = shared² + max(0, poisson − 1)/f         of one slot's rate
//! cv² = shared²                                 of a day's rate: independent noise averages out
//! ```
//! and the rate is taken for lognormal around `f`. Service gets worse as the rate rises, so
//! `P(service level ≥ target) ≥ p` holds exactly when the target holds at the `p`-quantile of the
//! rate: `f · exp(σ·z_p − σ²/2)`, `σ² = ln(1 + cv²)`.
//!
//! The probability is over what the rate may be; the luck of single half-hours at a known rate,
//! which short intervals have plenty of, is left to the simulator.
//!
//! Source: Gans, Koole & Mandelbaum (2003), section 5; Whitt (2006), *Staffing a call center with
//! uncertain arrival rate and absenteeism*.

use super::{PlanFor, StaffingError};
use domain::{LEVELS, Quantiles, QueueDemand, Spread};
use statrs::distribution::{ContinuousCDF, Normal};

/// A checked [`PlanFor`], ready to be applied to slots.
#[derive(Debug, Clone, Copy)]
pub(super) enum Volume {
    Mean,
    Quantile { level: f64, z: f64 },
    Risk { z: f64 },
}

impl Volume {
    pub(super) fn of(plan_for: PlanFor) -> Result<Self, StaffingError> {
        let (lowest, highest) = (LEVELS[0], LEVELS[LEVELS.len() - 1]);
        match plan_for {
            PlanFor::Mean => Ok(Self::Mean),
            PlanFor::Quantile(level) if (lowest..=highest).contains(&level.get()) => {
                Ok(Self::Quantile { level: level.get(), z: normal_quantile(level.get()) })
            }
            PlanFor::Quantile(level) => {
                Err(StaffingError::Level { level: level.get(), from: lowest, to: highest })
            }
            PlanFor::Risk { probability: p } if p.get() > 0.0 && p.get() < 1.0 => {
                Ok(Self::Risk { z: normal_quantile(p.get()) })
            }
            PlanFor::Risk { probability: p } => {
                Err(StaffingError::Level { level: p.get(), from: 0.0, to: 1.0 })
            }
        }
    }

    /// Contacts to plan for in each slot by itself.
    pub(super) fn per_slot(self, demand: &QueueDemand, slot: usize) -> f64 {
        let f = demand.expected[slot].0;
        match self {
            Self::Mean => f,
            Self::Quantile { level, .. } => between(&demand.quantiles[slot], level),
            Self::Risk { z } => f * factor(z, rate_variance(demand.spread[slot], f)),
        }
    }

    /// Contacts to plan for in each slot of a day that is busy as a whole.
    pub(super) fn per_day(self, demand: &QueueDemand, slot: usize) -> f64 {
        let f = demand.expected[slot].0;
        match self {
            Self::Mean => f,
            Self::Quantile { z, .. } | Self::Risk { z } => {
                f * factor(z, demand.spread[slot].shared.powi(2))
            }
        }
    }
}

/// `cv²` of one slot's rate around `f` expected contacts.
pub(super) fn rate_variance(spread: Spread, f: f64) -> f64 {
    let noise = if f > 0.0 { (spread.poisson - 1.0).max(0.0) / f } else { 0.0 };
    spread.shared.powi(2) + noise
}

/// Lognormal with mean 1 and squared coefficient of variation `cv2`, at normal score `z`.
fn factor(z: f64, cv2: f64) -> f64 {
    let variance = cv2.ln_1p();
    (variance.sqrt() * z - variance / 2.0).exp()
}

/// Probability that a rate with squared coefficient of variation `cv2` is at most `times` its mean.
pub(super) fn probability_up_to(times: f64, cv2: f64) -> f64 {
    let variance = cv2.ln_1p();
    if variance == 0.0 {
        return if times >= 1.0 { 1.0 } else { 0.0 };
    }
    Normal::standard().cdf((times.ln() + variance / 2.0) / variance.sqrt())
}

fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The forecast's quantile at `level`, straight between the stated levels.
fn between(quantiles: &Quantiles, level: f64) -> f64 {
    let above = LEVELS.iter().position(|&l| l >= level).unwrap_or(LEVELS.len() - 1);
    let below = above.saturating_sub(1);
    let width = LEVELS[above] - LEVELS[below];
    let part = if width > 0.0 { (level - LEVELS[below]) / width } else { 0.0 };
    quantiles[below].0 + part * (quantiles[above].0 - quantiles[below].0)
}
