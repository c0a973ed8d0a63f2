//! A second search on the prover's core, once there is nothing left to prove.

use super::ruin_recreate::{Heat, is_alike};
use super::shared::Shared;
use super::{Incumbent, Search, slot_pay};
use crate::roster::bound::prices::Prices;
use crate::roster::mend::part::Picker;
use crate::roster::pricing::Tour;
use crate::roster::problem::Problem;
use rand_pcg::Pcg64Mcg;
use std::time::Duration;

/// When a second search cools, when it mends, and how long.
pub(crate) struct Shift<'t, 'p> {
    /// The share of its time used up; one to end.
    pub(crate) done: &'t dyn Fn() -> f64,
    /// From which share on it mends.
    pub(crate) mend_from: f64,
    /// The time left.
    pub(crate) left: &'t dyn Fn() -> Duration,
    /// Where it meets the first search once it mends.
    pub(crate) shared: Option<&'t Shared<'p>>,
}

/// Where a second search begins: everybody's tour.
#[derive(Debug)]
pub(crate) enum Begin {
    /// The first search's.
    Posted(Vec<Tour>),
    /// Rounded from the master's mixture.
    Rounded(Vec<Tour>),
    /// On the days that suit the mixture; their shifts fit one another badly.
    Patterned(Vec<Tour>),
}

/// Where people are alike both searches meet so many times only: apart they find more.
const STAGES: f64 = 6.0;

/// Searches on from a roster until its shift is over; the best tours found, agent by agent.
///
/// On other days than the first search's it mends every day once; then both go on from there,
/// though the first search's roster is cheaper just then.
pub(crate) fn search_on<'p>(
    problem: &'p Problem,
    begin: Begin,
    prices: &Prices,
    (random, shift): (Pcg64Mcg, &Shift<'_, 'p>),
) -> Option<Vec<Tour>> {
    let mut search = Search::new(problem, random);
    let (rounded, patterned) =
        (matches!(begin, Begin::Rounded(_)), matches!(begin, Begin::Patterned(_)));
    let (Begin::Posted(tours) | Begin::Rounded(tours) | Begin::Patterned(tours)) = begin;
    search.learn(prices);
    search.take_over(tours, i64::MAX, Some((shift.left)()));
    let heat = Heat::of(search.cost(), problem.agents.len(), slot_pay(problem));
    let mut best: Incumbent<'_> = search.incumbent()?;
    let most = if rounded { heat.tempered(problem) } else { heat.from };
    let (mut picker, mut mends, mut met) = (Picker::new(), false, 0);
    if patterned {
        for part in picker.every_day(problem, &mut search.random) {
            let limits = (best.cost(), Some((shift.left)()));
            best = search.mend_part(part, &mut picker, heat.to, limits).unwrap_or(best);
        }
        shift.shared.into_iter().for_each(|shared| search.begin_anew(shared));
    }
    loop {
        let done = (shift.done)();
        if done >= 1.0 {
            return Some(best.tours);
        }
        if done >= shift.mend_from && !std::mem::replace(&mut mends, true) {
            search.restore(&best);
        }
        let stage = (done * STAGES) as u32;
        let meets = !is_alike(problem) || stage != std::mem::replace(&mut met, stage);
        if let Some(shared) = shift.shared.filter(|_| mends && meets) {
            best = search.meet(shared, best);
        }
        let better = if mends {
            search.mend_step(&mut picker, heat.to, (best.cost(), Some((shift.left)())))
        } else {
            search.any_step(heat.at(done / shift.mend_from).min(most), best.cost())
        };
        if let Some(better) = better {
            best = better;
        }
    }
}
