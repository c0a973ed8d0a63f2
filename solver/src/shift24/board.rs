//! A roster under change: everybody's tour, the people per day and type, and the cost, in step.

use crate::shift24::problem::{Problem, Tour};

/// Tours with the counts and the cost that follow from them.
#[derive(Debug, Clone)]
pub(super) struct Board<'p> {
    pub(super) problem: &'p Problem,
    /// Everybody's tour; `None` while taken out.
    pub(super) tours: Vec<Option<Tour>>,
    /// `present[day × types + type]`.
    pub(super) present: Vec<u32>,
    /// Wishes and cover of those who are in.
    pub(super) cost: i64,
}

impl<'p> Board<'p> {
    /// Nobody is in yet.
    pub(super) fn empty(problem: &'p Problem) -> Self {
        let cover = problem.cover.iter().flatten().map(|c| c.cost(0)).sum();
        Self {
            problem,
            tours: vec![None; problem.people.len()],
            present: vec![0; problem.days * problem.types.len()],
            cost: cover,
        }
    }

    /// The board of `tours` without `people`, and what these cost as they are: their wishes and the
    /// cover that the others leave open.
    pub(super) fn without(problem: &'p Problem, tours: &[Tour], people: &[usize]) -> (Self, i64) {
        let mut board = Self::empty(problem);
        for (person, tour) in tours.iter().enumerate() {
            board.put(person, tour.clone());
        }
        let before = board.cost;
        for &person in people {
            board.take(person);
        }
        let others = board.cost - problem.cover_cost(&board.present);
        (board, before - others)
    }

    /// Takes person number `person` out.
    pub(super) fn take(&mut self, person: usize) -> Option<Tour> {
        let tour = self.tours[person].take()?;
        self.cost -= self.problem.wishes(person, &tour);
        let types = self.problem.types.len();
        for (day, choice) in tour.iter().enumerate().filter(|(_, c)| usize::from(**c) < types) {
            let cell = &mut self.present[day * types + usize::from(*choice)];
            *cell -= 1;
            self.cost -= self.problem.cover[day][usize::from(*choice)].marginal(*cell);
        }
        Some(tour)
    }

    /// Puts a person who is out in with this tour.
    pub(super) fn put(&mut self, person: usize, tour: Tour) {
        self.cost += self.problem.wishes(person, &tour);
        let types = self.problem.types.len();
        for (day, choice) in tour.iter().enumerate().filter(|(_, c)| usize::from(**c) < types) {
            let cell = &mut self.present[day * types + usize::from(*choice)];
            self.cost += self.problem.cover[day][usize::from(*choice)].marginal(*cell);
            *cell += 1;
        }
        self.tours[person] = Some(tour);
    }

    /// Everybody's tour, when everybody is in.
    pub(super) fn roster(&self) -> Option<Vec<Tour>> {
        self.tours.iter().cloned().collect()
    }
}
