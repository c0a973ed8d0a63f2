//! One roster that two searches mend: each goes on from whatever is cheapest by then.

use super::{Incumbent, Search};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The cheapest roster of both searches.
#[derive(Debug, Default)]
pub(crate) struct Shared<'p>(Mutex<Option<Incumbent<'p>>>);

impl<'p> Shared<'p> {
    fn cheapest(&self) -> MutexGuard<'_, Option<Incumbent<'p>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What it costs, in minor units.
    pub(crate) fn cost(&self) -> i64 {
        self.cheapest().as_ref().map_or(i64::MAX, Incumbent::cost)
    }

    /// Shows a roster to the other search, unless that has shown a cheaper one.
    pub(crate) fn show(&self, roster: &Incumbent<'p>) {
        let mut cheapest = self.cheapest();
        if cheapest.as_ref().is_none_or(|shown| roster.cost() < shown.cost()) {
            *cheapest = Some(roster.clone());
        }
    }
}

impl<'p> Search<'p> {
    /// Shows its best roster, and goes on from the one that was shown if that is cheaper; the
    /// cheaper of both.
    pub(crate) fn meet(&mut self, shared: &Shared<'p>, best: Incumbent<'p>) -> Incumbent<'p> {
        shared.show(&best);
        let cheaper = |shown: &&Incumbent<'p>| shown.cost() < best.cost();
        let Some(shown) = shared.cheapest().as_ref().filter(cheaper).cloned() else { return best };
        self.tours = shown.tours.into_iter().map(Some).collect();
        self.seating.follow(&shown.seating);
        self.own = shown.own;
        self.incumbent().unwrap_or(best)
    }
}
