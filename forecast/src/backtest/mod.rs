//! How good the forecasts of this centre would have been: the production code, run at earlier days.
//!
//! Origins are whole weeks before the end of the history, evenly spread over its second half. Each
//! forecast sees nothing from its origin on. The peers beside it are what a spreadsheet does.

pub mod peers;
pub mod scores;
mod within_day;

pub use peers::Model;
pub use scores::{Scores, Slice};
pub use within_day::{Sharpened, WithinDay};

use crate::days::DayTable;
use crate::error::ForecastError;
use crate::options::Options;
use crate::prepared::Prepared;
use crate::queue::{Asked, prepare, study};
use chrono::{Days, NaiveDate};
use domain::{
    Centre, Contacts, Demand, Driver, Grid, History, IntervalRecord, Moment, Quantiles, Queue,
    QueueId, Seconds, Slot,
};
use rayon::prelude::*;

/// Weeks of history before the first origin, at the least.
const TRAINING_WEEKS_MIN: usize = 5;

/// What to try.
#[derive(Debug, Clone, PartialEq)]
pub struct BacktestOptions {
    /// How many origins, fewer when the history is short.
    pub origins: usize,
    /// Weeks ahead.
    pub weeks: usize,
    /// What every forecast is asked.
    pub forecast: Options,
}

impl Default for BacktestOptions {
    fn default() -> Self {
        Self { origins: 6, weeks: 4, forecast: Options::default() }
    }
}

/// The backtest of every queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// In the order of the centre's queues.
    pub queues: Vec<QueueBacktest>,
}

/// The backtest of one queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueBacktest {
    /// The queue.
    pub queue: QueueId,
    /// The first days of the forecasts.
    pub origins: Vec<NaiveDate>,
    /// Every reported interval beside its forecasts, by model, origin and time.
    pub predictions: Vec<Prediction>,
    /// Errors by model and slice.
    pub scores: Vec<(Model, Slice, Scores)>,
    /// What the reports of a day's first hours are worth, over the first week of every origin.
    pub within_day: Vec<WithinDay>,
}

/// One interval as one model saw it from one origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// Who predicted.
    pub model: Model,
    /// The first day of the forecast.
    pub origin: NaiveDate,
    /// The interval.
    pub at: Moment,
    /// Its civil day.
    pub date: NaiveDate,
    /// Whole weeks between the origin and the interval.
    pub week: usize,
    /// What was expected.
    pub expected: Contacts,
    /// The quantiles, where the model states any.
    pub quantiles: Option<Quantiles>,
    /// The handle time expected, where the model states one.
    pub aht: Option<Seconds>,
    /// What came.
    pub actual: IntervalRecord,
}

/// Tries the forecast at earlier days of the history, beside what a spreadsheet would do.
///
/// # Errors
/// [`ForecastError::Short`] when a queue has less than five weeks before the first horizon;
/// otherwise as [`crate::forecast`].
pub fn backtest(
    centre: &Centre,
    history: &History,
    options: &BacktestOptions,
) -> Result<Backtest, ForecastError> {
    let one = |queue: &Queue| {
        let records = history.queue(&queue.id).map_or(&[][..], |h| &h.records);
        of_queue(centre, queue, records, options)
    };
    let queues = centre.queues.par_iter().map(one).collect::<Result<_, _>>()?;
    Ok(Backtest { queues })
}

fn of_queue(
    centre: &Centre,
    queue: &Queue,
    records: &[IntervalRecord],
    options: &BacktestOptions,
) -> Result<QueueBacktest, ForecastError> {
    let whole = whole_history(centre, queue, records)?;
    let origins =
        origins(&whole.table, options).ok_or_else(|| short(queue, &whole.table, options))?;
    let try_at = |&origin: &NaiveDate| try_at(centre, queue, records, origin, options);
    let tried = origins.par_iter().map(try_at).collect::<Result<Vec<_>, _>>()?;
    let mut sums = within_day::Sums::default();
    tried.iter().for_each(|(_, of_origin)| sums.add(of_origin));
    let mut predictions: Vec<Prediction> = tried.into_iter().flat_map(|(all, _)| all).collect();
    predictions.sort_by_key(|p| (p.model, p.origin, p.at));
    let scores = scores::all(&predictions, &whole);
    let within_day = sums.answer();
    Ok(QueueBacktest { queue: queue.id.clone(), origins, predictions, scores, within_day })
}

/// A driver as it was known at `origin`: what came later was a plan that nobody has kept.
fn known_before(driver: &Driver, origin: NaiveDate) -> Driver {
    let days = driver.days.iter().copied().filter(|(date, _)| *date < origin).collect();
    Driver { queue: driver.queue.clone(), days }
}

/// The queue's days up to its last record.
fn whole_history(
    centre: &Centre,
    queue: &Queue,
    records: &[IntervalRecord],
) -> Result<Prepared, ForecastError> {
    let nothing = |until| ForecastError::NoHistory { queue: queue.id.clone(), until };
    let last = records.last().ok_or_else(|| nothing(NaiveDate::MIN))?;
    let after = last.at.date(centre.zone) + Days::new(1);
    prepare(centre, queue, records, &Grid::new(centre.zone, after, 1, centre.interval)?)
}

/// Whole weeks after the first day, spread evenly from the middle of the history to the last one
/// that leaves a full horizon.
fn origins(table: &DayTable, options: &BacktestOptions) -> Option<Vec<NaiveDate>> {
    let weeks = table.days() / 7;
    let last = weeks.checked_sub(options.weeks)?;
    let first = (weeks / 2).max(TRAINING_WEEKS_MIN).min(last);
    if last < TRAINING_WEEKS_MIN || options.weeks == 0 || options.origins == 0 {
        return None;
    }
    let steps = options.origins.saturating_sub(1).max(1);
    let week = |nth: usize| last - (steps - nth.min(steps)) * (last - first) / steps;
    let mut all: Vec<usize> = (0..options.origins).map(week).collect();
    if options.origins == 1 {
        all = vec![last];
    }
    all.dedup();
    Some(all.into_iter().map(|week| table.date(7 * week)).collect())
}

fn short(queue: &Queue, table: &DayTable, options: &BacktestOptions) -> ForecastError {
    ForecastError::Short {
        queue: queue.id.clone(),
        days: table.days(),
        needed: 7 * (TRAINING_WEEKS_MIN + options.weeks.max(1)),
    }
}

fn try_at(
    centre: &Centre,
    queue: &Queue,
    records: &[IntervalRecord],
    origin: NaiveDate,
    options: &BacktestOptions,
) -> Result<(Vec<Prediction>, within_day::Sums), ForecastError> {
    let grid = Grid::new(centre.zone, origin, 7 * options.weeks, centre.interval)?;
    let followed = options.forecast.drivers.iter().find(|driver| driver.queue == queue.id);
    let known = followed.map(|driver| known_before(driver, origin));
    let asked = Asked { kept: options.forecast.choices.get(&queue.id), driver: known.as_ref() };
    let demand = study(centre, queue, records, &grid, asked)?.demand;
    let known = prepare(centre, queue, records, &grid)?;
    let (naive, mean) = (peers::seasonal_naive(&known), peers::weekday_mean(&known));
    let mut all = Vec::new();
    for actual in records {
        let Some(Slot(slot)) = grid.slot_of(actual.at).filter(|s| demand.open[s.0]) else {
            continue;
        };
        let day = grid.day_of(Slot(slot));
        let date = grid.date(day);
        let of = |model, expected, quantiles, aht| Prediction {
            model,
            origin,
            at: actual.at,
            date,
            week: day / 7,
            expected: Contacts(expected),
            quantiles,
            aht,
            actual: *actual,
        };
        let clock = peers::place(&known, &grid, slot);
        all.push(of(
            Model::Paiban,
            demand.expected[slot].0,
            Some(demand.quantiles[slot]),
            Some(demand.aht[slot]),
        ));
        all.push(of(Model::SeasonalNaive, naive[clock], None, None));
        all.push(of(Model::WeekdayMean, mean[clock], None, None));
    }
    let made = Demand { grid, queues: vec![demand] };
    let sums = within_day::Sums::of(&made, records);
    Ok((all, sums))
}
