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
    misses: u32,
    room: Table,
}

/// The largest share that one round's tours get.
const SHARE: f64 = 0.12;

/// Shares below this are forgotten.
const DUST: f64 = 1e-3;

impl<'p> Ascent<'p> {
    /// Everybody open, no value yet; `None` when somebody has no tour at all.
    pub(super) fn new(problem: &'p Problem, pricers: &'p [Pricer], target: f64) -> Option<Self> {
        let required: Vec<f64> =
            problem.cover.iter().flatten().map(|c| f64::from(c.required)).collect();
        let member =
            |person| Member { person, wishes: prices::wishes(problem, person), shares: Vec::new() };
        let mut all = Self {
            problem,
            pricers,
            members: (0..problem.people.len()).map(member).collect(),
            value: vec![0.0; required.len()],
            mean: vec![0.0; required.len()],
            required,
            bound: f64::NEG_INFINITY,
            work: 0,
            target,
            step: 0.1,
            misses: 0,
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
        for _ in 0..rounds {
            if Instant::now() >= until || self.step * self.far() < 1e-4 * self.bound.abs() {
                return;
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

    /// The bound at these values, with everybody's tour behind it.
    fn look(&mut self, value: &[f64]) -> Option<(f64, Vec<Tour>)> {
        let types = self.problem.types.len();
        let mut bound: f64 = value.iter().zip(&self.required).map(|(v, r)| v * r).sum();
        let mut tours = Vec::with_capacity(self.members.len());
        let mut at = Vec::new();
        for member in &self.members {
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
        best.clamp(SHARE / 10.0, SHARE)
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
            let mut order: Vec<(f64, usize, Option<usize>)> = Vec::new();
            for (n, member) in self.members.iter().enumerate() {
                let blur: f64 = rng.random_range(0.9..1.0);
                let lawful = (0..member.shares.len())
                    .filter(|s| self.problem.allows(member.person, &member.shares[*s].0));
                let surest =
                    lawful.max_by(|a, b| member.shares[*a].1.total_cmp(&member.shares[*b].1));
                order.push((surest.map_or(0.0, |s| member.shares[s].1) * blur, n, surest));
            }
            order.sort_by(|a, b| b.0.total_cmp(&a.0));
            order.truncate(quota);
            order.sort_by_key(|o| std::cmp::Reverse(o.1));
            for (_, n, surest) in order {
                let mut member = self.members.swap_remove(n);
                if let Some(s) = surest {
                    let tour = member.shares.swap_remove(s).0;
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
        self.step = 0.3;
        self.misses = 0;
    }
}
