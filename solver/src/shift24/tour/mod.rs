//! One person's cheapest tour of the whole horizon, exactly, by dynamic programming.
//!
//! ```text
//! stretch(s, n, u)   cheapest n working days from day s that add load u
//! A[e, l, w]         cheapest days 0..e with load l and w worked weekends, day e − 1 worked
//!                    = min over n, u of B[e − n, l − u, w − weekends(s, n)] + stretch(e − n, n, u)
//! B[d, l, w]         the same, and a stretch may start on day d
//!                    = min(B[d − 1, l, w] + off(d − 1), A[d − m, l, w] + off(d − m .. d))
//! ```
//! A load is a sum of minutes with the count of the person's scarcest type; m is the fewest days off
//! in a row. Runs that touch an end of the horizon may be short. Limits of further types are not
//! tracked: see [`Pricer::cheapest_allowed`]. Two stretches never share a weekend, because a day off
//! lies between them.

mod loads;
mod stretch;

use crate::shift24::problem::{Person, Problem, Tour};
use loads::Loads;
use stretch::Stretches;

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

/// The tables of one run.
struct Table<'a> {
    pricer: &'a Pricer,
    prices: &'a [f64],
    /// `rested[d]`: B; `worked[e]`: A; both by weekends × loads.
    rested: Vec<Vec<f64>>,
    worked: Vec<Vec<f64>>,
    /// How each entry of `worked` came about: length and sum added.
    last: Vec<Vec<(u16, u16)>>,
    off_before: Vec<f64>,
}

impl<'a> Table<'a> {
    fn filled(pricer: &'a Pricer, prices: &'a [f64]) -> Self {
        let (days, cells) = (pricer.days, pricer.weekends * pricer.loads.sums.len());
        let mut off_before = vec![0.0; days + 1];
        for day in 0..days {
            off_before[day + 1] = off_before[day] + prices[day * (pricer.types + 1) + pricer.types];
        }
        let mut table = Self {
            pricer,
            prices,
            rested: vec![vec![FORBIDDEN; cells]; days + 1],
            worked: vec![vec![FORBIDDEN; cells]; days + 1],
            last: vec![vec![(0, 0); cells]; days + 1],
            off_before,
        };
        table.rested[0][0] = 0.0;
        let mut stretches = Stretches::room(pricer);
        for day in 0..days {
            table.rest(day);
            table.work_from(day, &mut stretches);
        }
        table.rest(days);
        table
    }

    /// Fills `rested[day]`.
    fn rest(&mut self, day: usize) {
        if day == 0 {
            return;
        }
        let one = self.off_before[day] - self.off_before[day - 1];
        let (before, now) = self.rested.split_at_mut(day);
        for (cell, cost) in now[0].iter_mut().zip(&before[day - 1]) {
            *cell = cost + one;
        }
        if day > self.pricer.off_min {
            let from = day - self.pricer.off_min;
            let off = self.off_before[day] - self.off_before[from];
            for (cell, cost) in now[0].iter_mut().zip(&self.worked[from]) {
                *cell = cell.min(cost + off);
            }
        }
    }

    /// Spreads `rested[start]` over every stretch that starts there.
    fn work_from(&mut self, start: usize, stretches: &mut Stretches) {
        let pricer = self.pricer;
        let longest = stretches.fill(pricer, self.prices, start);
        let loads = pricer.loads.sums.len();
        for length in 1..=longest {
            let end = start + length;
            if length < pricer.run_min && start > 0 && end < pricer.days {
                continue;
            }
            let weekends = weekends_between(start, end);
            for sum in 0..pricer.added.len() {
                let cost = stretches.best(length, sum);
                if cost >= FORBIDDEN {
                    continue;
                }
                let totals = &pricer.totals[sum];
                for weekend in weekends..pricer.weekends {
                    let from = &self.rested[start][(weekend - weekends) * loads..][..loads];
                    let to = &mut self.worked[end][weekend * loads..][..loads];
                    let last = &mut self.last[end][weekend * loads..][..loads];
                    for (before, total) in from.iter().zip(totals) {
                        let total = usize::from(*total);
                        if *before < FORBIDDEN && total < loads && before + cost < to[total] {
                            to[total] = before + cost;
                            last[total] = (length as u16, sum as u16);
                        }
                    }
                }
            }
        }
    }

    /// The cheapest tours of up to `most` different loads and weekends, cheapest first.
    fn best(&self, most: usize) -> Vec<(f64, Tour)> {
        let (days, loads) = (self.pricer.days, self.pricer.loads.sums.len());
        let shortest = days.saturating_sub(self.pricer.off_min - 1);
        let ends = (shortest..=days).map(|day| (day, true)).chain([(days, false)]);
        let mut cells: Vec<Option<(f64, usize, bool)>> = vec![None; self.rested[0].len()];
        for (day, worked) in ends {
            let off = self.off_before[days] - self.off_before[day];
            let table = if worked { &self.worked[day] } else { &self.rested[day] };
            for (cell, cost) in table.iter().enumerate() {
                let enough = self.pricer.loads.sums[cell % loads].0 >= self.pricer.minutes_min;
                let cheaper = cells[cell].is_none_or(|b| cost + off < b.0);
                if enough && *cost < FORBIDDEN && cheaper {
                    cells[cell] = Some((cost + off, day, worked));
                }
            }
        }
        let mut found: Vec<(f64, usize, bool, usize)> = cells
            .into_iter()
            .enumerate()
            .filter_map(|(cell, end)| end.map(|(cost, day, worked)| (cost, day, worked, cell)))
            .collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.truncate(most);
        found
            .into_iter()
            .map(|(cost, day, worked, cell)| (cost, self.trace(day, cell, worked)))
            .collect()
    }

    /// Walks back from a cell to the tour.
    fn trace(&self, day: usize, cell: usize, worked: bool) -> Tour {
        let pricer = self.pricer;
        let loads = pricer.loads.sums.len();
        let mut tour = vec![pricer.types as u8; pricer.days];
        let (mut day, mut cell, mut worked) = (day, cell, worked);
        let mut stretches = Stretches::room(pricer);
        while day > 0 {
            if !worked {
                let one = self.off_before[day] - self.off_before[day - 1];
                let stays =
                    (self.rested[day - 1][cell] + one - self.rested[day][cell]).abs() < 1e-7;
                if stays {
                    day -= 1;
                } else {
                    day -= pricer.off_min;
                    worked = true;
                }
                continue;
            }
            let (length, sum) = self.last[day][cell];
            let (length, sum) = (usize::from(length), usize::from(sum));
            let start = day - length;
            stretches.fill(pricer, self.prices, start);
            let types = stretches.types(pricer, self.prices, start, length, sum);
            for (back, kind) in types.into_iter().enumerate() {
                tour[day - 1 - back] = kind;
            }
            let weekend = cell / loads - weekends_between(start, day);
            let total = cell % loads;
            let before = pricer.totals[sum].iter().position(|t| usize::from(*t) == total);
            cell = weekend * loads + before.unwrap_or(0);
            day = start;
            worked = false;
        }
        tour
    }
}

/// How many weekends have a day in `start..end`.
fn weekends_between(start: usize, end: usize) -> usize {
    (start..end).filter(|day| day % 7 == 5 || (day % 7 == 6 && *day == start)).count()
}
