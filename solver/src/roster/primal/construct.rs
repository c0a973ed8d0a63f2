//! The first roster: one person after the other, then everybody once more.

use super::{Mood, Search};
use rand::seq::SliceRandom;

impl Search<'_> {
    /// Gives everybody a tour, the one they were told where there is one; `Err` with the agent for
    /// whom none is lawful.
    pub(crate) fn construct(&mut self) -> Result<(), usize> {
        let mut order: Vec<usize> = (0..self.tours.len()).collect();
        order.shuffle(&mut self.random);
        // people with few ways to work first: those after them fill what is left
        let freedom = |agent: &usize| -> usize {
            self.class_of(*agent).days.iter().map(|d| d.kinds.len()).sum()
        };
        order.sort_by_cached_key(|agent| freedom(agent));
        for agent in 0..self.tours.len() {
            let known = self.problem.told[agent].as_ref().or(self.problem.start[agent].as_ref());
            if let Some(tour) = known {
                self.put(agent, tour.clone());
            }
        }
        for agent in order {
            if self.tours[agent].is_none() && !self.insert(agent, Mood::PATIENT) {
                return Err(agent);
            }
        }
        Ok(())
    }

    /// Takes everybody out once, one at a time, and puts them back better; whether it paid.
    pub(crate) fn respond(&mut self, mut stop: impl FnMut(&Self) -> bool) -> bool {
        let before = self.cost();
        let mut order: Vec<usize> = (0..self.tours.len()).collect();
        order.shuffle(&mut self.random);
        for agent in order {
            if stop(self) {
                break;
            }
            if let Some(old) = self.take(agent)
                && !self.insert(agent, Mood::PLAIN)
            {
                self.put(agent, old);
            }
        }
        self.seating.plan_tickets();
        self.cost() < before
    }
}
