//! Service per half-hour, with confidence intervals.

use super::line;
use crate::cli::text::{Style, Table, moment};
use domain::{Grid, QueuePerformance, Slot};
use std::io::{self, Write};

/// Prints every half-hour in which contacts came or people were at work.
pub(super) fn print(
    grid: &Grid,
    queue: &QueuePerformance,
    ticket: bool,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table =
        Table::new(&["", "offered", "service level", "mean wait", "hung up", "occupancy"]);
    for (s, measures) in queue.slots.iter().enumerate() {
        if measures.offered.mean > 0.0 || measures.at_work.mean > 0.0 {
            table.row(line(&format!("    {}", moment(grid, Slot(s))), measures, ticket));
        }
    }
    table.print(style, out)
}
