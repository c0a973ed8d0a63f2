//! Which part of a roster is freed.

use crate::roster::problem::Problem;
use rand::RngExt;
use rand::seq::SliceRandom;
use rand_pcg::Pcg64Mcg;
use std::ops::Range;
use std::time::Duration;

/// What is freed: days of people.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Whose.
    pub(crate) people: Vec<usize>,
    /// Which days.
    pub(crate) days: Range<usize>,
}

/// Days of people freed at first.
const SIZE: f64 = 60.0;
/// The fewest.
const LEAST: f64 = 6.0;
/// A try that takes less makes the next larger,
const QUICK: Duration = Duration::from_millis(300);
/// and one that takes more makes it smaller.
const SLOW: Duration = Duration::from_millis(800);

/// Picks parts, and learns how large they may be.
#[derive(Debug)]
pub(crate) struct Picker {
    /// Days of people, when one day is freed and when two are.
    sizes: [f64; 2],
}

impl Picker {
    /// Nothing is known yet.
    pub(crate) const fn new() -> Self {
        Self { sizes: [SIZE; 2] }
    }

    /// A day of many people, or two days of half as many.
    pub(crate) fn pick(&self, problem: &Problem, random: &mut Pcg64Mcg) -> Part {
        let mut people: Vec<usize> = (0..problem.agents.len()).collect();
        let days = problem.classes.first().map_or(0, |class| class.days.len());
        let length = random.random_range(1..=2.min(days.max(1)));
        let first = random.random_range(0..=days.saturating_sub(length));
        people.shuffle(random);
        people.truncate((self.sizes[length - 1] / length as f64).ceil() as usize);
        people.sort_unstable();
        Part { people, days: first..(first + length).min(days) }
    }

    /// Every day of everybody, one after another, by as many people at a time as one day may have.
    pub(crate) fn every_day(&self, problem: &Problem, random: &mut Pcg64Mcg) -> Vec<Part> {
        let mut people: Vec<usize> = (0..problem.agents.len()).collect();
        people.shuffle(random);
        let days = problem.classes.first().map_or(0, |class| class.days.len());
        let part = |(day, people): (usize, &[usize])| {
            let mut people = people.to_vec();
            people.sort_unstable();
            Part { people, days: day..day + 1 }
        };
        let crowds = || people.chunks((self.sizes[0] as usize).max(1));
        (0..days).flat_map(|day| crowds().map(move |crowd| (day, crowd))).map(part).collect()
    }

    /// How long a part took.
    pub(crate) fn learn(&mut self, problem: &Problem, part: &Part, took: Duration) {
        let length = part.days.len().clamp(1, 2);
        let all = (problem.agents.len() * length) as f64;
        let size = &mut self.sizes[length - 1];
        *size *= match took {
            took if took < QUICK => 1.1,
            took if took > SLOW => 0.9,
            _ => 1.0,
        };
        *size = size.min(all).max(LEAST);
    }
}
