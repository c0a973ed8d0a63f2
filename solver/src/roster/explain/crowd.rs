//! Why nobody can plan: floors under people and seats that the laws of all of them cannot meet.
//!
//! ```text
//! min  Σ heads missing + Σ people without a seat      pay, needs and soft laws left out
//! ```
//! of the same people under the same hard laws. When its bound, proved as any other, is above
//! nothing, no roster keeps the floors. The bound's prices say where: floors without a price do not
//! matter to the proof. What is left is filtered, element by element.

use super::super::bound::prices::Prices;
use super::super::bound::proved::better_prices;
use super::super::pace::Pace;
use super::super::pricing::lawbook::Shelf;
use super::super::problem::Problem;
use super::super::problem::nouns::numbers_beside;
use super::super::replan::{ChangePrice, Replan};
use super::super::{Case, Conflict, Limits, RosterError, Uncovered};
use super::clash::{cut, days};
use super::switches::{self, OF_PEOPLE};
use domain::laws::Strength;
use domain::{AgentId, Agents, Centre, Money, Requirement, Slot, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a head missing for an hour counts; any amount does.
const HOUR: Money = Money(100_000);
/// A proof that counts less than this is none.
const NOTHING: f64 = 1.0;
/// A floor whose price is below this does not matter to the proof.
const CHEAP: f64 = 1e-3;

/// So many proofs are tried without a clock; what is not tried by then stays in.
const PROOFS: usize = 300;

/// Floors by queue and day.
type Floors = BTreeSet<(usize, usize)>;

/// The hard floors and seat cap that no roster keeps, with the laws, people and days that make it
/// so; `None` when that cannot be proved in time.
pub(crate) fn crowd(
    case: &Case<'_>,
    seed: u64,
    limits: &Limits,
) -> Result<Option<Conflict>, RosterError> {
    let (centre, requirement) = (presence(case), nobody_needed(case.requirement));
    let free = ChangePrice::default();
    let told = case.told.map(|told| Replan { price: free, ..told });
    let (previous, start) = (case.previous, None);
    let (pace, requirement) = (Pace::new(limits), &requirement);
    let (proofs, last) = (0, None);
    let shelf = Arc::default();
    let mut filter = Filter { requirement, previous, told, start, seed, pace, proofs, last, shelf };
    let all: Floors = (0..centre.queues.len())
        .flat_map(|q| (0..requirement.grid.days()).map(move |d| (q, d)))
        .collect();
    let Some(prices) = filter.proof(&centre, &all)? else { return Ok(None) };
    let grid = &requirement.grid;
    let priced =
        |(q, d): &(usize, usize)| grid.slots_of_day(*d).any(|slot| prices.head[*q][slot] > CHEAP);
    let mut state = State { centre, floors: all.iter().copied().filter(priced).collect() };
    if filter.proof(&state.centre, &state.floors)?.is_none() {
        state.floors = all;
    }
    filter.floors(&mut state)?;
    let laws = filter.laws(&mut state)?;
    let agents = filter.rows(&mut state)?;
    let Some(prices) = filter.proof(&state.centre, &state.floors)? else { return Ok(None) };
    let uncovered = uncovered(&filter, &state, &prices);
    let mut days: Vec<_> = uncovered.iter().map(|u| grid.date(u.day)).collect();
    if laws.contains(&"seat_cap") {
        let full = grid.slots().filter(|slot| prices.seat[slot.0] > CHEAP);
        days.extend(full.map(|slot| grid.date(grid.day_of(slot))));
    }
    let of_rows: Vec<_> =
        state.centre.availability.iter().filter(|r| agents.contains(&r.agent)).cloned().collect();
    days.extend(super::clash::days(&of_rows, grid));
    days.sort();
    days.dedup();
    Ok(Some(Conflict { laws, agents, days, uncovered, ..Conflict::default() }))
}

/// What is left of the case while elements are left out.
struct State {
    centre: Centre,
    floors: Floors,
}

struct Filter<'a> {
    requirement: &'a Requirement,
    previous: &'a [domain::Shift],
    told: Option<Replan<'a>>,
    start: Option<&'a domain::Roster>,
    seed: u64,
    pace: Pace,
    proofs: usize,
    /// The prices of the last proof: often they prove the next thing too.
    last: Option<Prices>,
    /// Graphs of earlier proofs: most laws are the same in the next.
    shelf: Arc<Shelf>,
}

impl Filter<'_> {
    /// The prices that prove that these floors cannot be kept; `None` when that is not proved.
    fn proof(&mut self, centre: &Centre, floors: &Floors) -> Result<Option<Prices>, RosterError> {
        let (requirement, previous) = (self.requirement, self.previous);
        let case = Case { centre, requirement, previous, told: self.told, start: self.start };
        let mut numbers = numbers_beside(&case, self.shelf.clone())?;
        keep_floors(&mut numbers.problem, self.requirement, floors);
        let problem = &numbers.problem;
        let mut start = self.last.clone().unwrap_or_else(|| worth_all(problem));
        start.clamp(problem);
        self.proofs += 1;
        let pace = self.pace;
        match better_prices(problem, (self.seed, start), NOTHING, &|| pace.left()) {
            Ok(proved) if proved.bound > NOTHING => {
                self.last = Some(proved.prices.clone());
                Ok(Some(proved.prices))
            }
            // somebody without a tour, or an optimiser that gave up, proves nothing here
            Ok(_) | Err(_) => Ok(None),
        }
    }

    fn is_over(&self) -> bool {
        self.pace.left().is_some_and(|t| t.is_zero())
            || self.pace.is_timeless() && self.proofs >= PROOFS
    }

    fn floors(&mut self, state: &mut State) -> Result<(), RosterError> {
        for floor in state.floors.clone() {
            let mut fewer = state.floors.clone();
            fewer.remove(&floor);
            if !fewer.is_empty() && !self.is_over() && self.proof(&state.centre, &fewer)?.is_some()
            {
                state.floors = fewer;
            }
        }
        Ok(())
    }

    /// The laws that have a part in it.
    fn laws(&mut self, state: &mut State) -> Result<Vec<&'static str>, RosterError> {
        let mut kept = Vec::new();
        let floors_first = ["minimum_staffing", "seat_cap"];
        for (name, strength) in switches::all().filter(|(n, _)| *n != "opening_hours") {
            let before = *strength(&mut state.centre.rules);
            if before == Strength::Off {
                continue;
            }
            *strength(&mut state.centre.rules) = Strength::Off;
            if self.is_over() || self.proof(&state.centre, &state.floors)?.is_none() {
                *strength(&mut state.centre.rules) = before;
                kept.push(name);
            }
        }
        kept.sort_by_key(|name| !floors_first.contains(name));
        Ok(kept)
    }

    /// The people whose rows of availability have a part in it; the rows of others go.
    fn rows(&mut self, state: &mut State) -> Result<Vec<AgentId>, RosterError> {
        let owners: BTreeSet<AgentId> =
            state.centre.availability.iter().map(|r| r.agent.clone()).collect();
        let mut kept = Vec::new();
        for agent in owners {
            let before = state.centre.availability.clone();
            state.centre.availability.retain(|r| r.agent != agent);
            if self.is_over() || self.proof(&state.centre, &state.floors)?.is_none() {
                state.centre.availability = before;
                kept.push(agent);
            }
        }
        let mut at = 0;
        while at < state.centre.availability.len() && !self.is_over() {
            let row = state.centre.availability.remove(at);
            if self.proof(&state.centre, &state.floors)?.is_none() {
                state.centre.availability.insert(at, row);
                at += 1;
            }
        }
        Ok(kept)
    }
}

/// The centre in which only presence counts: hard laws stay, floors and seats have a price, all
/// else costs nothing.
fn presence(case: &Case<'_>) -> Centre {
    let mut centre = case.centre.clone();
    for contract in &mut centre.contracts {
        contract.wage = Money::ZERO;
    }
    for queue in &mut centre.queues {
        (queue.shortage.light, queue.shortage.heavy) = (HOUR, HOUR);
    }
    for (_, strength) in OF_PEOPLE {
        let strength = strength(&mut centre.rules);
        if *strength != Strength::Hard {
            *strength = Strength::Off;
        }
    }
    let rules = &mut centre.rules;
    for strength in [&mut rules.minimum_staffing.strength, &mut rules.seat_cap.strength] {
        *strength = match strength {
            Strength::Hard => Strength::Soft(HOUR),
            _ => Strength::Off,
        };
    }
    let rows = std::mem::take(&mut centre.availability).into_iter();
    let grid = &case.requirement.grid;
    let meets = |r: &domain::Availability| !days(std::slice::from_ref(r), grid).is_empty();
    centre.availability = rows.flat_map(|row| cut(row, grid)).filter(meets).collect();
    centre
}

/// Every head that a floor asks for at its price.
fn worth_all(problem: &Problem) -> Prices {
    let mut prices = Prices::zero(problem);
    prices.head.iter_mut().flatten().for_each(|price| *price = HOUR.0 as f64);
    prices
}

/// The same horizon without any need.
fn nobody_needed(requirement: &Requirement) -> Requirement {
    let mut requirement = requirement.clone();
    for queue in &mut requirement.queues {
        queue.agents.fill(Agents(0));
        queue.deferrable = None;
        queue.curves.clear();
        queue.pooled.clear();
    }
    requirement
}

/// Forgets all floors but these.
fn keep_floors(problem: &mut Problem, requirement: &Requirement, floors: &Floors) {
    let grid = &requirement.grid;
    for (q, queue) in problem.queues.iter_mut().enumerate() {
        let Some(floor) = &mut queue.floor else { continue };
        for (slot, heads) in floor.heads.iter_mut().enumerate() {
            if !floors.contains(&(q, grid.day_of(Slot(slot)))) {
                *heads = 0;
            }
        }
    }
}

/// The floors that are left, from the first to the last slot of each day that the proof prices.
fn uncovered(filter: &Filter<'_>, state: &State, prices: &Prices) -> Vec<Uncovered> {
    let (grid, rules) = (&filter.requirement.grid, &state.centre.rules);
    let floors = &rules.minimum_staffing.law.floors;
    let one = |&(q, day): &(usize, usize)| {
        let priced = |slot: &usize| prices.head[q][*slot] > CHEAP;
        let first = grid.slots_of_day(day).find(priced)?;
        let last = grid.slots_of_day(day).rfind(priced)?;
        let queue = state.centre.queues[q].id.clone();
        let due = floors.iter().find(|(id, _)| *id == queue)?.1;
        let span = Span::new(grid.start(Slot(first)), grid.span(Slot(last)).end);
        let able = state.centre.agents.iter().filter(|a| a.efficiency(&queue).is_some()).count();
        Some(Uncovered { queue, day, span, due, able })
    };
    state.floors.iter().filter_map(one).collect()
}
