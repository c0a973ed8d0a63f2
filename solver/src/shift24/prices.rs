//! What each choice of each day costs one person, given the others.

use crate::shift24::board::Board;
use crate::shift24::problem::Problem;
use crate::shift24::tour::FORBIDDEN;

/// `prices[day × (types + 1) + choice]`: wishes, with what cannot be forbidden.
pub(super) fn wishes(problem: &Problem, person: usize) -> Vec<f64> {
    let p = &problem.people[person];
    let mut prices: Vec<f64> = p.penalty.iter().flatten().map(|c| *c as f64).collect();
    let width = problem.types.len() + 1;
    for day in 0..problem.days {
        for kind in 0..problem.types.len() {
            if p.most_per_type[kind] == 0 || p.days_off.contains(&day) {
                prices[day * width + kind] = FORBIDDEN;
            }
        }
    }
    prices
}

/// Adds to `prices` what one person more costs on the board as it is.
pub(super) fn add_cover(prices: &mut [f64], board: &Board<'_>) {
    let types = board.problem.types.len();
    for (day, row) in board.problem.cover.iter().enumerate() {
        for (kind, cover) in row.iter().enumerate() {
            let present = board.present[day * types + kind];
            prices[day * (types + 1) + kind] += cover.marginal(present) as f64;
        }
    }
}
