//! The slow level: a random walk, daily in the last fortnight, weekly for half a year, then
//! four-weekly, running straight between its nodes.
//!
//! ```text
//! level(age) between nodes a(k) ≤ age < a(k+1):  straight from l(k) to l(k+1)
//! l(0) free;  l(k+1) − l(k) ~ N(0, sd² · (a(k+1) − a(k)) / 7)        sd per square root of a week
//! ```

/// Ages in days, counted back from the last day of history, at which the level may bend.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Nodes(Vec<usize>);

impl Nodes {
    /// Nodes that reach back over `days` days of history.
    pub(crate) fn new(days: usize) -> Self {
        let mut ages = vec![0];
        let mut age = 0;
        while age < days {
            age += match age {
                0..14 => 1,
                14..182 => 7,
                _ => 28,
            };
            ages.push(age);
        }
        Self(ages)
    }

    /// How many nodes.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The two nodes around `age` and the weight of the older one.
    pub(crate) fn around(&self, age: usize) -> (usize, f64) {
        let last = self.0.len() - 1;
        let below = self.0.partition_point(|&a| a <= age).clamp(1, last) - 1;
        let width = (self.0[below + 1] - self.0[below]) as f64;
        (below, ((age - self.0[below]) as f64 / width).min(1.0))
    }

    /// The weeks between each node and the next older one.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = f64> {
        self.0.windows(2).map(|pair| (pair[1] - pair[0]) as f64 / 7.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_daily_then_weekly_then_four_weekly_and_cover_the_history() {
        let nodes = Nodes::new(250);
        assert_eq!(nodes.0[..3], [0, 1, 2]);
        assert_eq!(nodes.0[14..17], [14, 21, 28]);
        assert_eq!(nodes.0[38..], [182, 210, 238, 266]);
        assert_eq!(nodes.around(3), (3, 0.0));
        assert_eq!(nodes.around(24), (15, 3.0 / 7.0));
        assert_eq!(Nodes::new(1).around(0), (0, 0.0));
    }
}
