//! Tables with one row per queue and interval of a horizon: `demand.csv`, `requirement.csv`.

use super::codes;
use super::fault::{Faults, Place};
use super::head::{Head, needed_grid};
use super::line::{Edge, Line};
use super::number::clip;
use super::table::Table;
use super::time::{Clock, Written, moment_text};
use domain::{Centre, Grid, Moment, QueueId, Slot};
use std::collections::HashMap;

/// Every row at its queue and slot.
#[derive(Debug)]
pub(super) struct Cells<T> {
    pub(super) grid: Grid,
    pub(super) head: Head,
    /// Per queue in the order of the file, one value per slot.
    pub(super) queues: Vec<(QueueId, Vec<T>)>,
}

/// Reads every row by `read`; `None` when the horizon is not covered exactly once per queue.
pub(super) fn read<T>(
    table: &Table,
    centre: &Centre,
    faults: &mut Faults,
    read: impl Fn(&mut Line<'_, '_>) -> Option<T>,
) -> Option<Cells<T>> {
    let head = Head::of(table);
    let grid = needed_grid(&head, centre, faults)?;
    let mut clock = Clock::new(centre.zone);
    let mut order: Vec<QueueId> = Vec::new();
    let mut cells: HashMap<(QueueId, Slot), (T, u32)> = HashMap::new();
    let before = faults.count(super::Severity::Error);
    for row in &table.rows {
        let mut line = Line::new(table, row, faults);
        let queue = queue(&mut line, centre);
        let slot =
            slot(&mut line, &grid, queue.as_ref(), &mut clock, |key| cells.contains_key(key));
        let value = read(&mut line);
        let value = line.keep(value);
        let (Some(queue), Some(slot), Some(value)) = (queue, slot, value) else { continue };
        if !order.contains(&queue) {
            order.push(queue.clone());
        }
        if let Some((_, first)) = cells.insert((queue, slot), (value, row.line)) {
            let cause = format!("this queue and interval is on line {first} already");
            faults.add(Place::line(&table.file, row.line), codes::TABLE_HORIZON, cause);
        }
    }
    if order.is_empty() {
        table.expect_rows(faults);
    }
    let mut queues = Vec::with_capacity(order.len());
    for queue in order {
        queues.push((queue.clone(), whole(table, &grid, &queue, &mut cells, faults)?));
    }
    (faults.count(super::Severity::Error) == before).then_some(Cells { grid, head, queues })
}

/// One queue's values in slot order, or a fault about the first that is missing.
fn whole<T>(
    table: &Table,
    grid: &Grid,
    queue: &QueueId,
    cells: &mut HashMap<(QueueId, Slot), (T, u32)>,
    faults: &mut Faults,
) -> Option<Vec<T>> {
    let mut values = Vec::with_capacity(grid.len());
    let mut lacking = Vec::new();
    for slot in grid.slots() {
        match cells.remove(&(queue.clone(), slot)) {
            Some((value, _)) => values.push(value),
            None => lacking.push(slot),
        }
    }
    let Some(first) = lacking.first() else { return Some(values) };
    let at = moment_text(grid.start(*first), &mut Clock::new(grid.zone()));
    let cause = format!("`{queue}` lacks {} intervals, the first at {at}", lacking.len());
    faults.add(Place::file(&table.file), codes::TABLE_HORIZON, cause);
    None
}

fn queue(line: &mut Line<'_, '_>, centre: &Centre) -> Option<QueueId> {
    let id = line.needed("queue")?;
    let known: Vec<&str> = centre.queues.iter().map(|q| q.id.as_str()).collect();
    if known.contains(&id) {
        return Some(id.into());
    }
    let cause = format!("queue `{}` is not in centre.toml", clip(id));
    line.fault_with("queue", codes::HISTORY_QUEUE, cause, super::agents::nearest(id, &known));
    None
}

/// The slot of a row; a local time that clocks show twice is its first showing until that is taken.
fn slot(
    line: &mut Line<'_, '_>,
    grid: &Grid,
    queue: Option<&QueueId>,
    clock: &mut Clock,
    taken: impl Fn(&(QueueId, Slot)) -> bool,
) -> Option<Slot> {
    line.needed("interval_start")?;
    let again = match line.time("interval_start")? {
        Written::Local(local) => second_showing(clock, local),
        _ => None,
    };
    let first = match again {
        Some((first, _)) => first,
        None => line.moment("interval_start", Edge::Start, clock)?,
    };
    let of = |at: Moment| grid.slot_of(at).filter(|slot| grid.start(*slot) == at);
    let Some(slot) = of(first) else {
        let cause = "this interval is not one of the horizon's";
        line.fault("interval_start", codes::TABLE_HORIZON, cause);
        return None;
    };
    match (again, queue) {
        (Some((_, second)), Some(queue)) if taken(&(queue.clone(), slot)) => of(second),
        _ => Some(slot),
    }
}

fn second_showing(clock: &mut Clock, local: chrono::NaiveDateTime) -> Option<(Moment, Moment)> {
    match clock.place(local) {
        super::time::Placed::Twice(first, second) => Some((first, second)),
        _ => None,
    }
}
