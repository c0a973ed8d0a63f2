//! Many settings of some changes, in outline.

use super::{CompareError, Forecasts, Memory, Scenario, needs, outlines};
use crate::change::{Change, World};
use crate::plan::PlanOptions;
use domain::{Demand, Money, Requirement};
use rayon::prelude::*;
use solver::outline::Outline;

/// Some changes with several values each.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// How values are put together.
    pub design: Design,
    /// What is varied.
    pub axes: Vec<Axis>,
}

/// How the values of several axes are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// Every value with every other.
    Grid,
    /// One axis at a time, the others left as the scenario has them: a tornado.
    OneAtATime,
}

/// One change with several values.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Its name in reports.
    pub name: String,
    /// The values as they were written, and the change that each makes.
    pub values: Vec<(f64, Change)>,
}

/// One setting and what it costs in outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The value of each axis; `None` where the axis is left alone.
    pub values: Vec<Option<f64>>,
    /// Pay, missing people and fees.
    pub cost: Money,
    /// Pay and fees alone.
    pub pay: Money,
    /// Paid hours.
    pub hours: f64,
    /// Hours of weekly overtime.
    pub overtime: f64,
    /// Share of the people there, of those that the strictest promise of the sweep takes at this
    /// volume; tickets left out.
    pub covered: f64,
    /// Whether no other point costs less in pay and covers more.
    pub frontier: bool,
}

/// The settings of a sweep: for each, the number of the value chosen on every axis.
#[must_use]
pub fn settings(sweep: &Sweep) -> Vec<Vec<Option<usize>>> {
    let axes = sweep.axes.len();
    match sweep.design {
        Design::OneAtATime => {
            let one = |axis: usize| {
                (0..sweep.axes[axis].values.len())
                    .map(move |value| (0..axes).map(|a| (a == axis).then_some(value)).collect())
            };
            (0..axes).flat_map(one).collect()
        }
        Design::Grid => {
            let mut all: Vec<Vec<Option<usize>>> = vec![Vec::new()];
            for axis in &sweep.axes {
                let longer = |old: &Vec<Option<usize>>| -> Vec<Vec<Option<usize>>> {
                    let with = |value| [old.as_slice(), &[Some(value)]].concat();
                    (0..axis.values.len()).map(with).collect()
                };
                all = all.iter().flat_map(longer).collect();
            }
            all
        }
    }
}

/// The scenario with the changes of one setting made after its own.
#[must_use]
pub fn changes_at(scenario: &Scenario, sweep: &Sweep, setting: &[Option<usize>]) -> Scenario {
    let chosen = sweep.axes.iter().zip(setting);
    let own = chosen.filter_map(|(axis, n)| Some(axis.values[(*n)?].1.clone()));
    let changes = scenario.changes.iter().cloned().chain(own).collect();
    Scenario { changes, ..scenario.clone() }
}

/// Every point of a sweep, several at a time; `done` hears of each.
///
/// # Errors
/// The first setting that cannot be made or planned.
pub fn points(
    base: &World,
    scenario: &Scenario,
    sweep: &Sweep,
    forecasts: &Forecasts,
    options: &PlanOptions,
    memory: &dyn Memory,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Point>, CompareError> {
    let settings = settings(sweep);
    let world = |setting: &Vec<Option<usize>>| {
        needs(base, &changes_at(scenario, sweep, setting), forecasts, options)
    };
    let worlds: Result<Vec<Planned>, CompareError> = settings.par_iter().map(world).collect();
    let worlds = worlds?;
    let chains = alike(&worlds);
    let solve = |chain: &Vec<usize>| -> Result<Vec<(usize, Outline)>, CompareError> {
        let wanted: Vec<&Requirement> = chain.iter().map(|n| &worlds[*n].2).collect();
        let solved = outlines(&worlds[chain[0]].0, &wanted, memory)?;
        chain.iter().for_each(|_| done());
        Ok(chain.iter().copied().zip(solved).collect())
    };
    let solved: Result<Vec<Vec<(usize, Outline)>>, CompareError> =
        chains.par_iter().map(solve).collect();
    let mut solved: Vec<(usize, Outline)> = solved?.into_iter().flatten().collect();
    solved.sort_by_key(|(n, _)| *n);
    let point = |(n, outline): (usize, Outline)| {
        let value = |(axis, n): (&Axis, &Option<usize>)| n.map(|n| axis.values[n].0);
        let (world, demand, requirement) = &worlds[n];
        Point {
            values: sweep.axes.iter().zip(&settings[n]).map(value).collect(),
            cost: Money(outline.cost.round() as i64) + world.fees(),
            pay: Money(outline.pay.round() as i64) + world.fees(),
            hours: outline.paid_hours(),
            overtime: outline.overtime,
            covered: covered(&strictest(&worlds, demand), requirement, &outline),
            frontier: false,
        }
    };
    let mut all: Vec<Point> = solved.into_iter().map(point).collect();
    for n in 0..all.len() {
        let (pay, covered) = (all[n].pay, all[n].covered);
        let better = |o: &Point| {
            o.pay <= pay && o.covered >= covered && (o.pay < pay || o.covered > covered)
        };
        all[n].frontier = !all.iter().any(better);
    }
    Ok(all)
}

type Planned = (World, Demand, Requirement);

/// Worlds with the same people and laws, each list a chain of outlines: only the needs differ.
fn alike(worlds: &[Planned]) -> Vec<Vec<usize>> {
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for (n, (world, ..)) in worlds.iter().enumerate() {
        let same =
            |chain: &&mut Vec<usize>| worlds[chain[0]].0.inputs.centre == world.inputs.centre;
        match chains.iter_mut().find(same) {
            Some(chain) => chain.push(n),
            None => chains.push(vec![n]),
        }
    }
    chains
}

/// The people that the strictest promise takes on live queues, by queue and slot: the most of all
/// worlds that expect the same.
fn strictest(worlds: &[Planned], demand: &Demand) -> Vec<Vec<u32>> {
    let same = worlds.iter().filter(|(_, other, _)| other == demand);
    let mut most: Vec<Vec<u32>> = Vec::new();
    for (.., requirement) in same {
        most.resize(requirement.queues.len(), Vec::new());
        for (most, need) in most.iter_mut().zip(&requirement.queues) {
            most.resize(need.agents.len(), 0);
            if need.deferrable.is_none() {
                most.iter_mut().zip(need.in_each_interval()).for_each(|(m, a)| *m = (*m).max(a.0));
            }
        }
    }
    most
}

/// The share of the people that the strictest promise takes who are there.
fn covered(strictest: &[Vec<u32>], requirement: &Requirement, outline: &Outline) -> f64 {
    let all: f64 = strictest.iter().flatten().map(|n| f64::from(*n)).sum();
    let live = requirement.queues.iter().zip(&outline.missing);
    let there = live.filter(|(need, _)| need.deferrable.is_none()).map(|(need, short)| {
        let needed: f64 = need.in_each_interval().iter().map(|a| f64::from(a.0)).sum();
        needed - short.iter().sum::<f64>()
    });
    if all > 0.0 { there.sum::<f64>() / all } else { 1.0 }
}
