//! What a difference of costs can be believed to be.
//!
//! Two searches end somewhere between their bounds and their costs. What the cheapest possible
//! rosters differ by lies between the worst and the best case of both:
//!
//! ```text
//! found     cost(other) − cost(base)
//! possible  [ bound(other) − cost(base), cost(other) − bound(base) ]
//! ```
//! A possible range that holds 0 shows no measurable difference, whatever was found.

use domain::Money;

/// A cost with what is proved about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// What the roster found costs, fees outside the roster included.
    pub cost: Money,
    /// No lawful roster costs less, fees included.
    pub bound: Money,
}

/// The difference of two costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostDifference {
    /// What was found.
    pub found: Money,
    /// The least that the cheapest rosters can differ by.
    pub least: Money,
    /// The most.
    pub most: Money,
}

impl CostDifference {
    /// Other minus base.
    #[must_use]
    pub fn between(base: Weight, other: Weight) -> Self {
        Self {
            found: other.cost - base.cost,
            least: other.bound - base.cost,
            most: other.cost - base.bound,
        }
    }

    /// Of two worlds with the same people, laws and needs, planned once: all that differs is paid
    /// outside the roster.
    #[must_use]
    pub fn of_twins(base: Weight, other: Weight) -> Self {
        let found = other.cost - base.cost;
        Self { found, least: found, most: found }
    }

    /// Whether the cheapest rosters surely differ.
    #[must_use]
    pub fn is_measurable(&self) -> bool {
        self.least > Money::ZERO || self.most < Money::ZERO
    }

    /// What both gaps leave open: the width of the possible range.
    #[must_use]
    pub fn open(&self) -> Money {
        self.most - self.least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(cost: i64, bound: i64) -> Weight {
        Weight { cost: Money(cost), bound: Money(bound) }
    }

    #[test]
    fn a_difference_below_both_gaps_is_not_measurable() {
        let small = CostDifference::between(weight(1000, 950), weight(1030, 980));
        assert_eq!((small.found, small.least, small.most), (Money(30), Money(-20), Money(80)));
        assert!(!small.is_measurable());
        let large = CostDifference::between(weight(1000, 950), weight(1100, 1010));
        assert!(large.is_measurable(), "the cheapest of one is dearer than what was found");
        assert_eq!(large.open(), Money(140));
    }

    #[test]
    fn nothing_changed_means_a_difference_of_exactly_nothing() {
        let same = CostDifference::of_twins(weight(1000, 950), weight(1000, 950));
        assert_eq!((same.found, same.open()), (Money::ZERO, Money::ZERO));
        assert!(!same.is_measurable());
        let fee = CostDifference::of_twins(weight(1000, 950), weight(1010, 960));
        assert!(fee.is_measurable(), "a fee alone is exact");
    }
}
