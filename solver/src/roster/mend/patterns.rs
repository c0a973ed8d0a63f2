//! Who works on which days, rounded from a mixture of tours while starts and lengths stay open.
//!
//! ```text
//! mixture ──▶ days most agree on are fixed ──▶ master, new tours ──▶ a share of the others' ──┐
//!                                                    ▲                                        │
//!                                                    └────────────────────────────────────────┘
//! ```
//! Whole people cost little while their starts stay open, and much once those are fixed: the days
//! that people work are found where all the rest can still give way. What their shifts are is for
//! those who mend the roster, day by day.

use super::{Mending, Tour};
use crate::backend::highs::Method;
use crate::roster::bound::master::Balance;
use crate::roster::bound::prices::Prices;
use crate::roster::pricing::Pricer;
use crate::roster::problem::Problem;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;
use std::collections::BTreeMap;
use std::time::Duration;

/// The most tours of a person that the first master knows: the heaviest.
const SEEDS: usize = 40;
/// The days that so much of a person's mixture agrees on are fixed before the first master,
const SURE: f64 = 0.6;
/// so much of a master's in every round,
const WHOLE: f64 = 0.97;
/// and those of this share of the others.
const SHARE: f64 = 0.3;
/// The share of all people whose days are left to those who mend.
const REST: f64 = 0.1;
/// Chance is worth so much of a person.
const CHANCE: f64 = 0.02;
/// How far the prices of a round's first tours are from the last round's towards the master's.
const STEP: f64 = 0.3;

/// Tours with their weights, for each class.
pub(crate) type Mixture = Vec<Vec<(Tour, f64)>>;

/// Whether a person works, day by day.
type Pattern = Vec<bool>;

/// The days that most of a person's mixture works, and how much of it does.
#[derive(Debug)]
struct Wish {
    agent: usize,
    share: f64,
    pattern: Pattern,
}

/// A tour for everybody, on days that suit the mixture at these prices; its shifts are those that
/// weigh most there, and fit one another badly. When the time is up, what was fixed by then counts;
/// `None` before the first master, and where a class has no mixture.
///
/// # Errors
/// What the optimiser says when it ends without an answer.
pub(crate) fn patterned(
    problem: &Problem,
    (mixture, prices): (&Mixture, &Prices),
    (pricer, random): (&mut Pricer, &mut Pcg64Mcg),
    left: &dyn Fn() -> Option<Duration>,
) -> Result<Option<Vec<Tour>>, String> {
    if mixture.iter().any(Vec::is_empty) {
        return Ok(None);
    }
    let mut mending = Mending::free(problem, (pricer, left));
    let mut open: Vec<bool> = Vec::with_capacity(problem.agents.len());
    for (agent, &class) in problem.agents.iter().enumerate() {
        let tours = mixture[class].iter().map(|(tour, weight)| (tour, *weight));
        let mut tours: Vec<(&Tour, f64)> = tours.collect();
        let sure = wish(agent, &tours).filter(|wish| wish.share >= SURE);
        if let Some(wish) = &sure {
            mending.members[agent].keep_days(&wish.pattern);
            tours.retain(|(tour, _)| pattern(tour) == wish.pattern);
        }
        tours.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (tour, _) in tours.into_iter().take(SEEDS) {
            mending.add(agent, tour.clone(), prices);
        }
        open.push(sure.is_none());
    }
    let Some(mut balance) = mending.solve(Method::Vertex)? else { return Ok(None) };
    let mut before = prices.clone();
    let rest = (REST * open.len() as f64) as usize;
    while let Some(next) = mending.adapted(&balance, &mut before)? {
        balance = next;
        if open.iter().filter(|open| **open).count() <= rest {
            break;
        }
        mending.settle(&balance, &mut open, random);
        let Some(next) = mending.solve(Method::Dual)? else { break };
        balance = next;
    }
    Ok(mending.heaviest(&balance))
}

impl Mending<'_> {
    /// The master with new tours at its prices and on the way there; `None` when the time is up.
    fn adapted(
        &mut self,
        balance: &Balance,
        before: &mut Prices,
    ) -> Result<Option<Balance>, String> {
        for share in [STEP, 1.0] {
            let prices = balance.prices.mixed(share, before);
            self.price(balance, &prices, |_| true);
        }
        *before = balance.prices.clone();
        self.solve(Method::Primal)
    }

    /// Each person's tours in the master's mixture.
    fn mixture(&self, balance: &Balance) -> Vec<Vec<(&Tour, f64)>> {
        let mut mixture = vec![Vec::new(); self.members.len()];
        for ((served, &owner), &part) in
            self.master.tours.iter().zip(&self.owner).zip(&balance.people)
        {
            if part > 1e-6 {
                mixture[owner].push((&served.tour, part));
            }
        }
        mixture
    }

    /// Fixes the days of those whose tours agree on them, and of the share of the others who are
    /// nearest to that.
    fn settle(&mut self, balance: &Balance, open: &mut [bool], random: &mut Pcg64Mcg) {
        let mixture = self.mixture(balance);
        let of_open = (0..open.len()).filter(|&agent| open[agent]);
        let mut wishes: Vec<Wish> = of_open.filter_map(|a| wish(a, &mixture[a])).collect();
        let mut few = ((SHARE * wishes.len() as f64).ceil() as usize).max(1);
        for wish in &mut wishes {
            wish.share += CHANCE * random.random::<f64>();
        }
        wishes.sort_by(|a, b| b.share.total_cmp(&a.share));
        for Wish { agent, share, pattern: days } in wishes {
            let whole = share > WHOLE;
            if !whole && few == 0 {
                continue;
            }
            few -= usize::from(!whole);
            open[agent] = false;
            self.members[agent].keep_days(&days);
            for tour in 0..self.owner.len() {
                if self.owner[tour] == agent && pattern(&self.master.tours[tour].tour) != days {
                    self.master.forbid(tour);
                }
            }
        }
    }

    /// Everybody's heaviest tour in the master's mixture.
    fn heaviest(&self, balance: &Balance) -> Option<Vec<Tour>> {
        let heaviest = |tours: &Vec<(&Tour, f64)>| {
            let best = tours.iter().max_by(|a, b| a.1.total_cmp(&b.1));
            best.map(|(tour, _)| (*tour).clone())
        };
        self.mixture(balance).iter().map(heaviest).collect()
    }
}

fn pattern(tour: &Tour) -> Pattern {
    tour.days.iter().map(Option::is_some).collect()
}

/// What most of a mixture works; nothing where there is none.
fn wish(agent: usize, mixture: &[(&Tour, f64)]) -> Option<Wish> {
    let (mut weights, mut all): (BTreeMap<Pattern, f64>, f64) = (BTreeMap::new(), 0.0);
    for (tour, weight) in mixture {
        *weights.entry(pattern(tour)).or_default() += weight;
        all += weight;
    }
    let most = weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    most.map(|(pattern, weight)| Wish { agent, share: weight / all, pattern })
}
