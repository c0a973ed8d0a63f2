//! TOML documents read value by value, each fault with its line and column, none stopping the rest.

use super::agents::nearest;
use super::codes::{self, Code};
use super::fault::{Faults, Place};
use super::number::{self, NumberError, clip};
use domain::{ClockTime, ClockWindow, Minutes, Money, Share};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A parsed document and the faults found in it so far.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    file: &'a str,
    line_starts: Vec<usize>,
    text: &'a str,
    root: Spanned<DeTable<'a>>,
    faults: RefCell<&'a mut Faults>,
}

/// One table of a document: `[costs]`, one of the `[[queues]]`, or an inline table.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    doc: &'a Document<'a>,
    /// How faults call it.
    name: String,
    span: Range<usize>,
    table: &'a DeTable<'a>,
    used: RefCell<BTreeSet<&'static str>>,
}

/// One value with its key.
#[derive(Debug, Clone)]
pub(crate) struct Value<'a> {
    doc: &'a Document<'a>,
    name: String,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Document<'a> {
    /// Parses `text`; syntax errors are faults, and what could be parsed is still read.
    pub(crate) fn parse(file: &'a str, text: &'a str, faults: &'a mut Faults) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        let doc = Self { file, line_starts, text, root, faults: RefCell::new(faults) };
        for error in errors {
            let at = error.span().map_or(0, |s| s.start);
            doc.fault(at, codes::TOML_SYNTAX, error.message(), codes::TOML_SYNTAX.cure);
        }
        doc
    }

    /// The document's own table.
    pub(crate) fn root(&'a self) -> Section<'a> {
        Section {
            doc: self,
            name: String::new(),
            span: 0..0,
            table: self.root.get_ref(),
            used: RefCell::default(),
        }
    }

    fn line_of(&self, at: usize) -> u32 {
        self.line_starts.partition_point(|s| *s <= at).max(1) as u32
    }

    fn fault(&self, at: usize, code: Code, cause: impl Display, cure: impl Display) {
        let line = self.line_of(at);
        let start = self.line_starts[line as usize - 1];
        let column = self.text.get(start..at).map_or(1, |t| t.chars().count() + 1);
        let place = Place::at(self.file, line, column as u32);
        self.faults.borrow_mut().add_with(place, code, cause, cure);
    }
}

impl<'a> Section<'a> {
    /// The value of `key`, when it is there.
    pub(crate) fn get(&self, key: &'static str) -> Option<Value<'a>> {
        self.used.borrow_mut().insert(key);
        let (_, value) = self.table.iter().find(|(k, _)| k.get_ref().as_ref() == key)?;
        Some(Value { doc: self.doc, name: self.label(key), value })
    }

    /// The value of `key`, which must be there.
    pub(crate) fn need(&self, key: &'static str) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() {
            let cause = format!("`{}` is missing", self.label(key));
            self.fault(codes::KEY_MISSING, cause);
        }
        value
    }

    fn label(&self, key: &str) -> String {
        if self.name.is_empty() { key.into() } else { format!("{}.{key}", self.name) }
    }

    /// Records a fault about the whole section.
    pub(crate) fn fault(&self, code: Code, cause: impl Display) {
        self.doc.fault(self.span.start, code, cause, code.cure);
    }

    /// Every key and value, for sections whose keys are ids.
    pub(crate) fn entries(&self) -> Vec<(&'a str, Value<'a>)> {
        let value = |key: &str, value| Value { doc: self.doc, name: self.label(key), value };
        self.table.iter().map(|(k, v)| (k.get_ref().as_ref(), value(k.get_ref(), v))).collect()
    }

    /// Warns of every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let used = self.used.borrow();
        let known: Vec<&str> = used.iter().copied().collect();
        for (key, _) in self.table.iter().filter(|(k, _)| !used.contains(k.get_ref().as_ref())) {
            let name = self.label(key.get_ref());
            let cause = format!("`{}` is not known here", clip(&name));
            let cure = nearest(key.get_ref(), &known);
            self.doc.fault(key.span().start, codes::KEY_UNKNOWN, cause, cure);
        }
    }

    /// The section's line, for findings made later.
    pub(crate) fn line(&self) -> u32 {
        self.doc.line_of(self.span.start)
    }
}

impl<'a> Value<'a> {
    /// The value's line, for findings made later.
    pub(crate) fn line(&self) -> u32 {
        self.doc.line_of(self.value.span().start)
    }

    /// Records a fault about this value, with the code's usual cure.
    pub(crate) fn fault(&self, code: Code, cause: impl Display) {
        self.fault_with(code, cause, code.cure);
    }

    /// Records a fault about this value.
    pub(crate) fn fault_with(&self, code: Code, cause: impl Display, cure: impl Display) {
        self.doc.fault(self.value.span().start, code, format!("`{}`: {cause}", self.name), cure);
    }

    fn misfit<T>(&self, wanted: &str) -> Option<T> {
        let kind = spoken(self.value.get_ref().type_str());
        let cause = format!("this is {kind}, not {wanted}");
        self.fault_with(codes::KEY_TYPE, cause, format!("give {wanted}"));
        None
    }

    /// A text.
    pub(crate) fn text(&self) -> Option<&'a str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => self.misfit("a text in quotes"),
        }
    }

    /// The text that is there, without a fault when it is something else.
    pub(crate) fn as_text(&self) -> Option<&'a str> {
        self.value.get_ref().as_str()
    }

    /// A text that is not empty, as an id.
    pub(crate) fn id(&self) -> Option<&'a str> {
        let text = self.text()?;
        if text.trim().is_empty() || text.trim() != text || text.contains(['|', ':', '\n']) {
            let cause = "an id is not empty and has no `|`, `:` or outer spaces";
            self.fault(codes::KEY_RANGE, cause);
            return None;
        }
        Some(text)
    }

    /// Yes or no.
    pub(crate) fn flag(&self) -> Option<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            _ => self.misfit("true or false"),
        }
    }

    fn digits(&self, wanted: &str) -> Option<String> {
        match self.value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().into()),
            DeValue::Float(number) => Some(number.as_str().into()),
            DeValue::String(text) => Some(text.trim().into()),
            _ => self.misfit(wanted),
        }
    }

    fn parsed<T>(
        &self,
        wanted: &str,
        read: impl Fn(&str, bool) -> Result<T, NumberError>,
    ) -> Option<T> {
        let text = self.digits(wanted)?;
        match read(&text, false) {
            Ok(value) => Some(value),
            Err(error) => {
                let cure = format!("give {wanted}");
                self.fault_with(codes::KEY_TYPE, error.cause(&text), cure);
                None
            }
        }
    }

    /// A number from `least` to `most`.
    pub(crate) fn number(&self, least: f64, most: f64) -> Option<f64> {
        let value = self.parsed("a number", number::decimal)?;
        if (least..=most).contains(&value) {
            return Some(value);
        }
        let bound = if most == f64::MAX {
            format!("at least {least}")
        } else {
            format!("from {least} to {most}")
        };
        self.fault(codes::KEY_RANGE, format!("{value} is not {bound}"));
        None
    }

    /// A whole number from `least` to `most`.
    pub(crate) fn whole(&self, least: u32, most: u32) -> Option<u32> {
        let value = self.number(f64::from(least), f64::from(most))?;
        if value.fract() != 0.0 {
            self.fault(codes::KEY_TYPE, format!("{value} is not a whole number"));
            return None;
        }
        Some(value as u32)
    }

    /// A share from 0 to 1.
    pub(crate) fn share(&self) -> Option<Share> {
        self.number(0.0, 1.0).and_then(Share::new)
    }

    /// An amount in major units that is not negative.
    pub(crate) fn money(&self) -> Option<Money> {
        let amount = self.parsed("an amount such as 32.50", number::money)?;
        if amount.0 < 0 {
            self.fault(codes::KEY_RANGE, "an amount is not negative here");
            return None;
        }
        Some(amount)
    }

    /// Hours as a decimal or `"7:30"`, not negative, in whole minutes.
    pub(crate) fn hours(&self) -> Option<Minutes> {
        let minutes: Minutes = self.parsed("hours such as 7.5 or \"7:30\"", number::hours)?;
        if minutes.0 < 0 {
            self.fault(codes::KEY_RANGE, "hours are not negative here");
            return None;
        }
        Some(minutes)
    }

    /// A clock time `HH:MM`, up to 48:00.
    pub(crate) fn clock_time(&self) -> Option<ClockTime> {
        let text = self.text()?;
        let clock = tidy_clock(text);
        if clock.is_none() {
            let cause = format!("`{}` is not a clock time", clip(text));
            self.fault_with(codes::KEY_TYPE, cause, "write HH:MM such as \"08:30\"");
        }
        clock
    }

    /// A daily window `HH:MM-HH:MM`.
    pub(crate) fn window(&self) -> Option<ClockWindow> {
        let text = self.text()?;
        let window = tidy_window(text);
        if window.is_none() {
            let cause = format!("`{}` is not a daily window", clip(text));
            self.fault_with(codes::KEY_TYPE, cause, "write HH:MM-HH:MM such as \"22:00-06:00\"");
        }
        window
    }

    /// One of `words`.
    pub(crate) fn word<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let cause = format!("`{}` is not one of the words allowed", clip(text));
            self.fault_with(codes::WORD_UNKNOWN, cause, nearest(text, &all));
        }
        found.map(|(_, value)| *value)
    }

    /// The values of an array.
    pub(crate) fn list(&self) -> Option<Vec<Self>> {
        let DeValue::Array(array) = self.value.get_ref() else { return self.misfit("a list") };
        let item = |(n, value)| Value { doc: self.doc, name: format!("{}[{n}]", self.name), value };
        Some((1usize..).zip(array.iter()).map(item).collect())
    }

    /// Whether this is a list.
    pub(crate) fn is_list(&self) -> bool {
        self.value.get_ref().is_array()
    }

    /// Whether this is a table.
    pub(crate) fn is_table(&self) -> bool {
        self.value.get_ref().is_table()
    }

    /// A table.
    pub(crate) fn section(&self) -> Option<Section<'a>> {
        let DeValue::Table(table) = self.value.get_ref() else { return self.misfit("a table") };
        Some(Section {
            doc: self.doc,
            name: self.name.clone(),
            span: self.value.span(),
            table,
            used: RefCell::default(),
        })
    }

    /// The tables of an array of tables.
    pub(crate) fn sections(&self) -> Vec<Section<'a>> {
        self.list().unwrap_or_default().iter().filter_map(Self::section).collect()
    }

    /// A civil time as written, quoted or not.
    pub(crate) fn moment_text(&self) -> Option<String> {
        match self.value.get_ref() {
            DeValue::Datetime(at) => Some(at.to_string()),
            DeValue::String(text) => Some(text.to_string()),
            _ => self.misfit("a time such as \"2025-11-12 19:00\""),
        }
    }

    /// A civil date, quoted or not.
    pub(crate) fn date(&self) -> Option<chrono::NaiveDate> {
        let text = match self.value.get_ref() {
            DeValue::Datetime(at) => at.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => return self.misfit("a date such as 2025-10-01"),
        };
        match super::time::parse_day(&text) {
            Ok(day) => Some(day),
            Err(error) => {
                self.fault_with(codes::KEY_TYPE, error.cause(&text), "write 2025-10-01");
                None
            }
        }
    }
}

/// Reads `HH:MM`, unlike [`ClockTime::parse`] never overflowing on absurd hours.
pub(crate) fn tidy_clock(text: &str) -> Option<ClockTime> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |t: &str| matches!(t.len(), 1..=2) && t.bytes().all(|b| b.is_ascii_digit());
    (digits(hour) && digits(minute)).then(|| ClockTime::parse(text)).flatten()
}

/// Reads `HH:MM-HH:MM`.
pub(crate) fn tidy_window(text: &str) -> Option<ClockWindow> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (tidy_clock(from)?, tidy_clock(to)?);
    ClockWindow::new(from, to)
}

/// `text` as a TOML basic string.
pub(crate) fn toml_text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A sort of TOML value in a planner's words.
fn spoken(kind: &str) -> &str {
    match kind {
        "integer" => "a whole number",
        "float" => "a number",
        "boolean" => "true or false",
        "datetime" => "a date",
        "array" => "a list",
        "table" => "a table",
        _ => "a text",
    }
}
