//! Diving: from proportions to people. Whole people are fixed to their tours, then the nearest to
//! whole, and prices and tours adapt in between.

use super::generation::Generation;
use super::master::{Balance, Served};
use crate::backend::highs::Method;
use crate::roster::pricing::Tour;
use crate::roster::problem::Problem;
use std::time::Duration;

/// The share of the people not yet fixed that one round fixes.
const SHARE: f64 = 0.35;
/// Pricings between two rounds of fixing.
const PRICINGS: usize = 1;
/// The share of the people that is left to the search: prices say little about the last few.
const REST: f64 = 0.12;

/// Everybody's tour; `None` when `stop` says so first.
///
/// # Errors
/// What the optimiser says when it ends without an answer.
pub(crate) fn dive(
    problem: &Problem,
    generation: &mut Generation<'_>,
    left: &dyn Fn() -> Option<Duration>,
) -> Result<Option<Vec<Tour>>, String> {
    let mut fixed: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = problem.classes.iter().map(|c| c.members).collect();
    let rest = (REST * problem.agents.len() as f64) as usize;
    let mut last = generation.take_last();
    if last.is_none() {
        last = solve(generation, Method::Primal, left)?;
    }
    let Some(mut balance) = last else { return Ok(None) };
    loop {
        fixed.resize(generation.master.tours.len(), 0);
        if !fix_some(generation, &balance, &mut fixed, &mut open) {
            break;
        }
        if open.iter().sum::<usize>() <= rest {
            break;
        }
        let Some(next) = adapted(problem, generation, &open, left)? else { break };
        balance = next;
    }
    finish(generation, &balance, &mut fixed, &mut open);
    for (tour, _) in fixed.iter().enumerate().filter(|(_, n)| **n > 0) {
        generation.master.fix(tour, 0.0);
    }
    generation.fresh = true;
    Ok(tours(problem, &generation.master.tours, &fixed))
}

/// The master once prices and tours have adapted to what is fixed; `None` when the time is up.
fn adapted(
    problem: &Problem,
    generation: &mut Generation<'_>,
    open: &[usize],
    left: &dyn Fn() -> Option<Duration>,
) -> Result<Option<Balance>, String> {
    let Some(mut balance) = solve(generation, Method::Dual, left)? else { return Ok(None) };
    for _ in 0..PRICINGS {
        adapt(problem, generation, &balance, open);
        let Some(next) = solve(generation, Method::Primal, left)? else { return Ok(None) };
        balance = next;
    }
    Ok(Some(balance))
}

/// Solves the master to the end; `None` when the time is up first.
fn solve(
    generation: &mut Generation<'_>,
    method: Method,
    left: &dyn Fn() -> Option<Duration>,
) -> Result<Option<Balance>, String> {
    loop {
        if left().is_some_and(|t| t.is_zero()) {
            return Ok(None);
        }
        let balance = generation.master.solve(method, left)?;
        if balance.is_optimal {
            return Ok(Some(balance));
        }
    }
}

/// Fixes whole people, then the share nearest to whole; whether there was anybody to fix.
fn fix_some(
    generation: &mut Generation<'_>,
    balance: &Balance,
    fixed: &mut [usize],
    open: &mut [usize],
) -> bool {
    let mut parts: Vec<(f64, usize)> = Vec::new();
    let mut changed = Vec::new();
    for (tour, &people) in balance.people.iter().enumerate() {
        let class = generation.master.tours[tour].class;
        let more = people - fixed[tour] as f64;
        let whole = ((more + 1e-6).floor().max(0.0) as usize).min(open[class]);
        if whole > 0 {
            fixed[tour] += whole;
            open[class] -= whole;
            changed.push(tour);
        }
        if more - whole as f64 > 1e-6 && open[class] > 0 {
            parts.push((more - whole as f64, tour));
        }
    }
    parts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let left: usize = open.iter().sum();
    let count = ((SHARE * left as f64).ceil() as usize).max(1);
    for (_, tour) in parts.into_iter().take(count) {
        let class = generation.master.tours[tour].class;
        if open[class] > 0 {
            fixed[tour] += 1;
            open[class] -= 1;
            changed.push(tour);
        }
    }
    for &tour in &changed {
        generation.master.fix(tour, fixed[tour] as f64);
    }
    !changed.is_empty()
}

/// Gives everybody still open the tour that most of their class take, for want of time.
fn finish(
    generation: &Generation<'_>,
    balance: &Balance,
    fixed: &mut Vec<usize>,
    open: &mut [usize],
) {
    fixed.resize(generation.master.tours.len(), 0);
    let mut parts: Vec<(f64, usize)> = Vec::new();
    for (tour, &people) in balance.people.iter().enumerate() {
        parts.push((people - fixed[tour] as f64, tour));
    }
    parts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (part, tour) in parts {
        let class = generation.master.tours[tour].class;
        let people = open[class].min((part.ceil().max(1.0)) as usize);
        fixed[tour] += people;
        open[class] -= people;
    }
}

/// New tours for the classes that still have people to place.
fn adapt(problem: &Problem, generation: &mut Generation<'_>, balance: &Balance, open: &[usize]) {
    for (number, class) in problem.classes.iter().enumerate().filter(|(n, _)| open[*n] > 0) {
        let values = balance.prices.values(problem, class.pool);
        let Some(best) = generation.crew.first().good(problem, class, &values, 2) else { continue };
        let served = Served::at(problem, number, best.tour, &balance.prices);
        if served.price_out(problem, &balance.prices) < balance.class[number] - 1e-3 {
            generation.master.add(served);
        }
    }
}

/// The tours of everybody, agent by agent.
fn tours(problem: &Problem, served: &[Served], fixed: &[usize]) -> Option<Vec<Tour>> {
    let mut waiting: Vec<Vec<Tour>> = vec![Vec::new(); problem.classes.len()];
    for (served, &people) in served.iter().zip(fixed) {
        for _ in 0..people {
            waiting[served.class].push(served.tour.clone());
        }
    }
    problem.agents.iter().map(|&class| waiting[class].pop()).collect()
}
