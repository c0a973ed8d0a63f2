//! `drivers.csv`: day totals that the contacts of a queue follow, such as orders.
//!
//! ```text
//! date,queue,orders
//! 2025-11-10,presales_chat,41200
//! ```
//! Past days as they were, coming days as planned. A coming day that is not given is forecast from
//! the past ones.

use super::agents::{float, nearest};
use super::codes;
use super::fault::Faults;
use super::line::Line;
use super::number::clip;
use super::records::quote;
use super::table::Table;
use domain::{Driver, QueueId};
use std::collections::BTreeMap;
use std::fmt::Write;

const NEEDED: [&str; 3] = ["date", "queue", "orders"];

/// Reads every driver, by queue and date.
pub(crate) fn read(table: &Table, queues: &[&str], faults: &mut Faults) -> Vec<Driver> {
    if !table.expect(&NEEDED, &[], faults) {
        return Vec::new();
    }
    let mut all: BTreeMap<&str, BTreeMap<chrono::NaiveDate, f64>> = BTreeMap::new();
    for row in &table.rows {
        let mut line = Line::new(table, row, faults);
        NEEDED.iter().for_each(|name| {
            line.needed(name);
        });
        let (date, orders) = (line.date("date"), line.count("orders"));
        let Some(queue) = line.text("queue") else { continue };
        let Some(known) = queues.iter().find(|known| **known == queue) else {
            let cause = format!("queue `{}` is not in centre.toml", clip(queue));
            line.fault_with("queue", codes::HISTORY_QUEUE, cause, nearest(queue, queues));
            continue;
        };
        let (Some(date), Some(orders)) = (date, orders) else { continue };
        if all.entry(known).or_default().insert(date, orders).is_some() {
            line.fault("date", codes::INTERVAL_TWICE, "this queue and day is in the file already");
        }
    }
    let driver = |(queue, days): (&str, BTreeMap<_, _>)| Driver {
        queue: QueueId::new(queue),
        days: days.into_iter().collect(),
    };
    all.into_iter().map(driver).collect()
}

/// The file of drivers.
pub(crate) fn write(drivers: &[Driver]) -> String {
    let mut text = format!("{}\n", NEEDED.join(","));
    for driver in drivers {
        for (date, orders) in &driver.days {
            let _ = writeln!(text, "{date},{},{}", quote(driver.queue.as_str()), float(*orders));
        }
    }
    text
}
