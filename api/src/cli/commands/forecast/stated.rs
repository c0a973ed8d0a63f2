//! What a planner stated about events, beside what history suggests and what was used.

use crate::cli::text::{Style, Table, day, decimal, percent};
use domain::QueueDemand;
use std::io::{self, Write};

/// Prints a table of the queue's statements, nothing when there are none.
pub(super) fn print(queue: &QueueDemand, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let stated = &queue.decomposition.overrides;
    if stated.is_empty() {
        return Ok(());
    }
    let mut table =
        Table::new(&["  stated event", "from", "model", "its doubt", "planner", "used"]);
    let times = |factor: f64| format!("×{}", decimal(factor, 2));
    for one in stated {
        table.row([
            format!("  {}", one.event),
            day(one.first_day),
            times(one.model),
            format!("± {}", percent(one.model_sd, 0)),
            times(one.planner),
            times(one.blend),
        ]);
    }
    writeln!(out)?;
    table.print(style, out)
}
