//! Prices for those who ask what things are worth: nobody is rostered.

use super::certificate::certify;
use super::generation::{Generation, Round, SEEDS};
use super::master::Served;
use super::prices::Prices;
use super::prover::{Desk, News, ROUNDS, is_slow};
use super::start::started;
use crate::roster::pricing::crew::Crew;
use crate::roster::primal::shared::Shared;
use crate::roster::problem::Problem;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use std::time::Duration;

/// Whoever proves alone: all cores are theirs.
struct Alone<'l>(&'l dyn Fn() -> Option<Duration>);

impl<'p> Desk<'p> for Alone<'_> {
    fn left(&self) -> Option<Duration> {
        (self.0)()
    }
    fn roster(&self) -> Vec<Served> {
        Vec::new()
    }
    fn shared(&self) -> Option<&Shared<'p>> {
        None
    }
    fn tell(&self, _: News) {}
}

/// Prices and the bound they prove.
#[derive(Debug)]
pub(crate) struct Proved {
    /// No roster costs less, in minor units.
    pub(crate) bound: f64,
    /// The prices that prove it.
    pub(crate) prices: Prices,
    /// Whether nothing was left to prove.
    pub(crate) settled: bool,
}

/// The best bound found while there is time `left`, and its prices; no roster is looked for.
///
/// # Errors
/// What the optimiser says when it ends without an answer, or that a class has no lawful tour.
pub(crate) fn best_prices(
    problem: &Problem,
    seed: u64,
    left: &dyn Fn() -> Option<Duration>,
) -> Result<Proved, String> {
    let random = Pcg64Mcg::seed_from_u64(seed ^ 0x9e37_79b9);
    let (generation, _) = started(problem, (random, Crew::all()), &Alone(left))?;
    proved(generation, f64::INFINITY, left)
}

/// As [`best_prices`], from these prices on, and only until the bound is above `enough`.
///
/// # Errors
/// As [`best_prices`].
pub(crate) fn better_prices(
    problem: &Problem,
    (seed, start): (u64, Prices),
    enough: f64,
    left: &dyn Fn() -> Option<Duration>,
) -> Result<Proved, String> {
    let no_tour = |_| "a class has no lawful tour".to_owned();
    let mut crew = Crew::all();
    let first = certify(problem, &start, &mut crew).map_err(no_tour)?;
    if first.bound > enough {
        return Ok(Proved { bound: first.bound, prices: start, settled: false });
    }
    let random = Pcg64Mcg::seed_from_u64(seed ^ 0x9e37_79b9);
    let seeded = Generation::new(problem, (Vec::new(), SEEDS), (start, crew), random);
    proved(seeded.map_err(no_tour)?, enough, left)
}

/// Rounds until master and bound agree, the bound is above `enough`, or the time is up; where
/// nothing is enough, until rounds are slow as well.
fn proved(
    mut generation: Generation<'_>,
    enough: f64,
    left: &dyn Fn() -> Option<Duration>,
) -> Result<Proved, String> {
    let mut settled = false;
    for _ in 0..ROUNDS {
        let begin = left();
        if begin.is_some_and(|t| t.is_zero()) || generation.bound > enough {
            break;
        }
        if generation.round(left)? == Round::Agrees {
            settled = true;
            break;
        }
        // a proof that is asked for goes on while there is time; prices that are read need not
        if enough.is_infinite() && is_slow(begin, left()) {
            break;
        }
    }
    Ok(Proved { bound: generation.bound, prices: generation.best, settled })
}
