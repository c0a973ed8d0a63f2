//! The prover: bounds beside the search, and one roster from a dive when they are tight.

use super::certificate::certify;
use super::class_lp::{self, Breaks};
use super::dive::dive;
use super::generation::{Generation, Round};
use super::master::Served;
use super::prices::Prices;
use crate::roster::pricing::{Pricer, Tour};
use crate::roster::primal::mended::mend_from;
use crate::roster::primal::ruin_recreate::is_alike;
use crate::roster::primal::second::{Shift, search_on};
use crate::roster::problem::Problem;
use crate::roster::problem::queues::per_slot;
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
pub(crate) trait Desk {
    /// The time left; zero to end. `None` without a clock.
    fn left(&self) -> Option<Duration>;
    /// The search's roster to learn from, if there is one by now.
    fn roster(&self) -> Vec<Served>;
    /// Takes news.
    fn tell(&self, news: News);
}

/// One solve of the master lasts no longer, so that the prover can be called off.
const CHUNK: Duration = Duration::from_secs(30);
/// Rounds without a clock.
const ROUNDS: usize = 30;
/// After this round the mixture of tours is worth rounding to a roster.
const FIRST_ROUNDED: usize = 2;
/// Shares of the time left when the dive begins, and when it must have ended.
const DIVE_FROM: f64 = 0.6;
const DIVE_TO: f64 = 0.35;
/// Share of the time left when a helping search hands in its roster.
const HELP_TO: f64 = 0.17;
/// So often a helping search hands in its roster, and looks at the other's.
const STAGES: u32 = 6;
/// The class programme takes so many times as long once breaks are placed in it.
const PLACED_AS_LONG: u32 = 6;
/// With less time, breaks are spread at first,
const SHORT: Duration = Duration::from_secs(10);
/// and with so many people.
const MANY: usize = 400;

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
    let (found, placing) = outlined(problem, desk)?;
    let start = found.unwrap_or(rough);
    let generation = Generation::new(problem, desk.roster(), start, random);
    let mut generation = generation.map_err(|_| "a class has no lawful tour".to_owned())?;
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
    if let Some(needs) = placing
        && generation.is_loose()
        && desk.left().is_some_and(|left| left > needs)
    {
        place_breaks(problem, &mut generation, desk)?;
    }
    if agrees || rounds(&mut generation, desk, &|left| left.is_zero())? {
        help(problem, seed, (dived, &generation.best), (whole, desk));
    }
    Ok(())
}

/// Prices of the class programme with every break in its window: they take several times as long as
/// those with breaks spread, and where people know one queue they often prove a tenth more.
fn place_breaks(
    problem: &Problem,
    generation: &mut Generation<'_>,
    desk: &dyn Desk,
) -> Result<(), String> {
    let Some(prices) = class_lp::prices(problem, Breaks::Placed, desk.left())? else {
        return Ok(());
    };
    if generation.offer(prices)? {
        desk.tell(News::Bound(generation.bound, Box::new(generation.best.clone())));
    }
    Ok(())
}

/// Nothing is left to prove: searches too, and hands its roster in, last before the last touches.
/// After every stage it goes on from the better roster of both searches.
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
        let other = if stage == 0 { None } else { posted() };
        let found = search_on(problem, (tours, rounded), other, prices, (random, &shift));
        let Some(better) = found else { return };
        desk.tell(News::Roster(better.clone()));
        tours = better;
    }
}

/// Rounds of generation until it agrees, or `over` says of the time left that it is; whether it
/// agrees.
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
        let before = generation.bound;
        if desk.left().is_some() {
            generation.learn(desk.roster());
        }
        let goes = generation.round(desk.left().map(|t| t.min(CHUNK)))?;
        if generation.bound > before {
            desk.tell(News::Bound(generation.bound, Box::new(generation.best.clone())));
        }
        if round == FIRST_ROUNDED
            && let Some(tours) = generation.rounded()
        {
            desk.tell(News::Rounded(tours));
        }
        if goes == Round::Agrees {
            return Ok(true);
        }
    }
    Ok(false)
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
    let found = class_lp::prices(problem, Breaks::Placed, left())?;
    let start = found.unwrap_or_else(|| guess(problem));
    better_prices(problem, (seed, start), f64::INFINITY, left)
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
    let first = certify(problem, &start, &mut Pricer::default()).map_err(no_tour)?;
    if first.bound > enough {
        return Ok(Proved { bound: first.bound, prices: start, settled: false });
    }
    let random = Pcg64Mcg::seed_from_u64(seed ^ 0x9e37_79b9);
    let mut generation = Generation::new(problem, Vec::new(), start, random).map_err(no_tour)?;
    let mut settled = false;
    for _ in 0..ROUNDS {
        if left().is_some_and(|t| t.is_zero()) || generation.bound > enough {
            break;
        }
        if generation.round(left().map(|t| t.min(CHUNK)))? == Round::Agrees {
            settled = true;
            break;
        }
    }
    Ok(Proved { bound: generation.bound, prices: generation.best, settled })
}

/// Prices of the class programme to begin with, and the time it may take to place breaks in it,
/// where they are spread for now.
fn outlined(
    problem: &Problem,
    desk: &dyn Desk,
) -> Result<(Option<Prices>, Option<Duration>), String> {
    let before = desk.left();
    let placing = breaks(problem, before);
    let found = class_lp::prices(problem, placing, before)?;
    let (Some(before), Breaks::Spread) = (before, placing) else { return Ok((found, None)) };
    let took = before.saturating_sub(desk.left().unwrap_or(before));
    Ok((found, Some(took * PLACED_AS_LONG)))
}

/// How exactly breaks are looked at in the first class programme: one queue's is small enough for
/// any time; of several queues and many people, tours and a dive come much sooner from a rough one.
fn breaks(problem: &Problem, left: Option<Duration>) -> Breaks {
    let short = left.is_some_and(|left| left < SHORT);
    let large = left.is_some() && problem.agents.len() >= MANY;
    let rough = problem.queues.len() > 1 && (short || large);
    if rough { Breaks::Spread } else { Breaks::Placed }
}

/// Prices to begin with: where people are needed, about what an hour costs.
fn guess(problem: &Problem) -> Prices {
    let choices = problem.classes.iter().flat_map(|c| &c.days).flat_map(|d| &d.all);
    let (cost, slots) =
        choices.fold((0, 0), |(cost, slots), c| (cost + c.cost, slots + c.span as i64));
    let pay = cost as f64 / slots.max(1) as f64;
    let mut prices = Prices::zero(problem);
    for (q, queue) in problem.queues.iter().enumerate() {
        let late = per_slot(queue.shortage.light, problem.interval).min(pay);
        for slot in 0..problem.slots {
            let wanted = queue.enough(slot) > 0.0;
            let price = if wanted { pay } else { late * f64::from(queue.tickets.is_some()) };
            prices.agent[q][slot] = price;
        }
    }
    for (prices, queue) in prices.goal.iter_mut().zip(&problem.queues) {
        prices.iter_mut().zip(&queue.goals).for_each(|(price, goal)| *price = goal.light);
    }
    prices.clamp(problem);
    prices
}
