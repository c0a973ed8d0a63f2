//! Mending: free a few people, generate their columns with everybody else fixed, mix them anew.
//!
//! The bound of the small master says at once when nothing can be won, so most tries are cheap.

use crate::shift24::board::Board;
use crate::shift24::generation::Generation;
use crate::shift24::pool::{Pool, cheapest_mix};
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::Pricer;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::time::{Duration, Instant};

/// The mending of one roster.
pub(super) struct Mending<'p> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    rng: Pcg64Mcg,
    /// How many people are freed at a time; grows while tries are quick.
    size: f64,
}

/// How long one try may take.
const TRY: Duration = Duration::from_secs(4);

impl<'p> Mending<'p> {
    pub(super) fn new(problem: &'p Problem, pricers: &'p [Pricer], seed: u64) -> Self {
        Self { problem, pricers, rng: Pcg64Mcg::seed_from_u64(seed ^ 0x6d65_6e64), size: 6.0 }
    }

    /// One try on `tours`; the better roster, if there is one.
    pub(super) fn attempt(&mut self, tours: &[Tour], until: Instant) -> Option<Vec<Tour>> {
        let begin = Instant::now();
        let until = until.min(begin + TRY);
        let people = self.pick(tours);
        let mut board = Board::empty(self.problem);
        for (person, tour) in tours.iter().enumerate() {
            board.put(person, tour.clone());
        }
        let before = board.cost;
        for person in &people {
            board.take(*person);
        }
        let others = board.cost - self.problem.cover_cost(&board.present);
        let mut master = Generation::new(self.problem, self.pricers, &people, &board.present);
        for (member, person) in people.iter().enumerate() {
            master.add(member, &tours[*person]);
        }
        let target = (before - others) as f64 - 1.0;
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
            cheapest_mix(&pool, before - others - 1, left)
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

    /// Who is freed: anybody, those whose wishes cost most, or those who could work where people
    /// are missing.
    fn pick(&mut self, tours: &[Tour]) -> Vec<usize> {
        let by = self.rng.random_range(0..3);
        let gap = if by == 2 { self.gap(tours) } else { None };
        let mut all: Vec<(f64, usize)> = Vec::new();
        for (person, tour) in tours.iter().enumerate() {
            let chance: f64 = self.rng.random_range(0.0..1.0);
            let wishes = self.problem.wishes(person, tour) as f64;
            let weight = match gap {
                Some((day, kind)) => f64::from(u8::from(self.may_work(person, day, kind))),
                None if by == 1 => (wishes + self.rng.random_range(0.0..5.0)) * chance,
                None => 0.0,
            };
            all.push((weight + chance, person));
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let size = self.size as usize;
        let mut people: Vec<usize> = all.into_iter().take(size).map(|(_, person)| person).collect();
        people.sort_unstable();
        people
    }

    fn may_work(&self, person: usize, day: usize, kind: usize) -> bool {
        let p = &self.problem.people[person];
        p.most_per_type[kind] > 0 && !p.days_off.contains(&day)
    }

    /// A random day and type with people missing.
    fn gap(&mut self, tours: &[Tour]) -> Option<(usize, usize)> {
        let types = self.problem.types.len();
        let there = |day: usize, kind: usize| {
            tours.iter().filter(|tour| usize::from(tour[day]) == kind).count() as u32
        };
        let cells = (0..self.problem.days).flat_map(|day| (0..types).map(move |kind| (day, kind)));
        let missing = |(day, kind): &(usize, usize)| {
            there(*day, *kind) < self.problem.cover[*day][*kind].required
        };
        let gaps: Vec<(usize, usize)> = cells.filter(missing).collect();
        (!gaps.is_empty()).then(|| gaps[self.rng.random_range(0..gaps.len())])
    }
}
