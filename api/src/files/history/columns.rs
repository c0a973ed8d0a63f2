//! A polars frame with the columns of a history, row by row.

use super::collect::Raw;
use crate::files::time::{Written, parse};
use chrono::{DateTime, NaiveDate};
use domain::Moment;
use polars::prelude::{
    Column, DataFrame, DataType, Float64Chunked, Int64Chunked, PolarsResult, StringChunked,
    TimeUnit,
};

/// The columns of a frame, typed.
pub(super) struct Columns {
    at: Times,
    queue: StringChunked,
    offered: Float64Chunked,
    others: [Option<Float64Chunked>; 4],
}

/// The times of a frame: as text, as civil time, or as instants.
enum Times {
    Text(StringChunked),
    Civil(Int64Chunked),
    Instant(Int64Chunked),
}

/// Why a row cannot be read.
pub(super) struct Unreadable {
    pub(super) column: &'static str,
    pub(super) cause: String,
}

impl Columns {
    /// Takes the columns out of `frame`, converting where nothing is lost.
    pub(super) fn of(frame: &DataFrame) -> PolarsResult<Self> {
        let column = |name: &str| frame.column(name).ok();
        let others = super::KNOWN.map(|name| column(name).map(floats).transpose());
        let [a, b, c, d] = others;
        Ok(Self {
            at: times(frame.column("interval_start")?)?,
            queue: frame.column("queue")?.cast(&DataType::String)?.str()?.clone(),
            offered: floats(frame.column("offered")?)?,
            others: [a?, b?, c?, d?],
        })
    }

    /// Row number `n`, from 0.
    pub(super) fn row(&self, n: usize, memory: &mut LastDay) -> Result<Raw<'_>, Unreadable> {
        let empty = |column| Unreadable { column, cause: format!("`{column}` is empty") };
        let at = self.time(n, memory)?;
        let other = |c: usize| self.others[c].as_ref().and_then(|column| column.get(n));
        Ok(Raw {
            line: 0,
            at,
            queue: self.queue.get(n).ok_or_else(|| empty("queue"))?,
            offered: self.offered.get(n).ok_or_else(|| empty("offered"))?,
            aht: other(0),
            answered: other(1),
            abandoned: other(2),
            within: other(3),
        })
    }

    fn time(&self, n: usize, memory: &mut LastDay) -> Result<Written, Unreadable> {
        let column = "interval_start";
        let empty = || Unreadable { column, cause: "`interval_start` is empty".into() };
        let wrong = |cause: String| Unreadable { column, cause };
        match &self.at {
            Times::Text(texts) => {
                let text = texts.get(n).ok_or_else(empty)?;
                memory.parse(text).map_err(|e| wrong(e.cause(text)))
            }
            Times::Civil(millis) => {
                let millis = millis.get(n).ok_or_else(empty)?;
                let at = whole_minutes(millis).and_then(DateTime::from_timestamp_millis);
                let at = at.ok_or_else(|| wrong("a time has seconds".into()))?;
                Ok(Written::Local(at.naive_utc()))
            }
            Times::Instant(millis) => {
                let millis = millis.get(n).ok_or_else(empty)?;
                let whole =
                    whole_minutes(millis).ok_or_else(|| wrong("a time has seconds".into()))?;
                Ok(Written::Fixed(Moment(whole / 60_000)))
            }
        }
    }
}

fn whole_minutes(millis: i64) -> Option<i64> {
    (millis % 60_000 == 0).then_some(millis)
}

fn floats(column: &Column) -> PolarsResult<Float64Chunked> {
    Ok(column.strict_cast(&DataType::Float64)?.f64()?.clone())
}

fn times(column: &Column) -> PolarsResult<Times> {
    let millis = |zone| {
        let unit = DataType::Datetime(TimeUnit::Milliseconds, zone);
        PolarsResult::Ok(column.cast(&unit)?.cast(&DataType::Int64)?.i64()?.clone())
    };
    Ok(match column.dtype() {
        DataType::Datetime(_, None) => Times::Civil(millis(None)?),
        DataType::Datetime(_, Some(zone)) => Times::Instant(millis(Some(zone.clone()))?),
        _ => Times::Text(column.cast(&DataType::String)?.str()?.clone()),
    })
}

/// The last day spelled, so that the many times of one day are quick to read.
#[derive(Debug, Default)]
pub(super) struct LastDay {
    text: [u8; 10],
    day: NaiveDate,
}

impl LastDay {
    /// Reads `2025-11-10T09:30` and `2025-11-10 09:30:00` fast, everything else as usual.
    fn parse(&mut self, text: &str) -> Result<Written, crate::files::time::TimeError> {
        match self.quick(text.as_bytes()) {
            Some(written) => Ok(written),
            None => parse(text),
        }
    }

    fn quick(&mut self, text: &[u8]) -> Option<Written> {
        let plain = match text.len() {
            16 => true,
            19 => text.ends_with(b":00"),
            _ => false,
        };
        (plain && matches!(text[10], b'T' | b' ') && text[13] == b':').then_some(())?;
        let two = |at: usize| {
            let (a, b) = (text[at].wrapping_sub(b'0'), text[at + 1].wrapping_sub(b'0'));
            (a < 10 && b < 10).then(|| u32::from(a) * 10 + u32::from(b))
        };
        let (hour, minute) = (two(11)?, two(14)?);
        if self.text[..] != text[..10] {
            let day = std::str::from_utf8(&text[..10]).ok()?;
            self.day = crate::files::time::parse_day(day).ok()?;
            self.text.copy_from_slice(&text[..10]);
        }
        self.day.and_hms_opt(hour, minute, 0).map(Written::Local)
    }
}
