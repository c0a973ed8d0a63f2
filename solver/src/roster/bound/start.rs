//! Where rounds begin: where a climb from a guess ends.

use super::ascent::{Climbed, climb};
use super::generation::{Generation, SEEDS};
use super::master::Served;
use super::prices::Prices;
use super::prover::{Desk, News};
use crate::roster::mend::patterns::Mixture;
use crate::roster::pricing::crew::Crew;
use crate::roster::problem::Problem;
use crate::roster::problem::queues::per_slot;
use rand_pcg::Pcg64Mcg;

/// The first master is worth so many tours of a class for each person and second left; a mixture
/// of fewer than the least is none, and of more than the most no better.
const TOURS: f64 = 500.0;
const TOURS_LEAST: usize = 6;
const TOURS_MOST: usize = 50;

/// A generation at prices that are worth going on from, told of as they get better, and the mixture
/// of tours that goes with them.
///
/// # Errors
/// What the optimiser says when it ends without an answer, or that a class has no lawful tour.
pub(super) fn started<'p>(
    problem: &'p Problem,
    (random, mut crew): (Pcg64Mcg, Crew),
    desk: &dyn Desk<'_>,
) -> Result<(Generation<'p>, Mixture), String> {
    let no_tour = |_| "a class has no lawful tour".to_owned();
    let tell = &mut |bound, best: &Prices| desk.tell(News::Bound(bound, Box::new(best.clone())));
    let climbed = climb(problem, (guess(problem), &mut crew), &|| desk.left(), tell);
    let climbed = climbed.map_err(no_tour)?;
    let known = mixed(problem, &climbed, desk);
    let seeds = if known.is_empty() { SEEDS } else { 0 };
    // by now the search has something to learn from
    let tours = desk.roster().into_iter().chain(known).collect();
    let generation = Generation::new(problem, (tours, seeds), (climbed.prices, crew), random);
    Ok((generation.map_err(no_tour)?, climbed.mixture))
}

/// The heaviest tours of a climb's mixture, as many as a first master can be solved with in time.
fn mixed(problem: &Problem, climbed: &Climbed, desk: &dyn Desk<'_>) -> Vec<Served> {
    let people = problem.agents.len() as f64;
    let in_time = |left: f64| (TOURS * left / people) as usize;
    let most = desk.left().map_or(TOURS_MOST, |left| in_time(left.as_secs_f64()));
    let most = most.clamp(TOURS_LEAST, TOURS_MOST);
    let mut tours = Vec::new();
    for (class, mixture) in climbed.mixture.iter().enumerate() {
        let mut mixture: Vec<_> = mixture.iter().collect();
        mixture.sort_by(|a, b| b.1.total_cmp(&a.1));
        let heaviest = mixture.into_iter().take(most);
        let served = |tour| Served::at(problem, class, tour, &climbed.prices);
        tours.extend(heaviest.map(|(tour, _)| served(tour.clone())));
    }
    tours
}

/// Prices to begin with: where people are needed, about what an hour costs.
pub(crate) fn guess(problem: &Problem) -> Prices {
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
