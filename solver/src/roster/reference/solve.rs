//! Solving the week as one model.

use crate::backend::exact::{Question, Reply, minimise};
use crate::roster::reference::columns::Serving;
use crate::roster::reference::model::{Model, Row, Values};
use crate::roster::reference::sets::Week;
use crate::roster::reference::{answer, conflict, formulation};
use crate::roster::{Case, Limits, Outcome, RosterError, Solution, Stopped};
use domain::Money;
use good_lp::Expression;
use std::collections::BTreeSet;

/// The least-cost lawful roster of a small case, or the laws that make one impossible.
///
/// Of the limits, time and gap are kept; without a time limit the search ends at the gap. The cost
/// is the judge's; the bound allows for the judge's rounding of each amount to whole cents.
///
/// # Errors
/// [`RosterError::NoContract`], [`RosterError::NoneInTime`] when the time was up before any roster
/// was found, [`RosterError::Backend`] when the optimiser fails.
pub fn solve(case: &Case<'_>, limits: &Limits) -> Result<Outcome, RosterError> {
    let week = Week::of_case(case)?;
    let (model, columns) = formulation::week(&week, Serving::Skilled, &BTreeSet::new());
    let rounding = model.rounding;
    let question = question(&model, model.cost.clone(), limits, |_| true);
    match minimise(question).map_err(RosterError::Backend)? {
        Reply::Infeasible => Ok(Outcome::Impossible(conflict::smallest(&model, limits)?)),
        Reply::Nothing => Err(RosterError::NoneInTime),
        Reply::Found { values, bound, timed_out } => {
            let roster = answer::roster(&week, &columns, &Values(values));
            let verdict = domain::judge(case.centre, case.requirement, &roster, case.previous);
            let cost = verdict.cost.total();
            let bound = Money((bound - rounding - 1e-4).ceil() as i64).min(cost);
            let stopped = match (bound == cost, timed_out) {
                (true, _) => Stopped::Optimal,
                (false, true) => Stopped::Time,
                (false, false) => Stopped::Gap,
            };
            let (changes, why, trouble) = (Money::ZERO, None, None);
            let solution = Solution { roster, cost, changes, bound, why, stopped, trouble };
            Ok(Outcome::Found(Box::new(solution)))
        }
    }
}

/// The model as a question with the rows that `kept` keeps.
pub(super) fn question(
    model: &Model,
    objective: Expression,
    limits: &Limits,
    kept: impl Fn(&Row) -> bool,
) -> Question {
    Question {
        columns: model.columns.clone(),
        objective,
        rows: model.rows.iter().filter(|row| kept(row)).map(Row::constraint).collect(),
        time: limits.time,
        gap: limits.gap,
    }
}
