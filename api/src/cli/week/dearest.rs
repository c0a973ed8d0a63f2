//! The dearest half-hours: where one more pair of hands would save most.

use super::Week;
use crate::cli::text::{Style, decimal, moment, money, plural};
use domain::{Centre, Grid, Missing};
use std::io::{self, Write};

/// How many half-hours are told.
const TOLD: usize = 8;

pub(super) fn print(week: &Week<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut all: Vec<&Missing> = week.clean().verdict().missing.iter().collect();
    all.sort_by_key(|m| std::cmp::Reverse(m.price));
    let minutes = week.plan.demand.grid.interval().0;
    writeln!(out, "{}", style.bold(&format!("Dearest intervals of {minutes} minutes")))?;
    if all.is_empty() {
        return writeln!(out, "  nobody is missing anywhere\n");
    }
    for missing in all.iter().take(TOLD) {
        writeln!(out, "  {}", told(missing, &week.inputs.centre, &week.plan.demand.grid))?;
    }
    if all.len() > TOLD {
        let more = plural(all.len() - TOLD, "interval has", "intervals have");
        writeln!(out, "  {more} smaller shortages")?;
    }
    writeln!(out)
}

/// `missing 2.0 agents, Tue 11 Nov 20:30, Pre-sales chat: 384.00`.
pub(crate) fn told(missing: &Missing, centre: &Centre, grid: &Grid) -> String {
    let queue = centre.queue(&missing.queue).map_or(missing.queue.as_str(), |q| &q.name);
    let when = moment(grid, missing.slot);
    let price = money(missing.price);
    format!("missing {} agents, {when}, {queue}: {price}", decimal(missing.agents, 1))
}
