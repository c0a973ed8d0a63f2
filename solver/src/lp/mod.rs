//! Linear programmes whose rows and columns have names that explain themselves.

use crate::backend::highs::{Answer, Column, Method, Programme};
use crate::backend::interrupt::Left;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

/// A linear programme to be minimised; `R` names rows, `C` columns.
///
/// Rows are stated first; columns may come at any time, also between two solves.
#[derive(Debug)]
pub(crate) struct Named<R, C> {
    bounds: Vec<(f64, f64)>,
    waiting: Vec<Column>,
    programme: Option<Programme>,
    rows: HashMap<R, usize>,
    columns: Vec<C>,
}

/// An optimal (or, out of time, the last) solution.
#[derive(Debug)]
pub(crate) struct Solved {
    /// The objective.
    pub(crate) objective: f64,
    /// Whether it is optimal.
    pub(crate) is_optimal: bool,
    values: Vec<f64>,
    duals: Vec<f64>,
}

impl<R: Copy + Eq + Hash + Debug, C: Copy> Named<R, C> {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            bounds: Vec::new(),
            waiting: Vec::new(),
            programme: None,
            rows: HashMap::new(),
            columns: Vec::new(),
        }
    }

    /// A row `lower ≤ … ≤ upper`.
    pub(crate) fn row(&mut self, name: R, lower: f64, upper: f64) {
        debug_assert!(self.programme.is_none(), "rows come before the first solve");
        let before = self.rows.insert(name, self.bounds.len());
        self.bounds.push((lower, upper));
        debug_assert!(before.is_none(), "two rows are named {name:?}");
    }

    /// A column `lower ≤ x ≤ upper` with its cost and its entries; entries of rows that do not
    /// exist are left out. Its number.
    pub(crate) fn column(
        &mut self,
        name: C,
        cost: f64,
        bounds: (f64, f64),
        entries: &[(R, f64)],
    ) -> usize {
        let known = |(row, factor): &(R, f64)| Some((*self.rows.get(row)?, *factor));
        let entries: Vec<(usize, f64)> = entries.iter().filter_map(known).collect();
        self.columns.push(name);
        match &mut self.programme {
            Some(programme) => programme.column(cost, bounds, &entries),
            None => {
                self.waiting.push((cost, bounds, entries));
                self.waiting.len() - 1
            }
        }
    }

    /// New bounds for a column.
    pub(crate) fn bound(&mut self, column: usize, lower: f64, upper: f64) {
        match &mut self.programme {
            Some(programme) => programme.bound(column, lower, upper),
            None => self.waiting[column].1 = (lower, upper),
        }
    }

    /// Solves from where the last solution was while there is time `left`.
    ///
    /// # Errors
    /// What the optimiser says when it ends without an answer.
    pub(crate) fn solve(&mut self, method: Method, left: &Left<'_>) -> Result<Solved, String> {
        let programme = self
            .programme
            .get_or_insert_with(|| Programme::of(&self.bounds, std::mem::take(&mut self.waiting)));
        let Answer { objective, values, duals, is_optimal } = programme.solve(method, left)?;
        Ok(Solved { objective, is_optimal, values, duals })
    }

    /// The dual of a row, zero when there is no such row.
    pub(crate) fn dual(&self, solved: &Solved, row: &R) -> f64 {
        self.rows.get(row).map_or(0.0, |&number| solved.duals[number])
    }

    /// Every column with its name, number and value.
    pub(crate) fn values<'a>(
        &'a self,
        solved: &'a Solved,
    ) -> impl Iterator<Item = (C, usize, f64)> + 'a {
        let values = self.columns.iter().zip(&solved.values).enumerate();
        values.map(|(number, (name, value))| (*name, number, *value))
    }
}
