//! History to demand: calendar effects, day-level and profile models, quantiles, backtests.
//!
//! A day's total is a robust penalised log-linear model of level, trend, weekday, place in the
//! month, season and calendar; its course over the day is a shrunken profile per weekday. Several
//! strengths of both are tried at earlier ends of the same history and averaged by how well they
//! did, and the errors made there give the quantiles.
//!
//! ```text
//! records ─days─▶ table ─design, fit─▶ day totals ─┐
//!                   └────────profile─▶ shapes ─────┴─project─▶ demand ◀─interval─ errors
//! ```

mod aht;
pub mod backtest;
mod compare;
mod days;
mod design;
mod ensemble;
mod error;
mod fit;
mod interval;
mod layout;
mod notes;
mod numeric;
mod occurrence;
mod options;
mod orders;
mod origin;
mod overrides;
mod prepared;
mod profile;
mod project;
mod queue;
mod select;
mod shapes;
mod sibling;
mod spikes;
pub mod today;
mod totals;

pub use backtest::{Backtest, BacktestOptions, backtest};
pub use compare::{Change, changes};
pub use error::ForecastError;
pub use interval::Calibration;
pub use layout::Strength;
pub use options::Options;
pub use profile::Memory;
pub use queue::{Freak, QueueStudy};
pub use select::Choice;
pub use spikes::Spike;
pub use today::reforecast;
pub use totals::{reconcile, total};

use domain::{Centre, Demand, Effect, Grid, History, IntervalRecord, Newcomer, Queue, QueueId};
use queue::Asked;
use rayon::prelude::*;

/// The expected contacts, their uncertainty and handle times of every queue over `grid`.
///
/// Only records before the grid's first moment are looked at. Queues are forecast in parallel,
/// each with its own choice of configuration, so totals of queues are sums of queues.
///
/// # Errors
/// [`ForecastError`] when a queue has no history, or history or calendar hold impossible numbers.
pub fn forecast(
    centre: &Centre,
    history: &History,
    grid: &Grid,
    options: &Options,
) -> Result<Demand, ForecastError> {
    let studies = study(centre, history, grid, options)?;
    let queues = studies.into_iter().map(|study| study.demand).collect();
    Ok(Demand { grid: grid.clone(), queues })
}

/// As [`forecast`], with what was learned about each queue on the way, in the centre's order.
///
/// # Errors
/// As [`forecast`].
pub fn study(
    centre: &Centre,
    history: &History,
    grid: &Grid,
    options: &Options,
) -> Result<Vec<QueueStudy>, ForecastError> {
    check(centre, history, grid, options)?;
    let one = |queue: &Queue| {
        let own = records_of(history, &queue.id);
        let asked = Asked {
            kept: options.choices.get(&queue.id),
            driver: options.drivers.iter().find(|driver| driver.queue == queue.id),
        };
        let stated = options.newcomers.iter().find(|newcomer| newcomer.queue == queue.id);
        if let Some(newcomer) = stated {
            return as_newcomer(centre, history, queue, newcomer, grid, asked);
        }
        match sibling::inferred(centre, history, queue, grid) {
            Some(newcomer) => {
                let mut study = as_newcomer(centre, history, queue, &newcomer, grid, asked)?;
                study.demand.decomposition.notes.insert(0, sibling::why(&newcomer));
                Ok(study)
            }
            None => queue::study(centre, queue, own, grid, asked),
        }
    };
    centre.queues.par_iter().map(one).collect()
}

fn records_of<'a>(history: &'a History, queue: &QueueId) -> &'a [IntervalRecord] {
    history.queue(queue).map_or(&[][..], |h| &h.records)
}

/// The study of a queue that borrows the past of another.
fn as_newcomer(
    centre: &Centre,
    history: &History,
    queue: &Queue,
    newcomer: &Newcomer,
    grid: &Grid,
    asked: Asked<'_>,
) -> Result<QueueStudy, ForecastError> {
    let begin = grid.horizon().start;
    let known = |records: &[IntervalRecord]| records.partition_point(|record| record.at < begin);
    let (own, theirs) = (records_of(history, &queue.id), records_of(history, &newcomer.like));
    let (own, theirs) = (&own[..known(own)], &theirs[..known(theirs)]);
    if theirs.is_empty() || newcomer.like == queue.id {
        let (queue, like) = (queue.id.clone(), newcomer.like.clone());
        return Err(ForecastError::Sibling { queue, like });
    }
    let borrowed = sibling::borrow(newcomer, own, theirs, centre.zone);
    let mut study = queue::study(centre, queue, &borrowed.records, grid, asked)?;
    study.doubt(borrowed.doubt, grid);
    study.demand.decomposition.notes.insert(0, borrowed.note);
    Ok(study)
}

fn check(
    centre: &Centre,
    history: &History,
    grid: &Grid,
    options: &Options,
) -> Result<(), ForecastError> {
    if history.interval != grid.interval() {
        let (history, grid) = (history.interval, grid.interval());
        return Err(ForecastError::Interval { history, grid });
    }
    let positive = |value: f64| value.is_finite() && value > 0.0;
    if let Some(wrong) = options.newcomers.iter().find(|one| !positive(one.ratio)) {
        return Err(ForecastError::Ratio { queue: wrong.queue.clone(), ratio: wrong.ratio });
    }
    for driver in &options.drivers {
        if let Some((date, value)) =
            driver.days.iter().find(|(_, orders)| !(orders.is_finite() && *orders >= 0.0))
        {
            let (queue, date, value) = (driver.queue.clone(), *date, *value);
            return Err(ForecastError::Orders { queue, date, value });
        }
    }
    for event in &centre.calendar.events {
        let wrong = |what, value| ForecastError::Stated { event: event.name.clone(), what, value };
        if !positive(event.intensity) {
            return Err(wrong("an intensity of", event.intensity));
        }
        match event.effect {
            Effect::Relative(value) | Effect::Absolute(value) if !positive(value) => {
                return Err(wrong("an effect of", value));
            }
            _ => {}
        }
    }
    Ok(())
}
