//! What changed since an earlier forecast, and which part moved it.

use crate::cli::CliError;
use crate::cli::text::{Style, Table, count, day, decimal, percent};
use domain::{Centre, Demand};
use forecast::Change;
use std::io::{self, Write};
use std::path::Path;

/// The days of both forecasts that moved by more than `share`.
///
/// # Errors
/// [`CliError::NoCommonDay`] when no day is in both.
pub(super) fn changes(
    file: &Path,
    before: &Demand,
    after: &Demand,
    share: f64,
) -> Result<Vec<Change>, CliError> {
    let (old, new) = (&before.grid, &after.grid);
    if !(0..new.days()).any(|d| old.day_of_date(new.date(d)).is_some()) {
        return Err(CliError::NoCommonDay(file.to_owned()));
    }
    Ok(forecast::changes(before, after, share))
}

/// Prints the days that moved, by queue and date.
pub(super) fn print(
    centre: &Centre,
    changes: &[Change],
    moved: f64,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if changes.is_empty() {
        return writeln!(out, "No day moved by more than {} % since then.", decimal(moved, 1));
    }
    let mut table =
        Table::new(&["Changed since then", "day", "before", "now", "change", "  because"])
            .read_left(5);
    for change in changes {
        let name = centre.queue(&change.queue).map_or(change.queue.as_str(), |q| &q.name);
        let told = |(part, factor): &(String, f64)| format!("{part} ×{}", decimal(*factor, 2));
        let worth = change.reasons.iter().filter(|(_, f)| (f - 1.0).abs() >= 0.005);
        let reasons: Vec<String> = worth.map(told).collect();
        let grown = change.after / change.before - 1.0;
        let sign = if grown > 0.0 { "+" } else { "" };
        table.row([
            name.to_owned(),
            day(change.date),
            count(change.before),
            count(change.after),
            if grown.is_finite() { format!("{sign}{}", percent(grown, 1)) } else { "-".into() },
            format!("  {}", reasons.join(", ")),
        ]);
    }
    table.print(style, out)?;
    writeln!(out)
}
