//! One person's cheapest tour of the whole horizon, exactly, by dynamic programming.
//!
//! ```text
//! stretch(s, n, u)   cheapest n working days from day s that add load u
//! A[e, w, l]         cheapest days 0..e with load l and w worked weekends, day e − 1 worked
//!                    = min over n, u of B[e − n, w − weekends(s, n), l − u] + stretch(e − n, n, u)
//! B[d, w, l]         the same, and a stretch may start on day d
//!                    = min(B[d − 1, w, l] + off(d − 1), A[d − m, w, l] + off(d − m .. d))
//! ```
//! A load is a sum of minutes with the count of the person's scarcest type; m is the fewest days
//! off in a row. Runs that touch an end of the horizon may be short. Limits of further types are
//! not tracked: see [`Pricer::cheapest_allowed`]. Two stretches never share a weekend, because a
//! day off lies between them. Types alike to the laws count as one kind; loads that cannot reach
//! the least minutes any more are left out.

mod bands;
mod kinds;
mod loads;
mod stretch;
mod table;

use crate::shift24::problem::{Problem, Tour};
use bands::Bands;
use kinds::Kinds;
use loads::Loads;
pub(crate) use table::Table;

/// A price that nobody pays.
pub(crate) const FORBIDDEN: f64 = f64::INFINITY;

/// The most cells of a person's tables: 32 MB.
const CELLS_MAX: usize = 4_000_000;

/// The machinery for one person, built once.
#[derive(Debug, Clone)]
pub(crate) struct Pricer {
    days: usize,
    types: usize,
    run_min: usize,
    off_min: usize,
    weekends: usize,
    minutes_min: u32,
    minutes_max: u32,
    most: Vec<u32>,
    /// Whether some type's limit can bind that the loads do not track.
    loose_limits: bool,
    loads: Loads,
    kinds: Kinds,
    /// Where the sums of each run length begin, and how many there are in all.
    at: Vec<usize>,
    width: usize,
    /// Cells per row of loads: its columns, and room for what a stretch adds beyond.
    stride: usize,
    bands: Bands,
}

impl Pricer {
    /// The machinery for person number `person`. Where counting the scarce type would make its
    /// tables too large, that limit is not tracked either.
    pub(crate) fn of(problem: &Problem, person: usize) -> Self {
        let exact = Self::tracking(problem, person, true);
        let cells = exact.bands.cells;
        if cells.0 + cells.1 > CELLS_MAX { Self::tracking(problem, person, false) } else { exact }
    }

    fn tracking(problem: &Problem, person: usize, track: bool) -> Self {
        let p = &problem.people[person];
        let types = problem.types.len();
        let loads = Loads::of(problem, p, track);
        let kinds = Kinds::of(problem, p, &loads);
        let mut at = vec![0];
        for run in &kinds.runs {
            at.push(at[at.len() - 1] + run.sums.len());
        }
        let loose = |kind: usize| {
            let most = p.most_per_type[kind];
            loads.scarce != Some(kind)
                && most > 0
                && (most as usize) < problem.days
                && most * problem.types[kind].minutes < p.minutes_max
        };
        let steps = kinds.runs.iter().flat_map(|run| &run.steps);
        let beyond = steps.map(|step| step.1).max().unwrap_or(0);
        let mut pricer = Self {
            days: problem.days,
            types,
            run_min: p.run_min,
            off_min: p.off_min.max(1),
            weekends: p.weekends_max as usize + 1,
            minutes_min: p.minutes_min,
            minutes_max: p.minutes_max,
            most: p.most_per_type.clone(),
            loose_limits: (0..types).any(loose),
            width: at[kinds.runs.len()],
            at,
            stride: loads.columns + beyond,
            bands: Bands::default(),
            loads,
            kinds,
        };
        let closed: Vec<bool> = (0..problem.days).map(|day| p.days_off.contains(&day)).collect();
        pricer.bands = Bands::of(&pricer, p.minutes_min, &closed);
        pricer
    }

    /// Whether a stretch of these days is not too short: short ones touch an end of the horizon.
    fn may_last(&self, start: usize, end: usize) -> bool {
        end - start >= self.run_min || start == 0 || end == self.days
    }

    /// The cheapest tour at `prices[day × (types + 1) + choice]`, limits of untracked types aside;
    /// `None` when there is none.
    pub(crate) fn cheapest(&self, prices: &[f64], room: &mut Table) -> Option<(f64, Tour)> {
        self.cheapest_few(prices, 1, room).pop()
    }

    /// The cheapest tours of up to `most` different loads, cheapest first.
    pub(crate) fn cheapest_few(
        &self,
        prices: &[f64],
        most: usize,
        room: &mut Table,
    ) -> Vec<(f64, Tour)> {
        room.fill(self, prices);
        room.best(self, most)
    }

    /// A cheap tour that keeps every limit: dear types over their limit are priced up until they
    /// keep it. The cost is at the prices given.
    pub(crate) fn cheapest_allowed(&self, prices: &[f64], room: &mut Table) -> Option<(f64, Tour)> {
        let (cost, tour) = self.cheapest(prices, room)?;
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
            tour = self.cheapest(&raised, room)?.1;
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

fn count(tour: &[u8], kind: usize) -> u32 {
    tour.iter().filter(|choice| usize::from(**choice) == kind).count() as u32
}
