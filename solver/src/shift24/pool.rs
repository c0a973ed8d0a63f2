//! The cheapest mix of given tours, one per member, as a small mixed-integer model.
//!
//! ```text
//! min  Σ wishes(k) · z[k] + Σ under · u[d,s] + Σ over · o[d,s]
//! Σ_k in(k,d,s) · z[k] + u[d,s] − o[d,s] = required(d,s)      ∀ day d, type s somebody may change
//! Σ_{k of i} z[k] = 1                                         ∀ member i
//! cost ≤ cutoff
//! ```

use crate::backend::exact::{Question, Reply, minimise};
use crate::shift24::problem::{Problem, Tour};
use good_lp::{Expression, ProblemVariables, Variable, variable};
use std::ops::Range;
use std::time::Duration;

/// What is to be mixed.
pub(super) struct Pool<'a> {
    pub(super) problem: &'a Problem,
    /// The members' numbers among the people.
    pub(super) people: &'a [usize],
    /// How many of the others work each day and type.
    pub(super) present: &'a [u32],
    /// The days whose cover counts; the tours of a member are alike on all others.
    pub(super) window: Range<usize>,
    /// Tours with the member they belong to.
    pub(super) tours: &'a [(usize, Tour)],
}

/// The cheapest mix that costs at most `cutoff`, the window's whole cover included; `None` when
/// there is none or the time was up.
pub(super) fn cheapest_mix(pool: &Pool<'_>, cutoff: i64, time: Duration) -> Option<Vec<Tour>> {
    let problem = pool.problem;
    let types = problem.types.len();
    let mut columns = ProblemVariables::new();
    let mut cost = Expression::default();
    let cells = problem.days * types;
    let mut work: Vec<Expression> = vec![Expression::default(); cells];
    let mut one: Vec<Expression> = vec![Expression::default(); pool.people.len()];
    let mut chosen: Vec<(usize, usize, Variable)> = Vec::new();
    for (n, (member, tour)) in pool.tours.iter().enumerate() {
        let person = pool.people[*member];
        if !problem.allows(person, tour) {
            continue;
        }
        let column = columns.add(variable().binary());
        cost += column * problem.wishes(person, tour) as f64;
        one[*member] += column;
        for (day, choice) in tour.iter().enumerate().filter(|(_, c)| usize::from(**c) < types) {
            work[day * types + usize::from(*choice)] += column;
        }
        chosen.push((n, *member, column));
    }
    let mut rows: Vec<_> = one.into_iter().map(|sum| sum.eq(1.0)).collect();
    let open = pool.window.start * types..pool.window.end * types;
    for (cell, work) in work.into_iter().enumerate().filter(|(cell, _)| open.contains(cell)) {
        let cover = problem.cover[cell / types][cell % types];
        let required = f64::from(cover.required) - f64::from(pool.present[cell]);
        let under = columns.add(variable().min(0.0));
        let over = columns.add(variable().min(0.0));
        cost += under * cover.under as f64 + over * cover.over as f64;
        rows.push((work + under - over).eq(required));
    }
    rows.push(cost.clone().leq(cutoff as f64 + 0.1));
    let gap = 0.9 / (cutoff.max(1) as f64);
    let question = Question { columns, objective: cost, rows, time: Some(time), gap };
    let Ok(Reply::Found { values, .. }) = minimise(question) else { return None };
    let mut mix = vec![None; pool.people.len()];
    for (n, member, column) in chosen {
        if values.get(&column).is_some_and(|v| *v > 0.5) {
            mix[member] = Some(pool.tours[n].1.clone());
        }
    }
    mix.into_iter().collect()
}
