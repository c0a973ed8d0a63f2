//! The prover: bounds beside the search, and one roster from a dive when they are tight.

use super::certificate::certify;
use super::dive::dive;
use super::generation::{Generation, Round};
use super::master::Served;
use super::prices::Prices;
use super::start::{guess, started};
use crate::roster::pricing::{Pricer, Tour};
use crate::roster::primal::joined::Theirs;
use crate::roster::primal::mended::mend_from;
use crate::roster::primal::ruin_recreate::is_alike;
use crate::roster::primal::second::{Shift, search_on};
use crate::roster::problem::Problem;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use std::time::Duration;

/// What a prover finds out.
#[derive(Debug)]
pub(crate) enum News {
    /// No roster costs less, in minor units, as these prices prove.
    Bound(f64, Box<Prices>),
    /// A roster rounded from the master's mixture, agent by agent: there is room to get cheaper.
    Rounded(Vec<Tour>),
    /// A roster that was searched for, and what the search began from.
    Roster(Theirs),
    /// The proof ended early for this reason; what was told before stays true.
    Trouble(String),
}

/// When a prover must end, and whom it tells.
pub(crate) trait Desk {
    /// The time left; zero to end. `None` without a clock.
    fn left(&self) -> Option<Duration>;
    /// The search's roster to learn from, if there is one by now.
    fn roster(&self) -> Vec<Served>;
    /// Takes news.
    fn tell(&self, news: News);
}

/// One solve of the master lasts no longer, so that the prover can be called off.
pub(super) const CHUNK: Duration = Duration::from_secs(30);
/// Rounds without a clock.
pub(super) const ROUNDS: usize = 30;
/// After this round the mixture of tours is worth rounding to a roster.
const FIRST_ROUNDED: usize = 2;
/// Shares of the time left when the dive begins, and when it must have ended.
const DIVE_FROM: f64 = 0.6;
const DIVE_TO: f64 = 0.35;
/// Share of the time left when a helping search hands in its roster.
const HELP_TO: f64 = 0.17;
/// So often a helping search hands in its roster, and looks at the other's.
const STAGES: u32 = 6;
/// Rounds end when there is no time for so many more: a search makes more of what is left.
const SLOW: u32 = 20;

/// Proves until told to stop, and tells why when it must stop earlier.
pub(crate) fn prove(problem: &Problem, seed: u64, desk: &dyn Desk) {
    if let Err(why) = work(problem, seed, desk) {
        desk.tell(News::Trouble(why));
    }
}

fn work(problem: &Problem, seed: u64, desk: &dyn Desk) -> Result<(), String> {
    let random = Pcg64Mcg::seed_from_u64(seed ^ 0x9e37_79b9);
    // something is proved at once, from what an hour costs
    let rough = guess(problem);
    let first = certify(problem, &rough, &mut Pricer::default());
    let first = first.map_err(|_| "a class has no lawful tour".to_owned())?;
    desk.tell(News::Bound(first.bound, Box::new(rough.clone())));
    let mut generation = started(problem, random, desk)?;
    desk.tell(News::Bound(generation.bound, Box::new(generation.best.clone())));
    let whole = desk.left();
    let until = |share: f64| move |left: Duration| whole.is_some_and(|w| left <= w.mul_f64(share));
    let agrees = rounds(&mut generation, desk, &until(DIVE_FROM))?;
    let dive_left = || desk.left().map(|t| t.saturating_sub(whole.unwrap_or(t).mul_f64(DIVE_TO)));
    // where everybody is a class of their own, mending has a better roster by the time a dive ends
    let dived = if is_alike(problem) { dive(problem, &mut generation, &dive_left)? } else { None };
    if let Some(tours) = &dived {
        desk.tell(News::Rounded(tours.clone()));
    }
    let Some(whole) = whole else { return Ok(()) };
    if agrees || rounds(&mut generation, desk, &|left| left.is_zero())? {
        help(problem, seed, (dived, &generation.best), (whole, desk));
    }
    Ok(())
}

/// Nothing is left to prove: searches too, and hands its roster in, last before the last touches.
/// After every stage it goes on from what both searches have changed.
fn help(
    problem: &Problem,
    seed: u64,
    (dived, prices): (Option<Vec<Tour>>, &Prices),
    (whole, desk): (Duration, &dyn Desk),
) {
    let posted = || {
        let tours: Vec<Tour> = desk.roster().into_iter().map(|served| served.tour).collect();
        (tours.len() == problem.agents.len()).then_some(tours)
    };
    let end = whole.mul_f64(HELP_TO);
    let left = || desk.left().map_or(Duration::ZERO, |t| t.saturating_sub(end));
    let all = left();
    let rounded = dived.is_some();
    let mut seen = posted().unwrap_or_default();
    let Some(mut tours) = dived.or_else(posted) else { return };
    let stages = if mend_from(problem, Some(all)) < 1.0 { STAGES } else { 1 };
    for stage in 0..stages {
        let until = all.mul_f64(1.0 - f64::from(stage + 1) / f64::from(stages));
        let left = || left().saturating_sub(until);
        let begin = left();
        let done = || match left() {
            Duration::ZERO => 1.0,
            left => 1.0 - left.as_secs_f64() / begin.as_secs_f64(),
        };
        // the first stage cools, the others mend at once
        let mend_from = if stage == 0 { mend_from(problem, Some(begin)) } else { 0.0 };
        let random = Pcg64Mcg::seed_from_u64(seed ^ 0x51ed_270b ^ u64::from(stage));
        let shift = Shift { done: &done, mend_from, left: &left };
        let other = posted().filter(|_| stage > 0).map(|tours| {
            let base = std::mem::replace(&mut seen, tours.clone());
            Theirs { tours, base }
        });
        let found = search_on(problem, (tours, rounded), other, prices, (random, &shift));
        let Some(better) = found else { return };
        desk.tell(News::Roster(Theirs { tours: better.clone(), base: seen.clone() }));
        tours = better;
    }
}

/// Rounds of generation until it agrees, or `over` says of the time left that it is; whether there
/// is nothing left to prove, or nothing worth its time.
fn rounds(
    generation: &mut Generation<'_>,
    desk: &dyn Desk,
    over: &dyn Fn(Duration) -> bool,
) -> Result<bool, String> {
    for round in 0.. {
        let ended = match desk.left() {
            Some(left) => over(left),
            None => round >= ROUNDS,
        };
        if ended {
            return Ok(false);
        }
        let (before, begin) = (generation.bound, desk.left());
        if begin.is_some() {
            generation.learn(desk.roster());
        }
        let goes = generation.round(begin.map(|t| t.min(CHUNK)))?;
        if generation.bound > before {
            desk.tell(News::Bound(generation.bound, Box::new(generation.best.clone())));
        }
        if round == FIRST_ROUNDED
            && let Some(tours) = generation.rounded()
        {
            desk.tell(News::Rounded(tours));
        }
        // the first master takes longest, and a dive begins from it
        let slow = (round > 0 || !is_alike(generation.problem)) && is_slow(begin, desk.left());
        if goes == Round::Agrees || slow {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether there is no time for [`SLOW`] more of what took from `begin` to now; never without a
/// clock.
pub(super) fn is_slow(begin: Option<Duration>, left: Option<Duration>) -> bool {
    begin.zip(left).is_some_and(|(begin, left)| begin.saturating_sub(left) * SLOW > left)
}
