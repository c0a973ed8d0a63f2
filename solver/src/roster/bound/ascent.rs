//! Ascent: prices that follow the slopes of the bound.
//!
//! ```text
//! best prices ──▶ a step along the mean slope ──▶ price every class ──▶ bound, slope ──┐
//!      ▲                                                                               │
//!      └───────────────── better? take them, step further : step shorter ◀─────────────┘
//! ```
//! The bound is a roof of planes: its slope changes at every step, so that the last one leads
//! nowhere. The mean of the last slopes does: what one tour has too much another has too little
//! (after the volume algorithm of Barahona and Anbil, 2000). A step prices every class once and
//! needs no master. The shift benchmark's ascent is of the same kind, over counts of shifts per day
//! and towards a known roster's cost; here prices are bounded by what missing people cost, and
//! steps are as long as gains have been.

use super::certificate::{Certificate, certify, certify_with};
use super::prices::Prices;
use super::slope::slope;
use crate::roster::mend::patterns::Mixture;
use crate::roster::pricing::Pricer;
use crate::roster::pricing::crew::Crew;
use crate::roster::problem::Problem;
use crate::roster::problem::queues::per_slot;
use std::time::Duration;

/// The first step would raise the bound by this share if the roof were straight.
const REACH: f64 = 0.05;
/// What a step that raised the bound makes of the next,
const LONGER: f64 = 1.1;
/// and what so many that did not do.
const SHORTER: f64 = 0.7;
const FAILS: u32 = 7;
/// So many before the first that did: where many have the same prices, the mean must settle first.
const FAILS_AT_FIRST: u32 = 25;
/// The share of the newest slope in the mean, at first and at last, and what a step makes of it.
const NEWEST: f64 = 0.1;
const NEWEST_LAST: f64 = 0.01;
const CALMER: f64 = 0.99;
/// A step so short that only limits stop it.
const TINY: f64 = 1e-6;
/// When steps reach no further than this share of the bound, and after so many, it is asked what
/// they gained,
const FAR: f64 = 5e-6;
const LOOK: usize = 20;
/// and when it was less than this share of the bound all laws join,
const ALL_LAWS: f64 = 1e-4;
/// and when it was less than this the climb is over.
const OVER: f64 = 3e-6;
/// The most steps of a climb.
const STEPS: usize = 1000;

/// Prices on their way up.
#[derive(Debug)]
pub(crate) struct Ascent<'p> {
    problem: &'p Problem,
    /// The best bound so far, in minor units.
    pub(crate) bound: f64,
    /// The prices that prove it.
    pub(crate) best: Prices,
    /// The mean of the last slopes, and the newest one's share in it.
    mean: Prices,
    newest: f64,
    /// How much the next step would raise the bound if the roof were straight, in minor units, and
    /// how many have not.
    reach: f64,
    fails: u32,
    /// Whether any step has raised the bound.
    raised: bool,
    /// Whether all laws have joined.
    all_laws: bool,
    /// Each class's tours since then, and the weight of their slopes in the mean.
    mixture: Mixture,
    /// Units in which goals are priced: theirs are contacts, not people.
    units: Vec<Vec<f64>>,
}

/// Where a climb ended.
#[derive(Debug)]
pub(crate) struct Climbed {
    /// The prices that prove most.
    pub(crate) prices: Prices,
    /// Tours of each class that together come near what is needed at these prices, each with its
    /// weight.
    pub(crate) mixture: Mixture,
}

/// Prices that prove more than these: climbs until steps gain nothing, or until there is no time
/// `left`. Tells every better bound and its prices.
///
/// # Errors
/// A class without a lawful tour.
pub(crate) fn climb(
    problem: &Problem,
    (start, crew): (Prices, &mut Crew),
    left: &dyn Fn() -> Option<Duration>,
    tell: &mut dyn FnMut(f64, &Prices),
) -> Result<Climbed, usize> {
    let mut ascent = Ascent::new(problem, start, crew)?;
    let (mut told, mut looked) = (f64::NEG_INFINITY, ascent.bound);
    for step in 1..=STEPS {
        if ascent.bound > told {
            told = ascent.bound;
            tell(told, &ascent.best);
        }
        if left().is_some_and(|left| left.is_zero()) {
            break;
        }
        ascent.step(crew)?;
        if !step.is_multiple_of(LOOK) {
            continue;
        }
        let gained = (ascent.bound - looked) / ascent.bound.abs();
        if ascent.reach > FAR * ascent.bound.abs() {
            looked = ascent.bound;
            continue;
        }
        if ascent.all_laws && gained < OVER {
            break;
        }
        if !ascent.all_laws && gained < ALL_LAWS {
            ascent.join_laws(crew)?;
        }
        looked = ascent.bound;
    }
    Ok(Climbed { prices: ascent.best, mixture: ascent.mixture })
}

impl<'p> Ascent<'p> {
    /// Begins at these prices.
    ///
    /// # Errors
    /// A class without a lawful tour.
    pub(crate) fn new(
        problem: &'p Problem,
        prices: Prices,
        crew: &mut Crew,
    ) -> Result<Self, usize> {
        let found = certify(problem, &prices, crew)?;
        // a goal's price counts in what its contacts cost, a person's in what one missing costs
        let unit = |goal: f64, heavy: f64| if heavy > 0.0 { goal / heavy } else { goal };
        let units = problem.queues.iter().map(|queue| {
            let heavy = per_slot(queue.shortage.heavy, problem.interval);
            queue.goals.iter().map(|goal| unit(goal.heavy, heavy)).collect()
        });
        let tours = problem.classes.iter().zip(&found.tours);
        let pay: f64 = tours.map(|(c, t)| c.members as f64 * t.tour.cost.abs() as f64).sum();
        Ok(Self {
            problem,
            bound: found.bound,
            mean: slope(problem, &prices, &found),
            best: prices,
            newest: NEWEST,
            reach: REACH * found.bound.abs().max(pay),
            fails: 0,
            raised: false,
            all_laws: false,
            mixture: vec![Vec::new(); problem.classes.len()],
            units: units.collect(),
        })
    }

    /// One step; the certificate there, and the prices it is for.
    ///
    /// # Errors
    /// A class without a lawful tour.
    pub(crate) fn step(&mut self, crew: &mut Crew) -> Result<(Certificate, Prices), usize> {
        let (way, steepness) = self.way();
        // where the mean leads nowhere the slope here is looked at again
        let length = if steepness > 0.0 { self.reach / steepness } else { 0.0 };
        let mut prices = self.best.clone();
        prices.each_with(&way, |price, way| price + length * way);
        prices.clamp(self.problem);
        let found = self.certified(&prices, crew)?;
        let slope = slope(self.problem, &prices, &found);
        let newest = self.newest;
        if self.all_laws {
            self.mix(&found);
        }
        self.mean.each_with(&slope, |mean, slope| (1.0 - newest) * mean + newest * slope);
        self.newest = (self.newest * CALMER).max(NEWEST_LAST);
        if found.bound > self.bound {
            (self.bound, self.best) = (found.bound, prices.clone());
            self.reach *= LONGER;
            (self.fails, self.raised) = (0, true);
        } else {
            self.fails += 1;
            if self.fails >= if self.raised { FAILS } else { FAILS_AT_FIRST } {
                self.reach *= SHORTER;
                self.fails = 0;
            }
        }
        Ok((found, prices))
    }

    /// From here on every law counts: the bound can only be better for it.
    fn join_laws(&mut self, crew: &mut Crew) -> Result<(), usize> {
        self.all_laws = true;
        self.bound = self.certified(&self.best, crew)?.bound.max(self.bound);
        Ok(())
    }

    /// Takes the newest tours into the mixture.
    fn mix(&mut self, found: &Certificate) {
        for (mixture, priced) in self.mixture.iter_mut().zip(&found.tours) {
            mixture.iter_mut().for_each(|(_, weight)| *weight *= 1.0 - self.newest);
            match mixture.iter_mut().find(|(tour, _)| *tour == priced.tour) {
                Some((_, weight)) => *weight += self.newest,
                None => mixture.push((priced.tour.clone(), self.newest)),
            }
        }
    }

    fn certified(&self, prices: &Prices, crew: &mut Crew) -> Result<Certificate, usize> {
        if self.all_laws {
            return certify(self.problem, prices, crew);
        }
        let few = |pricer: &mut Pricer, class: &_, values: &[f64]| {
            pricer.relaxed(self.problem, class, values)
        };
        certify_with(self.problem, prices, crew, few)
    }

    /// The mean slope where prices may follow it, in units of prices, and how much the bound gains
    /// for one length of it.
    fn way(&self) -> (Prices, f64) {
        let mut way = self.mean.clone();
        for (goals, units) in way.goal.iter_mut().zip(&self.units) {
            goals.iter_mut().zip(units).for_each(|(slope, unit)| *slope *= unit * unit);
        }
        // what a tiny step would not move stands at its limit
        let mut near = self.best.clone();
        near.each_with(&way, |price, way| price + TINY * way);
        near.clamp(self.problem);
        near.each_with(&self.best, |near, best| near - best);
        way.each_with(&near, |way, moved| if moved == 0.0 { 0.0 } else { way });
        let mut steepness = 0.0;
        let mut product = way.clone();
        product.each_with(&self.mean, |way, slope| {
            steepness += way * slope;
            way
        });
        (way, steepness)
    }
}
