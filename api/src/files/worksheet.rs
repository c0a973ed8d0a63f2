//! Worksheets to tables: `.xlsx`, `.xls` and `.ods`, one sheet chosen by name.

use super::codes;
use super::fault::{Faults, Place};
use super::table::{Row, Table, heading};
use calamine::{Data, ExcelDateTime, Range, Reader, open_workbook_auto_from_rs};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use std::io::Cursor;

/// Reads the sheet called `sheet`, or the only one there is.
pub(crate) fn table(file: &str, bytes: Vec<u8>, sheet: &str, faults: &mut Faults) -> Option<Table> {
    // A damaged workbook may trip the decoder; whatever it does, the answer is a fault.
    let read = std::panic::catch_unwind(|| range(bytes, sheet));
    let damaged = "the workbook is damaged".to_owned();
    let range = match read.unwrap_or(Err(damaged)) {
        Ok(range) => range,
        Err(cause) => {
            faults.add(Place::file(file), codes::SHEET_BAD, cause);
            return None;
        }
    };
    let mut table = Table { file: file.into(), sheet: true, ..Table::default() };
    let first = range.start().map_or(0, |(row, _)| row);
    for (n, cells) in range.rows().enumerate() {
        let line = first + n as u32 + 1;
        let cells = cells.iter().zip(1..).map(|(cell, column)| (text(cell), column));
        let cells: Vec<(String, u32)> = cells.collect();
        match cells.first() {
            Some((head, _)) if head.starts_with('#') => {
                let words: Vec<&str> = cells.iter().map(|c| c.0.as_str()).collect();
                table.comments.push((line, words.join(" ").trim()[1..].to_owned()));
            }
            _ if cells.iter().all(|c| c.0.is_empty()) => {}
            _ if table.header.is_empty() => {
                table.header = cells.iter().map(|c| heading(&c.0)).collect();
            }
            _ => table.rows.push(Row { line, cells }),
        }
    }
    table.squared(faults).then_some(table)
}

fn range(bytes: Vec<u8>, sheet: &str) -> Result<Range<Data>, String> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| format!("the workbook cannot be read: {error}"))?;
    let names = book.sheet_names();
    let named = names.iter().find(|n| n.eq_ignore_ascii_case(sheet));
    let chosen = match (named, names.as_slice()) {
        (Some(name), _) | (None, [name]) => name.clone(),
        (None, []) => return Err("the workbook has no sheets".into()),
        (None, many) => {
            return Err(format!("no sheet is called `{sheet}`, only {}", many.join(", ")));
        }
    };
    book.worksheet_range(&chosen).map_err(|error| format!("sheet `{chosen}`: {error}"))
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.trim().into()
        }
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Data::DateTime(at) => time(at),
        Data::Error(error) => error.to_string(),
    }
}

fn time(at: &ExcelDateTime) -> String {
    let serial = at.as_f64();
    if at.is_duration() || (0.0..1.0).contains(&serial) {
        let minutes = (serial * 1440.0).round() as i64;
        return format!("{:02}:{:02}", minutes / 60, minutes % 60);
    }
    match civil(at) {
        None => serial.to_string(),
        Some(local) => {
            let form = match local.format("%H:%M:%S").to_string().as_str() {
                "00:00:00" => "%Y-%m-%d",
                clock if clock.ends_with(":00") => "%Y-%m-%dT%H:%M",
                _ => "%Y-%m-%dT%H:%M:%S",
            };
            local.format(form).to_string()
        }
    }
}

/// The civil time a cell shows, to the second: serials carry about a millisecond of the day.
fn civil(at: &ExcelDateTime) -> Option<NaiveDateTime> {
    let (year, month, day, hour, minute, second, millis) = at.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    let local = date.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second))?;
    local.checked_add_signed(Duration::seconds(i64::from(millis >= 500)))
}

/// The civil time of a serial number in a cell without a date format (the 1900 system).
pub(crate) fn serial(text: &str) -> Option<String> {
    let number: f64 = text.parse().ok()?;
    let kind = calamine::ExcelDateTimeType::DateTime;
    (1.0..100_000.0).contains(&number).then(|| time(&ExcelDateTime::new(number, kind, false)))
}

/// Every text in a workbook, names of sheets included; `None` when it cannot be read.
pub(crate) fn workbook_texts(bytes: &[u8]) -> Option<Vec<String>> {
    let read = std::panic::catch_unwind(|| {
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes.to_vec())).ok()?;
        let mut texts = Vec::new();
        for (name, range) in book.worksheets() {
            texts.push(name);
            texts.extend(range.cells().map(|(_, _, cell)| text(cell)).filter(|t| !t.is_empty()));
        }
        Some(texts)
    });
    read.ok().flatten()
}
