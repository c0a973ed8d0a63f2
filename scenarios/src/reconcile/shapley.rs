//! A fair split among causes that act together (Shapley 1953).
//!
//! Changing one number after the other from plan to day gives each cause a part, but the parts
//! depend on the order: a tenth more volume hurts more once people are missing. The Shapley value
//! is the mean over all orders. Unlike a fixed order it treats causes alike, and unlike changing
//! one at a time it leaves no rest: the parts add up to the whole.
//!
//! ```text
//! φ(i) = Σ_{S ∌ i} |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S))
//! ```

/// What can differ between plan and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Volume,
    HandleTime,
    Gaps,
    Attendance,
}

/// How many causes there are.
pub(super) const CAUSES: usize = 4;

/// How many mixtures there are.
pub(super) const MIXTURES: usize = 1 << CAUSES;

/// Which causes are as they were; the others are as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mixture(usize);

impl Mixture {
    /// Everything as planned.
    pub(super) const PLAN: Self = Self(0);

    /// Every mixture, by number.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..MIXTURES).map(Self)
    }
    pub(super) fn number(self) -> usize {
        self.0
    }
    pub(super) fn has(self, cause: Cause) -> bool {
        self.0 >> (cause as usize) & 1 == 1
    }
}

/// Each cause's part of `value(everything as it was) − value(everything as planned)`.
pub(super) fn shapley(value: &[f64; MIXTURES]) -> [f64; CAUSES] {
    let factorial = |n: usize| (1..=n).product::<usize>() as f64;
    std::array::from_fn(|cause| {
        let without = Mixture::all().filter(|m| m.0 >> cause & 1 == 0);
        let parts = without.map(|m| {
            let size = m.0.count_ones() as usize;
            let weight = factorial(size) * factorial(CAUSES - size - 1) / factorial(CAUSES);
            weight * (value[m.0 | 1 << cause] - value[m.0])
        });
        parts.sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of a mixture as a function of the set of its causes.
    fn values(of: impl Fn(&dyn Fn(usize) -> f64) -> f64) -> [f64; MIXTURES] {
        std::array::from_fn(|m| of(&|cause| (m >> cause & 1) as f64))
    }

    #[test]
    fn causes_that_do_not_meet_get_what_they_do() {
        let value = values(|x| 0.9 - 0.1 * x(0) - 0.02 * x(1) + 0.05 * x(3));
        for (part, expected) in shapley(&value).into_iter().zip([-0.1, -0.02, 0.0, 0.05]) {
            assert!((part - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn what_two_causes_do_together_is_shared_evenly() {
        let value = values(|x| 0.9 - 0.1 * x(0) * x(2));
        for (part, expected) in shapley(&value).into_iter().zip([-0.05, 0.0, -0.05, 0.0]) {
            assert!((part - expected).abs() < 1e-15);
        }
    }
}
