//! Promises per day or week: contacts too late in many slots, counted together.
//!
//! What a goal costs is exact at any time. What a contact in time is *worth* to a move moves
//! slowly: all of its price while a goal is missed, less and less while there is room, so that
//! the moves see one price for the whole period and settle where the goal is just kept.

use super::Seating;
use crate::roster::problem::Problem;
use crate::roster::problem::goals::Goal;

/// How far a worth moves at once, as a share of the price.
const PACE: f64 = 0.02;
/// Worths are written to the slots when they have moved by this share.
const MOVED: f64 = 0.08;
/// A goal is near when this share of what is allowed is missing or left.
const NEAR: f64 = 0.03;

/// Every goal of every queue.
#[derive(Debug, Clone, Default)]
pub(super) struct Goals {
    /// Contacts too late by now.
    late: Vec<f64>,
    /// What they cost, in minor units.
    cost: i64,
    /// What a contact in time is worth to a move.
    worth: Vec<f64>,
    /// The same as the slots know it.
    told: Vec<f64>,
    /// For each cell: what the goals that count it are worth together.
    cells: Vec<f64>,
    /// For each cell: contacts too late.
    cell_late: Vec<f64>,
}

/// Every goal with its queue, in the order of [`Goals`].
fn all(problem: &Problem) -> impl Iterator<Item = (usize, &Goal)> {
    problem.queues.iter().enumerate().flat_map(|(q, queue)| queue.goals.iter().map(move |g| (q, g)))
}

/// Where a queue's goals begin among all.
fn first_of(problem: &Problem, queue: usize) -> usize {
    problem.queues[..queue].iter().map(|q| q.goals.len()).sum()
}

impl Goals {
    pub(super) fn new(problem: &Problem) -> Self {
        let count = all(problem).count();
        if count == 0 {
            return Self::default();
        }
        let cells = problem.slots * problem.queues.len();
        let anyway = problem.queues.iter().flat_map(|queue| {
            (0..queue.goals.len()).map(|goal| {
                let closed = queue.goals[goal].slots.clone().filter(|&slot| !queue.open[slot]);
                let curves =
                    closed.filter_map(|s| Some(queue.curves[s].as_ref()?.late(queue.there(s))));
                curves.sum::<f64>()
            })
        });
        Self {
            late: anyway.collect(),
            cost: 0,
            worth: all(problem).map(|(_, goal)| 0.5 * goal.light).collect(),
            told: vec![0.0; count],
            cells: vec![0.0; cells],
            cell_late: vec![0.0; cells],
        }
    }
    /// What missed goals cost.
    pub(super) const fn cost(&self) -> i64 {
        self.cost
    }
    /// What a contact in time is worth in a cell.
    pub(super) fn worth(&self, cell: usize) -> f64 {
        self.cells.get(cell).copied().unwrap_or(0.0)
    }
}

impl Seating<'_> {
    /// Whether contacts too late of a day or week are counted together.
    pub(crate) const fn has_goals(&self) -> bool {
        !self.goals.late.is_empty()
    }

    /// Counts the late contacts of a slot anew.
    pub(super) fn count_late(&mut self, slot: usize) {
        if self.goals.late.is_empty() {
            return;
        }
        let queues = self.problem.queues.len();
        for (q, queue) in self.problem.queues.iter().enumerate() {
            let cell = slot * queues + q;
            let Some(curve) = queue.curves[slot].as_ref().filter(|_| queue.open[slot]) else {
                continue;
            };
            let late = curve.exactly(self.cover[cell]);
            let more = late - std::mem::replace(&mut self.goals.cell_late[cell], late);
            let first = first_of(self.problem, q);
            for goal in &curve.goals {
                self.goals.late[first + goal] += more;
            }
        }
        let late = self.goals.late.iter().zip(all(self.problem));
        self.goals.cost = late.map(|(&late, (_, goal))| goal.price(late).round() as i64).sum();
    }

    /// Takes these worths of contacts, queue by queue, for what they are.
    pub(crate) fn believe(&mut self, worths: &[Vec<f64>]) {
        if !self.goals.late.is_empty() {
            self.goals.worth = worths.iter().flatten().copied().collect();
            self.tell_worths(0.0);
        }
    }

    /// Moves worths towards where goals are just kept.
    pub(crate) fn steer(&mut self) {
        if self.goals.late.is_empty() {
            return;
        }
        for (number, (_, goal)) in all(self.problem).enumerate() {
            let near = (NEAR * goal.allowed).max(1.0);
            let lacking = (self.goals.late[number] - goal.allowed) / near;
            let step = PACE * goal.light * lacking.tanh();
            let most = if self.goals.late[number] > goal.allowed + goal.tier {
                goal.heavy
            } else {
                goal.light
            };
            let worth = &mut self.goals.worth[number];
            *worth = (*worth + step).clamp(0.0, most);
        }
        self.tell_worths(MOVED);
    }

    /// Writes the worths to begin with to the slots.
    pub(super) fn tell_first_worths(&mut self) {
        self.tell_worths(0.0);
    }

    /// Writes worths that have moved by more than a share to the slots, and shares those out anew.
    fn tell_worths(&mut self, moved: f64) {
        let problem = self.problem;
        for (number, (q, goal)) in all(problem).enumerate() {
            let (worth, told) = (self.goals.worth[number], self.goals.told[number]);
            let more = worth - told;
            if more == 0.0 || more.abs() <= moved * goal.light {
                continue;
            }
            self.goals.told[number] = worth;
            let index = number - first_of(problem, q);
            for slot in goal.slots.clone() {
                if problem.queues[q].goals_of(slot).contains(&index) {
                    self.goals.cells[slot * problem.queues.len() + q] += more;
                    self.touch(slot);
                    self.share(slot);
                    self.settled(slot);
                }
            }
        }
    }
}
