//! Column generation: prices from the master, tours from the prices, until they agree.
//!
//! Prices jump from master to master, so tours are priced between the best prices so far and the
//! master's. Every pricing is a certificate; the best of them is the bound.

use super::certificate::{Certificate, certify};
use super::master::{Balance, Master, Served};
use super::prices::Prices;
use crate::backend::highs::Method;
use crate::roster::pricing::{Pricer, Tour};
use crate::roster::problem::Problem;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;
use std::time::Duration;

/// Weight of the best prices so far in the mixture that is priced.
const CALM: f64 = 0.6;

/// Times every class is priced at disturbed prices to begin with.
const SEEDS: usize = 12;
/// How far prices are disturbed, up or down.
const SWAY: f64 = 0.2;

/// Further pricings of every class in a round: tours are cheaper to find than masters to solve.
const EXTRA: usize = 4;

/// A column generation.
#[derive(Debug)]
pub(crate) struct Generation<'p> {
    problem: &'p Problem,
    /// The master with its tours.
    pub(crate) master: Master<'p>,
    /// The pricing.
    pub(crate) pricer: Pricer,
    /// The best bound so far, in minor units.
    pub(crate) bound: f64,
    /// The prices that prove it.
    pub(crate) best: Prices,
    random: Pcg64Mcg,
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

impl<'p> Generation<'p> {
    /// A generation that begins with these tours and prices.
    ///
    /// # Errors
    /// A class without a lawful tour.
    pub(crate) fn new(
        problem: &'p Problem,
        tours: Vec<Served>,
        prices: Prices,
        random: Pcg64Mcg,
    ) -> Result<Self, usize> {
        let mut pricer = Pricer::default();
        let first = certify(problem, &prices, &mut pricer)?;
        let (master, bound) = (Master::new(problem), first.bound);
        let mut all = Self { problem, master, pricer, bound, best: prices, random };
        for served in tours {
            all.master.add(served);
        }
        all.add_all(first, &all.best.clone(), None);
        for _ in 0..SEEDS {
            let noisy = all.disturbed(&all.best.clone());
            for (class, group) in problem.classes.iter().enumerate() {
                let values = noisy.values(problem, group.pool);
                let best = all.pricer.good(problem, group, &values, 2).ok_or(class)?;
                all.master.add(Served::at(problem, class, best.tour, &noisy));
            }
        }
        Ok(all)
    }

    fn disturbed(&mut self, prices: &Prices) -> Prices {
        let mut prices = prices.clone();
        for price in prices.agent.iter_mut().flatten() {
            *price *= 1.0 + SWAY * (2.0 * self.random.random::<f64>() - 1.0);
        }
        prices.clamp(self.problem);
        prices
    }

    /// One round: master, pricing, new tours.
    ///
    /// # Errors
    /// What the optimiser says when it ends without an answer.
    pub(crate) fn round(
        &mut self,
        method: Method,
        time: Option<Duration>,
    ) -> Result<Round, String> {
        let balance = self.master.solve(method, time)?;
        if !balance.is_optimal {
            return Ok(Round::Goes);
        }
        let calm = self.best.mixed(CALM, &balance.prices);
        let mut extra = 0;
        for _ in 0..EXTRA {
            let noisy = self.disturbed(&calm);
            extra += self.add_good(&noisy, &balance);
        }
        for prices in [calm, balance.prices.clone()] {
            let found = certify(self.problem, &prices, &mut self.pricer);
            let certificate = found.map_err(|_| "a class lost its tours".to_owned())?;
            if certificate.bound > self.bound {
                self.bound = certificate.bound;
                self.best = prices.clone();
            }
            if balance.cost - self.bound <= AGREEMENT * balance.cost.abs() {
                return Ok(Round::Agrees);
            }
            if self.add_all(certificate, &prices, Some(&balance)) + extra > 0 {
                return Ok(Round::Goes);
            }
        }
        Ok(Round::Agrees)
    }

    /// Adds good tours at these prices that the master does not price out yet; how many.
    fn add_good(&mut self, prices: &Prices, balance: &Balance) -> usize {
        let mut added = 0;
        for (number, class) in self.problem.classes.iter().enumerate() {
            let values = prices.values(self.problem, class.pool);
            let Some(found) = self.pricer.good(self.problem, class, &values, 2) else { continue };
            let served = Served::at(self.problem, number, found.tour, prices);
            let cost = served.price_out(self.problem, &balance.prices);
            if cost < balance.class[number] - 1e-4 * (1.0 + balance.class[number].abs()) {
                self.master.add(served);
                added += 1;
            }
        }
        added
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
            if cost < balance.class[class] - 1e-4 * (1.0 + balance.class[class].abs()) {
                self.master.add(served);
                added += 1;
            }
        }
        added
    }
}
