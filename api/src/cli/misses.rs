//! Promises that a simulated roster does not keep, with the reason.

use super::text::{Style, Table, decimal, moment, percent};
use domain::{Centre, Grid, Miss, Slot, TargetKind};
use std::io::{self, Write};

/// The most lines; the rest are counted.
const LINES: usize = 12;

/// A simulated value beside its target: `61.2 % of 80 % answered within 20 s`.
pub(crate) fn shown(target: &TargetKind, value: f64) -> String {
    match target {
        TargetKind::ServiceLevel { share, within } => {
            format!("{} of {share:.0} answered within {within:.0}", percent(value, 1))
        }
        TargetKind::Deadline { share, within } => {
            format!("{} of {share:.0} done within {} h", percent(value, 1), within.as_hours())
        }
        TargetKind::MeanWait(most) => {
            format!("{} s mean wait, at most {most:.0}", decimal(value, 1))
        }
        TargetKind::Abandonment(most) => {
            format!("{} hang up, at most {most}", percent(value, 1))
        }
        TargetKind::Occupancy(most) => {
            format!("{} busy, at most {most:.0}", percent(value, 1))
        }
    }
}

/// Prints the broken promises, the worst-served first.
pub(crate) fn print(
    centre: &Centre,
    grid: &Grid,
    misses: &[Miss],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if misses.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["Promises not kept", "from", "simulated", "  why"]).read_left(2);
    table = table.read_left(3);
    for miss in misses.iter().take(LINES) {
        let name = centre.queue(&miss.queue).map_or(miss.queue.as_str(), |q| &q.name);
        let why = if miss.understaffed {
            "fewer people on the roster than the requirement asks for"
        } else {
            "the requirement is met and is not enough: busy days, work carried over"
        };
        table.row([
            name.to_owned(),
            moment(grid, Slot(miss.slots.start)),
            format!("  {}", shown(&miss.target, miss.simulated.mean)),
            format!("  {why}"),
        ]);
    }
    table.print(style, out)?;
    if misses.len() > LINES {
        writeln!(out, "  and {} more", misses.len() - LINES)?;
    }
    Ok(())
}
