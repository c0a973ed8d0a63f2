//! A large neighbourhood without a linear programme: free many people, let the ascent price what
//! the others leave open, and dive again.
//!
//! The bound of the freed part says early when nothing can be won there.

use crate::shift24::ascent::Ascent;
use crate::shift24::board::Board;
use crate::shift24::pick::Picker;
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::Pricer;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use std::time::Instant;

/// Tries with a size that follows their success.
pub(super) struct Redive<'p> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    picker: Picker<'p>,
    rng: Pcg64Mcg,
    size: f64,
    /// Tours priced so far.
    pub(super) work: u64,
}

/// Rounds of the ascent from the values of the whole, and after some people are fixed.
const ROUNDS: u64 = 150;
const ROUNDS_DIVING: u64 = 25;

/// The fewest people worth freeing.
const SIZE_MIN: f64 = 5.0;

impl<'p> Redive<'p> {
    pub(super) fn new(problem: &'p Problem, pricers: &'p [Pricer], seed: u64) -> Self {
        Self {
            problem,
            pricers,
            picker: Picker::new(problem, seed ^ 0x7265_6469_7665),
            rng: Pcg64Mcg::seed_from_u64(seed ^ 0x0073_697a_6573),
            size: 12.0,
            work: 0,
        }
    }

    /// Everybody's tour anew, `None` for those to be put in; `None` where nothing can be won.
    pub(super) fn attempt(
        &mut self,
        tours: &[Tour],
        value: &[f64],
        until: Instant,
    ) -> Option<Vec<Option<Tour>>> {
        let most = self.problem.people.len() as f64;
        let people = self.picker.pick(tours, self.size.min(most) as usize);
        let (board, theirs) = Board::without(self.problem, tours, &people);
        let target = theirs as f64;
        let mut ascent = Ascent::among(
            self.problem,
            self.pricers,
            (&people, &board.present),
            (value.to_vec(), target),
        )?;
        ascent.climb_below(ROUNDS, target - 1.0 + 1e-4, until);
        let hopeless = ascent.bound > target - 1.0 + 1e-4;
        if hopeless || Instant::now() >= until {
            self.work += ascent.work;
            self.size = (self.size + 0.3).min(most);
            return None;
        }
        let (dived, work) = ascent.dive(ROUNDS_DIVING, &mut self.rng, until);
        self.work += work;
        self.size = (self.size - 0.2).max(SIZE_MIN.min(most));
        let mut all: Vec<Option<Tour>> = tours.iter().cloned().map(Some).collect();
        for person in people {
            all[person].clone_from(&dived[person]);
        }
        Some(all)
    }
}
