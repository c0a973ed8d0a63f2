//! Rosters: everybody's tour, who serves what, and moves that make them cheaper.
//!
//! Every move takes people out and puts them back with the exactly best tour for what is missing
//! just then; so every state is a lawful roster.

pub(crate) mod construct;
pub(crate) mod days;
pub(crate) mod glances;
pub(crate) mod mended;
pub(crate) mod ruin_recreate;
pub(crate) mod ruins;
pub(crate) mod second;
pub(crate) mod shared;
pub(crate) mod slides;
#[cfg(test)]
mod tests;

use super::bound::master::Served;
use super::bound::prices::Prices;
use super::mend::Mended;
use super::pricing::breaks::Values;
use super::pricing::{Placed, Pricer, Tour};
use super::problem::{Class, Problem};
use super::seating::Seating;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;
use std::ops::Range;

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
    /// What a half-hour is worth to each pool in the long run; gains beyond it are looked at with
    /// caution.
    caps: Vec<Vec<f64>>,
    noisy: Vec<f64>,
    /// Steps made.
    steps: u64,
    /// Small steps made.
    small: u64,
    /// Slides tried.
    slid: u64,
    /// What a person more or fewer changes in each slot.
    glances: glances::Glances,
    /// Room for the slots that people leave and come to.
    passed: slides::Passed,
    /// Values of half-hours for one shift.
    sight: Values,
    /// How often a search had begun anew when this one met the other last.
    beginnings: u32,
    /// The days that slides are made on; all where there are none.
    focus: Option<Range<usize>>,
}

/// How values are looked at when a tour is chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mood {
    /// How far values are disturbed.
    pub(crate) noise: f64,
    /// How many times its worth in the long run a half-hour may count: the more, the more a gap is
    /// filled by whoever comes first.
    pub(crate) haste: f64,
    /// Passes of the pricing.
    pub(crate) passes: usize,
}

impl Mood {
    /// What it saves just now is what it is worth.
    pub(crate) const PLAIN: Self = Self { noise: 0.0, haste: f64::INFINITY, passes: 2 };
    /// The long run counts.
    pub(crate) const PATIENT: Self = Self { noise: 0.0, haste: 1.0, passes: 1 };
}

/// A whole roster, kept.
#[derive(Debug, Clone)]
pub(crate) struct Incumbent<'p> {
    /// Everybody's tour.
    pub(crate) tours: Vec<Tour>,
    /// Who serves what.
    pub(crate) seating: Seating<'p>,
    /// Sum of the tours' costs, in minor units.
    pub(crate) own: i64,
}

impl Incumbent<'_> {
    /// What the roster costs, in minor units.
    pub(crate) fn cost(&self) -> i64 {
        self.own + self.seating.total()
    }
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
            caps: vec![vec![1.3 * slot_pay(problem); problem.slots]; problem.pools.len()],
            noisy: Vec::new(),
            steps: 0,
            glances: glances::Glances::new(problem),
            passed: slides::Passed::default(),
            small: 0,
            slid: 0,
            sight: Values::default(),
            beginnings: 0,
            focus: None,
        }
    }

    /// Takes prices of half-hours for what they are worth in the long run.
    pub(crate) fn learn(&mut self, prices: &Prices) {
        let least = 0.2 * slot_pay(self.problem);
        for (pool, caps) in self.caps.iter_mut().enumerate() {
            *caps = prices.values(self.problem, pool);
            caps.iter_mut().for_each(|cap| *cap = cap.max(least));
        }
        self.seating.believe(&prices.goal);
        self.seating.expect(prices);
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
        self.seating.weigh();
        Some(tour)
    }

    /// Gives an agent this tour.
    pub(crate) fn put(&mut self, agent: usize, tour: Tour) {
        let class = self.class_of(agent);
        self.own += tour.cost;
        for_each_slot(self.problem, class, &tour, |slot| self.seating.add(slot, class.pool));
        self.seating.weigh();
        self.tours[agent] = Some(tour);
    }

    /// Gives an agent without a tour the best one for what is missing now, as `mood` sees it. False
    /// when no tour is lawful for them.
    pub(crate) fn insert(&mut self, agent: usize, mood: Mood) -> bool {
        let class = self.class_of(agent);
        self.refresh(class.pool, 0..self.problem.slots);
        self.look(class.pool, mood);
        let priced = self.pricer.good(self.problem, class, &self.noisy, mood.passes);
        let Some(priced) = priced else { return false };
        self.put(agent, priced.tour);
        true
    }

    /// Brings the values of some of a pool's half-hours up to date.
    fn refresh(&mut self, pool: usize, slots: Range<usize>) {
        for slot in slots {
            let stamp = self.seating.stamp(slot);
            if self.stamps[pool][slot] != stamp {
                self.stamps[pool][slot] = stamp;
                self.values[pool][slot] = self.seating.gain(slot, pool);
            }
        }
    }

    /// Values as a mood sees them.
    fn look(&mut self, pool: usize, mood: Mood) {
        self.noisy.clear();
        for (&value, &cap) in self.values[pool].iter().zip(&self.caps[pool]) {
            let seen = if mood.haste.is_finite() { value.min(mood.haste * cap) } else { value };
            let sway = if mood.noise > 0.0 { self.random.random::<f64>() - 0.5 } else { 0.0 };
            self.noisy.push(seen * (1.0 + mood.noise * sway));
        }
    }

    /// Everybody's tour, with the queue of those who have one skill.
    pub(crate) fn served(&self) -> Vec<Served> {
        let (problem, prices) = (self.problem, Prices::zero(self.problem));
        let tours = self.tours.iter().zip(&problem.agents);
        tours
            .filter_map(|(tour, &class)| Some(Served::at(problem, class, tour.clone()?, &prices)))
            .collect()
    }

    /// The roster as it is now; `None` while somebody is taken out.
    pub(crate) fn incumbent(&self) -> Option<Incumbent<'p>> {
        let tours: Option<Vec<Tour>> = self.tours.iter().cloned().collect();
        Some(Incumbent { tours: tours?, seating: self.seating.clone(), own: self.own })
    }

    /// Goes back to a kept roster.
    pub(crate) fn restore(&mut self, kept: &Incumbent<'p>) {
        self.tours = kept.tours.iter().cloned().map(Some).collect();
        self.seating.resume(&kept.seating);
        self.own = kept.own;
    }

    /// Any day that slides are made on.
    fn any_day(&mut self, class: &Class) -> usize {
        let days = self.focus.clone().unwrap_or(0..class.days.len());
        self.random.random_range(days)
    }

    /// Gives mended people their tours, and seats their days for the same ticket work.
    pub(crate) fn change(&mut self, mended: Mended) {
        for (agent, tour) in mended.tours {
            if self.tours[agent].as_ref() != Some(&tour) {
                self.take(agent);
                self.put(agent, tour);
            }
        }
        self.seating.reserve(mended.slots, &mended.work);
    }

    /// Gives everybody these tours, and seats them anew.
    pub(crate) fn adopt(&mut self, tours: Vec<Tour>) {
        for agent in 0..self.tours.len() {
            self.take(agent);
        }
        self.seating.forget_reserves();
        for (agent, tour) in tours.into_iter().enumerate() {
            self.put(agent, tour);
        }
        self.seating.plan_tickets();
    }
}

/// What a slot at work costs in pay, about.
pub(crate) fn slot_pay(problem: &Problem) -> f64 {
    let choices = problem.classes.iter().flat_map(|c| &c.days).flat_map(|d| &d.all);
    let (cost, slots) =
        choices.fold((0, 0), |(cost, slots), c| (cost + c.cost.max(0), slots + c.span as i64));
    (cost as f64 / slots.max(1) as f64).max(1.0)
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
        if class.training.binary_search(&slot).is_err()
            && let Some(slot) = problem.covered(slot)
        {
            act(slot);
        }
    }
}
