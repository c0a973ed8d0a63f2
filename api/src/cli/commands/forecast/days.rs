//! Every day's contacts with their band, and why they differ from ordinary ones.

use super::stated;
use crate::cli::text::{Style, Table, count, day, decimal, horizon};
use crate::cli::week::{day_band, day_contacts};
use domain::{Centre, Demand, QueueDemand};
use std::io::{self, Write};

const WORDS: &str = "\
contacts: expected offered contacts, those who hang up included; the band holds the middle 80 %
of the forecast distribution of a day; ordinary: the same without calendar effects; handle: mean
handle time in seconds";

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
        let head = [name, "contacts", "80 % band", "ordinary", "handle", "  why"];
        let mut table = Table::new(&head).read_left(5);
        for d in 0..grid.days() {
            table.row(line(demand, queue, d));
        }
        table.print(style, out)?;
        stated::print(queue, style, out)?;
        for note in &queue.decomposition.notes {
            writeln!(out, "  note: {note}")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", style.faint(WORDS))
}

fn line(demand: &Demand, queue: &QueueDemand, d: usize) -> [String; 6] {
    let grid = &demand.grid;
    let (low, high) = day_band(grid, queue, d);
    let slots = grid.slots_of_day(d);
    let base: f64 = queue.decomposition.base[slots.clone()].iter().map(|c| c.0).sum();
    let total = day_contacts(grid, queue, d);
    let work: f64 = slots.map(|s| queue.expected[s].0 * queue.aht[s].0).sum();
    let effects = queue.decomposition.days.get(d).map_or(&[][..], |e| &e.factors);
    let told = |(name, factor): &(String, f64)| format!("{name} ×{}", decimal(*factor, 2));
    let why: Vec<String> =
        effects.iter().filter(|(_, f)| (f - 1.0).abs() >= 0.01).map(told).collect();
    [
        day(grid.date(d)),
        count(total),
        format!("{}–{}", count(low), count(high)),
        count(base),
        if total > 0.0 { count(work / total) } else { String::new() },
        format!("  {}", why.join(", ")),
    ]
}
