//! `history.parquet`: the same columns, smaller and quicker. Faults name records instead of lines.

use super::collect::Collector;
use super::columns::{Columns, LastDay};
use super::write::{others, used};
use super::{KNOWN, NEEDED};
use crate::files::codes;
use crate::files::fault::{Faults, Place};
use crate::files::table::expect_columns;
use domain::History;
use polars::prelude::{
    Column, DataFrame, DataType, IntoColumn, NamedFrom, ParquetReader, ParquetWriter, PolarsError,
    PolarsResult, SerReader, Series, TimeUnit,
};
use std::fs::File;
use std::io;
use std::path::Path;

/// Reads a Parquet file into the collector.
pub(super) fn read(path: &Path, collector: &mut Collector<'_>, faults: &mut Faults) {
    let name = collector.file().to_owned();
    // A damaged file may trip the decoder; whatever it does, the answer is a fault.
    let frame = std::panic::catch_unwind(|| open(path));
    let frame = frame.unwrap_or_else(|_| Err("the file is damaged".into()));
    let frame = match frame {
        Ok(frame) => frame,
        Err(cause) => return faults.add(Place::file(&name), codes::PARQUET_BAD, cause),
    };
    let header: Vec<String> = frame.get_column_names().iter().map(|n| n.to_lowercase()).collect();
    if !expect_columns(&name, &header, &NEEDED, &KNOWN, faults) {
        return;
    }
    match Columns::of(&frame) {
        Ok(columns) => take(&columns, frame.height(), collector, faults),
        Err(error) => faults.add(Place::file(&name), codes::PARQUET_BAD, error),
    }
}

fn open(path: &Path) -> Result<DataFrame, String> {
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}"))?;
    ParquetReader::new(file).finish().map_err(|error| error.to_string())
}

fn take(columns: &Columns, height: usize, collector: &mut Collector<'_>, faults: &mut Faults) {
    let name = collector.file().to_owned();
    let mut memory = LastDay::default();
    if height == 0 {
        faults.add(Place::file(&name), codes::FILE_EMPTY, "the file has no rows");
    }
    for n in 0..height {
        let line = u32::try_from(n + 1).unwrap_or(u32::MAX);
        let place = Place::line(&name, line);
        match columns.row(n, &mut memory) {
            Err(wrong) => {
                let empty = wrong.cause.ends_with("empty");
                let code = if empty { codes::CELL_EMPTY } else { codes::TIME_BAD };
                faults.add(place, code, format!("{}: {}", wrong.column, wrong.cause));
            }
            Ok(mut raw) => {
                raw.line = line;
                for (_, code, cause) in collector.push(&raw) {
                    faults.add(place, code, cause);
                }
            }
        }
    }
}

/// Writes a history as Parquet, times as instants in UTC.
pub(crate) fn write_parquet(history: &History, path: &Path) -> io::Result<()> {
    let other = |error: PolarsError| io::Error::other(error.to_string());
    let mut frame = frame(history).map_err(other)?;
    ParquetWriter::new(File::create(path)?).finish(&mut frame).map_err(other)?;
    Ok(())
}

fn frame(history: &History) -> PolarsResult<DataFrame> {
    let records = || history.queues.iter().flat_map(|q| q.records.iter().map(move |r| (q, r)));
    let millis: Vec<i64> = records().map(|(_, r)| r.at.0 * 60_000).collect();
    let queue: Vec<&str> = records().map(|(q, _)| q.queue.as_str()).collect();
    let offered: Vec<f64> = records().map(|(_, r)| r.offered.0).collect();
    let instant = DataType::Datetime(TimeUnit::Milliseconds, Some(polars::prelude::TimeZone::UTC));
    let height = millis.len();
    let mut columns: Vec<Column> = vec![
        Series::new(NEEDED[0].into(), millis).cast(&instant)?.into_column(),
        Series::new(NEEDED[1].into(), queue).into_column(),
        Series::new(NEEDED[2].into(), offered).into_column(),
    ];
    for (n, name) in KNOWN.iter().enumerate().filter(|(n, _)| used(history)[*n]) {
        let values: Vec<Option<f64>> = records().map(|(_, r)| others(r)[n]).collect();
        columns.push(Series::new((*name).into(), values).into_column());
    }
    DataFrame::new(height, columns)
}
