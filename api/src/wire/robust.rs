//! The robust plan on the wire.

use scenarios::futures::{First, OnTheDay, Robust as Plans, tail};
use serde::Serialize;

/// The plan for the mean and the plan for all futures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Robust {
    /// How many futures judged.
    pub futures: usize,
    /// What the robust plan costs more if the mean comes true.
    pub price_of_robustness: f64,
    /// The plans tried, with their mean cost in the futures planned for.
    pub tried: Vec<(&'static str, f64)>,
    /// The one of them that is the robust plan.
    pub chosen: &'static str,
    /// The part of the price of missing people that is left to pay on the day.
    pub left: f64,
    /// The plan for the mean.
    pub mean_plan: RobustPlan,
    /// The plan for all futures.
    pub robust_plan: RobustPlan,
    /// What can be done on the day, and what the robust plan costs more on average without it.
    pub moves: Vec<(&'static str, f64)>,
    /// What it costs more on average when nothing at all is done on the day.
    pub without_moves: f64,
    /// In how many of the futures the moves were left out.
    pub moves_futures: usize,
}

/// One plan across futures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustPlan {
    /// Wages and surcharges as rostered.
    pub pay: f64,
    /// Cost after recourse if the mean comes true.
    pub if_mean: f64,
    /// Mean cost after recourse.
    pub mean: f64,
    /// Mean of the dearest tenth.
    pub tail: f64,
    /// Cost in every future.
    pub costs: Vec<f64>,
}

impl From<&Plans> for Robust {
    fn from(plans: &Plans) -> Self {
        let plan = |n: usize, clean: &domain::CleanRoster| RobustPlan {
            pay: clean.verdict().cost.pay.total().major(),
            if_mean: plans.if_mean[n].major(),
            mean: major(plans.table.mean(n)),
            tail: major(tail(&plans.table.costs[n], 0.1)),
            costs: plans.table.costs[n].iter().copied().map(major).collect(),
        };
        Self {
            futures: plans.futures.len(),
            price_of_robustness: plans.price().major(),
            tried: plans.tried.iter().map(|(first, mean)| (name(*first), major(*mean))).collect(),
            chosen: name(plans.chosen),
            left: plans.left,
            mean_plan: plan(0, &plans.mean.clean),
            robust_plan: plan(1, &plans.robust),
            moves: plans.moves.worths().map(|(step, cost)| (word(step), major(cost))).collect(),
            without_moves: major(plans.moves.none - plans.moves.all),
            moves_futures: plans.moves.futures,
        }
    }
}

const fn name(first: First) -> &'static str {
    match first {
        First::Mean => "mean",
        First::Hedge => "hedge",
        First::Polished => "polished",
    }
}

const fn word(step: OnTheDay) -> &'static str {
    match step {
        OnTheDay::Overtime => "overtime",
        OnTheDay::Release => "early_release",
        OnTheDay::Swaps => "other_queues",
        OnTheDay::Standby => "standby",
    }
}

fn major(minor: f64) -> f64 {
    minor.round() / 100.0
}
