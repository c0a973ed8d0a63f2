//! Rows to a history: every check on what a row says, whichever reader it comes from.

use crate::files::centre::Frame;
use crate::files::codes::{self, Code};
use crate::files::fault::{Faults, Place};
use crate::files::number::clip;
use crate::files::table::alike;
use crate::files::time::{Clock, Placed, Written, moment_text};
use chrono::Datelike;
use chrono_tz::Tz;
use domain::{
    ClockTime, Contacts, History, IntervalRecord, Minutes, Moment, QueueHistory, QueueId, Seconds,
};
use std::collections::HashMap;

/// One row as read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raw<'a> {
    pub(crate) line: u32,
    pub(crate) at: Written,
    pub(crate) queue: &'a str,
    pub(crate) offered: f64,
    pub(crate) aht: Option<f64>,
    pub(crate) answered: Option<f64>,
    pub(crate) abandoned: Option<f64>,
    pub(crate) within: Option<f64>,
}

impl Default for Raw<'_> {
    fn default() -> Self {
        let at = Written::Fixed(Moment(0));
        Self {
            line: 0,
            at,
            queue: "",
            offered: 0.0,
            aht: None,
            answered: None,
            abandoned: None,
            within: None,
        }
    }
}

/// The rows read so far, by queue.
#[derive(Debug)]
pub(crate) struct Collector<'a> {
    file: String,
    interval: Minutes,
    pub(super) clock: Clock,
    index: HashMap<&'a str, usize>,
    queues: Vec<(QueueId, Vec<IntervalRecord>, Vec<u32>)>,
    last: usize,
    /// Local times that clocks show twice, met once so far.
    pending: HashMap<(usize, Moment), u32>,
}

/// No interval has more contacts, and no contact takes more seconds: four months.
const MOST: f64 = 1e7;

/// Years in which contacts can have come; a typing error beyond them would make a gap of centuries.
const YEARS: std::ops::Range<i32> = 1970..2200;

type Complaints = Vec<(&'static str, Code, String)>;

impl<'a> Collector<'a> {
    pub(super) fn new(file: &str, frame: &'a Frame) -> Self {
        Self::with_ids(file, &frame.ids("queue"), frame.zone, frame.interval)
    }

    pub(crate) fn with_ids(file: &str, ids: &[&'a str], zone: Tz, interval: Minutes) -> Self {
        Self {
            file: file.into(),
            interval,
            clock: Clock::new(zone),
            index: ids.iter().copied().zip(0..).collect(),
            queues: ids.iter().map(|id| (QueueId::new(id), Vec::new(), Vec::new())).collect(),
            last: 0,
            pending: HashMap::new(),
        }
    }

    /// The file as faults call it.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// Takes a row in, or says everything that is wrong with it.
    pub(crate) fn push(&mut self, raw: &Raw<'_>) -> Complaints {
        let mut wrong = Vec::new();
        let queue = self.queue_of(raw.queue);
        if queue.is_none() {
            self.stranger(raw.queue, &mut wrong);
        }
        let at = self.moment(raw, queue, &mut wrong);
        counts(raw, &mut wrong);
        let refused = wrong.iter().any(|(_, code, _)| code.id.starts_with('E'));
        if let (Some(queue), Some(at), false) = (queue, at, refused) {
            let (_, records, lines) = &mut self.queues[queue];
            records.push(IntervalRecord {
                at,
                offered: Contacts(raw.offered),
                aht: raw.aht.map(Seconds),
                answered: raw.answered.map(Contacts),
                abandoned: raw.abandoned.map(Contacts),
                answered_within: raw.within.map(Contacts),
            });
            lines.push(raw.line);
        }
        wrong
    }

    /// Says what is wrong with the readable part of a row that cannot be taken in, because its
    /// time, queue or count cannot be read: those were named already.
    pub(crate) fn rest_of(&mut self, queue: Option<&str>, raw: &Raw<'_>) -> Complaints {
        let mut wrong = Vec::new();
        if let Some(name) = queue.filter(|name| self.queue_of(name).is_none()) {
            self.stranger(name, &mut wrong);
        }
        counts(raw, &mut wrong);
        wrong
    }

    fn stranger(&self, name: &str, wrong: &mut Complaints) {
        let known: Vec<&str> = self.index.keys().copied().collect();
        let near = alike(name, &known).map(|n| format!("; did you mean `{n}`?"));
        let (name, near) = (clip(name), near.unwrap_or_default());
        let cause = format!("queue `{name}` is not in centre.toml{near}");
        wrong.push(("queue", codes::HISTORY_QUEUE, cause));
    }

    fn queue_of(&mut self, name: &str) -> Option<usize> {
        if self.queues.get(self.last).is_some_and(|q| q.0.as_str() == name) {
            return Some(self.last);
        }
        self.last = *self.index.get(name)?;
        Some(self.last)
    }

    fn moment(
        &mut self,
        raw: &Raw<'_>,
        queue: Option<usize>,
        wrong: &mut Complaints,
    ) -> Option<Moment> {
        let name = "interval_start";
        let local = match raw.at {
            Written::Day(day) => day.and_time(chrono::NaiveTime::MIN),
            Written::Local(local) => local,
            Written::Fixed(at) => at.local(self.clock.zone()),
        };
        if !YEARS.contains(&local.year()) {
            let cause = format!("`{}` lies far from any day with contacts", local.date());
            wrong.push((name, codes::TIME_BAD, cause));
            return None;
        }
        let minutes = i64::from(ClockTime::of(local).0);
        if minutes % self.interval.0 != 0 {
            let cause = format!("{local} does not begin an interval of {}", self.interval);
            wrong.push((name, codes::OFF_GRID, cause));
            return None;
        }
        if let Written::Fixed(at) = raw.at {
            return Some(at);
        }
        match self.clock.place(local) {
            Placed::Once(at) => Some(at),
            Placed::Twice(first, second) => {
                let key = (queue?, first);
                if self.pending.remove(&key).is_some() {
                    return Some(second);
                }
                self.pending.insert(key, raw.line);
                Some(first)
            }
            Placed::Never => {
                let cause = format!("clocks in {} skip {local}", self.clock.zone());
                wrong.push((name, codes::TIME_SKIPPED, cause));
                None
            }
        }
    }

    /// The history in the order of the centre's queues, each by time; names what is there twice.
    pub(crate) fn finish(mut self, faults: &mut Faults) -> History {
        self.name_lonely(faults);
        let mut queues = Vec::with_capacity(self.queues.len());
        for (queue, mut records, mut lines) in std::mem::take(&mut self.queues) {
            if !records.is_sorted_by_key(|r| r.at) {
                let mut order: Vec<usize> = (0..records.len()).collect();
                order.sort_by_key(|n| records[*n].at);
                records = order.iter().map(|n| records[*n]).collect();
                lines = order.iter().map(|n| lines[*n]).collect();
            }
            for n in 1..records.len() {
                if records[n].at == records[n - 1].at {
                    let at = moment_text(records[n].at, &mut self.clock);
                    let cause = format!("`{queue}` has {at} on line {} already", lines[n - 1]);
                    faults.add(Place::line(&self.file, lines[n]), codes::INTERVAL_TWICE, cause);
                }
            }
            records.shrink_to_fit();
            queues.push(QueueHistory { queue, records });
        }
        History { interval: self.interval, queues }
    }

    /// Warns of local times that clocks show twice and the file has once.
    pub(super) fn name_lonely(&self, faults: &mut Faults) {
        for ((queue, first), line) in &self.pending {
            let local = first.local(self.clock.zone());
            let queue = &self.queues[*queue].0;
            let cause = format!("{local} comes twice, `{queue}` has it once; the first is taken");
            faults.add(Place::line(&self.file, *line), codes::TIME_TWICE, cause);
        }
    }
}

/// Checks what a row counts.
fn counts(raw: &Raw<'_>, wrong: &mut Complaints) {
    let all = [
        ("offered", Some(raw.offered)),
        ("aht_seconds", raw.aht),
        ("answered", raw.answered),
        ("abandoned", raw.abandoned),
        ("answered_within", raw.within),
    ];
    for (name, value) in all.into_iter().filter_map(|(n, v)| v.map(|v| (n, v))) {
        if !value.is_finite() {
            wrong.push((name, codes::NUMBER_BAD, format!("`{name}` is not a finite number")));
        } else if value < 0.0 {
            let cause = format!("`{name}` is {value} and must be at least 0");
            wrong.push((name, codes::NUMBER_RANGE, cause));
        } else if value > MOST {
            let cause = format!("`{name}` is {value:e}, more than any centre has in an interval");
            wrong.push((name, codes::NUMBER_RANGE, cause));
        }
    }
    let handled = raw.answered.unwrap_or(0.0) + raw.abandoned.unwrap_or(0.0);
    if handled > raw.offered + 1e-6 && raw.offered >= 0.0 {
        let cause = format!("{handled} answered and abandoned, {} offered", raw.offered);
        wrong.push(("offered", codes::COUNTS_ODD, cause));
    }
    if let (Some(within), Some(answered)) = (raw.within, raw.answered)
        && within > answered + 1e-6
    {
        let cause = format!("{within} answered in time, {answered} answered");
        wrong.push(("answered_within", codes::COUNTS_ODD, cause));
    }
    if raw.aht == Some(0.0) && raw.answered.unwrap_or(raw.offered) > 0.0 {
        wrong.push(("aht_seconds", codes::COUNTS_ODD, "contacts were handled in no time".into()));
    }
}
