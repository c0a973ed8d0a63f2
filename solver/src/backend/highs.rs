//! Linear programmes that grow column by column, solved from the last basis on one thread.

use super::interrupt::{Left, run};
use highs::{Col, ColProblem, HighsModelStatus, Model, Row, RowProblem, Sense};
use std::time::{Duration, Instant};

/// How to solve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Dual simplex: a cold start.
    Dual,
    /// Primal simplex: after new columns.
    Primal,
    /// Interior point, then on to a vertex: large programmes whose values are wanted.
    Vertex,
}

/// What HiGHS found.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The objective.
    pub(crate) objective: f64,
    /// Values of columns.
    pub(crate) values: Vec<f64>,
    /// Duals of rows.
    pub(crate) duals: Vec<f64>,
    /// Whether it is optimal, rather than stopped or called off.
    pub(crate) is_optimal: bool,
}

/// A linear programme in HiGHS, to be minimised.
#[derive(Debug)]
pub(crate) struct Programme {
    model: Option<Model>,
    rows: Vec<Row>,
    columns: Vec<Col>,
    /// Time spent in all solves: the optimiser's own limit counts them together.
    spent: Duration,
}

/// A column: cost, bounds, entries by row.
pub(crate) type Column = (f64, (f64, f64), Vec<(usize, f64)>);

impl Programme {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self::of(&[], Vec::new())
    }

    /// A programme of these rows (bounds) and columns.
    pub(crate) fn of(rows: &[(f64, f64)], columns: Vec<Column>) -> Self {
        let mut problem = ColProblem::new();
        let rows: Vec<Row> =
            rows.iter().map(|&(lower, upper)| problem.add_row(lower..=upper)).collect();
        // the crate names columns only where a problem is stated row by row
        let mut names = RowProblem::default();
        let mut named = Vec::with_capacity(columns.len());
        for (cost, (lower, upper), entries) in columns {
            let entries: Vec<(Row, f64)> =
                entries.into_iter().map(|(row, factor)| (rows[row], factor)).collect();
            problem.add_column(cost, lower..=upper, entries);
            named.push(names.add_column(0.0, 0.0..));
        }
        let mut model = problem.optimise(Sense::Minimise);
        model.set_option("threads", 1);
        model.set_option("parallel", "off");
        Self { model: Some(model), rows, columns: named, spent: Duration::ZERO }
    }

    /// A row with bounds and no entries yet; its number.
    pub(crate) fn row(&mut self, lower: f64, upper: f64) -> usize {
        if let Some(model) = &mut self.model {
            self.rows.push(model.add_row(lower..=upper, []));
        }
        self.rows.len() - 1
    }

    /// A column with its entries; its number.
    pub(crate) fn column(
        &mut self,
        cost: f64,
        bounds: (f64, f64),
        entries: &[(usize, f64)],
    ) -> usize {
        let entries = entries.iter().map(|&(row, factor)| (self.rows[row], factor));
        if let Some(model) = &mut self.model {
            self.columns.push(model.add_col(cost, bounds.0..=bounds.1, entries));
        }
        self.columns.len() - 1
    }

    /// New bounds for a column.
    pub(crate) fn bound(&mut self, column: usize, lower: f64, upper: f64) {
        if let Some(model) = &mut self.model {
            model.change_column_bounds(self.columns[column], lower..=upper);
        }
    }

    /// Solves from the last basis while there is time `left`.
    ///
    /// # Errors
    /// What HiGHS says when it ends without any answer.
    pub(crate) fn solve(&mut self, method: Method, left: &Left<'_>) -> Result<Answer, String> {
        let mut model = self.model.take().ok_or("the programme was lost")?;
        model.set_option("simplex_strategy", if method == Method::Primal { 4 } else { 1 });
        let interior = method == Method::Vertex;
        model.set_option("solver", if interior { "ipx" } else { "simplex" });
        model.set_option("presolve", if interior { "on" } else { "off" });
        let seconds = left().map_or(f64::INFINITY, |t| (self.spent + t).as_secs_f64());
        model.set_option("time_limit", seconds);
        let began = Instant::now();
        let solved = run(model, left).map_err(|status| format!("{status:?}"))?;
        self.spent += began.elapsed();
        let status = solved.status();
        let (objective, solution) = (solved.objective_value(), solved.get_solution());
        self.model = Some(solved.into());
        // interior point may end unsure, with prices good enough to be certified
        let is_optimal = status == HighsModelStatus::Optimal
            || (interior && status == HighsModelStatus::Unknown);
        let stopped = matches!(
            status,
            HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedInterrupt
        );
        if !is_optimal && !stopped {
            return Err(format!("{status:?}"));
        }
        let (values, duals) = (solution.columns().to_vec(), solution.dual_rows().to_vec());
        Ok(Answer { objective, values, duals, is_optimal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_programme_grows_and_its_duals_price_the_rows() {
        let column = (3.0, (0.0, f64::INFINITY), vec![(0, 1.0)]);
        let mut lp = Programme::of(&[(4.0, f64::INFINITY)], vec![column]);
        let need = 0;
        let first = lp.solve(Method::Dual, &|| None).unwrap();
        assert!((first.objective - 12.0).abs() < 1e-9);
        lp.column(1.0, (0.0, 2.0), &[(need, 1.0)]);
        let second = lp.solve(Method::Primal, &|| None).unwrap();
        assert!((second.objective - 8.0).abs() < 1e-9);
        assert!((second.duals[need] - 3.0).abs() < 1e-9);
        assert_eq!(second.values.len(), 2);
    }

    /// Many goods from many sources, each at its own price.
    fn transport(sources: usize, sinks: usize) -> Programme {
        let supply = (0..sources).map(|n| (f64::NEG_INFINITY, 5.0 + (n % 7) as f64));
        let demand = (0..sinks).map(|n| (1.0 + (n % 4) as f64, f64::INFINITY));
        let rows: Vec<(f64, f64)> = supply.chain(demand).collect();
        let column = |n: usize| {
            let (from, to) = (n / sinks, n % sinks);
            let price = 1.0 + ((from * 37 + to * 101) % 97) as f64;
            (price, (0.0, f64::INFINITY), vec![(from, 1.0), (sources + to, 1.0)])
        };
        Programme::of(&rows, (0..sources * sinks).map(column).collect())
    }

    #[test]
    fn a_solve_is_called_off_while_it_runs_and_goes_on_later() {
        let full = transport(60, 80).solve(Method::Dual, &|| None).unwrap();
        assert!(full.is_optimal);
        for method in [Method::Dual, Method::Primal, Method::Vertex] {
            let mut lp = transport(60, 80);
            let asked = Cell::new(0);
            let left = || {
                asked.set(asked.get() + 1);
                Some(if asked.get() > 3 { Duration::ZERO } else { Duration::from_secs(600) })
            };
            assert!(!lp.solve(method, &left).unwrap().is_optimal, "{method:?}");
            assert!(asked.get() > 3, "{method:?} asked {} times", asked.get());
            let later = lp.solve(Method::Dual, &|| None).unwrap();
            assert!((later.objective - full.objective).abs() < 1e-6, "{method:?}: {later:?}");
        }
    }
}
