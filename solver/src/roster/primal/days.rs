//! Small steps: one day's shifts of a few people, taken out and put back better.
//!
//! What the rest of the tour means to the laws is looked up, not searched: a shift is the better
//! the more its half-hours are worth beyond its cost and what the laws then charge for the tour.

use super::{Incumbent, Mood, Search, for_each_slot_of_shift};
use crate::roster::pricing::{Placed, Tour};
use crate::roster::problem::Class;
use rand::RngExt;
use std::ops::Range;

/// Tours looked at under the laws for one shift put back.
const LOOKS: usize = 12;
/// Small steps that are counted as one tour priced.
const PER_CALL: u64 = 20;

/// A shift that one could work: what it is worth before the laws, its day and its choice.
type Candidate = (f64, usize, Option<usize>);

impl<'p> Search<'p> {
    /// One small step: the new roster when it is the best so far.
    pub(crate) fn small_step(&mut self, heat: f64, best: i64) -> Option<Incumbent<'p>> {
        self.small += 1;
        if self.small.is_multiple_of(PER_CALL) {
            self.pricer.calls += 1;
        }
        let day = self.any_day(self.class_of(0));
        let victims = self.at_work(day);
        let moves = self.random.random_range(0..4) == 0;
        self.trial(heat, best, &victims, |search| {
            for &agent in &victims {
                search.take_day(agent, day);
            }
            let noise = if search.random.random::<bool>() { 0.0 } else { 0.2 };
            let mood = Mood { noise, ..Mood::PLAIN };
            victims.iter().all(|&agent| search.put_day(agent, day, moves, mood))
        })
    }

    /// One to four people who work on a day.
    fn at_work(&mut self, day: usize) -> Vec<usize> {
        let works =
            |agent: &usize| self.tours[*agent].as_ref().is_some_and(|t| t.days[day].is_some());
        let mut all: Vec<usize> = (0..self.tours.len()).filter(works).collect();
        let count = self.random.random_range(1..=4).min(all.len());
        for n in 0..count {
            let other = self.random.random_range(n..all.len());
            all.swap(n, other);
        }
        all.truncate(count);
        all
    }

    /// Takes one day's shift out of a tour.
    fn take_day(&mut self, agent: usize, day: usize) {
        let class = self.class_of(agent);
        let Some(tour) = &mut self.tours[agent] else { return };
        let Some(placed) = tour.days[day].take() else { return };
        self.own -= tour.cost;
        tour.cost = 0;
        let (problem, seating) = (self.problem, &mut self.seating);
        for_each_slot_of_shift(problem, class, day, &placed, &mut |slot| {
            seating.remove(slot, class.pool);
        });
        self.seating.weigh();
    }

    /// Gives a tour without a shift on `day` the best one for what is missing now, there or, when
    /// it may move, on another free day. False when the laws refuse whatever is tried.
    fn put_day(&mut self, agent: usize, day: usize, moves: bool, mood: Mood) -> bool {
        let Some(mut tour) = self.tours[agent].take() else { return false };
        let class = self.class_of(agent);
        let slots = if moves { 0..self.problem.slots } else { self.slots_of(class, day) };
        self.refresh(class.pool, slots);
        self.look(class.pool, mood);
        self.sight.set(self.problem, class, &self.noisy);
        let mut all: Vec<Candidate> = vec![(0.0, day, None)];
        for (free, choices) in class.days.iter().enumerate() {
            if free == day || moves && tour.days[free].is_none() {
                let worth = |(n, choice)| (self.sight.worth(choice), free, Some(n));
                all.extend(choices.all.iter().enumerate().map(worth));
            }
        }
        all.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let mut best: Option<(f64, Candidate, i64)> = None;
        for &candidate in all.iter().take(LOOKS) {
            let (worth, free, choice) = candidate;
            if best.as_ref().is_some_and(|b| worth <= b.0) {
                break;
            }
            tour.days[free] = choice.map(|choice| Placed { choice, breaks: Vec::new() });
            if let Some(price) = class.laws.price(&tour, &class.days) {
                let net = worth - price as f64;
                if best.as_ref().is_none_or(|b| net > b.0) {
                    best = Some((net, candidate, price));
                }
            }
            tour.days[free] = None;
        }
        let Some((_, (_, free, choice), price)) = best else {
            self.tours[agent] = Some(tour);
            return false;
        };
        let placed = choice.map(|choice| {
            let breaks = self.sight.breaks(&class.days[free].all[choice]);
            Placed { choice, breaks }
        });
        self.seat_day(agent, (tour, price), free, placed);
        true
    }

    /// The slots of the horizon that a day's shifts can touch.
    fn slots_of(&self, class: &Class, day: usize) -> Range<usize> {
        if self.problem.cyclic {
            return 0..self.problem.slots;
        }
        let choices = &class.days[day].all;
        let first = choices.iter().map(|c| c.start).min().unwrap_or(0);
        let last = choices.iter().map(|c| c.end()).max().unwrap_or(0);
        first..last.min(self.problem.slots).max(first)
    }

    /// Writes a day's shift into a tour whose laws then charge `price`.
    fn seat_day(
        &mut self,
        agent: usize,
        (mut tour, price): (Tour, i64),
        day: usize,
        placed: Option<Placed>,
    ) {
        let class = self.class_of(agent);
        if let Some(placed) = &placed {
            let (problem, seating) = (self.problem, &mut self.seating);
            for_each_slot_of_shift(problem, class, day, placed, &mut |slot| {
                seating.add(slot, class.pool);
            });
        }
        tour.days[day] = placed;
        tour.cost = price + class.shift_costs(&tour);
        self.own += tour.cost;
        self.tours[agent] = Some(tour);
        self.seating.weigh();
    }
}
