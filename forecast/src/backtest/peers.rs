//! What planners use today: last week again, or the mean of the last weeks.

use crate::prepared::Prepared;
use chrono::Datelike;
use domain::{ClockTime, Grid, Slot};

/// Who made a prediction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Model {
    /// This crate's forecast.
    Paiban,
    /// The last report of the same weekday and interval.
    SeasonalNaive,
    /// The mean of the last four reports of the same weekday and interval, holidays left out.
    WeekdayMean,
}

/// How many weeks the mean looks back.
const WEEKS: usize = 4;

/// Last week again, by weekday and interval.
pub(crate) fn seasonal_naive(known: &Prepared) -> Vec<f64> {
    recent(known, 1, false)
}

/// The mean of the last four weeks, by weekday and interval.
pub(crate) fn weekday_mean(known: &Prepared) -> Vec<f64> {
    recent(known, WEEKS, true)
}

/// The place of a slot of the grid in what the peers return.
pub(crate) fn place(known: &Prepared, grid: &Grid, slot: usize) -> usize {
    let slots = known.table.slots();
    let ClockTime(minute) = grid.clock(Slot(slot));
    let date = grid.date(grid.day_of(Slot(slot)));
    let weekday = date.weekday().num_days_from_monday() as usize;
    weekday * slots + usize::from(minute) * slots / 1440
}

/// The mean of the last `reports` reports of each weekday and interval; 0 where there is none.
fn recent(known: &Prepared, reports: usize, skip_holidays: bool) -> Vec<f64> {
    let table = &known.table;
    let slots = table.slots();
    let (mut sums, mut counts) = (vec![0.0; 7 * slots], vec![0_usize; 7 * slots]);
    for day in (0..table.days()).rev() {
        if skip_holidays && known.kinds[day].holiday.is_some() {
            continue;
        }
        for (slot, cell) in table.day(day).iter().enumerate() {
            let at = table.weekday(day) * slots + slot;
            if let Some(count) = cell.offered().filter(|_| counts[at] < reports) {
                sums[at] += count;
                counts[at] += 1;
            }
        }
    }
    sums.iter().zip(counts).map(|(sum, n)| if n > 0 { sum / n as f64 } else { 0.0 }).collect()
}
