//! Medians, quantiles and means.

/// The middle of `values`; `None` when there are none. The order of `values` is lost.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    let n = values.len();
    if n == 0 {
        return None;
    }
    let (below, &mut upper, _) = values.select_nth_unstable_by(n / 2, f64::total_cmp);
    if n % 2 == 1 {
        return Some(upper);
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(0.5 * (lower + upper))
}

/// The `p`-quantile of ascending `sorted`, interpolated linearly between order statistics.
pub(crate) fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let low = place.floor() as usize;
    let high = (low + 1).min(last);
    Some(sorted[low] + (place - low as f64) * (sorted[high] - sorted[low]))
}

/// The quantiles at ascending `levels` of ascending values with their weights: each value stands
/// at the middle of its weight, straight lines in between.
pub(crate) fn weighted_quantiles<const N: usize>(
    sorted: &[(f64, f64)],
    levels: [f64; N],
) -> Option<[f64; N]> {
    let whole: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let (first, last) = (sorted.first()?.0, sorted.last()?.0);
    let (mut below, mut place, mut before) = (0.0, f64::NEG_INFINITY, first);
    let mut rest = sorted.iter();
    let mut next = rest.next();
    Some(levels.map(|level| {
        while let Some(&(value, weight)) = next {
            let middle = (below + 0.5 * weight) / whole;
            if middle >= level {
                let step = (level - place) / (middle - place);
                return if place.is_finite() { before + step * (value - before) } else { value };
            }
            (below, place, before) = (below + weight, middle, value);
            next = rest.next();
        }
        last
    }))
}

/// The mean of `values`; `None` when there are none.
pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.into_iter().fold((0.0, 0usize), |(s, n), v| (s + v, n + 1));
    (n > 0).then(|| sum / n as f64)
}

/// Weights that sum to one, without those below `least` of the whole.
pub(crate) fn shares(weights: &[f64], least: f64) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    let kept: Vec<f64> =
        weights.iter().map(|w| w / total).map(|w| if w < least { 0.0 } else { w }).collect();
    let total: f64 = kept.iter().sum();
    kept.iter().map(|w| w / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&mut [9.0, 1.0, 3.0]), Some(3.0));
        assert_eq!(median(&mut []), None);
    }

    #[test]
    fn quantiles_interpolate() {
        let sorted = [0.0, 10.0, 20.0];
        assert_eq!(quantile(&sorted, 0.25), Some(5.0));
        assert_eq!(quantile(&sorted, 1.0), Some(20.0));
    }

    #[test]
    fn weighted_quantiles_stand_at_the_middle_of_their_weights() {
        let sorted = [(0.0, 1.0), (10.0, 2.0), (20.0, 1.0)];
        let found = weighted_quantiles(&sorted, [0.0, 0.125, 0.3125, 0.5, 0.6875, 1.0]);
        assert_eq!(found, Some([0.0, 0.0, 5.0, 10.0, 15.0, 20.0]));
        assert_eq!(weighted_quantiles(&[], [0.5]), None);
    }

    #[test]
    fn small_weights_are_dropped_and_the_rest_sum_to_one() {
        assert_eq!(shares(&[50.0, 49.0, 1.0], 0.02), [50.0 / 99.0, 49.0 / 99.0, 0.0]);
    }
}
