//! Plain words for numbers, dates and tables: the same on every screen, readable without colour.

mod number;
mod style;
mod table;

pub(crate) use number::{count, decimal, hours, money, percent};
pub(crate) use style::Style;
pub(crate) use table::Table;

use chrono::NaiveDate;
use domain::{Grid, Slot};

/// `Mon 10 Nov`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// `Mon 10 Nov 20:30`.
pub(crate) fn moment(grid: &Grid, slot: Slot) -> String {
    grid.local(slot).format("%a %-d %b %H:%M").to_string()
}

/// `week of Mon 10 Nov 2025`, or the first and last day of longer horizons.
pub(crate) fn horizon(grid: &Grid) -> String {
    let (first, days) = (grid.first_day(), grid.days());
    if days == 7 {
        format!("week of {}", first.format("%a %-d %b %Y"))
    } else {
        let last = grid.date(days - 1);
        format!("{} to {}", first.format("%a %-d %b %Y"), last.format("%a %-d %b %Y"))
    }
}

/// One word for one thing and another for several.
pub(crate) fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(n as f64), if n == 1 { one } else { many })
}
