//! Why a queue needs so many people at one time.

use crate::cli::answer::Answer;
use crate::cli::progress::Talk;
use crate::cli::{CliError, Exit, folder};
use crate::wire;
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use domain::{Grid, Inputs, Moment, QueueId, Slot};

/// Tells the chain behind one number: load, target, curve, risk, shrinkage.
pub(super) fn tell(
    inputs: &Inputs,
    grid: &Grid,
    (queue, time): (&str, &str),
    talk: Talk,
    answer: &mut Answer<'_>,
) -> Result<Exit, CliError> {
    let id = QueueId::new(queue);
    if inputs.centre.queue(&id).is_none() {
        return Err(CliError::NoQueue(queue.to_owned()));
    }
    let slot = slot(grid, time).ok_or_else(|| CliError::OutsideHorizon(time.to_owned()))?;
    let demand = folder::demand(inputs, grid, &talk)?;
    let options = folder::staffing_options(inputs);
    let why = solver::staffing::explain(&inputs.centre, &demand, &id, slot, &options)?;
    drop(talk);
    answer.give(|| wire::Why::from(&why), |_, out| write!(out, "{why}"))
}

/// The slot that a planner means: a clock time of the first day, of a weekday, or of a date.
fn slot(grid: &Grid, text: &str) -> Option<Slot> {
    let text = text.trim();
    let (day, clock) = match text.rsplit_once([' ', 'T']) {
        Some((day, clock)) => (date(grid, day.trim())?, clock),
        None => (grid.first_day(), text),
    };
    let clock = NaiveTime::parse_from_str(clock, "%H:%M").ok()?;
    let at = Moment::from_local_or_next(day.and_time(clock), grid.zone())?;
    grid.slot_of(at)
}

fn date(grid: &Grid, text: &str) -> Option<NaiveDate> {
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Some(date);
    }
    let weekday: Weekday = text.parse().ok()?;
    (0..grid.days()).map(|d| grid.date(d)).find(|date| date.weekday() == weekday)
}
