//! What the printed words mean, and where the week comes from.

use super::Week;
use crate::cli::text::Style;
use std::io::{self, Write};

const WORDS: &str = "\
contacts: expected offered contacts, those who hang up included; the band holds the middle 80 % of
  the forecast distribution of the day
needed: people on the roster (shrinkage included) who keep every target of the queue in the
  interval; rostered: people at work on it, each counted with their efficiency
hours missing: agent-hours needed and not rostered; for tickets, work not done when due
total: wages and surcharges, plus the prices set for missing people and bent soft rules: exactly
  what was minimised; wages: paid time at the plain wage, surcharges apart
gap: (total - bound) / total, the bound proved; of what planning can change: the same after
  guaranteed pay is taken off the total";

pub(super) fn print(week: &Week<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", style.faint(WORDS))?;
    let stamp = &week.clean().roster().provenance;
    let hash = stamp.input_hash.get(..12).unwrap_or(&stamp.input_hash);
    let line = format!("paiban {} · seed {} · inputs {hash}", stamp.version, stamp.seed);
    writeln!(out, "{}", style.faint(&line))
}
