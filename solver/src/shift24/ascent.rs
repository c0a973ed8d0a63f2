//! The bound without a linear programme: the volume algorithm (Barahona & Anbil 2000).
//!
//! ```text
//! L(v) = Σ v · required + Σ_i min over tours (wishes − Σ v · in)      −over ≤ v ≤ under
//! v    ← v* + step · (required − mean)          from the best values v* along the mean violation
//! mean ← (1 − a) · mean + a · tours at v        the shares of tours: a nearly optimal fraction
//! ```
//! Every L is a bound, so nothing rests on convergence. The shares say which tours matter: they
//! seed the master, and a dive that fixes the surest person and goes on rounds them.

use crate::shift24::prices;
use crate::shift24::problem::{Problem, Tour};
use crate::shift24::tour::{Pricer, Table};
use rand::RngExt;
use rand_pcg::Pcg64Mcg;
use std::time::Instant;

/// One person whose tour is open.
#[derive(Debug, Clone)]
struct Member {
    person: usize,
    wishes: Vec<f64>,
    /// Tours with their shares, which sum up to 1.
    shares: Vec<(Tour, f64)>,
}

/// Values under ascent.
#[derive(Debug, Clone)]
pub(super) struct Ascent<'p> {
    problem: &'p Problem,
    pricers: &'p [Pricer],
    members: Vec<Member>,
    required: Vec<f64>,
    mean: Vec<f64>,
    /// The best values so far, and the bound they give.
    pub(super) value: Vec<f64>,
    pub(super) bound: f64,
    /// Tours priced so far.
    pub(super) work: u64,
    /// What the bound may rise to: the cost of some roster.
    target: f64,
    step: f64,
    /// The smallest share that one round's tours get.
    floor: f64,
    misses: u32,
    /// When to give up, in the midst of a round if need be.
    until: Option<Instant>,
    room: Table,
}

/// The largest share that one round's tours get.
const SHARE: f64 = 0.12;

/// The smallest one, at first and once the bound stands: where everybody has many equally cheap
/// tours they all change at once, and what that does to the mean must be less than what is missing.
const COARSE: f64 = 0.012;
const FINE: f64 = 0.0006;

/// How far the first step goes, as a share of what the bound may have to rise.
const FIRST_STEP: f64 = 0.1;

/// What agreement on a day is worth in a dive, beside the values.
const AGREEMENT: f64 = 20.0;

/// Shares below this are forgotten.
const DUST: f64 = 1e-3;

impl<'p> Ascent<'p> {
    /// Everybody open, no value yet; `None` when somebody has no tour at all.
    pub(super) fn new(problem: &'p Problem, pricers: &'p [Pricer], target: f64) -> Option<Self> {
        let people: Vec<usize> = (0..problem.people.len()).collect();
        let nobody = vec![0; problem.days * problem.types.len()];
        let value = vec![0.0; nobody.len()];
        Self::among(problem, pricers, (&people, &nobody), (value, target))
    }

    /// Some people open, the others there already, from these values towards this target.
    pub(super) fn among(
        problem: &'p Problem,
        pricers: &'p [Pricer],
        (people, present): (&[usize], &[u32]),
        (value, target): (Vec<f64>, f64),
    ) -> Option<Self> {
        let covers = problem.cover.iter().flatten().zip(present);
        let required: Vec<f64> =
            covers.map(|(c, there)| f64::from(c.required) - f64::from(*there)).collect();
        let member =
            |person| Member { person, wishes: prices::wishes(problem, person), shares: Vec::new() };
        let mut all = Self {
            problem,
            pricers,
            members: people.iter().map(|person| member(*person)).collect(),
            value,
            mean: vec![0.0; required.len()],
            required,
            bound: f64::NEG_INFINITY,
            work: 0,
            target,
            step: FIRST_STEP,
            floor: COARSE,
            misses: 0,
            until: None,
            room: Table::default(),
        };
        let value = all.value.clone();
        let (bound, tours) = all.look(&value)?;
        all.bound = bound;
        all.blend(tours, 1.0);
        Some(all)
    }

    /// Rounds until the bound all but stands, at most so many, or the time is up.
    pub(super) fn climb(&mut self, rounds: u64, until: Instant) {
        self.climb_below(rounds, f64::INFINITY, until);
    }

    /// The same, and no further once the bound is above `enough`.
    pub(super) fn climb_below(&mut self, rounds: u64, enough: f64, until: Instant) {
        self.until = Some(until);
        for _ in 0..rounds {
            if self.bound > enough || Instant::now() >= until {
                return;
            }
            if self.step * self.far() < 1e-4 * self.bound.abs() {
                if self.floor <= FINE {
                    return;
                }
                (self.floor, self.step, self.misses) = (FINE, FIRST_STEP / 10.0, 0);
            }
            self.round();
        }
    }

    /// The tours with a share, for the master.
    pub(super) fn tours(&self) -> impl Iterator<Item = (usize, &Tour)> {
        let of = |m: &'_ Member| m.person;
        self.members.iter().flat_map(move |m| m.shares.iter().map(move |s| (of(m), &s.0)))
    }

    fn cells(problem: &Problem, tour: &Tour) -> impl Iterator<Item = usize> + use<> {
        let types = problem.types.len();
        let cell = |(day, choice): (usize, &u8)| {
            let kind = usize::from(*choice);
            (kind < types).then_some(day * types + kind)
        };
        tour.iter().enumerate().filter_map(cell).collect::<Vec<_>>().into_iter()
    }

    /// The bound at these values, with everybody's tour behind it; `None` when the time was up.
    fn look(&mut self, value: &[f64]) -> Option<(f64, Vec<Tour>)> {
        let types = self.problem.types.len();
        let mut bound: f64 = value.iter().zip(&self.required).map(|(v, r)| v * r).sum();
        let mut tours = Vec::with_capacity(self.members.len());
        let mut at = Vec::new();
        for member in &self.members {
            if self.until.is_some_and(|until| Instant::now() >= until) {
                return None;
            }
            at.clone_from(&member.wishes);
            for (day, row) in value.chunks(types).enumerate() {
                let today = &mut at[day * (types + 1)..][..types];
                today.iter_mut().zip(row).for_each(|(price, v)| *price -= v);
            }
            let (cost, tour) = self.pricers[member.person].cheapest(&at, &mut self.room)?;
            bound += cost;
            tours.push(tour);
        }
        self.work += self.members.len() as u64;
        Some((bound, tours))
    }

    fn blend(&mut self, tours: Vec<Tour>, share: f64) {
        self.mean.iter_mut().for_each(|m| *m *= 1.0 - share);
        for (member, tour) in self.members.iter_mut().zip(tours) {
            for cell in Self::cells(self.problem, &tour) {
                self.mean[cell] += share;
            }
            member.shares.iter_mut().for_each(|s| s.1 *= 1.0 - share);
            match member.shares.iter_mut().find(|s| s.0 == tour) {
                Some(known) => known.1 += share,
                None => member.shares.push((tour, share)),
            }
            member.shares.retain(|s| s.1 > DUST);
        }
    }

    /// How far the mean is from what is required, where the value can still answer it.
    fn violation(&self, of: &[f64], value: &[f64]) -> Vec<f64> {
        let covers = self.problem.cover.iter().flatten();
        let each = of.iter().zip(&self.required).zip(value).zip(covers);
        each.map(|(((there, need), v), cover)| {
            let gap = need - there;
            let stuck = (gap > 0.0 && *v >= cover.under as f64)
                || (gap < 0.0 && *v <= -(cover.over as f64));
            if stuck { 0.0 } else { gap }
        })
        .collect()
    }

    /// How far the bound may have to rise.
    fn far(&self) -> f64 {
        (self.target - self.bound).max(0.02 * self.bound.abs()).max(1.0)
    }

    fn round(&mut self) {
        let violation = self.violation(&self.mean, &self.value);
        let size: f64 = violation.iter().map(|v| v * v).sum();
        if size < 1e-9 {
            self.step = 0.0;
            return;
        }
        let length = self.step * self.far() / size;
        let covers = self.problem.cover.iter().flatten();
        let moved = self.value.iter().zip(&violation).zip(covers).map(|((v, gap), cover)| {
            (v + length * gap).clamp(-(cover.over as f64), cover.under as f64)
        });
        let moved: Vec<f64> = moved.collect();
        let Some((bound, tours)) = self.look(&moved) else { return };
        let mut there = vec![0.0; self.required.len()];
        for tour in &tours {
            Self::cells(self.problem, tour).for_each(|cell| there[cell] += 1.0);
        }
        let share = self.share(&there, &moved);
        self.blend(tours, share);
        if bound > self.bound {
            let slope = self.violation(&there, &moved);
            let along: f64 = slope.iter().zip(&violation).map(|(a, b)| a * b).sum();
            self.bound = bound;
            self.value = moved;
            self.misses = 0;
            self.step *= if along > 0.0 { 1.2 } else { 1.02 };
        } else {
            self.misses += 1;
            if self.misses >= 8 {
                self.misses = 0;
                self.step *= 0.7;
            }
        }
    }

    /// The share for new tours that brings the mean nearest to what is required.
    fn share(&self, there: &[f64], value: &[f64]) -> f64 {
        let (old, new) = (self.violation(&self.mean, value), self.violation(there, value));
        let (mut up, mut down) = (0.0, 0.0);
        for (o, n) in old.iter().zip(&new) {
            up += o * (o - n);
            down += (o - n) * (o - n);
        }
        let best = if down > 0.0 { up / down } else { SHARE };
        best.clamp(self.floor, SHARE)
    }

    /// Rounds the shares to a roster: fix the surest people, go on with the others, repeat.
    ///
    /// People for whom no lawful tour is left have none.
    pub(super) fn dive(
        mut self,
        rounds: u64,
        rng: &mut Pcg64Mcg,
        until: Instant,
    ) -> (Vec<Option<Tour>>, u64) {
        let mut chosen = vec![None; self.problem.people.len()];
        while !self.members.is_empty() && Instant::now() < until {
            let quota = (self.members.len() / 14).max(1);
            let mut order: Vec<(f64, usize, Option<Tour>)> = Vec::new();
            for n in 0..self.members.len() {
                let blur: f64 = rng.random_range(0.97..1.0);
                let (agreed, tour) = self.consensus(n);
                order.push((agreed * blur, n, tour));
            }
            order.sort_by(|a, b| b.0.total_cmp(&a.0));
            order.truncate(quota);
            order.sort_by_key(|o| std::cmp::Reverse(o.1));
            for (_, n, tour) in order {
                let member = self.members.swap_remove(n);
                if let Some(tour) = tour {
                    for cell in Self::cells(self.problem, &tour) {
                        self.required[cell] -= 1.0;
                    }
                    chosen[member.person] = Some(tour);
                }
            }
            self.resume();
            self.climb(rounds, until);
        }
        (chosen, self.work)
    }

    /// The lawful tour most of whose days a member's shares agree on, little worse than the
    /// cheapest at the values; and how much they agree, from 0 to 1.
    fn consensus(&mut self, n: usize) -> (f64, Option<Tour>) {
        let (days, types) = (self.problem.days, self.problem.types.len());
        let member = &self.members[n];
        let mut agreed = vec![0.0; days * (types + 1)];
        let sum: f64 = member.shares.iter().map(|s| s.1).sum();
        for (tour, share) in &member.shares {
            for (day, choice) in tour.iter().enumerate() {
                agreed[day * (types + 1) + usize::from(*choice)] += share / sum.max(DUST);
            }
        }
        let mut prices = member.wishes.clone();
        for (at, price) in prices.iter_mut().enumerate() {
            let (day, choice) = (at / (types + 1), at % (types + 1));
            let value = if choice < types { self.value[day * types + choice] } else { 0.0 };
            *price -= value + AGREEMENT * agreed[at];
        }
        self.work += 1;
        let pricer = &self.pricers[member.person];
        let Some((_, tour)) = pricer.cheapest_allowed(&prices, &mut self.room) else {
            return (0.0, None);
        };
        let each = |(day, choice): (usize, &u8)| agreed[day * (types + 1) + usize::from(*choice)];
        let agreement: f64 = tour.iter().enumerate().map(each).sum();
        (agreement / days as f64, Some(tour))
    }

    /// Goes on with those who are left, from the values reached.
    fn resume(&mut self) {
        self.mean.fill(0.0);
        for member in &mut self.members {
            let sum: f64 = member.shares.iter().map(|s| s.1).sum();
            for (tour, share) in &mut member.shares {
                *share /= sum.max(DUST);
                Self::cells(self.problem, tour).for_each(|cell| self.mean[cell] += *share);
            }
        }
        self.bound = f64::NEG_INFINITY;
        let value = self.value.clone();
        if let Some((bound, _)) = self.look(&value) {
            self.bound = bound;
        }
        self.target = self.bound + 0.05 * self.bound.abs();
        (self.step, self.floor) = (0.3, COARSE);
        self.misses = 0;
    }
}
