//! The quick way through a large file of separated values: polars, block by block.
//!
//! It answers only when everything is in order: known columns, plain cells, no blank or ragged
//! lines,
//! no fault and no warning in any row. Otherwise it says nothing, and the careful way is taken.

use super::collect::Collector;
use super::columns::{Columns, LastDay};
use super::{KNOWN, NEEDED};
use crate::files::centre::Frame;
use crate::files::fault::Faults;
use crate::files::table::heading;
use crate::files::text::separator;
use polars::prelude::{CsvParseOptions, CsvReadOptions, DataFrame, DataType, Schema, SerReader};
use std::io::Cursor;
use std::sync::Arc;

/// How much is read at a time: large enough for threads to share, small enough for memory.
const BLOCK: usize = 16 << 20;

/// Everything in `bytes`, if all of it is in order.
pub(super) fn read<'a>(name: &str, bytes: &[u8], frame: &'a Frame) -> Option<Collector<'a>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let end = bytes.iter().position(|b| *b == b'\n')?;
    let header = std::str::from_utf8(&bytes[..end]).ok()?;
    let cut = separator(header);
    let names: Vec<String> = header.trim_end().split(cut).map(heading).collect();
    let ordered = names.iter().enumerate().all(|(n, name)| {
        let known = NEEDED.iter().chain(&KNOWN).any(|k| k == name);
        known && !names[..n].contains(name)
    });
    let complete = NEEDED.iter().all(|k| names.iter().any(|n| n == k));
    if !ordered || !complete {
        return None;
    }
    let schema = Arc::new(names.iter().map(|n| (n.as_str().into(), kind(n))).collect::<Schema>());
    let mut collector = Collector::new(name, frame);
    let mut memory = LastDay::default();
    let (mut rest, mut line) = (&bytes[end + 1..], 2);
    while !rest.is_empty() {
        let (block, after) = rest.split_at(block_end(rest));
        let rows = plain_rows(block, cut as u8, names.len())?;
        let frame = frame_of(block, cut as u8, &schema)?;
        (frame.height() == rows).then_some(())?;
        take(&frame, line, &mut collector, &mut memory)?;
        line += u32::try_from(rows).ok()?;
        rest = after;
    }
    (line > 2 && collector.is_certain()).then_some(collector)
}

fn kind(column: &str) -> DataType {
    if matches!(column, "interval_start" | "queue") { DataType::String } else { DataType::Float64 }
}

/// Where the last whole line of the first block ends.
fn block_end(bytes: &[u8]) -> usize {
    if bytes.len() <= BLOCK {
        return bytes.len();
    }
    bytes[..BLOCK].iter().rposition(|b| *b == b'\n').map_or(bytes.len(), |at| at + 1)
}

/// How many rows a block has, when all are plain: no quotes, comments, control characters or blank
/// lines, and as many separators as the columns need.
fn plain_rows(block: &[u8], cut: u8, width: usize) -> Option<usize> {
    let mut separators = 0usize;
    let mut lines = usize::from(!block.ends_with(b"\n"));
    let mut odd = false;
    for byte in block {
        separators += usize::from(*byte == cut);
        lines += usize::from(*byte == b'\n');
        odd |= matches!(*byte, b'"' | b'#' | 0x7F)
            || (*byte < 0x20 && !matches!(*byte, b'\n' | b'\r' | b'\t'));
    }
    let plain = !odd && separators == lines * (width - 1) && std::str::from_utf8(block).is_ok();
    plain.then_some(lines)
}

fn frame_of(block: &[u8], cut: u8, schema: &Arc<Schema>) -> Option<DataFrame> {
    let parse = CsvParseOptions::default()
        .with_separator(cut)
        .with_quote_char(None)
        .with_missing_is_null(true)
        .with_truncate_ragged_lines(false);
    let options = CsvReadOptions::default()
        .with_has_header(false)
        .with_schema(Some(Arc::clone(schema)))
        .with_parse_options(parse);
    options.into_reader_with_file_handle(Cursor::new(block)).finish().ok()
}

/// Takes the rows of one block in; `None` at the first that is not in order.
fn take(
    frame: &DataFrame,
    first_line: u32,
    collector: &mut Collector<'_>,
    memory: &mut LastDay,
) -> Option<()> {
    let columns = Columns::of(frame).ok()?;
    for n in 0..frame.height() {
        let mut raw = columns.row(n, memory).ok()?;
        raw.line = first_line + n as u32;
        collector.push(&raw).is_empty().then_some(())?;
    }
    Some(())
}

impl Collector<'_> {
    /// Whether no time is left in doubt.
    fn is_certain(&self) -> bool {
        let mut doubts = Faults::default();
        self.name_lonely(&mut doubts);
        doubts.is_empty()
    }
}
