//! Two searches' rosters joined: what each changed of the roster both began from.

use super::{Incumbent, Search};
use crate::roster::pricing::Tour;
use crate::roster::problem::Problem;
use std::time::{Duration, Instant};

/// The seams are smoothed no longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Another search's roster, and the one from which both searches went on.
#[derive(Debug, Clone)]
pub(crate) struct Theirs {
    /// Everybody's tour in the other's roster.
    pub(crate) tours: Vec<Tour>,
    /// And in the roster both began from.
    pub(crate) base: Vec<Tour>,
}

impl<'p> Search<'p> {
    /// Goes on from the cheapest of its own roster, theirs, and both joined.
    pub(crate) fn join(&mut self, theirs: Theirs, heat: f64, left: Option<Duration>) {
        let Some(mine) = self.incumbent() else { return };
        let joined = joined(self.problem, &mine.tours, &theirs);
        let is_new = joined != mine.tours && joined != theirs.tours;
        self.take_over(theirs.tours, mine.cost(), left);
        let mut best = self.cheaper(mine);
        if is_new {
            self.take_over(joined, best.cost(), left);
            let begin = Instant::now();
            let left = left.map(|left| left.min(PATIENCE));
            let days = 0..self.problem.classes.first().map_or(0, |class| class.days.len());
            self.smooth(days, heat, &|| left.map(|left| left.saturating_sub(begin.elapsed())));
            best = self.cheaper(best);
        }
        self.restore(&best);
    }

    /// The roster as it is now, or this one if that is no dearer.
    fn cheaper(&self, other: Incumbent<'p>) -> Incumbent<'p> {
        if self.cost() < other.cost() { self.incumbent().unwrap_or(other) } else { other }
    }
}

/// Both rosters' changes of the one they began from, day by day; where both changed a day, or a
/// week with both changes were unlawful, mine stay.
pub(super) fn joined(problem: &Problem, mine: &[Tour], theirs: &Theirs) -> Vec<Tour> {
    let tours = mine.iter().zip(&theirs.tours).zip(&theirs.base).enumerate();
    tours
        .map(|(agent, ((mine, theirs), base))| {
            let changed = mine.days.iter().zip(&theirs.days).zip(&base.days);
            let days = changed.map(
                |((mine, theirs), base)| {
                    if mine == base { theirs.clone() } else { mine.clone() }
                },
            );
            let class = &problem.classes[problem.agents[agent]];
            let mut both = Tour { days: days.collect(), cost: 0 };
            match class.laws.price(&both, &class.days) {
                Some(laws) => {
                    both.cost = laws + class.shift_costs(&both);
                    both
                }
                None => mine.clone(),
            }
        })
        .collect()
}
