//! From one queue's records to its forecast: prepare, clean, choose, fit, project.

use crate::aht::HandleTimes;
use crate::days::{DayTable, Opening};
use crate::ensemble::Ensemble;
use crate::error::ForecastError;
use crate::notes::notes;
use crate::occurrence::{closures, occurrences};
use crate::orders::{Following, follow};
use crate::origin::Origin;
use crate::prepared::Prepared;
use crate::project::Basis;
use crate::select::Choice;
use crate::spikes::{self, Spike};
use chrono::NaiveDate;
use domain::{Centre, Driver, Grid, IntervalRecord, Queue, QueueDemand, Slot};

/// A queue's forecast and what was learned on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueStudy {
    /// The forecast.
    pub demand: QueueDemand,
    /// What was chosen; it can be handed back in `Options::choices`.
    pub choice: Choice,
    /// Single intervals that were beyond belief.
    pub spikes: Vec<Spike>,
    /// Days that were given little weight.
    pub freaks: Vec<Freak>,
}

impl QueueStudy {
    /// Widens every open interval by a relative `variance`.
    pub(crate) fn doubt(&mut self, variance: f64, grid: &Grid) {
        let demand = &mut self.demand;
        for Slot(slot) in grid.slots().filter(|slot| demand.open[slot.0]) {
            let spread = &mut demand.spread[slot];
            spread.shared = (spread.shared * spread.shared + variance).sqrt();
            let expected = demand.expected[slot].0;
            demand.quantiles[slot] = self.choice.calibration.quantiles(expected, *spread);
        }
    }
}

/// A day unlike anything the model can explain; it was given little weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Freak {
    /// The day.
    pub date: NaiveDate,
    /// What was reported.
    pub reported: f64,
    /// What the model expected of the reported intervals.
    pub expected: f64,
}

/// Days whose weight fell below this are listed: more than about 3.2 standard deviations off.
const TRUST_LISTED: f64 = 0.35;

/// Prepares one queue's days before the grid, and the calendar up to its end.
pub(crate) fn prepare(
    centre: &Centre,
    queue: &Queue,
    records: &[IntervalRecord],
    grid: &Grid,
) -> Result<Prepared, ForecastError> {
    check(queue, records, centre)?;
    let opening =
        Opening::new(&queue.hours, grid.interval(), closures(&centre.calendar, &queue.id));
    let begin = grid.horizon().start;
    let table = DayTable::new(records, &opening, centre.zone, begin).ok_or_else(|| {
        ForecastError::NoHistory { queue: queue.id.clone(), until: grid.first_day() }
    })?;
    let occurrences = occurrences(&centre.calendar, &queue.id, &opening);
    let last = grid.date(grid.days() - 1);
    let days = (last - table.first()).num_days().max(0) as usize + 1;
    Ok(Prepared::new(table, opening, occurrences, days))
}

fn check(queue: &Queue, records: &[IntervalRecord], centre: &Centre) -> Result<(), ForecastError> {
    match records.iter().find(|r| !(r.offered.0.is_finite() && r.offered.0 >= 0.0)) {
        Some(wrong) => Err(ForecastError::Count {
            queue: queue.id.clone(),
            date: wrong.at.date(centre.zone),
            value: wrong.offered.0,
        }),
        None => Ok(()),
    }
}

/// What is asked of the forecast of one queue.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked<'a> {
    /// A choice kept from an earlier forecast.
    pub(crate) kept: Option<&'a Choice>,
    /// What its contacts follow.
    pub(crate) driver: Option<&'a Driver>,
}

/// The forecast of one queue over `grid`, from its records before it.
pub(crate) fn study(
    centre: &Centre,
    queue: &Queue,
    records: &[IntervalRecord],
    grid: &Grid,
    asked: Asked<'_>,
) -> Result<QueueStudy, ForecastError> {
    let singular = || ForecastError::Singular(queue.id.clone());
    let following = asked.driver.map(|driver| follow(centre, queue, driver, records, grid));
    let (per_order, orders, told) = match following {
        None => (None, Vec::new(), None),
        Some(Following::Refused(why)) => (None, Vec::new(), Some(why)),
        Some(Following::Followed(f)) => (Some(f.records), f.days, Some(f.note)),
    };
    let prepared = prepare(centre, queue, per_order.as_deref().unwrap_or(records), grid)?;
    let days = prepared.table.days();
    let origin = Origin::new(&prepared, days).ok_or_else(singular)?;
    let spikes = spikes::find(&origin);
    let cleaned;
    let origin = if spikes.is_empty() {
        origin
    } else {
        cleaned = spikes::replaced(&prepared, &spikes);
        Origin::new(&cleaned, days).ok_or_else(singular)?
    };
    let prepared = origin.prepared;
    let choice =
        asked.kept.cloned().unwrap_or_else(|| Choice::new(prepared, days, prepared.days() - days));
    let ensemble = Ensemble::new(&origin, &choice.strengths).ok_or_else(singular)?;
    let handle_times = HandleTimes::fit(records, prepared, centre.zone)
        .ok_or_else(|| ForecastError::NoHandleTime(queue.id.clone()))?;
    let basis = Basis {
        prepared,
        origin: &origin,
        ensemble: &ensemble,
        choice: &choice,
        handle_times: &handle_times,
        orders: &orders,
    };
    let mut demand = basis.project(&queue.id, grid);
    let freaks = freaks(&origin);
    demand.decomposition.notes = notes(&origin, &ensemble, grid, &spikes, &freaks);
    demand.decomposition.notes.splice(0..0, told);
    Ok(QueueStudy { demand, choice, spikes, freaks })
}

fn freaks(origin: &Origin<'_>) -> Vec<Freak> {
    let table = &origin.prepared.table;
    (0..origin.days)
        .filter(|&day| origin.totals[day].is_some() && origin.trust[day] < TRUST_LISTED)
        .filter_map(|day| {
            Some(Freak {
                date: table.date(day),
                reported: origin.totals[day]?,
                expected: origin.levels[day] * origin.exposure[day],
            })
        })
        .collect()
}
