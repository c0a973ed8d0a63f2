//! Changes of promotions: `promotion = "Double 11"` and what happens to it.

use super::World;
use super::scope::queues;
use crate::files::codes;
use crate::files::document::{Section, Value};
use crate::files::time::{Written, parse};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use domain::{Confidence, Effect, Event, EventKind, Phase};
use scenarios::change::{Change, Promotion, PromotionPick, Scope, What};

const KINDS: [(&str, EventKind); 4] = [
    ("promotion", EventKind::Promotion),
    ("holiday", EventKind::Holiday),
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

fn pick(s: &Section<'_>) -> Option<PromotionPick> {
    let name = s.need("promotion").and_then(|v| v.text());
    let phase = match s.get("phase") {
        None => Some(None),
        Some(value) => value.word(&PHASES).map(Some),
    };
    Some(PromotionPick { name: name?.to_owned(), phase: phase? })
}

/// What a promotion adds, so many times over.
pub(super) fn bigger(s: &Section<'_>, times: f64) -> Option<Change> {
    let promotion = Promotion { pick: pick(s)?, what: What::Bigger(times) };
    Some(Change::Promotion(Box::new(promotion)))
}

pub(super) fn read(s: &Section<'_>, world: &World<'_>) -> Option<Change> {
    let pick = pick(s);
    let what = if s.get("start").is_some() || s.get("end").is_some() {
        added(s, pick.as_ref(), world)
    } else if s.get("move_hours").is_some() || s.get("move_days").is_some() {
        moved(s)
    } else if let Some(value) = s.get("cancelled") {
        match value.flag() {
            Some(true) => Some(What::Cancelled),
            Some(false) => {
                value.fault(codes::KEY_RANGE, "leave the change out instead");
                None
            }
            None => None,
        }
    } else if let Some(value) = s.get("times") {
        value.number(0.0, 100.0).map(What::Bigger)
    } else {
        let cause = "say what happens: times, move_hours or move_days, cancelled, or start and end";
        s.fault(codes::CHANGE_BAD, cause);
        None
    };
    Some(Change::Promotion(Box::new(Promotion { pick: pick?, what: what? })))
}

fn moved(s: &Section<'_>) -> Option<What> {
    let by = |key| s.get(key).map_or(Some(0.0), |v: Value<'_>| v.number(-1000.0, 1000.0));
    let (hours, days) = (by("move_hours"), by("move_days"));
    let minutes = hours? * 60.0 + days? * 1440.0;
    Some(What::Moved(TimeDelta::minutes(minutes.round() as i64)))
}

fn added(s: &Section<'_>, pick: Option<&PromotionPick>, world: &World<'_>) -> Option<What> {
    let start = s.need("start").and_then(|v| time(&v));
    let end = s.need("end").and_then(|v| time(&v));
    if let (Some(start), Some(end)) = (start, end)
        && end <= start
    {
        s.fault(codes::EVENT_ORDER, "the promotion ends before it begins");
        return None;
    }
    let queues = queues(s, world);
    if let Some(value) = s.get("times") {
        let times = value.number(0.0, 100.0);
        let scope = Scope { queues: queues?, ..Scope::default() };
        return Some(What::Stated { span: (start?, end?), scope, times: times? });
    }
    let kind = s.get("kind").map_or(Some(EventKind::Promotion), |v| v.word(&KINDS))?;
    let closed = kind == EventKind::Closure;
    let class = if closed { Some("closure") } else { s.need("class").and_then(|v| v.text()) };
    let intensity = s.get("intensity").map_or(Some(1.0), |v| v.number(0.01, 100.0));
    let pick = pick?;
    Some(What::Added(Event {
        start: start?,
        end: end?,
        name: pick.name.clone(),
        class: class?.to_owned(),
        kind,
        phase: pick.phase,
        queue: queues?.into_iter().next(),
        effect: if closed { Effect::Closed } else { Effect::Automatic },
        intensity: intensity?,
        confidence: Confidence::Rough,
    }))
}

/// `"2025-11-12 19:00"`, or a day.
fn time(value: &Value<'_>) -> Option<NaiveDateTime> {
    let text = value.moment_text()?;
    match parse(&text) {
        Ok(Written::Day(day)) => Some(day.and_time(NaiveTime::MIN)),
        Ok(Written::Local(local)) => Some(local),
        Ok(Written::Fixed(_)) => {
            value.fault(codes::KEY_TYPE, "give a civil time of the centre without an offset");
            None
        }
        Err(error) => {
            value.fault_with(codes::KEY_TYPE, error.cause(&text), "write \"2025-11-12 19:00\"");
            None
        }
    }
}
