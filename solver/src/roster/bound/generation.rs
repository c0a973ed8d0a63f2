//! Column generation: prices from the master, tours from the prices, until they agree.
//!
//! Prices jump from master to master, so tours are priced on the way from the best prices so far to
//! the master's: a short step, a longer one, and the whole way. Every pricing is a certificate; the
//! best of them is the bound. Steps grow while they raise it and shrink when none does (after the
//! smoothing of Wentges, 1997).

use super::certificate::{Certificate, certify};
use super::master::{Balance, Master, Served};
use super::prices::Prices;
use crate::backend::highs::Method;
use crate::backend::interrupt::Left;
use crate::roster::pricing::Tour;
use crate::roster::pricing::crew::Crew;
use crate::roster::problem::Problem;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;
use std::time::{Duration, Instant};

/// Times every class is priced at disturbed prices to begin with.
pub(crate) const SEEDS: usize = 12;
/// How far prices are disturbed, up or down.
const SWAY: f64 = 0.2;

/// A column generation.
#[derive(Debug)]
pub(crate) struct Generation<'p> {
    /// The week to prove something of.
    pub(crate) problem: &'p Problem,
    /// The master with its tours.
    pub(crate) master: Master<'p>,
    /// The pricing.
    pub(crate) crew: Crew,
    /// The best bound so far, in minor units.
    pub(crate) bound: f64,
    /// The prices that prove it.
    pub(crate) best: Prices,
    random: Pcg64Mcg,
    /// How far from the best prices towards the master's the next tours are priced.
    step: f64,
    /// The last master solved to its end.
    last: Option<Balance>,
    /// Whether the master's last basis is no good to go on from.
    pub(crate) fresh: bool,
    /// How long the master took from scratch, when it was solved to its end.
    afresh: Option<Duration>,
    /// Whether going on from the last basis takes longer than that.
    slow: bool,
}

/// Whether a generation goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Round {
    /// There may be more to gain.
    Goes,
    /// Master and bound agree.
    Agrees,
}

/// Master and bound agree when they differ by less than this share.
const AGREEMENT: f64 = 2e-4;
/// The shortest step: shorter ones price the same tours twice.
const STEP_MIN: f64 = 0.05;
/// A master solved sooner than this is not worth another way.
const SOON: Duration = Duration::from_secs(1);

impl<'p> Generation<'p> {
    /// A generation that begins with these tours and prices.
    ///
    /// # Errors
    /// A class without a lawful tour.
    pub(crate) fn new(
        problem: &'p Problem,
        (tours, seeds): (Vec<Served>, usize),
        (prices, mut crew): (Prices, Crew),
        random: Pcg64Mcg,
    ) -> Result<Self, usize> {
        let first = certify(problem, &prices, &mut crew)?;
        let (master, bound) = (Master::new(problem), first.bound);
        let mut all = Self {
            problem,
            master,
            crew,
            bound,
            best: prices,
            random,
            step: 0.1,
            last: None,
            fresh: true,
            afresh: None,
            slow: false,
        };
        for served in tours {
            all.master.add(served);
        }
        all.add_all(first, &all.best.clone(), None);
        for _ in 0..seeds {
            let noisy = all.disturbed(&all.best.clone());
            for (class, group) in problem.classes.iter().enumerate() {
                let values = noisy.values(problem, group.pool);
                let best = all.crew.first().good(problem, group, &values, 2).ok_or(class)?;
                all.master.add(Served::at(problem, class, best.tour, &noisy));
            }
        }
        Ok(all)
    }

    /// Takes those tours of a roster found elsewhere into the master that it does not price out:
    /// what a search likes is soon part of the mixture, and masters agree with bounds sooner.
    pub(crate) fn learn(&mut self, tours: Vec<Served>) {
        let Some(last) = self.last.take() else { return };
        for served in tours {
            let cost = served.price_out(self.problem, &last.prices);
            if last.is_dearer(served.class, cost) {
                self.master.add(served);
            }
        }
        self.last = Some(last);
    }

    /// A roster near the last master's mixture: everybody takes a tour that many of their class
    /// take.
    pub(crate) fn rounded(&self) -> Option<Vec<Tour>> {
        let mut of_class: Vec<Vec<(f64, usize)>> = vec![Vec::new(); self.problem.classes.len()];
        let people = &self.last.as_ref()?.people;
        for (tour, &people) in people.iter().enumerate().filter(|(_, p)| **p > 1e-6) {
            of_class[self.master.tours[tour].class].push((people, tour));
        }
        let mut tours = Vec::with_capacity(self.problem.agents.len());
        for &class in &self.problem.agents {
            let parts = &mut of_class[class];
            let best = (0..parts.len()).max_by(|&a, &b| parts[a].0.total_cmp(&parts[b].0))?;
            tours.push(self.master.tours[parts[best].1].tour.clone());
            parts[best].0 -= 1.0;
        }
        Some(tours)
    }

    fn disturbed(&mut self, prices: &Prices) -> Prices {
        let mut prices = prices.clone();
        for price in prices.agent.iter_mut().flatten() {
            *price *= 1.0 + SWAY * (2.0 * self.random.random::<f64>() - 1.0);
        }
        prices.clamp(self.problem);
        prices
    }

    /// What the last master said, for who goes on without it.
    pub(crate) fn take_last(&mut self) -> Option<Balance> {
        self.last.take()
    }

    /// One round: master, pricing, new tours.
    ///
    /// # Errors
    /// What the optimiser says when it ends without an answer.
    pub(crate) fn round(&mut self, left: &Left<'_>) -> Result<Round, String> {
        let balance = self.balance(left)?;
        if !balance.is_optimal {
            return Ok(Round::Goes);
        }
        let (mut added, mut gained) = (0, false);
        for share in [self.step, 2.5 * self.step, 1.0] {
            let prices = balance.prices.mixed(share.min(1.0), &self.best);
            let found = certify(self.problem, &prices, &mut self.crew);
            let certificate = found.map_err(|_| "a class lost its tours".to_owned())?;
            if certificate.bound > self.bound {
                self.bound = certificate.bound;
                self.best = prices.clone();
                gained = true;
            }
            added += self.add_all(certificate, &prices, Some(&balance));
            if balance.cost - self.bound <= AGREEMENT * balance.cost.abs() {
                self.last = Some(balance);
                return Ok(Round::Agrees);
            }
        }
        self.last = Some(balance);
        self.step =
            if gained { (self.step * 1.5).min(0.5) } else { (self.step * 0.6).max(STEP_MIN) };
        Ok(if added > 0 { Round::Goes } else { Round::Agrees })
    }

    /// The master solved: from the second on, the last basis with new tours is where to go on from,
    /// until that takes longer than from scratch, as it does in large centres.
    fn balance(&mut self, left: &Left<'_>) -> Result<Balance, String> {
        let begin = Instant::now();
        if self.fresh || self.slow {
            let balance = self.master.solve(Method::Vertex, left)?;
            (self.fresh, self.slow) = (false, self.slow && balance.is_optimal);
            self.afresh = balance.is_optimal.then(|| begin.elapsed());
            return Ok(balance);
        }
        let enough = self.afresh.map_or(Duration::MAX, |afresh| afresh.max(SOON));
        let within = || left().map(|left| left.min(enough.saturating_sub(begin.elapsed())));
        let balance = self.master.solve(Method::Primal, &within)?;
        self.slow = !balance.is_optimal && left().is_none_or(|left| !left.is_zero());
        Ok(balance)
    }

    /// Adds the tours that the master does not price out yet; how many.
    fn add_all(&mut self, found: Certificate, prices: &Prices, balance: Option<&Balance>) -> usize {
        let mut added = 0;
        for (class, priced) in found.tours.into_iter().enumerate() {
            let tour: Tour = priced.tour;
            let served = Served::at(self.problem, class, tour, prices);
            let Some(balance) = balance else {
                self.master.add(served);
                continue;
            };
            let cost = served.price_out(self.problem, &balance.prices);
            if balance.is_dearer(class, cost) {
                self.master.add(served);
                added += 1;
            }
        }
        added
    }
}
