//! The season of the year: three waves, used once 400 days of history are there to learn them.

use super::{Design, Reason};
use crate::days::DayTable;
use chrono::Datelike;
use std::f64::consts::TAU;

/// History shorter than this cannot tell a season from a trend.
pub(crate) const DAYS_MIN: usize = 400;

/// A wave of the year: `cos` or `sin` of `harmonic` turns a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Wave {
    harmonic: u8,
    sine: bool,
}

/// Puts the waves; the faster, the smaller they are expected to be (`sd = 0.15/harmonic`).
pub(crate) fn put(design: &mut Design, table: &DayTable) {
    for day in 0..design.rows.len() {
        let turn = TAU * f64::from(table.date(day).ordinal()) / 365.25;
        for harmonic in 1..=3_u8 {
            let (sin, cos) = (f64::from(harmonic) * turn).sin_cos();
            let sd = 0.15 / f64::from(harmonic);
            for (sine, value) in [(false, cos), (true, sin)] {
                design.put(day as i64, Reason::Year(Wave { harmonic, sine }), sd, value, None);
            }
        }
    }
}
