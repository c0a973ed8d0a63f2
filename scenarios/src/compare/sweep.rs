//! Many settings of some changes, in outline.

use super::{CompareError, Forecasts, Rough, Scenario, rough};
use crate::change::{Change, World};
use crate::plan::PlanOptions;
use domain::{Money, Requirement};
use rayon::prelude::*;

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
    /// Share of the people needed who are there, tickets left out.
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
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Point>, CompareError> {
    let settings = settings(sweep);
    let point = |setting: &Vec<Option<usize>>| -> Result<Point, CompareError> {
        let scenario = changes_at(scenario, sweep, setting);
        let rough = rough(base, &scenario, forecasts, options)?;
        done();
        let value = |(axis, n): (&Axis, &Option<usize>)| n.map(|n| axis.values[n].0);
        Ok(Point {
            values: sweep.axes.iter().zip(setting).map(value).collect(),
            cost: rough.cost(),
            pay: Money(rough.outline.pay.round() as i64) + rough.world.fees(),
            hours: rough.outline.paid_hours(),
            overtime: rough.outline.overtime,
            covered: covered(&rough),
            frontier: false,
        })
    };
    let all: Result<Vec<Point>, CompareError> = settings.par_iter().map(point).collect();
    let mut all = all?;
    for n in 0..all.len() {
        let (pay, covered) = (all[n].pay, all[n].covered);
        let better = |o: &Point| {
            o.pay <= pay && o.covered >= covered && (o.pay < pay || o.covered > covered)
        };
        all[n].frontier = !all.iter().any(better);
    }
    Ok(all)
}

/// The share of the people needed on live queues who are there.
fn covered(rough: &Rough) -> f64 {
    let Requirement { queues, .. } = &rough.requirement;
    let (mut needed, mut missing) = (0.0, 0.0);
    for (need, short) in queues.iter().zip(&rough.outline.missing) {
        if need.deferrable.is_none() {
            needed += need.agents.iter().map(|a| f64::from(a.0)).sum::<f64>();
            missing += short.iter().sum::<f64>();
        }
    }
    if needed > 0.0 { 1.0 - missing / needed } else { 1.0 }
}
