//! Mending: free a part of the roster, generate its columns with the rest fixed, mix them anew.
//!
//! A part is a few people's whole horizon, or a window of days of many people. The bound of the
//! small master says at once when nothing can be won, so most tries are cheap.

use crate::shift24::board::Board;
use crate::shift24::generation::Generation;
use crate::shift24::pick::Picker;
use crate::shift24::pool::{Pool, cheapest_mix};
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::Pricer;
use std::ops::Range;
use std::time::{Duration, Instant};

/// What is freed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A few people's whole horizon.
    People,
    /// A few days of everybody, twice as many of half the people, or four times of a quarter.
    Days,
}

/// The mending of one roster.
pub(super) struct Mending<'p> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    picker: Picker<'p>,
    part: Part,
    /// How many people or days are freed at a time, which grows while tries are quick, and the time
    /// spent; for days by how many times fewer people and more days.
    shapes: [(f64, Duration); 3],
}

/// How long one try may take, at the least and at the most.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(8));

impl Part {
    /// The fewest freed at a time, and how many at first.
    fn sizes(self) -> (f64, f64) {
        match self {
            Self::People => (3.0, 6.0),
            Self::Days => (2.0, 3.0),
        }
    }
}

impl<'p> Mending<'p> {
    pub(super) fn new(problem: &'p Problem, pricers: &'p [Pricer], part: Part, seed: u64) -> Self {
        let seed = seed ^ if part == Part::People { 0x6d65_6e64 } else { 0x6461_7973 };
        Self {
            problem,
            pricers,
            picker: Picker::new(problem, seed),
            part,
            shapes: [(part.sizes().1, Duration::ZERO); 3],
        }
    }

    /// One try on `tours`; the better roster, if there is one.
    pub(super) fn attempt(
        &mut self,
        tours: &[Tour],
        patience: Duration,
        until: Instant,
    ) -> Option<Vec<Tour>> {
        let begin = Instant::now();
        let patience = patience.clamp(PATIENCE.0, PATIENCE.1);
        let until = until.min(begin + patience);
        let shape = self.shape();
        let (people, window) = self.free(shape, tours);
        let (board, theirs) = Board::without(self.problem, tours, &people);
        let freed = (people.as_slice(), board.present.as_slice());
        let mut master = Generation::among(self.problem, self.pricers, freed, window.clone());
        master.keep_outside(tours);
        for (member, person) in people.iter().enumerate() {
            master.add(member, &tours[*person]);
        }
        let target = theirs - self.elsewhere(&window, tours) - 1;
        master.converge_until(1e-6, target as f64, until);
        let hopeless = master.bound > target as f64 + 1e-6;
        let mut better = None;
        if !hopeless {
            let dived: Option<Vec<Tour>> = master.dive(until).into_iter().collect();
            better = dived.and_then(|mix| self.cheaper(tours, &people, mix));
        }
        if !hopeless && better.is_none() {
            let (problem, present, columns) = (self.problem, &board.present, &master.tours);
            let pool = Pool { problem, people: &people, present, window, tours: columns };
            let left = until.saturating_duration_since(Instant::now()).max(patience / 8);
            let mix = cheapest_mix(&pool, target, left);
            better = mix.and_then(|mix| self.cheaper(tours, &people, mix));
        }
        self.learn(shape, begin.elapsed(), patience, hopeless);
        better
    }

    /// The roster with these tours of `people`, if it is cheaper.
    fn cheaper(&self, tours: &[Tour], people: &[usize], mix: Vec<Tour>) -> Option<Vec<Tour>> {
        let mut better = tours.to_vec();
        for (person, tour) in people.iter().zip(mix) {
            better[*person] = tour;
        }
        (self.problem.cost(&better) < self.problem.cost(tours)).then_some(better)
    }

    /// What the cover of the days outside `window` costs as it is.
    fn elsewhere(&self, window: &Range<usize>, tours: &[Tour]) -> i64 {
        let types = self.problem.types.len();
        let (everybody, _) = Board::without(self.problem, tours, &[]);
        let cells = self.problem.cover.iter().flatten().zip(&everybody.present).enumerate();
        let outside = cells.filter(|(cell, _)| !window.contains(&(cell / types)));
        outside.map(|(_, (cover, there))| cover.cost(*there)).sum()
    }

    /// The shape on which the least time was spent.
    fn shape(&self) -> usize {
        let shapes = if self.part == Part::Days { 0..self.shapes.len() } else { 0..1 };
        shapes.min_by_key(|shape| self.shapes[*shape].1).unwrap_or(0)
    }

    /// Who is freed, and on which days.
    fn free(&mut self, shape: usize, tours: &[Tour]) -> (Vec<usize>, Range<usize>) {
        let size = self.shapes[shape].0 as usize;
        match self.part {
            Part::People => (self.picker.pick(tours, size), 0..self.problem.days),
            Part::Days => {
                let share = 1 << shape;
                let window = self.picker.window(share * size);
                (self.picker.pick(tours, tours.len().div_ceil(share)), window)
            }
        }
    }

    /// Frees more after a quick try, less after a slow one.
    fn learn(&mut self, shape: usize, took: Duration, patience: Duration, hopeless: bool) {
        let most = match self.part {
            Part::People => self.problem.people.len(),
            Part::Days => (self.problem.days >> shape).max(1),
        } as f64;
        let (size, spent) = &mut self.shapes[shape];
        *spent += took;
        *size += match (took < patience / 3, hopeless) {
            (true, true) => 0.4,
            (true, false) => 0.2,
            _ => -0.5,
        };
        *size = size.clamp(most.min(self.part.sizes().0), most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shift24::anneal::Search;
    use crate::shift24::problem::{Cover, Person, ShiftType};
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg64Mcg;

    /// Early and late, no early after a late; people with random limits and wishes.
    fn world(seed: u64, people: usize, days: usize) -> Problem {
        let mut rng = Pcg64Mcg::seed_from_u64(seed);
        let types = vec![
            ShiftType { minutes: 480, cannot_follow: vec![] },
            ShiftType { minutes: 600, cannot_follow: vec![0] },
        ];
        let mut person = || Person {
            most_per_type: vec![rng.random_range(3..=9), rng.random_range(1..=5)],
            minutes_max: days as u32 * 60 * rng.random_range(5..=7),
            minutes_min: days as u32 * 60 * rng.random_range(1..=3),
            run_max: rng.random_range(3..=5),
            run_min: rng.random_range(1..=2),
            off_min: rng.random_range(1..=2),
            weekends_max: rng.random_range(1..=2),
            penalty: (0..days).map(|_| (0..3).map(|_| rng.random_range(0..4)).collect()).collect(),
            days_off: vec![rng.random_range(0..days)],
        };
        let everybody = (0..people).map(|_| person()).collect();
        let mut need =
            || Cover { required: rng.random_range(0..=people as u32 / 2), under: 10, over: 1 };
        let cover = (0..days).map(|_| vec![need(), need()]).collect();
        Problem { days, types, people: everybody, cover }
    }

    fn some_roster(problem: &Problem, pricers: &[Pricer], seed: u64) -> Option<Vec<Tour>> {
        let mut search = Search::new(problem, pricers, seed);
        search.construct().then_some(search.best?.1)
    }

    fn pricers(problem: &Problem) -> Vec<Pricer> {
        (0..problem.people.len()).map(|i| Pricer::of(problem, i)).collect()
    }

    #[test]
    fn a_window_is_filled_no_cheaper_than_its_bound_and_stays_a_window() {
        let far = Instant::now() + Duration::from_secs(600);
        let (mut tried, mut met) = (0, 0);
        for seed in 0..60 {
            let problem = world(seed, 2, 7);
            let pricers = pricers(&problem);
            let Some(base) = some_roster(&problem, &pricers, seed) else { continue };
            let window = 2..5;
            let mut master =
                Generation::among(&problem, &pricers, (&[0, 1], &[0; 14]), window.clone());
            master.keep_outside(&base);
            (0..2).for_each(|i| assert!(master.add(i, &base[i])));
            master.converge_until(1e-6, f64::INFINITY, far);
            for (member, tour) in &master.tours {
                for day in (0..7).filter(|day| !window.contains(day)) {
                    assert_eq!(tour[day], base[*member][day], "seed {seed}");
                }
            }
            let ways = |person: usize| {
                (0..27_u8).map(move |n| [n / 9, n / 3 % 3, n % 3]).filter_map({
                    let (problem, base) = (&problem, &base);
                    move |days| {
                        let mut tour = base[person].clone();
                        tour[2..5].copy_from_slice(&days);
                        problem.allows(person, &tour).then_some(tour)
                    }
                })
            };
            let all = ways(0).flat_map(|one| ways(1).map(move |two| vec![one.clone(), two]));
            let cheapest = all.map(|both| problem.cost(&both)).min().expect("the base itself");
            let elsewhere =
                Mending::new(&problem, &pricers, Part::Days, seed).elsewhere(&window, &base) as f64;
            assert!(master.bound + elsewhere <= cheapest as f64 + 1e-6, "seed {seed}");
            tried += 1;
            met += u32::from(master.bound + elsewhere > cheapest as f64 - 1.0);
        }
        assert!(tried > 30 && met > tried / 2, "{met} of {tried} bounds say how cheap it gets");
    }

    #[test]
    fn a_mended_roster_is_lawful_and_cheaper() {
        let far = Instant::now() + Duration::from_secs(600);
        let mut won = 0;
        for seed in 100..112 {
            let problem = world(seed, 6, 14);
            let pricers = pricers(&problem);
            let Some(mut roster) = some_roster(&problem, &pricers, seed) else { continue };
            for part in [Part::Days, Part::People] {
                let mut mending = Mending::new(&problem, &pricers, part, seed);
                for _ in 0..12 {
                    let patience = Duration::from_secs(5);
                    let Some(better) = mending.attempt(&roster, patience, far) else { continue };
                    assert!((0..6).all(|i| problem.allows(i, &better[i])), "seed {seed}");
                    assert!(problem.cost(&better) < problem.cost(&roster), "seed {seed}");
                    won += u32::from(part == Part::Days);
                    roster = better;
                }
            }
        }
        assert!(won > 5, "windows made {won} rosters cheaper");
    }
}
