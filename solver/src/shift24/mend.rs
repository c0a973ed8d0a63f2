//! Mending: free a few people, generate their columns with everybody else fixed, mix them anew.
//!
//! The bound of the small master says at once when nothing can be won, so most tries are cheap.

use crate::shift24::board::Board;
use crate::shift24::generation::Generation;
use crate::shift24::pick::Picker;
use crate::shift24::pool::{Pool, cheapest_mix};
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::Pricer;
use std::time::{Duration, Instant};

/// The mending of one roster.
pub(super) struct Mending<'p> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    picker: Picker<'p>,
    /// How many people are freed at a time; grows while tries are quick.
    size: f64,
}

/// How long one try may take.
const TRY: Duration = Duration::from_secs(4);

impl<'p> Mending<'p> {
    pub(super) fn new(problem: &'p Problem, pricers: &'p [Pricer], seed: u64) -> Self {
        Self { problem, pricers, picker: Picker::new(problem, seed ^ 0x6d65_6e64), size: 6.0 }
    }

    /// One try on `tours`; the better roster, if there is one.
    pub(super) fn attempt(&mut self, tours: &[Tour], until: Instant) -> Option<Vec<Tour>> {
        let begin = Instant::now();
        let until = until.min(begin + TRY);
        let people = self.picker.pick(tours, self.size as usize);
        let (board, theirs) = Board::without(self.problem, tours, &people);
        let mut master = Generation::new(self.problem, self.pricers, &people, &board.present);
        for (member, person) in people.iter().enumerate() {
            master.add(member, &tours[*person]);
        }
        let target = theirs as f64 - 1.0;
        master.converge_until(1e-6, target, until);
        let hopeless = master.bound > target + 1e-6;
        let mix = if hopeless {
            None
        } else {
            let pool = Pool {
                problem: self.problem,
                people: &people,
                present: &board.present,
                tours: &master.tours,
            };
            let left = until.saturating_duration_since(Instant::now()).max(TRY / 8);
            cheapest_mix(&pool, theirs - 1, left)
        };
        let quick = begin.elapsed() < TRY / 3;
        self.size = if quick { self.size + 0.2 } else { self.size - 0.5 };
        let most = self.problem.people.len() as f64;
        self.size = self.size.clamp(most.min(3.0), most);
        let mut better = tours.to_vec();
        for (person, tour) in people.into_iter().zip(mix?) {
            better[person] = tour;
        }
        Some(better)
    }
}
