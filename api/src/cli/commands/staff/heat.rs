//! People needed per interval and day, as a map of shades: where the week is tight.

use crate::cli::text::{Style, day};
use domain::{Grid, QueueRequirement, Slot};
use std::io::{self, Write};

/// How the map is read.
pub(super) const WORDS: &str = "\
map: a row per day, a column per half-hour; · nobody, ░ up to a quarter of the peak, ▒ a half,
▓ three quarters, █ more; for tickets the work that arrives";

/// From nobody to the peak.
const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];
/// The most columns: shorter intervals share one, which shows the most of them.
const COLUMNS: usize = 50;
const LABEL: usize = 12;

/// Prints the map of a queue, nothing when nobody is ever needed.
pub(super) fn print(
    grid: &Grid,
    need: &QueueRequirement,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let values = values(need);
    let peak = values.iter().copied().fold(0.0, f64::max);
    if peak <= 0.0 {
        return Ok(());
    }
    let longest = (0..grid.days()).map(|d| grid.slots_of_day(d).len()).max().unwrap_or(0);
    let share = longest.div_ceil(COLUMNS).max(1);
    writeln!(out, "{}", style.faint(&clocks(grid, share)))?;
    for d in 0..grid.days() {
        let slots: Vec<usize> = grid.slots_of_day(d).collect();
        let most = |part: &[usize]| part.iter().map(|&s| values[s]).fold(0.0, f64::max);
        let cells: String = slots.chunks(share).map(|part| shade(most(part), peak)).collect();
        writeln!(out, " {:<LABEL$}{cells}", day(grid.date(d)))?;
    }
    Ok(())
}

/// People, or for tickets the work that arrives.
fn values(need: &QueueRequirement) -> Vec<f64> {
    match &need.deferrable {
        Some(work) => work.arriving.clone(),
        None => need.agents.iter().map(|a| f64::from(a.0)).collect(),
    }
}

fn shade(value: f64, peak: f64) -> char {
    let quarter = (4.0 * value / peak - 1e-9).ceil().clamp(0.0, 4.0);
    SHADES[quarter as usize]
}

/// The clock times above the map, every three hours of the first day.
fn clocks(grid: &Grid, share: usize) -> String {
    let mut line = " ".repeat(LABEL + 1);
    let mut end = 0;
    for (column, slots) in grid.slots_of_day(0).collect::<Vec<_>>().chunks(share).enumerate() {
        let clock = grid.clock(Slot(slots[0]));
        if column >= end && clock.0.is_multiple_of(180) {
            line.push_str(&" ".repeat(column - end));
            let text = format!("{:02}", clock.0 / 60);
            end = column + text.len();
            line.push_str(&text);
        }
    }
    line
}
