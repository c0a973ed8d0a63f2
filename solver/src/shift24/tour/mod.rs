//! One person's cheapest tour of the whole horizon, exactly, by dynamic programming.
//!
//! ```text
//! stretch(s, n, u)   cheapest n working days from day s that add load u
//! A[e, l, w]         cheapest days 0..e with load l and w worked weekends, day e − 1 worked
//!                    = min over n, u of B[e − n, l − u, w − weekends(s, n)] + stretch(e − n, n, u)
//! B[d, l, w]         the same, and a stretch may start on day d
//!                    = min(B[d − 1, l, w] + off(d − 1), A[d − m, l, w] + off(d − m .. d))
//! ```
//! A load is a sum of minutes with the count of the person's scarcest type; m is the fewest days
//! off in a row. Runs that touch an end of the horizon may be short. Limits of further types are
//! not tracked: see [`Pricer::cheapest_allowed`]. Two stretches never share a weekend, because a
//! day off lies between them.

mod loads;
mod stretch;
mod table;

use crate::shift24::problem::{Person, Problem, Tour};
use loads::Loads;
use table::Table;

/// A price that nobody pays.
pub(crate) const FORBIDDEN: f64 = f64::INFINITY;

/// The machinery for one person, built once.
#[derive(Debug, Clone)]
pub(crate) struct Pricer {
    days: usize,
    types: usize,
    run_max: usize,
    run_min: usize,
    off_min: usize,
    weekends: usize,
    minutes_min: u32,
    most: Vec<u32>,
    /// Whether some type's limit can bind that the loads do not track.
    loose_limits: bool,
    loads: Loads,
    /// Sums a stretch may add; number 0 is nothing.
    added: Vec<(u32, u32)>,
    /// `steps[added][type]`: the sum after one more shift.
    steps: Vec<Option<usize>>,
    /// `totals[added][load]`: the load after a stretch that adds this sum.
    totals: Vec<Vec<u16>>,
    /// Types that may be worked the day before each type.
    precede: Vec<Vec<usize>>,
}

/// No load.
const NONE: u16 = u16::MAX;

impl Pricer {
    /// The machinery for person number `person`.
    pub(crate) fn of(problem: &Problem, person: usize) -> Self {
        let p = &problem.people[person];
        let types = problem.types.len();
        let loads = Loads::of(problem, p);
        let added = sums_of_a_run(problem, p, &loads);
        let position = |sum: (u32, u32)| added.iter().position(|a| *a == sum);
        let steps = added
            .iter()
            .flat_map(|sum| (0..types).map(move |kind| (*sum, kind)))
            .map(|(sum, kind)| {
                let count = sum.1 + u32::from(loads.scarce == Some(kind));
                (p.most_per_type[kind] > 0)
                    .then(|| position((sum.0 + problem.types[kind].minutes, count)))
                    .flatten()
            })
            .collect();
        let total = |sum: &(u32, u32)| {
            loads.sums.iter().map(|load| loads.add(*load, *sum).unwrap_or(NONE)).collect()
        };
        let totals = added.iter().map(total).collect();
        let may_precede =
            |before: &usize, kind: usize| !problem.types[*before].cannot_follow.contains(&kind);
        let precede =
            (0..types).map(|k| (0..types).filter(|b| may_precede(b, k)).collect()).collect();
        let loose = |kind: usize| {
            let most = p.most_per_type[kind];
            loads.scarce != Some(kind)
                && most > 0
                && (most as usize) < problem.days
                && most * problem.types[kind].minutes < p.minutes_max
        };
        Self {
            days: problem.days,
            types,
            run_max: p.run_max,
            run_min: p.run_min,
            off_min: p.off_min.max(1),
            weekends: p.weekends_max as usize + 1,
            minutes_min: p.minutes_min,
            most: p.most_per_type.clone(),
            loose_limits: (0..types).any(loose),
            loads,
            added,
            steps,
            totals,
            precede,
        }
    }

    fn step(&self, sum: usize, kind: usize) -> Option<usize> {
        self.steps[sum * self.types + kind]
    }

    /// The cheapest tour at `prices[day × (types + 1) + choice]`, limits of untracked types aside;
    /// `None` when there is none.
    pub(crate) fn cheapest(&self, prices: &[f64]) -> Option<(f64, Tour)> {
        Table::filled(self, prices).best(1).pop()
    }

    /// The cheapest tours of up to `most` different loads, cheapest first.
    pub(crate) fn cheapest_few(&self, prices: &[f64], most: usize) -> Vec<(f64, Tour)> {
        Table::filled(self, prices).best(most)
    }

    /// A cheap tour that keeps every limit: dear types over their limit are priced up until they
    /// keep it. The cost is at the prices given.
    pub(crate) fn cheapest_allowed(&self, prices: &[f64]) -> Option<(f64, Tour)> {
        let (cost, tour) = self.cheapest(prices)?;
        if !self.loose_limits || self.keeps_limits(&tour) {
            return Some((cost, tour));
        }
        let mut raised = prices.to_vec();
        let mut tour = tour;
        for round in 1..=24 {
            for kind in (0..self.types).filter(|k| count(&tour, *k) > self.most[*k]) {
                for day in 0..self.days {
                    raised[day * (self.types + 1) + kind] += 2.0 * f64::from(round);
                }
            }
            tour = self.cheapest(&raised)?.1;
            if self.keeps_limits(&tour) {
                let choice =
                    |(day, c): (usize, &u8)| prices[day * (self.types + 1) + usize::from(*c)];
                return Some((tour.iter().enumerate().map(choice).sum(), tour));
            }
        }
        None
    }

    fn keeps_limits(&self, tour: &[u8]) -> bool {
        (0..self.types).all(|kind| count(tour, kind) <= self.most[kind])
    }
}

/// What up to `run_max` shifts in a row may add.
fn sums_of_a_run(problem: &Problem, p: &Person, loads: &Loads) -> Vec<(u32, u32)> {
    let mut added = vec![(0, 0)];
    for _ in 0..p.run_max {
        for sum in added.clone() {
            for kind in (0..problem.types.len()).filter(|k| p.most_per_type[*k] > 0) {
                let shift = (problem.types[kind].minutes, u32::from(loads.scarce == Some(kind)));
                let next = (sum.0 + shift.0, sum.1 + shift.1);
                if loads.add(sum, shift).is_some() && !added.contains(&next) {
                    added.push(next);
                }
            }
        }
    }
    added
}

fn count(tour: &[u8], kind: usize) -> u32 {
    tour.iter().filter(|choice| usize::from(**choice) == kind).count() as u32
}
