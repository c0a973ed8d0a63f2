//! What the moves on the day are worth to a plan: each left out by itself, and all of them.

use super::plans::FEW;
use super::{Judged, table};
use crate::compare::CompareError;
use domain::{Minutes, Requirement, Share};
use solver::recourse::Options;

/// What can be done on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnTheDay {
    /// Shifts that go on.
    Overtime,
    /// Shifts that end sooner, at part of the pay.
    Release,
    /// People who serve the other queues they can.
    Swaps,
    /// People on call, or of an agency.
    Standby,
}

/// Mean costs of one plan with some of the moves, in minor units.
#[derive(Debug, Clone, PartialEq)]
pub struct Moves {
    /// In how many futures.
    pub futures: usize,
    /// With all moves.
    pub all: f64,
    /// With none.
    pub none: f64,
    /// With all but one.
    pub without: Vec<(OnTheDay, f64)>,
}

impl Moves {
    /// What each move saves beside all others: the cost without it less the cost with all.
    pub fn worths(&self) -> impl Iterator<Item = (OnTheDay, f64)> + '_ {
        self.without.iter().map(|(step, cost)| (*step, cost - self.all))
    }
}

/// Nothing may be done on the day.
pub(super) fn nothing() -> Options {
    Options {
        overtime: Minutes::ZERO,
        release: Minutes::ZERO,
        release_pay: Share::ALL,
        swaps: false,
        standby: Vec::new(),
    }
}

/// Settles `plan` in a few of `futures` with every move, without each, and with none.
pub(super) fn moves(
    plan: &Judged<'_>,
    futures: &[Requirement],
    recourse: &Options,
) -> Result<Moves, CompareError> {
    let few = &futures[..futures.len().min(FEW)];
    let mean = |options: &Options| -> Result<f64, CompareError> {
        Ok(table(&[*plan], few, options, &|| {})?.mean(0))
    };
    let mut ways = vec![
        (OnTheDay::Overtime, Options { overtime: Minutes::ZERO, ..recourse.clone() }),
        (OnTheDay::Release, Options { release: Minutes::ZERO, ..recourse.clone() }),
        (OnTheDay::Swaps, Options { swaps: false, ..recourse.clone() }),
    ];
    if !recourse.standby.is_empty() {
        ways.push((OnTheDay::Standby, Options { standby: Vec::new(), ..recourse.clone() }));
    }
    let without = |(step, options): &(OnTheDay, Options)| mean(options).map(|cost| (*step, cost));
    Ok(Moves {
        futures: few.len(),
        all: mean(recourse)?,
        none: mean(&nothing())?,
        without: crate::compare::each(&ways, without)?,
    })
}
