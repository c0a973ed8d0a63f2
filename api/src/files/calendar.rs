//! `calendar.csv`: holidays, make-up workdays, promotions, closures, events.
//!
//! ```text
//! start,end,name,kind,phase,queue,effect,value,class,intensity,confidence,statutory
//! ```
//! An `end` without a clock time means the whole of that day. `statutory` marks holidays on which
//! work earns the holiday multiplier.

use super::agents::{float, nearest};
use super::codes;
use super::fault::Faults;
use super::line::{Edge, Line};
use super::number::clip;
use super::records::quote;
use super::table::Table;
use super::time::Clock;
use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::{Calendar, Confidence, Effect, Event, EventKind, Phase, QueueId};
use std::collections::BTreeSet;
use std::fmt::Write;

/// No stated effect is larger: a factor or a number of contacts.
const LARGEST: f64 = 1e7;

const NEEDED: [&str; 4] = ["start", "end", "name", "kind"];
const KNOWN: [&str; 8] =
    ["phase", "queue", "effect", "value", "class", "intensity", "confidence", "statutory"];

const KINDS: [(&str, EventKind); 5] = [
    ("holiday", EventKind::Holiday),
    ("makeup_workday", EventKind::MakeupWorkday),
    ("promotion", EventKind::Promotion),
    ("closure", EventKind::Closure),
    ("event", EventKind::Event),
];
const PHASES: [(&str, Phase); 5] = [
    ("presale", Phase::Presale),
    ("opening", Phase::Opening),
    ("main", Phase::Main),
    ("tail", Phase::Tail),
    ("returns", Phase::Returns),
];
const EFFECTS: [(&str, &str); 4] = [
    ("automatic", "automatic"),
    ("relative", "relative"),
    ("absolute", "absolute"),
    ("closed", "closed"),
];
const SURENESS: [(&str, Confidence); 2] =
    [("firm", Confidence::Firm), ("rough", Confidence::Rough)];

/// The calendar, the statutory holidays it marks, and the line of every event.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) calendar: Calendar,
    pub(crate) statutory: BTreeSet<NaiveDate>,
    pub(crate) lines: Vec<u32>,
}

/// Reads a calendar.
pub(crate) fn read(table: &Table, queues: &[&str], clock: &Clock, faults: &mut Faults) -> Read {
    let mut read = Read::default();
    if !table.expect(&NEEDED, &KNOWN, faults) {
        return read;
    }
    for row in &table.rows {
        let mut line = Line::new(table, row, faults);
        let event = event(&mut line, queues, clock);
        let marked = line.flag("statutory").unwrap_or(false);
        if let Some(event) = line.keep(event) {
            if marked {
                read.statutory.extend(dates(&event).take(366));
            }
            read.calendar.events.push(event);
            read.lines.push(row.line);
        }
    }
    read
}

fn event(line: &mut Line<'_, '_>, queues: &[&str], clock: &Clock) -> Option<Event> {
    for name in NEEDED {
        line.needed(name);
    }
    let start = line.civil("start", Edge::Start, clock);
    let end = line.civil("end", Edge::End, clock);
    ordered(line, start, end);
    let kind = line.word("kind", &KINDS);
    let phase = line.word("phase", &PHASES);
    if phase.is_some() && kind.is_some_and(|k| k != EventKind::Promotion) {
        line.fault("phase", codes::EVENT_PHASE, "only a promotion has phases");
    }
    let queue = line.text("queue").map(QueueId::new);
    if let Some(queue) = &queue
        && !queues.contains(&queue.as_str())
    {
        let cause = format!("queue `{}` is not in centre.toml", clip(queue.as_str()));
        line.fault_with("queue", codes::EVENT_QUEUE, cause, nearest(queue.as_str(), queues));
    }
    let effect = effect(line, kind);
    let name = line.text("name");
    let class = line.text("class").or(name).map(str::to_owned);
    let intensity = line.number_within("intensity", 0.0, f64::MAX).unwrap_or(1.0);
    let confidence = line.word("confidence", &SURENESS).unwrap_or_default();
    Some(Event {
        start: start?,
        end: end?,
        name: name?.to_owned(),
        class: class?,
        kind: kind?,
        phase,
        queue,
        effect: effect?,
        intensity,
        confidence,
    })
}

fn ordered(line: &mut Line<'_, '_>, start: Option<NaiveDateTime>, end: Option<NaiveDateTime>) {
    if let (Some(start), Some(end)) = (start, end)
        && end <= start
    {
        let cause = format!("the event ends {end}, not after it begins {start}");
        line.fault("end", codes::EVENT_ORDER, cause);
    }
}

/// The effect with its value; an empty effect is `closed` for closures and `automatic` otherwise.
fn effect(line: &mut Line<'_, '_>, kind: Option<EventKind>) -> Option<Effect> {
    let closure = kind == Some(EventKind::Closure);
    let word = line.word("effect", &EFFECTS);
    if word.is_none() && line.text("effect").is_some() {
        return None;
    }
    let word = word.unwrap_or(if closure { "closed" } else { "automatic" });
    let value = line.number_within("value", 0.0, LARGEST);
    let given = line.text("value").is_some();
    match (word, given) {
        ("relative", true) => value.map(Effect::Relative),
        ("absolute", true) => value.map(Effect::Absolute),
        ("closed", false) => Some(Effect::Closed),
        ("automatic", false) => Some(Effect::Automatic),
        (word, true) => {
            let cause = format!("an effect that is {word} has no value");
            line.fault("value", codes::EVENT_EFFECT, cause);
            None
        }
        (word, false) => {
            let cause = format!("an effect that is {word} needs a value");
            line.fault("value", codes::EVENT_EFFECT, cause);
            None
        }
    }
}

/// The dates an event touches.
fn dates(event: &Event) -> impl Iterator<Item = NaiveDate> + use<> {
    let (first, end) = (event.start.date(), event.end);
    let day = move |n: u64| first.checked_add_days(Days::new(n));
    (0..).map_while(day).take_while(move |d| d.and_time(chrono::NaiveTime::MIN) < end)
}

/// The file of `calendar`, and the statutory holidays that none of its events can carry.
pub(crate) fn write(calendar: &Calendar, statutory: &[NaiveDate]) -> (String, Vec<NaiveDate>) {
    let all: BTreeSet<NaiveDate> = statutory.iter().copied().collect();
    let mut left = all.clone();
    let mut text = [&NEEDED[..], &KNOWN[..]].concat().join(",");
    text.push('\n');
    for event in &calendar.events {
        let holiday = event.kind == EventKind::Holiday;
        let marked = holiday && dates(event).take(366).all(|d| all.contains(&d));
        if marked {
            left.retain(|d| !dates(event).any(|held| held == *d));
        }
        let _ = writeln!(text, "{}", event_line(event, marked));
    }
    (text, left.into_iter().collect())
}

fn event_line(event: &Event, statutory: bool) -> String {
    let words = event_words(event);
    let class = if event.class == event.name { "" } else { &event.class };
    let cells = [
        event.start.format("%Y-%m-%dT%H:%M").to_string().into(),
        event.end.format("%Y-%m-%dT%H:%M").to_string().into(),
        quote(&event.name),
        words.kind.into(),
        words.phase.unwrap_or_default().into(),
        quote(event.queue.as_ref().map_or("", QueueId::as_str)),
        words.effect.into(),
        words.value.map(|v| v.to_string()).unwrap_or_default().into(),
        quote(class),
        float(event.intensity).into(),
        words.confidence.into(),
        if statutory { "yes" } else { "" }.into(),
    ];
    cells.join(",")
}

/// The words for an event's kind, phase and effect, the effect's value, and its confidence.
pub(crate) fn event_words(event: &Event) -> EventWords {
    let (effect, value) = match event.effect {
        Effect::Automatic => ("automatic", None),
        Effect::Closed => ("closed", None),
        Effect::Relative(v) => ("relative", Some(v)),
        Effect::Absolute(v) => ("absolute", Some(v)),
    };
    EventWords {
        kind: word_of(&KINDS, &event.kind),
        phase: event.phase.map(|p| word_of(&PHASES, &p)),
        effect,
        value,
        confidence: word_of(&SURENESS, &event.confidence),
    }
}

/// What [`event_words`] tells.
pub(crate) struct EventWords {
    pub(crate) kind: &'static str,
    pub(crate) phase: Option<&'static str>,
    pub(crate) effect: &'static str,
    pub(crate) value: Option<f64>,
    pub(crate) confidence: &'static str,
}

/// The word that stands for `value` in a file.
pub(crate) fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, v)| v == value).map_or("", |(word, _)| word)
}
