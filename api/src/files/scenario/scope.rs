//! Where a change holds, and the names it uses.

use super::{World, items};
use crate::files::agents::nearest;
use crate::files::codes;
use crate::files::document::{Section, Value};
use crate::files::number::{clip, decimal};
use chrono::NaiveDate;
use domain::{ContractId, QueueId};
use scenarios::change::Scope;

/// `queues`, `dates` and `hours` of a change.
pub(super) fn scope(s: &Section<'_>, world: &World<'_>) -> Option<Scope> {
    let queues = queues(s, world);
    let days = days(s);
    let hours = match s.get("hours") {
        None => Some(None),
        Some(value) => value.window().map(Some),
    };
    Some(Scope { queues: queues?, days: days?, hours: hours? })
}

/// `queues`: ids of the centre's queues; none means all.
pub(super) fn queues(s: &Section<'_>, world: &World<'_>) -> Option<Vec<QueueId>> {
    let Some(value) = s.get("queues") else { return Some(Vec::new()) };
    let ids = items(&value).into_iter();
    ids.map(|v| known(&v, &world.queues, "queue").map(QueueId::new)).collect()
}

/// `contracts`: ids of the centre's contracts; none means all.
pub(super) fn contracts(s: &Section<'_>, world: &World<'_>) -> Option<Vec<ContractId>> {
    let Some(value) = s.get("contracts") else { return Some(Vec::new()) };
    let ids = items(&value).into_iter();
    ids.map(|v| known(&v, &world.contracts, "contract").map(ContractId::new)).collect()
}

/// A text that is one of the ids known.
pub(super) fn known<'a>(value: &Value<'a>, ids: &[&str], what: &str) -> Option<&'a str> {
    let text = value.text()?;
    if ids.contains(&text) {
        return Some(text);
    }
    let cause = format!("`{}` is not a {what} of centre.toml", clip(text));
    value.fault_with(codes::ID_UNKNOWN, cause, nearest(text, ids));
    None
}

/// `dates`: one day, or the first and the last.
pub(super) fn days(s: &Section<'_>) -> Option<Option<(NaiveDate, NaiveDate)>> {
    let Some(value) = s.get("dates") else { return Some(None) };
    let days: Option<Vec<NaiveDate>> = items(&value).iter().map(Value::date).collect();
    match days?.as_slice() {
        [day] => Some(Some((*day, *day))),
        [first, last] if first <= last => Some(Some((*first, *last))),
        [_, _] => {
            value.fault(codes::KEY_RANGE, "the last day is before the first");
            None
        }
        _ => {
            value.fault(codes::KEY_RANGE, "give one day, or the first and the last");
            None
        }
    }
}

/// Skills as `agents.csv` has them: `presales_chat:0.8|phone`.
pub(super) fn skills(value: &Value<'_>, world: &World<'_>) -> Option<Vec<(QueueId, f64)>> {
    let mut skills: Vec<(QueueId, f64)> = Vec::new();
    for part in value.text()?.split('|').map(str::trim) {
        let (queue, speed) = part.rsplit_once(':').unwrap_or((part, "1"));
        if !world.queues.contains(&queue) {
            let cause = format!("skill `{}` is not a queue of centre.toml", clip(queue));
            value.fault_with(codes::ID_UNKNOWN, cause, nearest(queue, &world.queues));
            return None;
        }
        let speed = decimal(speed, false).ok().filter(|e| *e > 0.0 && *e <= 10.0);
        let Some(speed) = speed else {
            let cause = format!("skill `{}` has no speed above 0 and at most 10", clip(part));
            value.fault_with(codes::KEY_RANGE, cause, "write skills as `queue:1.0|other:0.8`");
            return None;
        };
        if skills.iter().any(|(known, _)| known.as_str() == queue) {
            value.fault(codes::ID_TWICE, format!("skill `{}` is given twice", clip(queue)));
            return None;
        }
        skills.push((QueueId::new(queue), speed));
    }
    Some(skills)
}
