//! The prover: bounds beside the search, and one roster from a dive when they are tight.

use super::certificate::certify;
use super::dive::dive;
use super::generation::{Generation, Round};
use super::master::Served;
use super::prices::Prices;
use super::start::{guess, started};
use crate::roster::mend::patterns::{Mixture, patterned};
use crate::roster::pricing::crew::Crew;
use crate::roster::pricing::{Pricer, Tour};
use crate::roster::primal::mended::mend_from;
use crate::roster::primal::ruin_recreate::is_alike;
use crate::roster::primal::second::{Begin, Shift, search_on};
use crate::roster::primal::shared::Shared;
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
    /// A roster that was searched for.
    Roster(Vec<Tour>),
    /// The proof ended early for this reason; what was told before stays true.
    Trouble(String),
}

/// When a prover must end, and whom it tells.
pub(crate) trait Desk<'p> {
    /// The time left; zero to end. `None` without a clock.
    fn left(&self) -> Option<Duration>;
    /// The search's roster to learn from, if there is one by now.
    fn roster(&self) -> Vec<Served>;
    /// Where two searches that mend meet, if there is another.
    fn shared(&self) -> Option<&Shared<'p>>;
    /// Takes news.
    fn tell(&self, news: News);
}

/// Rounds without a clock.
pub(super) const ROUNDS: usize = 30;
/// After this round the mixture of tours is worth rounding to a roster.
const FIRST_ROUNDED: usize = 2;
/// Shares of the time left when the dive begins, and when it must have ended.
const DIVE_FROM: f64 = 0.6;
const DIVE_TO: f64 = 0.35;
/// Share of the time left when a helping search hands in its roster.
const HELP_TO: f64 = 0.17;
/// Share of the time left when the days people work must have been found.
const PATTERNS_TO: f64 = 0.6;
/// Longer horizons have more patterns of days than a mixture has tours.
const WEEK: usize = 7;
/// Where nobody is like another, masters are slow and gain little over a climb: with less time than
/// this, mending gains more.
const MASTERS: Duration = Duration::from_secs(180);
/// Rounds end when there is no time for so many more: a search makes more of what is left.
const SLOW: u32 = 20;

/// Proves until told to stop, and tells why when it must stop earlier.
pub(crate) fn prove<'p>(problem: &'p Problem, seed: u64, desk: &dyn Desk<'p>) {
    if let Err(why) = work(problem, seed, desk) {
        desk.tell(News::Trouble(why));
    }
}

fn work<'p>(problem: &'p Problem, seed: u64, desk: &dyn Desk<'p>) -> Result<(), String> {
    let random = Pcg64Mcg::seed_from_u64(seed ^ 0x9e37_79b9);
    // something is proved at once, from what an hour costs
    let rough = guess(problem);
    let first = certify(problem, &rough, &mut Crew::one());
    let first = first.map_err(|_| "a class has no lawful tour".to_owned())?;
    desk.tell(News::Bound(first.bound, Box::new(rough.clone())));
    let (mut generation, mixture) = started(problem, (random, Crew::one()), desk)?;
    desk.tell(News::Bound(generation.bound, Box::new(generation.best.clone())));
    let whole = desk.left();
    let until = |share: f64| move |left: Duration| whole.is_some_and(|w| left <= w.mul_f64(share));
    let climbed_is_enough = !is_alike(problem) && whole.is_some_and(|left| left < MASTERS);
    let ready = climbed_is_enough || rounds(&mut generation, desk, &until(DIVE_FROM))?;
    let dive_left = || desk.left().map(|t| t.saturating_sub(whole.unwrap_or(t).mul_f64(DIVE_TO)));
    // where everybody is a class of their own, mending has a better roster by the time a dive ends
    let dived = if is_alike(problem) { dive(problem, &mut generation, &dive_left)? } else { None };
    if let Some(tours) = &dived {
        desk.tell(News::Rounded(tours.clone()));
    }
    let Some(whole) = whole else { return Ok(()) };
    if ready || rounds(&mut generation, desk, &|left| left.is_zero())? {
        let known = (&mixture, &generation.best);
        let begin = match dived {
            Some(tours) => Some(Begin::Rounded(tours)),
            None => begun(problem, seed, known, (whole, desk)),
        };
        if let Some(begin) = begin {
            help(problem, seed, (begin, &generation.best), (whole, desk));
        }
    }
    Ok(())
}

/// Where a second search begins when nothing was dived: with the days that suit the mixture where
/// there is time to mend what is on them, and the first search's roster otherwise.
fn begun<'p>(
    problem: &'p Problem,
    seed: u64,
    known: (&Mixture, &Prices),
    (whole, desk): (Duration, &dyn Desk<'p>),
) -> Option<Begin> {
    let is_week = problem.classes.iter().all(|class| class.days.len() <= WEEK);
    let mends = mend_from(problem, desk.left()) < 1.0;
    if mends && is_week && !is_alike(problem) && !problem.is_told() {
        let mut random = Pcg64Mcg::seed_from_u64(seed ^ 0x2545_f491);
        let left = || desk.left().map(|left| left.saturating_sub(whole.mul_f64(PATTERNS_TO)));
        let tools = (&mut Pricer::default(), &mut random);
        // what the optimiser gives up is searched on from where the first search is
        if let Ok(Some(tours)) = patterned(problem, known, tools, &left) {
            return Some(Begin::Patterned(tours));
        }
    }
    let tours: Vec<Tour> = desk.roster().into_iter().map(|served| served.tour).collect();
    (tours.len() == problem.agents.len()).then_some(Begin::Posted(tours))
}

/// Nothing is left to prove: searches too. First it cools, then it mends what is cheapest of both
/// searches' rosters; where there is no time for that it hands in its own before the last touches.
fn help<'p>(
    problem: &'p Problem,
    seed: u64,
    (begin, prices): (Begin, &Prices),
    (whole, desk): (Duration, &dyn Desk<'p>),
) {
    let mend_from = mend_from(problem, desk.left());
    let end = whole.mul_f64(if mend_from < 1.0 { 0.0 } else { HELP_TO });
    let left = || desk.left().map_or(Duration::ZERO, |t| t.saturating_sub(end));
    let all = left();
    let done = || match left() {
        Duration::ZERO => 1.0,
        left => 1.0 - left.as_secs_f64() / all.as_secs_f64(),
    };
    // what is not a dive's is mended at once
    let rounded = matches!(begin, Begin::Rounded(_));
    let from = if rounded || mend_from == 1.0 { mend_from } else { 0.0 };
    let random = Pcg64Mcg::seed_from_u64(seed ^ 0x51ed_270b);
    let shift = Shift { done: &done, mend_from: from, left: &left, shared: desk.shared() };
    if let Some(better) = search_on(problem, begin, prices, (random, &shift)) {
        desk.tell(News::Roster(better));
    }
}

/// Rounds of generation until it agrees, or `over` says of the time left that it is; whether there
/// is nothing left to prove, or nothing worth its time.
fn rounds(
    generation: &mut Generation<'_>,
    desk: &dyn Desk<'_>,
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
        let goes = generation.round(&|| desk.left())?;
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
