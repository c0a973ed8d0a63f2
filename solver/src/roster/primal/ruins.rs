//! Ruins: whom to take out of a roster together.

use super::{Search, for_each_slot};
use rand::RngExt;

/// A way to choose people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruin {
    /// Anybody.
    Random,
    /// People who share a queue.
    Skill,
    /// People at work near a costly half-hour, but not in it.
    Trouble,
    /// People alike in everything.
    Alike,
}

impl Search<'_> {
    /// `count` different people, chosen in this way.
    pub(crate) fn victims(&mut self, ruin: Ruin, count: usize) -> Vec<usize> {
        let people = self.tours.len();
        let first = self.random.random_range(0..people);
        let mut chosen = Vec::with_capacity(count);
        match ruin {
            Ruin::Random => chosen.push(first),
            Ruin::Skill => {
                chosen.push(first);
                let queues = self.queues_of(first);
                self.pick(&mut chosen, count, |s, a| s.serves_any(a, &queues));
            }
            Ruin::Trouble => {
                if let Some(slot) = self.costly_slot() {
                    self.pick(&mut chosen, count, |s, a| s.works_near(a, slot));
                }
            }
            Ruin::Alike => {
                chosen.push(first);
                let class = self.problem.agents[first];
                self.pick(&mut chosen, count, |s, a| s.problem.agents[a] == class);
            }
        }
        self.pick(&mut chosen, count, |_, _| true);
        chosen
    }

    /// Fills up with random people for whom `fits` holds, trying a while.
    fn pick(&mut self, chosen: &mut Vec<usize>, count: usize, fits: impl Fn(&Self, usize) -> bool) {
        let count = count.min(self.tours.len());
        for _ in 0..count * 20 {
            if chosen.len() >= count {
                return;
            }
            let agent = self.random.random_range(0..self.tours.len());
            if !chosen.contains(&agent) && fits(self, agent) {
                chosen.push(agent);
            }
        }
    }

    fn queues_of(&self, agent: usize) -> Vec<usize> {
        let pool = self.class_of(agent).pool;
        self.problem.pools[pool].skills.iter().map(|s| s.0).collect()
    }

    fn serves_any(&self, agent: usize, queues: &[usize]) -> bool {
        let pool = self.class_of(agent).pool;
        self.problem.pools[pool].skills.iter().any(|s| queues.contains(&s.0))
    }

    /// A slot where people are missing, the more the likelier.
    fn costly_slot(&mut self) -> Option<usize> {
        let total = self.seating.live();
        if total <= 0 {
            return None;
        }
        let mut left = self.random.random_range(0..total);
        (0..self.problem.slots).find(|&slot| {
            left -= self.seating.cost_of(slot);
            left < 0
        })
    }

    /// Whether the agent works within six hours of `slot` without being there.
    fn works_near(&self, agent: usize, slot: usize) -> bool {
        let Some(tour) = &self.tours[agent] else { return false };
        let near_by = 6 * 60 / self.problem.interval as usize;
        let (mut near, mut there) = (false, false);
        for_each_slot(self.problem, self.class_of(agent), tour, |at| {
            near |= at.abs_diff(slot) <= near_by;
            there |= at == slot;
        });
        near && !there
    }
}
