//! What the engine says of a tiny centre, held against the truth.

use super::centres;
use super::dice::Dice;
use super::truth::{Truth, truth};
use super::worlds::World;
use domain::judge;
use solver::roster::{Limits, Options, Outcome, RosterError, Solution, Stopped, solve};
use std::ops::ControlFlow;

/// Amounts nearer than this are one, in minor units.
const NEAR: f64 = 1e-6;
/// Minor units that the search's fractions of people may be off, before they are whole minutes.
const ROUNDED: f64 = 5.0;

/// How the engine did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Proved optimal.
    Closed,
    /// The cheapest roster, without a proof.
    Cheapest,
    /// A lawful roster that is dearer than the cheapest, by less than its gap.
    Dearer,
    /// No roster exists, and it said why.
    Impossible,
    /// No roster exists, and none was found.
    NoneFound,
    /// A roster exists; none was found in time, and that was said.
    Missed,
}

/// What was seen of one centre.
pub(super) struct Seen {
    /// How the engine did.
    pub(super) kind: Kind,
    /// Claims that are not so.
    pub(super) wrong: Vec<String>,
    /// How much dearer than the cheapest, as a share.
    pub(super) above: f64,
}

/// Makes the centre of a seed, tries all its rosters, and holds the engine to that.
pub(super) fn seen(seed: u64, work: u64) -> Seen {
    let (world, truth) = drawn(seed);
    let limits = Limits { work: Some(work), ..Limits::default() };
    let options = Options { seed, limits };
    let mut thought = None;
    let answer = solve(&world.case(), &options, &mut |progress| {
        thought = progress.cost;
        ControlFlow::Continue(())
    });
    let mut wrong = Vec::new();
    let (kind, above) = match (answer, truth.least) {
        (Ok(Outcome::Found(found)), Some(least)) => {
            claims(&world, &found, (least, truth.rounding), &mut wrong);
            let (cost, thought) = (found.cost.0 as f64, thought.map_or(0.0, |t| t.0 as f64));
            // people who divide a half-hour may meet a floor that the search says they miss
            if cost > thought + truth.rounding.max(ROUNDED) {
                wrong.push(format!("the search thought it costs {thought}, it costs {cost}"));
            }
            let above = (found.cost.0 as f64 - least) / least.max(1.0);
            (kind(&found, least), above)
        }
        // either somebody has no tour of their own, or all of them cannot keep a floor or the seats
        (Ok(Outcome::Impossible(conflict)), None)
            if truth.someone_cannot
                || conflict.agents.is_empty()
                || conflict.laws.contains(&"seat_cap")
                || !conflict.uncovered.is_empty() =>
        {
            (Kind::Impossible, 0.0)
        }
        (Err(RosterError::NoneInTime), None) => (Kind::NoneFound, 0.0),
        (Err(RosterError::NoneInTime), Some(_)) => (Kind::Missed, 0.0),
        (other, least) => {
            wrong.push(format!("{other:?} but the least cost is {least:?}"));
            (Kind::Missed, 0.0)
        }
    };
    Seen { kind, wrong, above }
}

/// The centre of a seed: the first it draws of which every roster can be tried.
pub(super) fn drawn(seed: u64) -> (World, Truth) {
    let mut dice = Dice::new(0x7199 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    loop {
        let world = centres::centre(&mut dice);
        if let Some(truth) = truth(&world) {
            return (world, truth);
        }
    }
}

fn kind(found: &Solution, least: f64) -> Kind {
    match found.stopped {
        Stopped::Optimal => Kind::Closed,
        _ if found.cost.0 as f64 <= least + NEAR => Kind::Cheapest,
        _ => Kind::Dearer,
    }
}

/// Everything that must be so of a roster and its bound.
fn claims(world: &World, found: &Solution, (least, rounding): (f64, f64), wrong: &mut Vec<String>) {
    let verdict = judge(&world.centre, &world.requirement, &found.roster, &world.previous);
    let (cost, bound) = (found.cost.0 as f64, found.bound.0 as f64);
    let mut must = |so: bool, what: &str| {
        if !so {
            wrong.push(format!("{what}: cost {cost}, bound {bound}, cheapest {least}"));
        }
    };
    must(verdict.is_lawful(), "not lawful");
    must(verdict.cost.total() == found.cost, "not what the judge says");
    must(cost >= least - rounding - NEAR, "cheaper than the cheapest");
    must(bound <= least + NEAR, "a bound above the cheapest");
    must(bound <= cost, "a bound above the cost");
    must((found.stopped == Stopped::Optimal) == (found.bound == found.cost), "optimal or not");
}
