//! One roster that two searches mend: each goes on from whatever is cheapest by then, or from where
//! one of them began anew.

use super::{Incumbent, Search};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The roster that both searches mend.
#[derive(Debug, Default)]
pub(crate) struct Shared<'p>(Mutex<Shown<'p>>);

/// The cheapest roster since a search began anew, and how often one did.
#[derive(Debug, Default)]
struct Shown<'p> {
    beginnings: u32,
    roster: Option<Incumbent<'p>>,
}

impl<'p> Shared<'p> {
    fn shown(&self) -> MutexGuard<'_, Shown<'p>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'p> Search<'p> {
    /// Has the other search go on from this one's roster, even if its own is cheaper: there is more
    /// room here to get cheaper.
    pub(crate) fn begin_anew(&mut self, shared: &Shared<'p>) {
        let mut shown = shared.shown();
        shown.roster = self.incumbent();
        shown.beginnings += 1;
        self.beginnings = shown.beginnings;
    }

    /// Shows its roster, and goes on from the one that was shown if that is cheaper, or if the
    /// other search began anew there; the cheaper of the best and where it goes on from.
    ///
    /// Its roster is the best until one has begun anew, and from then on the one it stands at.
    pub(crate) fn meet(&mut self, shared: &Shared<'p>, best: Incumbent<'p>) -> Incumbent<'p> {
        let mut shown = shared.shown();
        let anew = self.beginnings != shown.beginnings;
        self.beginnings = shown.beginnings;
        let mine = if shown.beginnings == 0 { best.cost() } else { self.cost() };
        let theirs = shown.roster.as_ref().map_or(i64::MAX, Incumbent::cost);
        if mine < theirs && !anew {
            shown.roster =
                if shown.beginnings == 0 { Some(best.clone()) } else { self.incumbent() };
        }
        let Some(other) = shown.roster.as_ref().filter(|_| anew || theirs < mine) else {
            return best;
        };
        let other = other.clone();
        drop(shown);
        self.tours = other.tours.into_iter().map(Some).collect();
        self.seating.follow(&other.seating);
        self.own = other.own;
        if self.cost() < best.cost() { self.incumbent().unwrap_or(best) } else { best }
    }
}
