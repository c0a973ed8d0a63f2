//! A second search beside the first, in a thread of its own: one long cooling, then mending, then
//! short coolings from the best roster, each mended again.
//!
//! The first search has the bound and dives to see to. The two tell each other their best rosters.

use crate::shift24::anneal::{COLD, HOT, Search};
use crate::shift24::mend::{Mending, Part};
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::Pricer;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Where the two searches meet.
#[derive(Default)]
pub(super) struct Desk {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    best: Option<(i64, Vec<Tour>)>,
    guide: Option<Vec<f64>>,
    work: u64,
    over: bool,
}

impl State {
    fn cost(&self) -> Option<i64> {
        self.best.as_ref().map(|(cost, _)| *cost)
    }
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lays a search's best roster down, and takes up the other's when that is cheaper.
    pub(super) fn compare(&self, search: &mut Search<'_>) {
        let mut state = self.state();
        match (search.cost(), state.cost()) {
            (Some(mine), theirs) if theirs.is_none_or(|theirs| mine < theirs) => {
                state.best.clone_from(&search.best);
            }
            (mine, Some(theirs)) if mine.is_none_or(|mine| theirs < mine) => {
                search.best.clone_from(&state.best);
            }
            _ => {}
        }
    }

    /// What the best roster laid down costs.
    pub(super) fn cost(&self) -> Option<i64> {
        self.state().cost()
    }

    /// Tours that the second search has priced.
    pub(super) fn work(&self) -> u64 {
        self.state().work
    }

    /// Says what one person more is worth by the relaxation.
    pub(super) fn guide(&self, value: &[f64]) {
        self.state().guide = Some(value.to_vec());
    }

    /// Ends the second search.
    pub(super) fn close(&self) {
        self.state().over = true;
    }
}

/// The first cooling takes this share of the time, and begins this hot.
const FIRST: (f64, f64) = (0.45, HOT);

/// The same for each later one, which only disturbs the best roster before it is mended again.
const LATER: (f64, f64) = (1.0 / 60.0, HOT / 2.0);

/// Mending goes on until nothing was won for this share of the time.
const CALM: f64 = 1.0 / 60.0;

/// The desk is looked at so often.
const GLANCE: Duration = Duration::from_millis(50);

/// Cools and mends in turn until the time is up or the desk is closed.
pub(super) fn search(
    problem: &Problem,
    pricers: &[Pricer],
    seed: u64,
    time: Duration,
    desk: &Desk,
) {
    let end = Instant::now() + time;
    let mut search = Search::new(problem, pricers, seed);
    if !search.construct() {
        return;
    }
    let mut heat = FIRST;
    for round in 0.. {
        let begin = Instant::now();
        let length = time.mul_f64(heat.0).min(end.saturating_duration_since(begin));
        if length < GLANCE || !cool(&mut search, heat.1, (begin, length), desk) {
            return;
        }
        heat = LATER;
        let mending = Mending::new(problem, pricers, Part::Days, seed ^ round);
        if !mend(&mut search, mending, (time.mul_f64(CALM), end), desk) {
            return;
        }
        desk.compare(&mut search);
        if let Some((_, tours)) = search.best.clone() {
            search.restart(&tours);
        }
    }
}

/// One cooling; `false` when the desk was closed.
fn cool(
    search: &mut Search<'_>,
    hot: f64,
    (begin, length): (Instant, Duration),
    desk: &Desk,
) -> bool {
    let mut looked = begin;
    loop {
        let now = Instant::now();
        let done = (now - begin).as_secs_f64() / length.as_secs_f64();
        if done >= 1.0 {
            return true;
        }
        if now - looked >= GLANCE {
            looked = now;
            desk.compare(search);
            let mut state = desk.state();
            if state.over {
                return false;
            }
            state.work = search.work;
            if let Some(guide) = state.guide.take() {
                search.guide_by(guide);
            }
        }
        search.step(hot * f64::powf(COLD / hot, done));
    }
}

/// Mends the current roster until nothing was won for so long; `false` when the desk was closed.
fn mend(
    search: &mut Search<'_>,
    mut mending: Mending<'_>,
    (calm, end): (Duration, Instant),
    desk: &Desk,
) -> bool {
    let Some(mut tours) = search.board.roster() else { return true };
    let mut won = Instant::now();
    while won.elapsed() < calm && Instant::now() < end {
        if let Some(better) = mending.attempt(&tours, calm, end) {
            search.restart(&better);
            (tours, won) = (better, Instant::now());
        }
        desk.compare(search);
        if desk.state().over {
            return false;
        }
    }
    true
}
