//! What may move a day's total, as columns of numbers with prior standard deviations.
//!
//! ```text
//! log μ(day) = level(day) + Σ column(day) · coefficient,     coefficient ~ N(0, sd²)
//! ```
//! One file per reason: [`level`] (the slow random walk), [`week`], [`month`], [`year`], [`trend`]
//! and [`events`] (holidays, make-up workdays, promotions and their echoes).

pub(crate) mod events;
pub(crate) mod level;
pub(crate) mod month;
pub(crate) mod trend;
pub(crate) mod week;
pub(crate) mod year;

use crate::days::{DayTable, Opening};
use crate::occurrence::Occurrence;
use std::collections::HashMap;

/// Why a day differs: the reason behind one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Reason {
    /// The weekday, Monday being 0.
    Weekday(usize),
    /// One of the waves of the year.
    Year(year::Wave),
    /// The place of the day among the month's business days.
    Month(month::Place),
    /// Something in the calendar.
    Event(events::Effect),
}

/// A reason's column: its prior.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// The reason.
    pub(crate) reason: Reason,
    /// Prior standard deviation of its coefficient on the log scale.
    pub(crate) sd: f64,
}

/// One entry of a day's row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// Which column.
    pub(crate) column: usize,
    /// Its value on that day.
    pub(crate) value: f64,
    /// The occurrence it comes from, where it comes from the calendar.
    pub(crate) occurrence: Option<usize>,
}

/// The columns and, for each day of past and future, its row without level and trend.
#[derive(Debug, Clone, Default)]
pub(crate) struct Design {
    /// The columns.
    pub(crate) columns: Vec<Column>,
    /// Per day number, the entries that are not zero.
    pub(crate) rows: Vec<Vec<Entry>>,
    numbers: HashMap<Reason, usize>,
}

impl Design {
    /// The design of `days` days from the table's first one.
    pub(crate) fn new(
        table: &DayTable,
        days: usize,
        opening: &Opening,
        occurrences: &[Occurrence],
    ) -> Self {
        let mut design = Self { rows: vec![Vec::new(); days], ..Self::default() };
        let makeup = events::makeup_days(occurrences, table.first(), days);
        week::put(&mut design, table, &makeup);
        year::put(&mut design, table);
        month::put(&mut design, table, opening);
        events::put(&mut design, table.first(), occurrences);
        design
    }

    /// Adds `value` to the column of `reason` on `day`; days outside the design have no row.
    pub(crate) fn put(
        &mut self,
        day: i64,
        reason: Reason,
        sd: f64,
        value: f64,
        occurrence: Option<usize>,
    ) {
        let Some(row) = usize::try_from(day).ok().and_then(|d| self.rows.get_mut(d)) else {
            return;
        };
        let next = self.columns.len();
        let column = *self.numbers.entry(reason).or_insert(next);
        if column == next {
            self.columns.push(Column { reason, sd });
        }
        row.push(Entry { column, value, occurrence });
    }
}
