//! What every day is made of: base × effects × the planner's part = expected.

use super::stated;
use crate::cli::text::{Style, Table, count, day, decimal, horizon};
use crate::cli::week::{day_band, day_contacts};
use domain::{Centre, Demand, QueueDemand};
use std::io::{self, Write};
use std::ops::Range;

const WORDS: &str = "\
base: contacts of the day before any effect; every line below multiplies it; the product is what
is expected. weekday: against a mean weekday; around an event: the days before and after it;
stated by the planner: what the statements in calendar.csv change against the model alone.";

/// The parts that every queue may have, in the order in which they are told.
const USUAL: [&str; 5] = ["trend", "weekday", "season", "place in the month", "orders"];

/// Prints a table per queue and week: parts down, days across.
pub(super) fn print(
    centre: &Centre,
    demand: &Demand,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let grid = &demand.grid;
    writeln!(out, "{} · {}\n", style.bold(&centre.name), horizon(grid))?;
    for queue in &demand.queues {
        let name = centre.queue(&queue.queue).map_or(queue.queue.as_str(), |q| &q.name);
        for first in (0..grid.days()).step_by(7) {
            week(name, demand, queue, first..(first + 7).min(grid.days())).print(style, out)?;
        }
        stated::print(queue, style, out)?;
        for note in &queue.decomposition.notes {
            writeln!(out, "  note: {note}")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", style.faint(WORDS))
}

fn week(name: &str, demand: &Demand, queue: &QueueDemand, days: Range<usize>) -> Table {
    let grid = &demand.grid;
    let dates = days.clone().map(|d| day(grid.date(d)));
    let head: Vec<String> = [name.to_owned()].into_iter().chain(dates).collect();
    let mut table = Table::new(&head.iter().map(String::as_str).collect::<Vec<_>>());
    let mut row = |label: &str, cell: &dyn Fn(usize) -> String| {
        let label = [format!("  {label}")].into_iter();
        table.row(label.chain(days.clone().map(cell)));
    };
    row("base", &|d| count(base(demand, queue, d)));
    for part in parts(queue, &days) {
        row(&part, &|d| times(factor(queue, d, &part)));
    }
    if days.clone().any(|d| (planner(demand, queue, d) - 1.0).abs() >= 0.005) {
        row("stated by the planner", &|d| times(planner(demand, queue, d)));
    }
    row("= expected", &|d| count(day_contacts(grid, queue, d)));
    row("80 % band", &|d| {
        let (low, high) = day_band(grid, queue, d);
        if high > 0.0 { format!("{}–{}", count(low), count(high)) } else { "-".to_owned() }
    });
    table
}

/// The parts that move some of the days: the usual ones first, then events as they come.
fn parts(queue: &QueueDemand, days: &Range<usize>) -> Vec<String> {
    let mut all: Vec<String> = USUAL.map(str::to_owned).to_vec();
    for effects in days.clone().filter_map(|d| queue.decomposition.days.get(d)) {
        for (name, _) in &effects.factors {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
    }
    all.retain(|part| days.clone().any(|d| (factor(queue, d, part) - 1.0).abs() >= 0.005));
    all
}

/// What `part` does on a day; rows of one name multiply.
fn factor(queue: &QueueDemand, day: usize, part: &str) -> f64 {
    let effects = queue.decomposition.days.get(day).map_or(&[][..], |e| &e.factors);
    effects.iter().filter(|(name, _)| name == part).map(|(_, factor)| factor).product()
}

fn base(demand: &Demand, queue: &QueueDemand, day: usize) -> f64 {
    let base = &queue.decomposition.base;
    demand.grid.slots_of_day(day).filter_map(|s| base.get(s)).map(|c| c.0).sum()
}

/// What statements change: expected ÷ (base × every effect).
fn planner(demand: &Demand, queue: &QueueDemand, day: usize) -> f64 {
    let effects = queue.decomposition.days.get(day).map_or(&[][..], |e| &e.factors);
    let model = base(demand, queue, day) * effects.iter().map(|(_, f)| f).product::<f64>();
    if model > 0.0 { day_contacts(&demand.grid, queue, day) / model } else { 1.0 }
}

fn times(factor: f64) -> String {
    if (factor - 1.0).abs() < 0.005 { String::new() } else { format!("×{}", decimal(factor, 2)) }
}
