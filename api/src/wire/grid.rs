//! The horizon on the wire.

use domain::{Grid, Moment, Slot};
use serde::Serialize;

/// The days that were planned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Horizon {
    /// The first civil day.
    pub first_day: String,
    /// How many civil days.
    pub days: usize,
    /// The length of an interval in minutes.
    pub interval_minutes: i64,
    /// Whose civil time all times are in.
    pub timezone: String,
}

impl From<&Grid> for Horizon {
    fn from(grid: &Grid) -> Self {
        Self {
            first_day: grid.first_day().to_string(),
            days: grid.days(),
            interval_minutes: grid.interval().0,
            timezone: grid.zone().name().to_owned(),
        }
    }
}

/// When a slot begins, in civil time.
pub(super) fn start(grid: &Grid, slot: usize) -> String {
    told(grid.local(Slot(slot)))
}

/// A moment in civil time.
pub(super) fn civil(grid: &Grid, at: Moment) -> String {
    told(at.local(grid.zone()))
}

pub(super) fn told(time: chrono::NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%S").to_string()
}
