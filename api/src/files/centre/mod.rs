//! `centre.toml`: the centre itself, its queues, contracts and shift shapes.

mod arrangements;
mod contracts;
mod hours;
mod queues;
mod targets;
mod write;

pub(crate) use arrangements::write as write_arrangements;
pub(crate) use contracts::break_word;
pub(crate) use hours::read as read_hours;
pub(crate) use targets::{
    period_word, pooled_text, read as read_target, read_target_text, target_text,
};
pub(crate) use write::write;

use super::codes;
use super::document::{Document, Section};
use super::fault::{Faults, Place};
use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use domain::{Arrangements, Contract, Cure, Currency, Grid, Minutes, Queue, ShiftTemplate};
use std::collections::BTreeSet;

/// What `centre.toml` says; the other files refer to it.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) name: String,
    pub(crate) zone: Tz,
    pub(crate) currency: Currency,
    pub(crate) interval: Minutes,
    pub(crate) week_start: Weekday,
    pub(crate) queues: Vec<Queue>,
    pub(crate) contracts: Vec<Contract>,
    pub(crate) templates: Vec<ShiftTemplate>,
    pub(crate) statutory: BTreeSet<NaiveDate>,
    pub(crate) arrangements: Arrangements,
    /// The line of every queue, contract and template, such as `queue care`, sound or not.
    pub(crate) lines: Vec<(String, u32)>,
}

impl Frame {
    /// Every id written for `what` (`queue`, `contract`, `template`), of unsound entries too: one
    /// fault in an entry is no reason to call its name unknown elsewhere.
    pub(crate) fn ids(&self, what: &str) -> Vec<&str> {
        ids(&self.lines, what)
    }
}

fn ids<'a>(lines: &'a [(String, u32)], what: &str) -> Vec<&'a str> {
    let named = lines.iter().filter_map(|(key, _)| key.split_once(' '));
    named.filter(|(kind, _)| *kind == what).map(|(_, id)| id).collect()
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// The word for a weekday.
pub(crate) fn weekday(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, d)| *d == day).map_or("monday", |(word, _)| word)
}

/// Reads `centre.toml`; `None` when something that everything else needs is unusable.
pub(crate) fn read(file: &str, text: &str, faults: &mut Faults) -> Option<Frame> {
    let doc = Document::parse(file, text, faults);
    let root = doc.root();
    let name = root.need("name").and_then(|v| v.text());
    let zone = zone(&root);
    let currency = currency(&root);
    let interval = interval(&root);
    let week_start = root.need("week_start").and_then(|v| v.word(&WEEKDAYS));
    let grid = interval.unwrap_or(Minutes(1));
    let mut lines = Vec::new();
    let templates = contracts::templates(&root, grid, &mut lines);
    let contracts = contracts::contracts(&root, &templates, &mut lines);
    let queues = queues::queues(&root, grid, &mut lines);
    let arrangements = arrangements::read(&root, &queues, zone);
    let holidays = root.get("statutory_holidays").and_then(|v| v.list()).unwrap_or_default();
    let statutory = holidays.iter().filter_map(super::document::Value::date).collect();
    root.finish();
    Some(Frame {
        // what is missing here is a fault already, and no reason not to read the other files
        name: name.unwrap_or_default().to_owned(),
        zone: zone?,
        currency: currency.unwrap_or(Currency::CNY),
        interval: interval?,
        week_start: week_start.unwrap_or(Weekday::Mon),
        queues,
        contracts,
        templates,
        statutory,
        arrangements,
        lines,
    })
}

fn zone(root: &Section<'_>) -> Option<Tz> {
    let value = root.need("timezone")?;
    let zone = value.text()?.parse().ok();
    if zone.is_none() {
        value.fault(codes::ZONE_UNKNOWN, "this is not a time zone");
    }
    zone
}

fn currency(root: &Section<'_>) -> Option<Currency> {
    let value = root.need("currency")?;
    let currency = Currency::new(value.text()?);
    if currency.is_none() {
        let cause = "this is not a currency with 100 minor units";
        value.fault_with(codes::ZONE_UNKNOWN, cause, "use three letters such as CNY or EUR");
    }
    currency
}

fn interval(root: &Section<'_>) -> Option<Minutes> {
    let value = root.need("interval_minutes")?;
    let interval = Minutes(i64::from(value.whole(1, 60)?));
    // any day without a clock change will do to ask whether the interval fits
    let day = NaiveDate::default();
    match Grid::new(chrono_tz::UTC, day, 1, interval) {
        Ok(_) => Some(interval),
        Err(error) => {
            value.fault_with(codes::KEY_RANGE, &error, error.cure());
            None
        }
    }
}

/// An id of a section, which no earlier one may have.
fn own_id<'a>(
    section: &Section<'a>,
    what: &str,
    lines: &mut Vec<(String, u32)>,
) -> Option<&'a str> {
    let value = section.need("id")?;
    let id = value.id()?;
    let key = format!("{what} {id}");
    if let Some((_, line)) = lines.iter().find(|(k, _)| *k == key) {
        value.fault(codes::ID_TWICE, format!("{what} `{id}` is defined on line {line} already"));
        return None;
    }
    lines.push((key, section.line()));
    Some(id)
}

/// Faults for a file that is not there.
pub(crate) fn missing(file: &str, faults: &mut Faults) {
    let cure = "create it, or give the folder that holds it";
    faults.add_with(Place::file(file), codes::READ_FAILED, "there is no such file", cure);
}
