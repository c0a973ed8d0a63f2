//! What a planner states about an event, weighed against what history suggests.
//!
//! ```text
//! log blend = (log model / v + log stated / s²) / (1/v + 1/s²)
//! ```
//! `model` contacts expected in the event's hours ÷ contacts expected there without it; `v` the
//! variance of `log model`; `s` 0.05 when the planner is firm, 0.15 when rough. A stated total is
//! divided by the contacts expected without the event. The blend moves all intervals of the event
//! alike, so its course over days and hours stays the model's.

use domain::{Confidence, Effect};

/// Weighs a stated multiplier against the model's.
pub(crate) fn blend(model: f64, variance: f64, stated: f64, confidence: Confidence) -> f64 {
    let sd = match confidence {
        Confidence::Firm => 0.05_f64,
        Confidence::Rough => 0.15,
    };
    let (own, theirs) = (1.0 / variance.max(1e-9), 1.0 / (sd * sd));
    ((own * model.ln() + theirs * stated.ln()) / (own + theirs)).exp()
}

/// The multiplier that a stated effect means where `ordinary` contacts are expected without it.
pub(crate) fn multiplier(effect: Effect, ordinary: f64) -> Option<f64> {
    match effect {
        Effect::Relative(times) => Some(times),
        Effect::Absolute(total) => Some(total / ordinary),
        Effect::Automatic | Effect::Closed => None,
    }
}

/// The variance that is left when both are used.
pub(crate) fn variance(model: f64, confidence: Confidence) -> f64 {
    let sd = match confidence {
        Confidence::Firm => 0.05_f64,
        Confidence::Rough => 0.15,
    };
    1.0 / (1.0 / model.max(1e-9) + 1.0 / (sd * sd))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_precision_meets_at_the_geometric_mean() {
        let met = blend(2.0, 0.15 * 0.15, 8.0, Confidence::Rough);
        assert!((met - 4.0).abs() < 1e-12);
    }

    #[test]
    fn a_firm_planner_outweighs_an_unsure_model_nine_to_one() {
        // v = 0.0225, s² = 0.0025: precisions 44.4 and 400, weights 0.1 and 0.9
        let met = blend(1.0, 0.0225, 2.0, Confidence::Firm);
        assert!((met.ln() - 0.9 * 2.0_f64.ln()).abs() < 1e-12);
        assert!((variance(0.0225, Confidence::Firm) - 0.00225).abs() < 1e-12);
    }
}
