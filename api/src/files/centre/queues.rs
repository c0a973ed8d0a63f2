//! `[[queues]]` of `centre.toml`.

use super::{hours, own_id, targets};
use crate::files::codes;
use crate::files::document::Section;
use domain::{Channel, Minutes, Queue, Seconds, Share, Shortage};

/// What a queue's `channel` may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Phone,
    Chat,
    Ticket,
}

const CHANNELS: [(&str, Kind); 3] =
    [("phone", Kind::Phone), ("chat", Kind::Chat), ("ticket", Kind::Ticket)];

/// Every queue that could be understood.
pub(super) fn queues(
    root: &Section<'_>,
    interval: Minutes,
    lines: &mut Vec<(String, u32)>,
) -> Vec<Queue> {
    let Some(value) = root.need("queues") else { return Vec::new() };
    let sections = value.sections();
    if sections.is_empty() {
        value.fault(codes::KEY_RANGE, "a centre has at least one queue");
    }
    sections.iter().filter_map(|s| queue(s, interval, lines)).collect()
}

fn queue(s: &Section<'_>, interval: Minutes, lines: &mut Vec<(String, u32)>) -> Option<Queue> {
    let id = own_id(s, "queue", lines);
    let name = s.get("name").map_or(id, |v| v.text());
    let channel = channel(s);
    let hours = s.need("hours").and_then(|v| hours::read(&v, interval));
    let listed = s.need("targets").and_then(|v| v.list()).unwrap_or_default();
    let read = listed.iter().map(|v| targets::read(v, channel.as_ref()));
    let targets = read.collect::<Option<Vec<_>>>();
    let patience = s.get("patience_seconds").map(|v| v.number(1e-3, 1e7).map(Seconds));
    let shrinkage = s.need("shrinkage").and_then(|v| v.share());
    if shrinkage.is_some_and(|share| share.get() >= 1.0) {
        s.fault(codes::KEY_RANGE, "a shrinkage of 1 leaves nobody at work");
    }
    let max_occupancy = s.get("max_occupancy").map(|v| v.share());
    if max_occupancy.flatten().is_some_and(|share| share.get() == 0.0) {
        s.fault(codes::KEY_RANGE, "a max_occupancy of 0 lets nobody work");
    }
    let shortage = s.need("shortage").and_then(|v| v.section()).and_then(|s| shortage(&s));
    s.finish();
    Some(Queue {
        id: id?.into(),
        name: name?.to_owned(),
        channel: channel?,
        hours: hours?,
        targets: targets?,
        patience: whole(patience)?,
        shrinkage: shrinkage?,
        max_occupancy: whole(max_occupancy)?,
        shortage: shortage?,
    })
}

/// A value that may be absent but not wrong.
fn whole<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(None) => None,
        Some(found) => Some(found),
    }
}

fn channel(s: &Section<'_>) -> Option<Channel> {
    let kind = s.need("channel")?.word(&CHANNELS)?;
    if kind == Kind::Phone {
        return Some(Channel::Phone);
    }
    if kind == Kind::Ticket {
        return Some(Channel::Ticket);
    }
    let concurrency = s.need("concurrency").and_then(|v| v.whole(1, 50));
    let speed = s.need("speed").and_then(|value| {
        let rates =
            value.list()?.iter().map(|v| v.number(1e-9, 1e6)).collect::<Option<Vec<_>>>()?;
        let first = rates.first().is_some_and(|r| (*r - 1.0).abs() < 1e-9);
        let cause = match concurrency {
            Some(n) if rates.len() != n as usize => {
                format!("this has {} rates, not {n}", rates.len())
            }
            _ if !first => "the first rate is 1: one chat at a time".into(),
            _ if rates.windows(2).any(|w| w[1] < w[0]) => "rates never fall".into(),
            _ => return Some(rates),
        };
        let cure = "give one rate per number of open chats, such as [1.0, 1.7, 2.1]";
        value.fault_with(codes::KEY_RANGE, cause, cure);
        None
    });
    let most = f64::from(concurrency.unwrap_or(50));
    let measured_at = s.need("measured_at").and_then(|v| v.number(1.0, most));
    Some(Channel::Chat { concurrency: concurrency?, speed: speed?, measured_at: measured_at? })
}

fn shortage(s: &Section<'_>) -> Option<Shortage> {
    let light = s.need("light").and_then(|v| v.money());
    let light_share = s.get("light_share").map_or(Some(Share::ALL), |v| v.share());
    let heavy = s.get("heavy").map_or(light, |v| v.money());
    if let (Some(light), Some(heavy)) = (light, heavy)
        && heavy < light
    {
        s.fault(codes::KEY_RANGE, "`heavy` is at least `light`");
    }
    s.finish();
    Some(Shortage { light: light?, light_share: light_share?, heavy: heavy? })
}
