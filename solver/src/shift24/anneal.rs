//! Ruin and recreate: take a few people out, put each back with the cheapest tour, keep by chance.

use crate::shift24::board::Board;
use crate::shift24::generation::Generation;
use crate::shift24::prices;
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::{Pricer, Table};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// Temperatures of the search: after a dive, from the best roster, and at the end. One missing
/// person costs a hundred, a wish one to three.
pub(super) const HOT: f64 = 12.0;
pub(super) const WARM: f64 = 3.0;
pub(super) const COLD: f64 = 0.7;

/// The search with everything it builds once.
pub(super) struct Search<'p> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    wishes: Vec<Vec<f64>>,
    rng: Pcg64Mcg,
    room: Table,
    /// What one person more is worth by the relaxation, `value[day × types + type]`.
    guide: Option<Vec<f64>>,
    /// The current roster.
    pub(super) board: Board<'p>,
    /// The cheapest roster so far.
    pub(super) best: Option<(i64, Vec<Tour>)>,
    /// Tours priced so far.
    pub(super) work: u64,
}

impl<'p> Search<'p> {
    /// A search that starts with nobody in.
    pub(super) fn new(problem: &'p Problem, pricers: &'p [Pricer], seed: u64) -> Self {
        Self {
            problem,
            pricers,
            wishes: (0..problem.people.len()).map(|i| prices::wishes(problem, i)).collect(),
            rng: Pcg64Mcg::seed_from_u64(seed),
            room: Table::default(),
            guide: None,
            board: Board::empty(problem),
            best: None,
            work: 0,
        }
    }

    /// What the cheapest roster so far costs.
    pub(super) fn cost(&self) -> Option<i64> {
        self.best.as_ref().map(|(cost, _)| *cost)
    }

    /// Looks ahead by these values from now on.
    pub(super) fn guide_by(&mut self, value: Vec<f64>) {
        self.guide = Some(value);
    }

    /// Starts over from this roster.
    pub(super) fn restart(&mut self, tours: &[Tour]) {
        self.board = Board::empty(self.problem);
        for (person, tour) in tours.iter().enumerate() {
            self.board.put(person, tour.clone());
        }
        self.remember();
    }

    /// Puts everybody in, in random order; `false` when someone has no lawful tour.
    pub(super) fn construct(&mut self) -> bool {
        self.board = Board::empty(self.problem);
        let mut people: Vec<usize> = (0..self.problem.people.len()).collect();
        self.shuffle(&mut people);
        let placed = people.into_iter().all(|person| self.insert(person, 0.0, 0.0));
        self.remember();
        placed
    }

    /// Gives the current roster's tours to the master.
    pub(super) fn add_to(&self, generation: &mut Generation<'_>) {
        for (person, tour) in self.board.tours.iter().enumerate() {
            if let Some(tour) = tour {
                generation.add(person, tour);
            }
        }
    }

    /// Starts over from these tours, the missing ones put in at their cheapest.
    pub(super) fn complete(&mut self, tours: Vec<Option<Tour>>) -> bool {
        self.board = Board::empty(self.problem);
        let mut missing = Vec::new();
        for (person, tour) in tours.into_iter().enumerate() {
            match tour {
                Some(tour) => self.board.put(person, tour),
                None => missing.push(person),
            }
        }
        let placed = missing.into_iter().all(|person| self.insert(person, 0.0, 0.0));
        self.remember();
        placed
    }

    /// One step at this temperature; `true` when the best roster became cheaper.
    pub(super) fn step(&mut self, temperature: f64) -> bool {
        let before = self.board.cost;
        let chosen = self.ruin();
        let old: Vec<(usize, Option<Tour>)> =
            chosen.iter().map(|person| (*person, self.board.take(*person))).collect();
        let noise = if self.rng.random_range(0..3) == 0 { 3.0 } else { 0.0 };
        let mut order = chosen;
        self.shuffle(&mut order);
        let blend = if self.guide.is_some() { self.rng.random_range(0.0..1.0) } else { 0.0 };
        let last = order.len().saturating_sub(1);
        let placed = order.iter().enumerate().all(|(n, person)| {
            let ahead = if n == last { 0.0 } else { blend };
            self.insert(*person, if n == last { 0.0 } else { noise }, ahead)
        });
        let worse = (self.board.cost - before) as f64;
        let keep = placed
            && (worse <= 0.0 || self.rng.random_range(0.0..1.0_f64) < (-worse / temperature).exp());
        if !keep {
            for (person, _) in &old {
                self.board.take(*person);
            }
            for (person, tour) in old {
                if let Some(tour) = tour {
                    self.board.put(person, tour);
                }
            }
        }
        self.remember()
    }

    /// Who is taken out: a few at random, or around a badly covered day.
    fn ruin(&mut self) -> Vec<usize> {
        let people = self.problem.people.len();
        let most = people.min(5);
        let size = self.rng.random_range(1..=most.max(2)).min(people);
        let mut all: Vec<usize> = (0..people).collect();
        self.shuffle(&mut all);
        if self.rng.random_range(0..2) == 0
            && let Some((day, kind)) = self.bad_cell()
        {
            let width = self.problem.types.len() + 1;
            let may = |i: &usize| self.wishes[*i][day * width + kind].is_finite();
            all.sort_by_key(|i| !may(i));
        }
        all.truncate(size);
        all
    }

    /// A random day and type with people missing or beyond, missing ones first.
    fn bad_cell(&mut self) -> Option<(usize, usize)> {
        let types = self.problem.types.len();
        let cost = |cell: usize| {
            self.problem.cover[cell / types][cell % types].cost(self.board.present[cell])
        };
        let cells: Vec<usize> = (0..self.board.present.len()).filter(|c| cost(*c) > 0).collect();
        if cells.is_empty() {
            return None;
        }
        let cell = cells[self.rng.random_range(0..cells.len())];
        Some((cell / types, cell % types))
    }

    /// Puts a person in with the cheapest tour at prices blurred by `noise`, looking `ahead`.
    fn insert(&mut self, person: usize, noise: f64, ahead: f64) -> bool {
        let mut prices = self.wishes[person].clone();
        let types = self.problem.types.len();
        if let (true, Some(value)) = (ahead > 0.0, &self.guide) {
            let mut cover = vec![0.0; prices.len()];
            prices::add_cover(&mut cover, &self.board);
            for (cell, value) in value.iter().enumerate() {
                let at = cell / types * (types + 1) + cell % types;
                prices[at] += (1.0 - ahead) * cover[at] - ahead * value;
            }
        } else {
            prices::add_cover(&mut prices, &self.board);
        }
        if noise > 0.0 {
            for price in &mut prices {
                *price += self.rng.random_range(0.0..noise);
            }
        }
        self.work += 1;
        match self.pricers[person].cheapest_allowed(&prices, &mut self.room) {
            Some((_, tour)) => {
                self.board.put(person, tour);
                true
            }
            None => false,
        }
    }

    fn remember(&mut self) -> bool {
        let cheaper = self.best.as_ref().is_none_or(|(cost, _)| self.board.cost < *cost);
        if !cheaper {
            return false;
        }
        match self.board.roster() {
            Some(tours) => {
                self.best = Some((self.board.cost, tours));
                true
            }
            None => false,
        }
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.rng.random_range(0..=last));
        }
    }
}
