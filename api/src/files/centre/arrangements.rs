//! `[[pools]]`, `[[backlog]]` and `[[newcomers]]` of `centre.toml`.
//!
//! ```toml
//! [[pools]]                                    # the same people serve these at the same time
//! queues = ["urgent_chat", "chat"]
//! order = "listed"                             # the first is answered first; or "arrival"
//!
//! [[backlog]]                                  # tickets that wait when the horizon begins
//! queue = "mail"
//! contacts = 120
//! due = "2025-11-11 12:00"
//!
//! [[newcomers]]                                # a queue without a past of its own
//! queue = "live_shop"
//! like = "presales_chat"
//! ratio = 0.4                                  # its contacts for each of the other's
//! ```

use crate::files::agents::{float, nearest};
use crate::files::codes;
use crate::files::document::{Section, Value, toml_text};
use crate::files::number::clip;
use crate::files::time::{Clock, Placed, Written, moment_text, parse};
use chrono_tz::Tz;
use domain::{
    Arrangements, Channel, Contacts, Moment, Newcomer, Order, Pool, Queue, QueueId, Waiting,
};
use std::fmt::Write;

const ORDERS: [(&str, Order); 2] = [("arrival", Order::Arrival), ("listed", Order::AsListed)];

/// Everything that is arranged between `queues`.
pub(super) fn read(root: &Section<'_>, queues: &[Queue], zone: Option<Tz>) -> Arrangements {
    let sections = |key| root.get(key).map(|v: Value<'_>| v.sections()).unwrap_or_default();
    let mut pooled: Vec<QueueId> = Vec::new();
    let pools = sections("pools");
    let pools = pools.iter().filter_map(|s| pool(s, queues, &mut pooled)).collect();
    let backlog = sections("backlog");
    let backlog = backlog.iter().filter_map(|s| waiting(s, queues, zone)).collect();
    let newcomers = sections("newcomers");
    let newcomers = newcomers.iter().filter_map(|s| newcomer(s, queues)).collect();
    Arrangements { pools, backlog, newcomers, drivers: Vec::new() }
}

/// The queue that a value names.
fn queue<'q>(value: &Value<'_>, queues: &'q [Queue]) -> Option<&'q Queue> {
    let id = value.text()?;
    let found = queues.iter().find(|q| q.id.as_str() == id);
    if found.is_none() {
        let known: Vec<&str> = queues.iter().map(|q| q.id.as_str()).collect();
        let cause = format!("there is no queue `{}`", clip(id));
        value.fault_with(codes::ID_UNKNOWN, cause, nearest(id, &known));
    }
    found
}

fn pool(s: &Section<'_>, queues: &[Queue], pooled: &mut Vec<QueueId>) -> Option<Pool> {
    let value = s.need("queues");
    let order = s.get("order").map_or(Some(Order::Arrival), |v| v.word(&ORDERS));
    s.finish();
    let value = value?;
    let mut members = Vec::new();
    for item in value.list()? {
        let queue = queue(&item, queues)?;
        if queue.channel == Channel::Ticket {
            item.fault(codes::KEY_RANGE, "tickets are not answered live and cannot be pooled");
            return None;
        }
        if pooled.contains(&queue.id) {
            item.fault(codes::ID_TWICE, "this queue is pooled already");
            return None;
        }
        pooled.push(queue.id.clone());
        members.push(queue.id.clone());
    }
    if members.len() < 2 {
        value.fault(codes::KEY_RANGE, "a pool has at least two queues");
        return None;
    }
    Some(Pool { queues: members, order: order? })
}

fn waiting(s: &Section<'_>, queues: &[Queue], zone: Option<Tz>) -> Option<Waiting> {
    let named = s.need("queue");
    let queue = named.as_ref().and_then(|v| queue(v, queues));
    let contacts = s.need("contacts").and_then(|v| v.number(0.0, 1e9));
    let due = s.need("due").and_then(|v| moment(&v, zone?));
    s.finish();
    let queue = queue?;
    if queue.channel != Channel::Ticket {
        named?.fault(codes::KEY_RANGE, "only tickets wait for days; this queue is answered live");
        return None;
    }
    Some(Waiting { queue: queue.id.clone(), contacts: Contacts(contacts?), due: due? })
}

fn moment(value: &Value<'_>, zone: Tz) -> Option<Moment> {
    let text = value.text()?;
    let local = match parse(text) {
        Ok(Written::Fixed(moment)) => return Some(moment),
        Ok(Written::Local(local)) => local,
        Ok(Written::Day(day)) => day.and_time(chrono::NaiveTime::MIN),
        Err(error) => {
            value.fault(codes::TIME_BAD, error.cause(text));
            return None;
        }
    };
    match Clock::new(zone).place(local) {
        Placed::Once(moment) | Placed::Twice(moment, _) => Some(moment),
        Placed::Never => {
            value.fault(codes::TIME_SKIPPED, format!("clocks in {zone} skip {local}"));
            None
        }
    }
}

fn newcomer(s: &Section<'_>, queues: &[Queue]) -> Option<Newcomer> {
    let own = s.need("queue").and_then(|v| queue(&v, queues));
    let like = s.need("like").and_then(|v| queue(&v, queues));
    let ratio = s.need("ratio").and_then(|v| v.number(1e-6, 1e6));
    s.finish();
    let (own, like) = (own?, like?);
    if own.id == like.id {
        s.fault(codes::KEY_RANGE, "a queue cannot be like itself");
        return None;
    }
    Some(Newcomer { queue: own.id.clone(), like: like.id.clone(), ratio: ratio? })
}

/// The sections of `centre.toml`.
pub(crate) fn write(arrangements: &Arrangements, zone: Tz) -> String {
    let mut t = String::new();
    for pool in &arrangements.pools {
        let queues: Vec<String> = pool.queues.iter().map(|id| toml_text(id.as_str())).collect();
        let order = ORDERS.iter().find(|(_, order)| *order == pool.order).map_or("", |(w, _)| w);
        let _ = writeln!(t, "\n[[pools]]\nqueues = [{}]", queues.join(", "));
        let _ = writeln!(t, "order = \"{order}\"");
    }
    let mut clock = Clock::new(zone);
    for one in &arrangements.backlog {
        let (queue, due) = (toml_text(one.queue.as_str()), moment_text(one.due, &mut clock));
        let _ = writeln!(t, "\n[[backlog]]\nqueue = {queue}");
        let _ = writeln!(t, "contacts = {}\ndue = \"{due}\"", float(one.contacts.0));
    }
    for one in &arrangements.newcomers {
        let (queue, like) = (toml_text(one.queue.as_str()), toml_text(one.like.as_str()));
        let _ = writeln!(t, "\n[[newcomers]]\nqueue = {queue}\nlike = {like}");
        let _ = writeln!(t, "ratio = {}", float(one.ratio));
    }
    t
}
