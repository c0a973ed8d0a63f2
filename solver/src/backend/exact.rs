//! Small mixed-integer models written with `good_lp`, solved by HiGHS to a stated gap.
//!
//! `good_lp`'s own adapter reports every limit as a time limit and hides the bound, so the model is
//! handed to HiGHS here and its own words are read.

use good_lp::{Constraint, Expression, ProblemVariables, SolverModel, Variable};
use highs::{HighsModelStatus, HighsSolutionStatus};
use std::collections::HashMap;
use std::time::Duration;

/// A model to minimise.
pub(crate) struct Question {
    /// Its columns.
    pub(crate) columns: ProblemVariables,
    /// What to minimise.
    pub(crate) objective: Expression,
    /// Its rows.
    pub(crate) rows: Vec<Constraint>,
    /// How long one may try.
    pub(crate) time: Option<Duration>,
    /// The relative gap at which to stop; 0 for a proved optimum.
    pub(crate) gap: f64,
}

/// What HiGHS found.
pub(crate) enum Reply {
    /// Values of every column.
    Found {
        /// The values.
        values: HashMap<Variable, f64>,
        /// Nothing costs less than this.
        bound: f64,
        /// Whether the time was up.
        timed_out: bool,
    },
    /// No values satisfy all rows.
    Infeasible,
    /// The time was up before anything was found.
    Nothing,
}

/// Solves the model on one thread.
///
/// # Errors
/// What HiGHS says when it fails on the model itself.
pub(crate) fn minimise(question: Question) -> Result<Reply, String> {
    let order: Vec<Variable> = question.columns.iter_variables_with_def().map(|(v, _)| v).collect();
    let mut problem = question.columns.minimise(question.objective).using(good_lp::highs);
    for row in question.rows {
        problem.add_constraint(row);
    }
    let mut model = problem.try_into_inner().map_err(|e| e.to_string())?;
    model.set_option("threads", 1);
    model.set_option("parallel", "off");
    model.set_option("mip_rel_gap", question.gap);
    model.set_option("mip_abs_gap", 1e-6);
    if let Some(time) = question.time {
        model.set_option("time_limit", time.as_secs_f64());
    }
    let solved = model.try_solve().map_err(|status| format!("{status:?}"))?;
    let timed_out = match solved.status() {
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => {
            return Ok(Reply::Infeasible);
        }
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => false,
        HighsModelStatus::ReachedTimeLimit => true,
        other => return Err(format!("{other:?}")),
    };
    if solved.primal_solution_status() != HighsSolutionStatus::Feasible {
        return Ok(Reply::Nothing);
    }
    let bound = solved
        .double_info_value(c"mip_dual_bound")
        .ok()
        .filter(|bound| bound.is_finite())
        .unwrap_or_else(|| solved.objective_value());
    let values = order.into_iter().zip(solved.get_solution().columns().iter().copied()).collect();
    Ok(Reply::Found { values, bound, timed_out })
}
