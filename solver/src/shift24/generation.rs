//! Column generation: the bound, the tours behind it, and what each half of it is worth.
//!
//! ```text
//! min  Σ wishes(k) · z[k] + Σ under · u[d,s] + Σ over · o[d,s]
//! Σ_k in(k,d,s) · z[k] + u[d,s] − o[d,s] = required(d,s)      cover[d, s]
//! Σ_{k of i} z[k] = 1                                         person[i]
//! ```
//! The bound is Lagrangian: prices of cover, with everybody's exactly cheapest tour at them. It is
//! valid at any prices within [−over, under], so it never rests on the tolerance of the LP.

use crate::backend::highs::{Method, Programme};
use crate::shift24::prices;
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::{FORBIDDEN, Pricer, Table};
use std::collections::HashSet;
use std::ops::Range;
use std::time::Instant;

/// The master programme with its tours.
pub(super) struct Generation<'p> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    wishes: Vec<Vec<f64>>,
    room: Table,
    master: Programme,
    /// The days that are open.
    window: Range<usize>,
    /// What cover asks on them, less what people who are not in the master do.
    required: Vec<f64>,
    /// The people in the master.
    people: Vec<usize>,
    /// Columns that are no tours.
    fixed: usize,
    /// Every tour in the master: whose, and which.
    pub(super) tours: Vec<(usize, Tour)>,
    seen: HashSet<(usize, Tour)>,
    /// The best bound so far, and the cover prices that gave it.
    pub(super) bound: f64,
    pub(super) value: Vec<f64>,
    duals: Vec<f64>,
    /// The master's value and the share of each tour in it.
    pub(super) objective: f64,
    pub(super) shares: Vec<f64>,
}

/// Tours priced out per person and round.
const COLUMNS: usize = 3;

/// A price for a person without a tour.
const NOBODY: f64 = 20_000.0;

/// A price for a day off that is not open; finite, so that sums and differences of it are numbers.
const DEAR: f64 = 1e7;

impl<'p> Generation<'p> {
    /// A master for everybody and every day.
    pub(super) fn new(problem: &'p Problem, pricers: &'p [Pricer]) -> Self {
        let people: Vec<usize> = (0..problem.people.len()).collect();
        let nobody = vec![0; problem.days * problem.types.len()];
        Self::among(problem, pricers, (&people, &nobody), 0..problem.days)
    }

    /// A master for `people` and the days of `window`, the others covering `present` already.
    /// The cover of other days is not in it.
    pub(super) fn among(
        problem: &'p Problem,
        pricers: &'p [Pricer],
        (people, present): (&[usize], &[u32]),
        window: Range<usize>,
    ) -> Self {
        let types = problem.types.len();
        let mut master = Programme::new();
        let mut required = Vec::new();
        let open = problem.cover[window.clone()].iter().flatten();
        for (cover, present) in open.zip(&present[window.start * types..]) {
            let need = f64::from(cover.required) - f64::from(*present);
            required.push(need);
            let row = master.row(need, need);
            master.column(cover.under as f64, (0.0, f64::INFINITY), &[(row, 1.0)]);
            master.column(cover.over as f64, (0.0, f64::INFINITY), &[(row, -1.0)]);
        }
        for _ in people {
            let row = master.row(1.0, 1.0);
            master.column(NOBODY, (0.0, f64::INFINITY), &[(row, 1.0)]);
        }
        let wishes = people.iter().map(|i| prices::wishes(problem, *i)).collect();
        Self {
            problem,
            pricers,
            wishes,
            room: Table::default(),
            master,
            fixed: 2 * required.len() + people.len(),
            window,
            required,
            people: people.to_vec(),
            tours: Vec::new(),
            seen: HashSet::new(),
            bound: f64::NEG_INFINITY,
            value: Vec::new(),
            duals: Vec::new(),
            objective: f64::INFINITY,
            shares: Vec::new(),
        }
    }

    /// Keeps everybody's days outside the window as they are in `tours`.
    pub(super) fn keep_outside(&mut self, tours: &[Tour]) {
        let width = self.problem.types.len() + 1;
        for (member, person) in self.people.iter().enumerate() {
            for day in (0..self.problem.days).filter(|day| !self.window.contains(day)) {
                let today = &mut self.wishes[member][day * width..][..width];
                let kept = usize::from(tours[*person][day]);
                for (choice, price) in today.iter_mut().enumerate().filter(|(c, _)| *c != kept) {
                    *price = if choice + 1 == width { DEAR } else { FORBIDDEN };
                }
            }
        }
    }

    /// Adds a tour of member number `member`; `false` when it is there already.
    pub(super) fn add(&mut self, member: usize, tour: &Tour) -> bool {
        if !self.seen.insert((member, tour.clone())) {
            return false;
        }
        let mut entries: Vec<(usize, f64)> = self.cells(tour).map(|cell| (cell, 1.0)).collect();
        entries.push((self.required.len() + member, 1.0));
        let wishes = self.problem.wishes(self.people[member], tour) as f64;
        self.master.column(wishes, (0.0, f64::INFINITY), &entries);
        self.tours.push((member, tour.clone()));
        true
    }

    /// Starts from values and the bound they give, found elsewhere.
    pub(super) fn start_from(&mut self, value: Vec<f64>, bound: f64) {
        (self.value, self.bound) = (value, bound);
    }

    /// Solves the master; `false` when there was no time to finish.
    fn solve(&mut self, method: Method, until: Instant) -> bool {
        let left = || Some(until.saturating_duration_since(Instant::now()));
        let Ok(answer) = self.master.solve(method, &left) else { return false };
        if !answer.is_optimal {
            return false;
        }
        self.objective = answer.objective;
        self.shares = answer.values[self.fixed..].to_vec();
        self.duals = answer.duals;
        true
    }

    /// Fixes tour number `tour` in or lets it free.
    pub(super) fn hold(&mut self, tour: usize, at_least: f64) {
        self.master.bound(self.fixed + tour, at_least, f64::INFINITY);
    }

    /// One round at the master's prices, smoothed around the best ones: new tours, a new bound.
    ///
    /// Gives how many tours came in.
    pub(super) fn price(&mut self, smoothing: f64, free: &dyn Fn(usize) -> bool) -> usize {
        let cells = self.required.len();
        let exact: Vec<f64> = self.problem.cover[self.window.clone()]
            .iter()
            .flatten()
            .zip(&self.duals)
            .map(|(cover, dual)| dual.clamp(-(cover.over as f64), cover.under as f64))
            .collect();
        let smooth = smoothing > 0.0 && !self.value.is_empty();
        let value: Vec<f64> = if smooth {
            exact
                .iter()
                .zip(&self.value)
                .map(|(x, b)| smoothing * b + (1.0 - smoothing) * x)
                .collect()
        } else {
            exact.clone()
        };
        let mut bound: f64 = value.iter().zip(&self.required).map(|(v, r)| v * r).sum();
        let mut new = 0;
        let mut complete = true;
        for member in 0..self.people.len() {
            if !free(member) {
                complete = false;
                continue;
            }
            let few = self.tours_at(member, &value);
            bound += few.first().map_or(NOBODY, |(cost, _)| *cost);
            for (_, tour) in few.into_iter().filter(|(cost, _)| *cost < DEAR / 2.0) {
                let worth: f64 = self.cells(&tour).map(|cell| exact[cell]).sum();
                let wishes = self.problem.wishes(self.people[member], &tour) as f64;
                if wishes - worth < self.duals[cells + member] - 1e-6 && self.add(member, &tour) {
                    new += 1;
                }
            }
        }
        if complete && bound > self.bound {
            self.bound = bound;
            self.value = value;
        }
        new
    }

    /// The cheapest few tours of a member at these values.
    fn tours_at(&mut self, member: usize, value: &[f64]) -> Vec<(f64, Tour)> {
        let types = self.problem.types.len();
        let mut prices = self.wishes[member].clone();
        let open = &mut prices[self.window.start * (types + 1)..];
        for (cell, value) in value.iter().enumerate() {
            open[cell / types * (types + 1) + cell % types] -= value;
        }
        self.pricers[self.people[member]].cheapest_few(&prices, COLUMNS, &mut self.room)
    }

    /// The rows of cover that a tour is in.
    fn cells<'t>(&self, tour: &'t Tour) -> impl Iterator<Item = usize> + use<'t> {
        let types = self.problem.types.len();
        let open = tour[self.window.clone()].iter().enumerate();
        let worked = open.filter(move |(_, c)| usize::from(**c) < types);
        worked.map(move |(day, c)| day * types + usize::from(*c))
    }

    /// Rounds until nothing comes in, the gap is below `gap`, or the time is up.
    pub(super) fn converge(&mut self, gap: f64, until: Instant) {
        self.converge_until(gap, f64::INFINITY, until);
    }

    /// The same, and no further once the bound is above `enough`.
    pub(super) fn converge_until(&mut self, gap: f64, enough: f64, until: Instant) {
        while self.solve(Method::Primal, until) {
            let mut new = self.price(0.6, &|_| true);
            if new == 0 {
                new = self.price(0.0, &|_| true);
            }
            let close = self.objective - self.bound <= gap || self.bound > enough + 1e-6;
            if new == 0 || close || Instant::now() >= until {
                self.solve(Method::Primal, until);
                return;
            }
        }
    }

    /// Rounds a converged master to a roster: fix the surest tours, price again, repeat.
    ///
    /// Only tours that keep every limit are fixed; members for whom none is left have no tour.
    pub(super) fn dive(&mut self, until: Instant) -> Vec<Option<Tour>> {
        let members = self.people.len();
        let mut chosen: Vec<Option<usize>> = vec![None; members];
        while chosen.iter().any(Option::is_none) {
            let mut candidates: Vec<usize> = (0..self.shares.len())
                .filter(|t| self.shares[*t] > 1e-7 && chosen[self.tours[*t].0].is_none())
                .filter(|t| self.allowed(*t))
                .collect();
            candidates.sort_by(|a, b| self.shares[*b].total_cmp(&self.shares[*a]));
            if candidates.is_empty() {
                break;
            }
            let open = chosen.iter().filter(|c| c.is_none()).count();
            let (mut fixed, quota) = (0, (open / 12).max(1));
            for tour in candidates {
                let member = self.tours[tour].0;
                if chosen[member].is_some() || (fixed >= quota && self.shares[tour] < 0.95) {
                    continue;
                }
                chosen[member] = Some(tour);
                self.hold(tour, 1.0);
                fixed += 1;
            }
            let mut method = Method::Dual;
            for _ in 0..4 {
                if !self.solve(method, until) || Instant::now() >= until {
                    break;
                }
                method = Method::Primal;
                if self.price(0.0, &|member| chosen[member].is_none()) == 0 {
                    break;
                }
            }
            if !self.solve(Method::Primal, until) || Instant::now() >= until {
                break;
            }
        }
        for tour in chosen.iter().flatten() {
            self.hold(*tour, 0.0);
        }
        chosen.into_iter().map(|t| t.map(|t| self.tours[t].1.clone())).collect()
    }

    fn allowed(&self, tour: usize) -> bool {
        let (member, tour) = &self.tours[tour];
        self.problem.allows(self.people[*member], tour)
    }
}
