//! How much a person has worked: minutes with the count of one scarce type, on a dense lattice.
//!
//! ```text
//! minutes = unit · row + extra · column        column = shifts of the scarce type
//! ```
//! Where all other types last equally long, every cell can be reached, and adding a stretch is one
//! step of fixed length through memory.

use crate::shift24::problem::{Person, Problem};

/// Minutes, and shifts of the scarce type.
pub(super) type Sum = (u32, u32);

/// The lattice of a person's loads.
#[derive(Debug, Clone)]
pub(super) struct Loads {
    /// The type whose count is tracked: the one with the tightest limit that can bind.
    pub(super) scarce: Option<usize>,
    /// Columns: the scarce type's limit and nothing.
    pub(super) columns: usize,
    minutes_max: u32,
    unit: i64,
    extra: i64,
}

impl Loads {
    /// The loads of `person`; `track` says whether to count a scarce type.
    pub(super) fn of(problem: &Problem, person: &Person, track: bool) -> Self {
        let minutes = |kind: usize| i64::from(problem.types[kind].minutes);
        let workable = |kind: &usize| person.most_per_type[*kind] > 0;
        let kinds: Vec<usize> = (0..problem.types.len()).filter(workable).collect();
        let binds = |kind: &usize| {
            let most = person.most_per_type[*kind] as usize;
            track
                && most < problem.days
                && most * (problem.types[*kind].minutes as usize) < person.minutes_max as usize
        };
        let scarce =
            kinds.iter().copied().filter(binds).min_by_key(|kind| person.most_per_type[*kind]);
        let others = || kinds.iter().copied().filter(|k| Some(*k) != scarce);
        let long = scarce.map_or(0, minutes);
        let base = others().map(minutes).min_by_key(|m| (m - long).abs()).unwrap_or(long);
        let unit = others().map(minutes).fold(base, divisor).max(1);
        Self {
            columns: scarce.map_or(1, |s| person.most_per_type[s] as usize + 1),
            scarce,
            minutes_max: person.minutes_max,
            unit,
            extra: if scarce.is_some() { long - base } else { 0 },
        }
    }

    /// The row and column of a sum; `None` beyond the person's limits.
    pub(super) fn cell(&self, sum: Sum) -> Option<(usize, usize)> {
        let row = (i64::from(sum.0) - self.extra * i64::from(sum.1)) / self.unit;
        let fits = sum.0 <= self.minutes_max && (sum.1 as usize) < self.columns;
        fits.then_some((row as usize, sum.1 as usize))
    }

    /// The minutes of a cell.
    pub(super) fn minutes(&self, row: usize, column: usize) -> i64 {
        self.unit * row as i64 + self.extra * column as i64
    }

    /// The first row in which some column has at least so many minutes.
    pub(super) fn row_of_least(&self, minutes: i64) -> usize {
        let most = self.extra.max(0) * (self.columns as i64 - 1);
        ((minutes - most + self.unit - 1).div_euclid(self.unit)).max(0) as usize
    }

    /// The first row in which every column has more than so many minutes.
    pub(super) fn row_beyond(&self, minutes: i64) -> usize {
        let least = self.extra.min(0) * (self.columns as i64 - 1);
        ((minutes - least).div_euclid(self.unit) + 1).max(0) as usize
    }
}

fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}
