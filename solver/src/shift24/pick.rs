//! Who is freed together: anybody, those whose wishes cost most, or those who could help a gap.

use crate::shift24::problem::{Problem, Tour};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::ops::Range;

/// Picks people by chance.
#[derive(Debug, Clone)]
pub(super) struct Picker<'p> {
    problem: &'p Problem,
    rng: Pcg64Mcg,
}

impl<'p> Picker<'p> {
    /// A picker with a seed of its own.
    pub(super) fn new(problem: &'p Problem, seed: u64) -> Self {
        Self { problem, rng: Pcg64Mcg::seed_from_u64(seed) }
    }

    /// So many people, in order.
    pub(super) fn pick(&mut self, tours: &[Tour], size: usize) -> Vec<usize> {
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
        let mut people: Vec<usize> = all.into_iter().take(size).map(|(_, person)| person).collect();
        people.sort_unstable();
        people
    }

    /// So many days in a row.
    pub(super) fn window(&mut self, length: usize) -> Range<usize> {
        let length = length.min(self.problem.days);
        let start = self.rng.random_range(0..=self.problem.days - length);
        start..start + length
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
