//! Replications: many runs side by side, counted in order.

use super::engine::run;
use super::model::Model;
use super::options::Budget;
use super::streams::replication;
use super::tally::Tally;
use domain::Precision;
use rayon::prelude::*;

/// Runs are made in batches of this size, whatever the number of threads: where the replications
/// stop, and so every result, depends on inputs and seed alone.
const BATCH: u32 = 16;

/// What was made of a budget.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    pub replications: u32,
    pub contacts: u64,
    pub stopped: Precision,
}

/// Runs `model` until the budget ends or `count`, which is given each replication in order and
/// asked for the half-width reached after each batch, is content.
pub(super) fn replicate(
    model: &Model,
    seed: u64,
    budget: &Budget,
    count: &mut dyn FnMut(Vec<Tally>) -> f64,
) -> Effort {
    let (mut replications, mut contacts) = (0, 0);
    loop {
        let until = (replications + BATCH).min(budget.most);
        let tallies: Vec<Tally> = (replications..until)
            .into_par_iter()
            .map(|number| run(model, replication(seed, number)))
            .collect();
        replications = until;
        let offered = |t: &Tally| -> u64 {
            (0..model.classes.len()).flat_map(|c| t.class(c)).map(|c| u64::from(c.offered)).sum()
        };
        contacts += tallies.iter().map(offered).sum::<u64>();
        let half_width = count(tallies);
        let enough = half_width <= budget.half_width && replications >= budget.least;
        let ended = replications >= budget.most
            || (contacts >= budget.contacts && replications >= budget.least.max(2));
        if enough || ended {
            let stopped = if half_width <= budget.half_width {
                Precision::Reached { half_width }
            } else {
                Precision::BudgetEnded { half_width }
            };
            return Effort { replications, contacts, stopped };
        }
    }
}
