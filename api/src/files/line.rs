//! One row as a reader sees it: typed cells by column name, every misfit named at its place.

use super::codes::{self, Code};
use super::fault::{Faults, Place};
use super::number::{self, NumberError, clip};
use super::table::{Row, Table, alike};
use super::time::{Clock, Placed, TimeError, Written, parse, parse_day};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::{Minutes, Moment, Share};
use std::fmt::Display;

/// A row being read. Optional cells answer `None` both when empty and when wrong; [`Line::keep`]
/// tells the two apart at the end.
#[derive(Debug)]
pub(crate) struct Line<'a, 'f> {
    table: &'a Table,
    row: &'a Row,
    faults: &'f mut Faults,
    sound: bool,
}

/// How a date without a clock time is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// As the day's first minute.
    Start,
    /// As the end of that day: the whole day is meant.
    End,
}

impl<'a, 'f> Line<'a, 'f> {
    pub(crate) fn new(table: &'a Table, row: &'a Row, faults: &'f mut Faults) -> Self {
        let sound = row.cells.len() == table.header.len();
        Self { table, row, faults, sound }
    }

    /// The line's number.
    pub(crate) const fn number_of(&self) -> u32 {
        self.row.line
    }

    /// `value`, unless some cell was wrong.
    pub(crate) fn keep<T>(&self, value: Option<T>) -> Option<T> {
        value.filter(|_| self.sound)
    }

    /// Records a fault at a column of this row.
    pub(crate) fn fault(&mut self, name: &str, code: Code, cause: impl Display) {
        self.fault_with(name, code, cause, code.cure);
    }

    /// Records a fault at a column of this row, with a cure of its own.
    pub(crate) fn fault_with(
        &mut self,
        name: &str,
        code: Code,
        cause: impl Display,
        cure: impl Display,
    ) {
        self.sound &= code.severity() != super::fault::Severity::Error;
        let column = self.position(name).and_then(|n| self.row.cells.get(n)).map(|c| c.1);
        let place = Place { file: &self.table.file, line: Some(self.row.line), column };
        self.faults.add_with(place, code, cause, cure);
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.table.header.iter().position(|h| h == name)
    }

    /// The cell, when there is something in it.
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        let cell = self.row.cells.get(self.position(name)?)?;
        Some(cell.0.as_str()).filter(|t| !t.trim().is_empty())
    }

    /// The cell, which must not be empty.
    pub(crate) fn needed(&mut self, name: &str) -> Option<&'a str> {
        let text = self.text(name);
        if text.is_none() && self.position(name).is_some_and(|n| n < self.row.cells.len()) {
            self.fault(name, codes::CELL_EMPTY, format!("`{name}` is empty"));
        }
        text
    }

    /// A number, when given.
    pub(crate) fn number(&mut self, name: &str) -> Option<f64> {
        self.parsed(name, number::decimal)
    }

    /// A number from `least` to `most`, when given.
    pub(crate) fn number_within(&mut self, name: &str, least: f64, most: f64) -> Option<f64> {
        let value = self.number(name)?;
        if (least..=most).contains(&value) {
            return Some(value);
        }
        let text = self.text(name).unwrap_or("");
        let range = match most {
            f64::MAX => format!("must be at least {least}"),
            _ => format!("must be from {least} to {most}"),
        };
        self.fault(name, codes::NUMBER_RANGE, format!("`{name}` is {} and {range}", clip(text)));
        None
    }

    /// A number that is not negative, when given.
    pub(crate) fn count(&mut self, name: &str) -> Option<f64> {
        self.number_within(name, 0.0, f64::MAX)
    }

    /// A whole number that is not negative, when given.
    pub(crate) fn whole(&mut self, name: &str) -> Option<u32> {
        let value = self.number_within(name, 0.0, f64::from(u32::MAX))?;
        if value.fract() != 0.0 {
            self.fault(name, codes::NUMBER_BAD, format!("`{name}` is {value}, not a whole number"));
            return None;
        }
        Some(value as u32)
    }

    /// A share from 0 to 1, when given.
    pub(crate) fn share(&mut self, name: &str) -> Option<Share> {
        self.number_within(name, 0.0, 1.0).and_then(Share::new)
    }

    /// Hours as minutes, not negative, when given.
    pub(crate) fn hours(&mut self, name: &str) -> Option<Minutes> {
        let minutes: Minutes = self.parsed(name, number::hours)?;
        if minutes.0 < 0 {
            self.fault(name, codes::NUMBER_RANGE, format!("`{name}` is negative"));
            return None;
        }
        Some(minutes)
    }

    fn parsed<T>(
        &mut self,
        name: &str,
        read: impl Fn(&str, bool) -> Result<T, NumberError>,
    ) -> Option<T> {
        let text = self.text(name)?;
        match read(text.trim(), self.table.comma) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(name, codes::NUMBER_BAD, format!("`{name}`: {}", error.cause(text)));
                None
            }
        }
    }

    /// One of `words`, when given; upper and lower case are alike.
    pub(crate) fn word<T: Copy>(&mut self, name: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(name)?.trim();
        let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
        if found.is_none() {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let cure = match alike(&text.to_lowercase(), &all) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of: {}", all.join(", ")),
            };
            let cause = format!("`{name}` is `{}`", clip(text));
            self.fault_with(name, codes::WORD_BAD, cause, cure);
        }
        found.map(|(_, value)| *value)
    }

    /// Yes or no, when given.
    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        const WORDS: [(&str, bool); 8] = [
            ("yes", true),
            ("no", false),
            ("true", true),
            ("false", false),
            ("1", true),
            ("0", false),
            ("是", true),
            ("否", false),
        ];
        self.word(name, &WORDS)
    }

    /// A date, when given.
    pub(crate) fn date(&mut self, name: &str) -> Option<NaiveDate> {
        let text = self.written(name)?;
        match parse(&text) {
            Ok(Written::Day(day)) => Some(day),
            Ok(Written::Local(local)) if local.time() == NaiveTime::MIN => Some(local.date()),
            Ok(_) => {
                let cause = format!("`{name}` is `{}`, not a date alone", clip(&text));
                self.fault(name, codes::TIME_BAD, cause);
                None
            }
            Err(_) => {
                let error = parse_day(&text).err().unwrap_or(TimeError::NotOne);
                self.fault(name, codes::TIME_BAD, format!("`{name}`: {}", error.cause(&text)));
                None
            }
        }
    }

    /// The text of a time cell, serial numbers of worksheets spelled out.
    fn written(&self, name: &str) -> Option<String> {
        let text = self.text(name)?.trim();
        let serial = if self.table.sheet { super::worksheet::serial(text) } else { None };
        Some(serial.unwrap_or_else(|| text.to_owned()))
    }

    /// A time as written, when given.
    pub(crate) fn time(&mut self, name: &str) -> Option<Written> {
        let text = self.written(name)?;
        match parse(&text) {
            Ok(written) => Some(written),
            Err(error) => {
                self.fault(name, codes::TIME_BAD, format!("`{name}`: {}", error.cause(&text)));
                None
            }
        }
    }

    /// A civil time, when given; an end without a clock time means the end of that day.
    pub(crate) fn civil(&mut self, name: &str, edge: Edge, clock: &Clock) -> Option<NaiveDateTime> {
        match self.time(name)? {
            Written::Local(local) => Some(local),
            Written::Fixed(moment) => Some(moment.local(clock.zone())),
            Written::Day(day) => {
                self.whole_day(name, day, edge).map(|d| d.and_time(NaiveTime::MIN))
            }
        }
    }

    /// A moment, when given; an end without a clock time means the end of that day.
    pub(crate) fn moment(&mut self, name: &str, edge: Edge, clock: &mut Clock) -> Option<Moment> {
        match self.time(name)? {
            Written::Fixed(moment) => Some(moment),
            Written::Local(local) => self.placed(name, local, clock),
            Written::Day(day) => {
                let day = self.whole_day(name, day, edge)?;
                let begin = clock.day_begin(day);
                if begin.is_none() {
                    self.fault(name, codes::TIME_BAD, format!("`{name}` is a day without clocks"));
                }
                begin
            }
        }
    }

    fn whole_day(&mut self, name: &str, day: NaiveDate, edge: Edge) -> Option<NaiveDate> {
        if edge == Edge::Start {
            return Some(day);
        }
        if self.table.sheet {
            let cause =
                format!("`{name}` is {day} without a clock time: the whole day is included");
            self.fault(name, codes::DAY_INCLUSIVE, cause);
        }
        let next = day.succ_opt();
        if next.is_none() {
            self.fault(name, codes::TIME_BAD, format!("`{name}` is beyond the calendar"));
        }
        next
    }

    /// The moment at which clocks show `local`, with a fault where they never or twice do.
    pub(crate) fn placed(
        &mut self,
        name: &str,
        local: NaiveDateTime,
        clock: &mut Clock,
    ) -> Option<Moment> {
        match clock.place(local) {
            Placed::Once(moment) => Some(moment),
            Placed::Twice(first, _) => {
                let cause = format!("`{name}` {local} comes twice; the first is taken");
                self.fault(name, codes::TIME_TWICE, cause);
                Some(first)
            }
            Placed::Never => {
                let cause = format!("`{name}`: clocks in {} skip {local}", clock.zone());
                self.fault(name, codes::TIME_SKIPPED, cause);
                None
            }
        }
    }
}
