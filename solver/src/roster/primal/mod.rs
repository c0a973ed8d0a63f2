//! Rosters: everybody's tour, who serves what, and moves that make them cheaper.
//!
//! Every move takes people out and puts them back with the exactly best tour for what is missing
//! just then; so every state is a lawful roster.

pub(crate) mod construct;
pub(crate) mod ruin_recreate;
pub(crate) mod ruins;

use super::pricing::{Placed, Pricer, Tour};
use super::problem::{Class, Problem};
use super::seating::Seating;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;

/// A roster in the making: tours, seating, and what both cost.
#[derive(Debug)]
pub(crate) struct Search<'p> {
    /// The case.
    pub(crate) problem: &'p Problem,
    /// Who serves what.
    pub(crate) seating: Seating<'p>,
    /// Everybody's tour; `None` while taken out.
    pub(crate) tours: Vec<Option<Tour>>,
    /// Sum of the tours' costs in minor units.
    pub(crate) own: i64,
    /// The pricing.
    pub(crate) pricer: Pricer,
    /// Random choices.
    pub(crate) random: Pcg64Mcg,
    values: Vec<Vec<f64>>,
    stamps: Vec<Vec<u64>>,
    noisy: Vec<f64>,
}

/// A whole roster, kept.
#[derive(Debug, Clone)]
pub(crate) struct Incumbent {
    /// Everybody's tour.
    pub(crate) tours: Vec<Tour>,
    /// What the roster costs, in minor units.
    pub(crate) cost: i64,
}

impl<'p> Search<'p> {
    /// Nobody has a tour yet.
    pub(crate) fn new(problem: &'p Problem, random: Pcg64Mcg) -> Self {
        Self {
            problem,
            seating: Seating::empty(problem),
            tours: vec![None; problem.agents.len()],
            own: 0,
            pricer: Pricer::default(),
            random,
            values: vec![vec![0.0; problem.slots]; problem.pools.len()],
            stamps: vec![vec![u64::MAX; problem.slots]; problem.pools.len()],
            noisy: Vec::new(),
        }
    }

    /// What the roster costs now, in minor units.
    pub(crate) fn cost(&self) -> i64 {
        self.own + self.seating.total()
    }

    /// The class of an agent.
    pub(crate) fn class_of(&self, agent: usize) -> &'p Class {
        &self.problem.classes[self.problem.agents[agent]]
    }

    /// Takes an agent's tour out.
    pub(crate) fn take(&mut self, agent: usize) -> Option<Tour> {
        let tour = self.tours[agent].take()?;
        let class = self.class_of(agent);
        self.own -= tour.cost;
        for_each_slot(self.problem, class, &tour, |slot| self.seating.remove(slot, class.pool));
        Some(tour)
    }

    /// Gives an agent this tour.
    pub(crate) fn put(&mut self, agent: usize, tour: Tour) {
        let class = self.class_of(agent);
        self.own += tour.cost;
        for_each_slot(self.problem, class, &tour, |slot| self.seating.add(slot, class.pool));
        self.tours[agent] = Some(tour);
    }

    /// Gives an agent without a tour the best one for what is missing now, values disturbed by
    /// `noise`. False when no tour is lawful for them.
    pub(crate) fn insert(&mut self, agent: usize, noise: f64) -> bool {
        let class = self.class_of(agent);
        self.refresh(class.pool);
        let priced = if noise > 0.0 {
            self.disturb(class.pool, noise);
            self.pricer.good(self.problem, class, &self.noisy)
        } else {
            self.pricer.good(self.problem, class, &self.values[class.pool])
        };
        let Some(priced) = priced else { return false };
        self.put(agent, priced.tour);
        true
    }

    /// Brings the values of a pool's half-hours up to date.
    fn refresh(&mut self, pool: usize) {
        for slot in 0..self.problem.slots {
            let stamp = self.seating.stamp(slot);
            if self.stamps[pool][slot] != stamp {
                self.stamps[pool][slot] = stamp;
                self.values[pool][slot] = self.seating.gain(slot, pool) as f64;
            }
        }
    }

    fn disturb(&mut self, pool: usize, noise: f64) {
        self.noisy.clear();
        for &value in &self.values[pool] {
            let factor = 1.0 + noise * (self.random.random::<f64>() - 0.5);
            self.noisy.push(value * factor);
        }
    }

    /// The roster as it is now; `None` while somebody is taken out.
    pub(crate) fn incumbent(&self) -> Option<Incumbent> {
        let tours: Option<Vec<Tour>> = self.tours.iter().cloned().collect();
        Some(Incumbent { tours: tours?, cost: self.cost() })
    }

    /// Everybody's tours from a kept roster.
    pub(crate) fn restore(&mut self, kept: &Incumbent) {
        for agent in 0..self.tours.len() {
            self.take(agent);
        }
        for (agent, tour) in kept.tours.iter().enumerate() {
            self.put(agent, tour.clone());
        }
        self.seating.plan_tickets();
    }
}

/// Calls `act` for every slot of the horizon in which a tour is at work.
pub(crate) fn for_each_slot(
    problem: &Problem,
    class: &Class,
    tour: &Tour,
    mut act: impl FnMut(usize),
) {
    for (day, placed) in tour.days.iter().enumerate() {
        let Some(placed) = placed else { continue };
        for_each_slot_of_shift(problem, class, day, placed, &mut act);
    }
}

/// Calls `act` for every slot of the horizon in which a shift is at work.
fn for_each_slot_of_shift(
    problem: &Problem,
    class: &Class,
    day: usize,
    placed: &Placed,
    act: &mut impl FnMut(usize),
) {
    let choice = &class.days[day].all[placed.choice];
    let mut breaks = placed.breaks.iter().zip(&choice.breaks).peekable();
    let mut at = 0;
    while at < choice.span {
        if let Some((_, window)) = breaks.next_if(|(place, _)| **place == at) {
            at += window.length;
            continue;
        }
        let slot = choice.start + at;
        at += 1;
        if class.training.binary_search(&slot).is_err() {
            if let Some(slot) = problem.covered(slot) {
                act(slot);
            }
        }
    }
}
