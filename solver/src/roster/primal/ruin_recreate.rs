//! Ruin and recreate: take a few people out, put them back with best tours, keep what pays.

use super::ruins::Ruin;
use super::{Incumbent, Mood, Search};
use crate::roster::pricing::Tour;
use crate::roster::problem::Problem;
use rand::RngExt;

/// How warm the search is: the loss in minor units that is accepted one time in e.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heat {
    /// At the begin.
    pub(crate) from: f64,
    /// At the end.
    pub(crate) to: f64,
}

impl Heat {
    /// The heat that suits a roster of this cost, for these many people.
    pub(crate) fn of(cost: i64, people: usize, slot_pay: f64) -> Self {
        let share = 0.0015 * cost as f64 / (people.max(1) as f64).sqrt();
        Self { from: share.clamp(0.3 * slot_pay, 3.0 * slot_pay), to: 0.05 * slot_pay }
    }
    /// The heat that suits a roster near one that is good already.
    pub(crate) fn gentle(slot_pay: f64) -> Self {
        Self { from: 0.2 * slot_pay, to: 0.05 * slot_pay }
    }
    /// The most heat from a roster on that was rounded from the master's mixture. Where people are
    /// alike it fits as a whole, and what warmer steps take apart in it small steps never find
    /// again; where everybody is a class of their own, rounding has spoilt it already.
    pub(crate) fn tempered(&self, problem: &Problem) -> f64 {
        if is_alike(problem) { (TEMPERED * self.from).max(self.to) } else { self.from }
    }
    /// The heat when this share of the search is done.
    pub(crate) fn at(&self, done: f64) -> f64 {
        self.from * (self.to / self.from).powf(done.clamp(0.0, 1.0))
    }
}

/// A rounded roster is searched at no more than this share of the first heat.
const TEMPERED: f64 = 0.1;
/// People of a class from which on they are alike, in the mean of all classes.
const ALIKE: usize = 2;

/// Whether people are alike, rather than a class of their own each.
pub(crate) fn is_alike(problem: &Problem) -> bool {
    problem.agents.len() >= ALIKE * problem.classes.len()
}

/// Steps after which the worth of contacts in time is looked at.
const STEER: u64 = 200;
/// Slides for another step.
const SLIDES: u32 = 300;
/// Small steps for a large one.
const SMALL: u32 = 20;

impl<'p> Search<'p> {
    /// A step of any size: the smaller, the quicker.
    pub(crate) fn any_step(&mut self, heat: f64, best: i64) -> Option<Incumbent<'p>> {
        // where contacts of a day are counted together their worth must keep pace with the moves
        if !self.seating.has_goals() && self.random.random_range(0..=SLIDES) > 0 {
            return self.slide(heat, best);
        }
        self.steps += 1;
        if self.steps.is_multiple_of(STEER) {
            self.seating.steer();
        }
        if self.random.random_range(0..SMALL) > 0 {
            self.small_step(heat, best)
        } else {
            self.step(heat, best)
        }
    }

    /// One step: ruin, recreate, keep or take back. The new roster when it is the best so far.
    pub(crate) fn step(&mut self, heat: f64, best: i64) -> Option<Incumbent<'p>> {
        let victims = self.choose();
        self.trial(heat, best, &victims, |search| {
            for &agent in &victims {
                search.take(agent);
            }
            search.recreate(&victims)
        })
    }

    /// Tries a change of these people's tours: keeps what pays or is bearable at this heat, takes
    /// back the rest. The new roster when it is the best so far.
    pub(crate) fn trial(
        &mut self,
        heat: f64,
        best: i64,
        victims: &[usize],
        change: impl FnOnce(&mut Self) -> bool,
    ) -> Option<Incumbent<'p>> {
        let (before, own) = (self.cost(), self.own);
        let old: Vec<(usize, Option<Tour>)> =
            victims.iter().map(|&agent| (agent, self.tours[agent].clone())).collect();
        self.seating.open_journal();
        let whole = change(self);
        let after = self.cost();
        let loss = (after - before) as f64;
        let keep = whole && (loss <= 0.0 || self.random.random::<f64>() < (-loss / heat).exp());
        if !keep {
            self.seating.take_back();
            for (agent, tour) in old {
                self.tours[agent] = tour;
            }
            self.own = own;
            return None;
        }
        self.seating.keep();
        if self.problem.queues.iter().any(|q| q.tickets.is_some()) && after < before {
            self.seating.plan_tickets();
        }
        if self.cost() < best { self.incumbent() } else { None }
    }

    fn choose(&mut self) -> Vec<usize> {
        let few = self.random.random_range(1..=4);
        let count = if self.random.random::<f64>() < 0.15 { few + 4 } else { few };
        let ruin = match self.random.random_range(0..10) {
            0..4 => Ruin::Random,
            4..6 => Ruin::Skill,
            6..9 => Ruin::Trouble,
            _ => Ruin::Alike,
        };
        self.victims(ruin, count.min(self.tours.len()))
    }

    /// Puts the victims back, then each once more against the others.
    fn recreate(&mut self, victims: &[usize]) -> bool {
        let noise = if self.random.random::<bool>() { 0.0 } else { 0.3 };
        let haste = match self.random.random_range(0..4) {
            0 => f64::INFINITY,
            1 => 1.0 + self.random.random::<f64>(),
            _ => 1.0 + 0.2 * self.random.random::<f64>(),
        };
        let first = Mood { noise, haste, passes: 1 };
        let passes = if self.random.random_range(0..4) == 0 { 2 } else { 1 };
        let second = Mood { passes, ..Mood::PLAIN };
        let alone = victims.len() == 1;
        let whole = victims.iter().all(|&a| self.insert(a, if alone { second } else { first }));
        if !whole || alone {
            return whole;
        }
        for &agent in victims {
            self.take(agent);
            if !self.insert(agent, second) {
                return false;
            }
        }
        true
    }
}
