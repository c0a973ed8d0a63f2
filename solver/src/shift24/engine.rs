//! Bound beside search, until the time is up or both meet.

use crate::shift24::anneal::Search;
use crate::shift24::generation::Generation;
use crate::shift24::mend::Mending;
use crate::shift24::pool::{Pool, cheapest_mix};
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

/// What the search does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Column generation is done.
    Bound,
    /// The relaxation is rounded.
    Dive,
    /// All generated tours are mixed.
    Pool,
    /// A round of mending a few people at a time is done.
    Mending,
}

/// How far the search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What was done last.
    pub phase: Phase,
    /// The cheapest roster so far.
    pub cost: Option<i64>,
    /// The bound.
    pub bound: i64,
}

/// The cheapest roster found in the time, with a proved lower bound.
#[must_use]
pub fn solve(problem: &Problem, options: &Options, watch: &mut dyn FnMut(&Progress)) -> Answer {
    let begin = Instant::now();
    let pricers: Vec<Pricer> = (0..problem.people.len()).map(|i| Pricer::of(problem, i)).collect();
    let until = begin + options.time;
    let everybody: Vec<usize> = (0..problem.people.len()).collect();
    let nobody = vec![0; problem.days * problem.types.len()];
    let mut generation = Generation::new(problem, &pricers, &everybody, &nobody);
    let mut search = Search::new(problem, &pricers, options.seed);
    if search.construct() {
        search.add_to(&mut generation);
    }
    generation.converge(0.01, begin + options.time.mul_f64(0.5));
    let bound = (generation.bound - 1e-4).ceil() as i64;
    watch(&Progress { phase: Phase::Bound, cost: search.cost(), bound });
    search.guide_by(generation.value.clone());
    let dived = generation.dive(begin + options.time.mul_f64(0.7));
    search.complete(dived);
    watch(&Progress { phase: Phase::Dive, cost: search.cost(), bound });
    let from = begin.elapsed();
    let left = options.time.saturating_sub(from);
    let pool = Pool { problem, people: &everybody, present: &nobody, tours: &generation.tours };
    if let Some((cost, _)) = &search.best
        && *cost > bound
        && let Some(tours) = cheapest_mix(&pool, cost - 1, left / 6)
    {
        search.restart(&tours);
    }
    watch(&Progress { phase: Phase::Pool, cost: search.cost(), bound });
    let mut mending = Mending::new(problem, &pricers, options.seed);
    let open = |search: &Search<'_>| search.best.as_ref().is_none_or(|(cost, _)| *cost > bound);
    while open(&search) && Instant::now() < until {
        let burst = Instant::now() + left / 60;
        while open(&search) && Instant::now() < burst.min(until) {
            search.step(4.0);
        }
        let Some((_, tours)) = search.best.clone() else { continue };
        let pause = Instant::now() + left / 20;
        let mut current = tours;
        while Instant::now() < pause.min(until) {
            if let Some(better) = mending.attempt(&current, until) {
                current = better;
            }
        }
        search.restart(&current);
        watch(&Progress { phase: Phase::Mending, cost: search.cost(), bound });
    }
    Answer { cost: search.cost(), tours: search.best.map(|b| b.1), bound, work: search.work }
}
