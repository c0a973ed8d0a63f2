//! A roster made better across futures, one set of moves after the other.
//!
//! The second stage says what one more agent would save in every half-hour, averaged over futures:
//! the slope of the expected cost at this roster. Shifts that start at another time, stand on
//! another day, are added or left out are ranked by that slope and by what they change in pay; the
//! best lawful ones are made, at most one per person, and stay if the expected cost, settled anew,
//! is lower. If not, half as many are tried, and at last one after the other: slopes hold near the
//! roster only.

use crate::compare::{CompareError, Rough};
use domain::{Activity, Agent, CleanRoster, Minutes, Requirement, Roster, Shift, certify};
use rayon::prelude::*;
use solver::recourse::{Options, Recourse};
use std::collections::BTreeSet;

/// How many moves are judged by the laws, of those that the slope likes best.
const JUDGED: usize = 80;

/// How many single moves in a row may fail.
const PATIENCE: usize = 8;

/// How far a shift may be moved within its day.
const REACH: Minutes = Minutes::hours(4);

/// A change of one person's shifts.
struct Move {
    /// The shift left out.
    without: Option<usize>,
    /// The shift put in.
    with: Option<Shift>,
    /// What it is thought to save, in minor units.
    gain: f64,
}

/// The roster and what is known of it.
struct Stand {
    clean: CleanRoster,
    cost: f64,
    /// What one more standard agent saves on average, by queue and slot.
    slope: Vec<Vec<f64>>,
}

/// `clean` after at most `rounds` sets of moves: never dearer over `futures`.
///
/// # Errors
/// [`CompareError::Recourse`] when a future does not fit the roster.
pub(super) fn polish(
    world: &Rough,
    clean: CleanRoster,
    futures: &[Requirement],
    recourse: &Options,
    rounds: usize,
) -> Result<CleanRoster, CompareError> {
    let mut stand = settle(world, clean, futures, recourse)?;
    let (mut most, mut skipped) = (8, 0);
    for _ in 0..rounds {
        let moves: Vec<Move> =
            lawful(world, &stand, ranked(world, &stand)).into_iter().skip(skipped).collect();
        if moves.is_empty() || skipped == PATIENCE {
            break;
        }
        let few = &moves[..moves.len().min(most)];
        let next = match made(world, &stand.clean, few) {
            Some(clean) => Some(settle(world, clean, futures, recourse)?),
            None => None,
        };
        match next {
            Some(next) if next.cost < stand.cost => {
                stand = next;
                (most, skipped) = ((most * 2).min(8), 0);
            }
            _ if most > 1 => most /= 2,
            _ => skipped += 1,
        }
    }
    Ok(stand.clean)
}

fn settle(
    world: &Rough,
    clean: CleanRoster,
    futures: &[Requirement],
    recourse: &Options,
) -> Result<Stand, CompareError> {
    let inputs = &world.world.inputs;
    let of = |futures: &[Requirement]| -> Result<Vec<_>, CompareError> {
        let mut day = Recourse::new(&inputs.centre, clean.roster(), &inputs.previous, recourse);
        futures.iter().map(|future| Ok(day.priced(future)?)).collect()
    };
    let all: Result<Vec<Vec<_>>, CompareError> = futures.par_chunks(5).map(of).collect();
    let all: Vec<(solver::recourse::Settled, Vec<Vec<f64>>)> = all?.into_iter().flatten().collect();
    let n = all.len().max(1) as f64;
    let mut slope = vec![vec![0.0; clean.roster().grid.len()]; inputs.centre.queues.len()];
    for (_, prices) in &all {
        for (sum, price) in slope.iter_mut().flatten().zip(prices.iter().flatten()) {
            *sum += price / n;
        }
    }
    let cost = all.iter().map(|(settled, _)| settled.total()).sum::<f64>() / n + fixed(&clean);
    Ok(Stand { clean, cost, slope })
}

/// What a roster costs whatever happens.
fn fixed(clean: &CleanRoster) -> f64 {
    let cost = clean.verdict().cost;
    (cost.pay.total() + cost.soft).0 as f64
}

/// Every move that the slope likes, the best first.
fn ranked(world: &Rough, stand: &Stand) -> Vec<Move> {
    let mut moves = Vec::new();
    let roster = stand.clean.roster();
    for (n, shift) in roster.shifts.iter().enumerate() {
        let Some(agent) = world.world.inputs.centre.agent(&shift.agent) else { continue };
        let worth = |shift: &Shift| worth(world, stand, agent, shift);
        let (here, pay) = (worth(shift), flexible(world, agent, shift));
        moves.push(Move { without: Some(n), with: None, gain: pay - here });
        for other in starts(world, roster, agent, shift) {
            let gain = worth(&other) - here;
            moves.push(Move { without: Some(n), with: Some(other), gain });
        }
        for other in days(roster, shift) {
            let there = worth(&other);
            moves.push(Move { without: None, with: Some(other.clone()), gain: there - pay });
            moves.push(Move { without: Some(n), with: Some(other), gain: there - here });
        }
    }
    moves.retain(|m| m.gain > 0.0);
    moves.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    moves
}

/// The moves that keep the laws, with what they really change in pay; one per person.
fn lawful(world: &Rough, stand: &Stand, moves: Vec<Move>) -> Vec<Move> {
    let before = fixed(&stand.clean);
    let thought = |m: &Move| -> f64 {
        let own = |shift: &Shift| {
            let agent = world.world.inputs.centre.agent(&shift.agent);
            agent.map_or(0.0, |agent| worth(world, stand, agent, shift))
        };
        let gone = m.without.map_or(0.0, |n| own(&stand.clean.roster().shifts[n]));
        m.with.as_ref().map_or(0.0, own) - gone
    };
    let judged = |m: Move| -> Option<Move> {
        let clean = made(world, &stand.clean, std::slice::from_ref(&m))?;
        let gain = thought(&m) - (fixed(&clean) - before);
        (gain > 0.0).then_some(Move { gain, ..m })
    };
    let first: Vec<Move> = moves.into_iter().take(JUDGED).collect();
    let mut kept: Vec<Move> = first.into_par_iter().filter_map(judged).collect();
    kept.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    let mut seen = BTreeSet::new();
    kept.retain(|m| {
        let gone = m.without.map(|n| stand.clean.roster().shifts[n].agent.clone());
        let who = m.with.as_ref().map(|shift| shift.agent.clone()).or(gone);
        who.is_some_and(|who| seen.insert(who))
    });
    kept
}

/// The roster after some moves, if it is lawful.
fn made(world: &Rough, clean: &CleanRoster, moves: &[Move]) -> Option<CleanRoster> {
    let (inputs, roster) = (&world.world.inputs, clean.roster());
    let gone: BTreeSet<usize> = moves.iter().filter_map(|m| m.without).collect();
    let stay = roster.shifts.iter().enumerate().filter(|(n, _)| !gone.contains(n));
    let mut shifts: Vec<Shift> = stay.map(|(_, shift)| shift.clone()).collect();
    shifts.extend(moves.iter().filter_map(|m| m.with.clone()));
    let roster = Roster::new(roster.grid.clone(), shifts, roster.provenance.clone());
    certify(&inputs.centre, &world.requirement, roster, &inputs.previous).ok()
}

/// What a shift's presence saves on average, in minor units.
fn worth(world: &Rough, stand: &Stand, agent: &Agent, shift: &Shift) -> f64 {
    let grid = &stand.clean.roster().grid;
    let queues = &world.world.inputs.centre.queues;
    let best = |slot: usize| {
        let own = queues.iter().zip(&stand.slope);
        let worths = own.filter_map(|(q, slope)| Some(agent.efficiency(&q.id)? * slope[slot]));
        worths.fold(0.0, f64::max)
    };
    let mut sum = 0.0;
    for stretch in &shift.stretches {
        if !matches!(stretch.activity, Activity::Work(_) | Activity::Idle) {
            continue;
        }
        let mut at = stretch.span.start;
        while at < stretch.span.end {
            sum += grid.slot_of(at).map_or(0.0, |slot| best(slot.0));
            at = at + grid.interval();
        }
    }
    sum
}

/// The pay of a shift whose hours nobody owes; nothing for people with guaranteed hours.
fn flexible(world: &Rough, agent: &Agent, shift: &Shift) -> f64 {
    match world.world.inputs.centre.contract(&agent.contract) {
        Some(c) if c.guaranteed == Minutes::ZERO => c.wage.for_minutes(shift.paid(), 1.0).0 as f64,
        _ => 0.0,
    }
}

/// The same shift at other starts of its day.
fn starts(world: &Rough, roster: &Roster, agent: &Agent, shift: &Shift) -> Vec<Shift> {
    let centre = &world.world.inputs.centre;
    let Some(contract) = centre.contract(&agent.contract) else { return Vec::new() };
    let templates = contract.templates.iter().filter_map(|id| centre.template(id));
    let alike = templates.filter(|t| t.length == shift.span().length());
    let zone = roster.grid.zone();
    let clocks = alike.flat_map(|t| t.starts.iter().filter_map(|c| c.on(shift.date, zone)));
    let by = clocks.map(|start| start - shift.span().start);
    let near = by.filter(|by| by.0 != 0 && by.0.abs() <= REACH.0);
    near.map(|by| later(shift, by)).collect()
}

/// The same shift on every other day of the horizon on which its agent has none.
fn days(roster: &Roster, shift: &Shift) -> Vec<Shift> {
    let grid = &roster.grid;
    let busy: BTreeSet<_> = roster.shifts_of(&shift.agent).map(|s| s.date).collect();
    let Some(own) = grid.day_of_date(shift.date) else { return Vec::new() };
    let free = (0..grid.days()).filter(|day| !busy.contains(&grid.date(*day)));
    let to = |day: usize| {
        let by = grid.day_span(day).start - grid.day_span(own).start;
        Shift { date: grid.date(day), ..later(shift, by) }
    };
    free.map(to).collect()
}

fn later(shift: &Shift, by: Minutes) -> Shift {
    let mut later = shift.clone();
    for stretch in &mut later.stretches {
        stretch.span.start = stretch.span.start + by;
        stretch.span.end = stretch.span.end + by;
    }
    later
}
