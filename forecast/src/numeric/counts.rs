//! Quantiles of a count whose variance is at least Poisson.

use domain::LEVELS;

/// Quantiles at [`LEVELS`] of a count with this mean and variance.
///
/// Negative binomial with `variance = mean + mean²/r`; Poisson when the variance is not larger than
/// the mean. The probabilities are summed upward from zero: `P(k+1) = P(k)·(k+r)/(k+1)·(1−p)` with
/// `p = r/(r+mean)`. Meant for means up to some hundreds.
pub(crate) fn quantiles(mean: f64, variance: f64) -> [f64; LEVELS.len()] {
    let mean = mean.max(1e-9);
    let excess = variance - mean;
    let poisson = excess <= 1e-3 * mean;
    let r = if poisson { f64::INFINITY } else { mean * mean / excess };
    let (mut probability, fade) = if poisson {
        ((-mean).exp(), mean)
    } else {
        ((r * (r / (r + mean)).ln()).exp(), mean / (r + mean))
    };
    let most = (mean + 60.0 * variance.max(mean).sqrt() + 60.0) as usize;
    let (mut below, mut count) = (probability, 0usize);
    LEVELS.map(|level| {
        while below < level && count < most {
            let k = count as f64;
            probability *= if poisson { fade / (k + 1.0) } else { (k + r) / (k + 1.0) * fade };
            below += probability;
            count += 1;
        }
        count as f64
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{DiscreteCDF, NegativeBinomial, Poisson};

    #[test]
    fn they_agree_with_the_distribution_functions() {
        for mean in [0.2, 3.0, 14.0, 200.0] {
            let law = Poisson::new(mean).expect("a mean");
            let expected = LEVELS.map(|p| law.inverse_cdf(p) as f64);
            assert_eq!(quantiles(mean, mean), expected, "Poisson {mean}");
            let r = 2.5;
            let law = NegativeBinomial::new(r, r / (r + mean)).expect("a law");
            let at_least = |k: f64, p: f64| law.cdf(k as u64) >= p;
            for (k, p) in quantiles(mean, mean + mean * mean / r).into_iter().zip(LEVELS) {
                assert!(at_least(k, p) && (k == 0.0 || !at_least(k - 1.0, p)), "{mean} {p} {k}");
            }
        }
    }
}
