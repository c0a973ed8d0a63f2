//! Plans × futures: what each plan costs after the best recourse.

use crate::compare::CompareError;
use domain::{Centre, Money, Requirement, Roster, Shift};
use rayon::prelude::*;
use solver::recourse::{Options, Recourse, Settled};

/// A plan to be held against futures.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// Its centre: people may differ from plan to plan.
    pub centre: &'a Centre,
    /// Its roster.
    pub roster: &'a Roster,
    /// Shifts before.
    pub previous: &'a [Shift],
    /// What it costs whatever happens: pay, soft rules, fees.
    pub fixed: Money,
}

/// What every plan costs in every future, in minor units.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// By plan and future: the cost after recourse.
    pub costs: Vec<Vec<f64>>,
    /// By plan and future: what the recourse was.
    pub settled: Vec<Vec<Settled>>,
}

/// Settles every plan in every future; `done` hears of each plan settled.
///
/// # Errors
/// [`CompareError::Recourse`] when a future does not fit a plan.
pub fn table(
    plans: &[Judged<'_>],
    futures: &[Requirement],
    options: &Options,
    done: &(dyn Fn() + Sync),
) -> Result<Table, CompareError> {
    let one = |plan: &Judged<'_>| -> Result<Vec<Settled>, CompareError> {
        let mut recourse = Recourse::new(plan.centre, plan.roster, plan.previous, options);
        let all: Result<Vec<Settled>, _> = futures.iter().map(|f| recourse.settle(f)).collect();
        done();
        Ok(all?)
    };
    let settled: Result<Vec<Vec<Settled>>, CompareError> = plans.par_iter().map(one).collect();
    let settled = settled?;
    let cost = |(plan, all): (&Judged<'_>, &Vec<Settled>)| -> Vec<f64> {
        all.iter().map(|s| plan.fixed.0 as f64 + s.total()).collect()
    };
    Ok(Table { costs: plans.iter().zip(&settled).map(cost).collect(), settled })
}

/// The mean of the dearest `share` of the costs: conditional value at risk.
#[must_use]
pub fn tail(costs: &[f64], share: f64) -> f64 {
    let mut sorted = costs.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let most = ((costs.len() as f64 * share).ceil() as usize).clamp(1, costs.len().max(1));
    sorted.iter().take(most).sum::<f64>() / most as f64
}

impl Table {
    /// A plan's mean cost.
    #[must_use]
    pub fn mean(&self, plan: usize) -> f64 {
        self.costs[plan].iter().sum::<f64>() / self.costs[plan].len().max(1) as f64
    }

    /// By future: a plan's cost above the cheapest plan's there.
    #[must_use]
    pub fn regret(&self, plan: usize) -> Vec<f64> {
        let futures = 0..self.costs[plan].len();
        let best = |f: usize| self.costs.iter().map(|c| c[f]).fold(f64::INFINITY, f64::min);
        futures.map(|f| self.costs[plan][f] - best(f)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_is_the_mean_of_the_dearest_tenth() {
        let costs: Vec<f64> = (1..=20).map(f64::from).collect();
        assert!((tail(&costs, 0.1) - 19.5).abs() < 1e-12);
        assert!((tail(&costs, 0.01) - 20.0).abs() < 1e-12);
    }

    #[test]
    fn regret_is_nothing_for_the_plan_that_is_best_just_there() {
        let costs = vec![vec![10.0, 30.0], vec![20.0, 20.0]];
        let table = Table { costs, settled: Vec::new() };
        assert_eq!(table.regret(0), [0.0, 10.0]);
        assert_eq!(table.regret(1), [10.0, 0.0]);
        assert!((table.mean(0) - 20.0).abs() < 1e-12);
    }
}
