//! A second search on the prover's core, once there is nothing left to prove.

use super::ruin_recreate::Heat;
use super::{Incumbent, Search, slot_pay};
use crate::roster::bound::prices::Prices;
use crate::roster::pricing::Tour;
use crate::roster::problem::Problem;
use rand_pcg::Pcg64Mcg;

/// Searches on from a roster (`rounded` from the master's mixture, or the first search's) until
/// `done`, the share of its time used up, is one; the best tours found, agent by agent.
pub(crate) fn search_on(
    problem: &Problem,
    (tours, rounded): (Vec<Tour>, bool),
    prices: &Prices,
    (random, done): (Pcg64Mcg, &dyn Fn() -> f64),
) -> Option<Vec<Tour>> {
    let mut search = Search::new(problem, random);
    search.learn(prices);
    search.adopt(tours);
    let mut best: Incumbent<'_> = search.incumbent()?;
    let heat = Heat::of(best.cost(), problem.agents.len(), slot_pay(problem));
    let most = if rounded { heat.tempered(problem) } else { heat.from };
    loop {
        let done = done();
        if done >= 1.0 {
            return Some(best.tours);
        }
        if let Some(better) = search.any_step(heat.at(done).min(most), best.cost()) {
            best = better;
        }
    }
}
