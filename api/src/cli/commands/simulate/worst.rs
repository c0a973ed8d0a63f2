//! The half-hours in which most contacts are not answered in time, and why.

use crate::cli::text::{Style, Table, decimal, moment, percent};
use domain::{Centre, Channel, Measures, Performance, Queue, QueuePerformance, Requirement, Slot};
use std::io::{self, Write};

/// How many are told.
const LINES: usize = 8;
/// Work left over is named when it is at least this share of what comes in.
const CARRIED: f64 = 0.1;

/// One half-hour of one queue.
struct Worst<'a> {
    queue: &'a Queue,
    slot: usize,
    lost: f64,
    measures: &'a Measures,
    why: String,
}

/// Prints the half-hours that lose most, over all live queues.
pub(super) fn print(
    centre: &Centre,
    performance: &Performance,
    requirement: &Requirement,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut all: Vec<Worst<'_>> = Vec::new();
    for queue in centre.queues.iter().filter(|q| q.channel != Channel::Ticket) {
        let need = requirement.queue(&queue.id).map(|n| n.agents.as_slice());
        let shown = performance.queue(&queue.id);
        if let (Some(shown), Some(need)) = (shown, need) {
            all.extend((0..shown.slots.len()).map(|slot| Worst {
                queue,
                slot,
                lost: shown.slots[slot].offered.mean - shown.slots[slot].in_time.mean,
                measures: &shown.slots[slot],
                why: why(queue, shown, f64::from(need[slot].0), slot),
            }));
        }
    }
    all.retain(|worst| worst.lost >= 0.5);
    all.sort_by(|a, b| b.lost.total_cmp(&a.lost));
    if all.is_empty() {
        return Ok(());
    }
    let head = ["Worst half-hours", "at", "not in time", "of", "service level", "  why"];
    let mut table = Table::new(&head).read_left(5);
    for worst in all.iter().take(LINES) {
        let level = worst.measures.service_level;
        table.row([
            worst.queue.name.clone(),
            moment(&performance.grid, Slot(worst.slot)),
            decimal(worst.lost, 1),
            decimal(worst.measures.offered.mean, 1),
            level.map_or("-".to_owned(), |e| percent(e.mean, 1)),
            format!("  {}", worst.why),
        ]);
    }
    table.print(style, out)?;
    writeln!(out)
}

/// People missing, work left over, or neither.
fn why(queue: &Queue, shown: &QueuePerformance, needed: f64, slot: usize) -> String {
    let measures = &shown.slots[slot];
    let seated = needed * (1.0 - queue.shrinkage.get());
    let there = measures.at_work.mean;
    let missing = seated - there;
    let carried = slot.checked_sub(1).map_or(0.0, |before| shown.slots[before].backlog.mean);
    if missing > 0.5 {
        return format!("{} of {} at desks missing", decimal(missing, 1), decimal(seated, 1));
    }
    if carried > CARRIED * measures.offered.mean {
        return format!("{} left over from the half-hour before", decimal(carried, 1));
    }
    "people as required; busy days, and the rest its target allows".to_owned()
}
