//! Which changes a difference comes from.
//!
//! The changes of a scenario fall into causes. In outline, every set of causes is planned, and each
//! cause gets its Shapley value: the mean, over all orders, of what it adds when its turn comes.
//! The values add up to the difference in outline exactly, and what the outline does not see (whole
//! people, rest, wishes, the luck of the search) is the rest of the difference of the rosters:
//!
//! ```text
//! cost(other) − cost(base) = Σ causes φ(cause) + rest
//! φ(i) = Σ_{S ∌ i} |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S))
//! ```

use super::{CompareError, Forecasts, Rough, Scenario, rough};
use crate::change::{Cause, World};
use crate::plan::PlanOptions;
use domain::Money;

/// A difference of costs in parts that add up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Each cause with its part.
    pub parts: Vec<(Cause, Money)>,
    /// What the outline does not see.
    pub rest: Money,
}

impl Attribution {
    /// The whole difference.
    #[must_use]
    pub fn total(&self) -> Money {
        self.parts.iter().map(|(_, part)| *part).sum::<Money>() + self.rest
    }
}

/// Splits `difference`, the cost of a scenario's roster minus the base's, into its causes.
///
/// `whole` is the scenario in outline and `none` the base.
///
/// # Errors
/// [`CompareError`] when some of the changes cannot be made without the others.
pub fn attribute(
    base: &World,
    scenario: &Scenario,
    (none, whole): (&Rough, &Rough),
    difference: Money,
    forecasts: &Forecasts,
    options: &PlanOptions,
) -> Result<Attribution, CompareError> {
    let causes = scenario.causes();
    let sets = 1_usize << causes.len();
    let mut values = vec![none.cost().0 as f64; sets];
    for (set, value) in values.iter_mut().enumerate().skip(1) {
        let cost = if set == sets - 1 {
            whole.cost()
        } else {
            let some: Vec<Cause> =
                (0..causes.len()).filter(|i| set >> i & 1 == 1).map(|i| causes[i]).collect();
            rough(base, &scenario.only(&some), forecasts, options)?.cost()
        };
        *value = cost.0 as f64;
    }
    let share = |part: f64| Money(part.round() as i64);
    let parts: Vec<(Cause, Money)> =
        (0..causes.len()).map(|i| (causes[i], share(shapley(&values, i)))).collect();
    let seen: Money = parts.iter().map(|(_, part)| *part).sum();
    Ok(Attribution { parts, rest: difference - seen })
}

/// The part of number `one` in `values`, indexed by sets of numbers as bits.
fn shapley(values: &[f64], one: usize) -> f64 {
    let all = values.len().trailing_zeros();
    let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
    let without = (0..values.len()).filter(|set| set >> one & 1 == 0);
    let parts = without.map(|set| {
        let size = set.count_ones();
        let weight = factorial(size) * factorial(all - size - 1) / factorial(all);
        weight * (values[set | 1 << one] - values[set])
    });
    parts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_and_what_two_do_together_is_shared() {
        // sets: none, a, b, a and b
        let values = [100.0, 130.0, 90.0, 140.0];
        let (a, b) = (shapley(&values, 0), shapley(&values, 1));
        assert!((a - 40.0).abs() < 1e-9 && (b - 0.0).abs() < 1e-9, "{a}, {b}");
        assert!((a + b - 40.0).abs() < 1e-9);
    }
}
