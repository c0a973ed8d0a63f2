//! `history.csv` (or `.parquet`, `.xlsx`): what happened, per queue and interval. `actuals.csv` has
//! the same columns.
//!
//! ```text
//! interval_start,queue,offered,aht_seconds,answered,abandoned,answered_within
//! 2025-11-10T09:00,presales_chat,42,318.5,40,2,37
//! ```
//! Separated values are read by polars, block by block, as long as everything is in order; that way
//! can only say yes. At the first surprise the whole file is read again by a slower reader that
//! knows every line and column, and names every fault.

mod collect;
mod columns;
mod gaps;
mod parquet;
mod quick;
mod write;

pub(crate) use gaps::gaps;
pub(crate) use parquet::write_parquet;
pub(crate) use write::write;

use super::centre::Frame;
use super::codes;
use super::fault::Faults;
use super::line::Line;
use super::records::Records;
use super::table::{
    Row, TITLES, Table, expect_columns, heading, late_header, read_bytes, unix_lines,
};
pub(crate) use collect::{Collector, Raw};
use domain::History;
use std::path::Path;

/// Columns that every history has.
pub(crate) const NEEDED: [&str; 3] = ["interval_start", "queue", "offered"];
/// Columns it may have.
pub(crate) const KNOWN: [&str; 4] = ["aht_seconds", "answered", "abandoned", "answered_within"];

/// Reads a history by the ending of `path`; `name` is how faults call it, `sheet` the worksheet.
pub(crate) fn read(
    path: &Path,
    name: &str,
    sheet: &str,
    frame: &Frame,
    faults: &mut Faults,
) -> History {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let mut collector = Collector::new(name, frame);
    match ending.as_str() {
        "parquet" => parquet::read(path, &mut collector, faults),
        "xlsx" | "xlsm" | "xls" | "ods" => {
            if let Some(table) = Table::open(path, name, sheet, faults) {
                worksheet(&table, &mut collector, faults);
            }
        }
        _ => {
            if let Some(bytes) = read_bytes(path, name, faults) {
                return from_bytes(name, bytes, frame, faults);
            }
        }
    }
    collector.finish(faults)
}

/// Reads separated values.
pub(crate) fn from_bytes(
    name: &str,
    bytes: Vec<u8>,
    frame: &Frame,
    faults: &mut Faults,
) -> History {
    let quick = quick::read(name, &bytes, frame);
    if let Some(collector) = quick {
        drop(bytes);
        let mut found = Faults::default();
        let history = collector.finish(&mut found);
        faults.extend(found);
        return history;
    }
    let mut collector = Collector::new(name, frame);
    if let Some(text) = super::text::decode(name, &bytes, faults) {
        careful(name, &unix_lines(&text), &mut collector, faults);
    }
    collector.finish(faults)
}

/// Reads separated values line by line, naming every fault.
fn careful(name: &str, text: &str, collector: &mut Collector<'_>, faults: &mut Faults) {
    let mut records = Records::new(name, text);
    let mut cells = Vec::new();
    let mut table =
        Table { file: name.into(), comma: records.separator() != ',', ..Table::default() };
    if records.next(&mut cells, faults).is_some() {
        table.header = cells.iter().map(|c| heading(&c.text)).collect();
    }
    if !table.squared(faults) {
        return;
    }
    if !expect_columns(name, &table.header, &NEEDED, &KNOWN, faults) {
        let mut quiet = Faults::default();
        let below = std::iter::from_fn(|| {
            let line = records.next(&mut cells, &mut quiet)?;
            Some((line, cells.iter().map(|c| heading(&c.text)).collect()))
        });
        late_header(name, below.take(TITLES), &NEEDED, faults);
        return;
    }
    let mut row = Row::default();
    let mut none = true;
    while let Some(line) = records.next(&mut cells, faults) {
        none = false;
        while cells.len() > table.header.len() && cells.last().is_some_and(|c| c.text.is_empty()) {
            cells.pop();
        }
        row.line = line;
        row.cells.resize_with(cells.len(), Default::default);
        for (kept, cell) in row.cells.iter_mut().zip(&cells) {
            kept.0.clear();
            kept.0.push_str(&cell.text);
            kept.1 = cell.column;
        }
        if row.cells.len() == table.header.len() {
            one(&table, &row, collector, faults);
        } else {
            table.ragged(&row, faults);
        }
    }
    if none {
        table.expect_rows(faults);
    }
}

fn worksheet(table: &Table, collector: &mut Collector<'_>, faults: &mut Faults) {
    if table.expect(&NEEDED, &KNOWN, faults) {
        table.expect_rows(faults);
        table.rows.iter().for_each(|row| one(table, row, collector, faults));
    }
}

/// Warns of counts such as `1,014`, which a file with decimal commas means as a fraction.
fn thousands(line: &mut Line<'_, '_>) {
    for name in ["offered", "answered", "abandoned", "answered_within"] {
        let Some(text) = line.text(name).map(str::trim) else { continue };
        let odd = text.split_once(',').is_some_and(|(whole, rest)| {
            let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
            rest.len() == 3 && !whole.is_empty() && digits(whole) && digits(rest)
        });
        if odd {
            let cause = format!("`{name}` is `{}`, read as a fraction", super::number::clip(text));
            let cure = "if thousands are meant, write them without the comma";
            line.fault_with(name, codes::COUNTS_ODD, cause, cure);
        }
    }
}

/// Reads one row into the collector.
fn one(table: &Table, row: &Row, collector: &mut Collector<'_>, faults: &mut Faults) {
    let mut line = Line::new(table, row, faults);
    for name in NEEDED {
        line.needed(name);
    }
    let at = line.time("interval_start");
    let offered = line.number("offered");
    let raw = Raw {
        aht: line.number("aht_seconds"),
        answered: line.number("answered"),
        abandoned: line.number("abandoned"),
        within: line.number("answered_within"),
        line: row.line,
        ..Raw::default()
    };
    if table.comma {
        thousands(&mut line);
    }
    let queue = line.text("queue");
    let complaints = match (at, queue, offered) {
        (Some(at), Some(queue), Some(offered)) => {
            collector.push(&Raw { at, queue, offered, ..raw })
        }
        _ => {
            // an unreadable count is no reason to call the others too many
            let handled = raw.answered.unwrap_or(0.0) + raw.abandoned.unwrap_or(0.0);
            collector.rest_of(queue, &Raw { offered: offered.unwrap_or(handled), ..raw })
        }
    };
    for (name, code, cause) in complaints {
        line.fault(name, code, cause);
    }
}
