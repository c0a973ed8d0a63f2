//! Opening hours: nobody is rostered to work on a live queue (phone, chat) that is closed; tickets
//! may be worked at any time.
//!
//! ```text
//! Formula   Σ length(stretches of s on q outside the hours of q) = 0    ∀ shift s, ∀ live queue q
//! Unit      hour begun on a closed queue, per shift and queue
//! ```
//!
//! A queue is open in its weekday windows, those that run past midnight included, and closed during
//! every calendar event that closes it ([`crate::Centre::open_spans`]). People may be at work
//! (idle, training, on another queue) while a queue is closed.

use super::crowd::inside;
use super::work::wrong_work;
use super::{Breach, Case, Law, hours_begun, say};
use crate::ids::QueueId;
use crate::moment::Span;
use crate::queue::Channel;
use crate::units::Minutes;
use std::collections::HashMap;

/// Live queues are worked only while open, by weekday hours and `closure` or `closed` events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithinOpeningHours;

impl Law for WithinOpeningHours {
    const NAME: &'static str = "opening_hours";
    const UNIT: &'static str = "hour";

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let (zone, hours) = (case.centre().zone, hours(case));
        let closed = |queue: &QueueId, span: Span| match hours.get(queue) {
            Some(open) => span.length() - inside(span, open).map(|o| o.length()).sum(),
            None => Minutes::ZERO,
        };
        let mut all = Vec::new();
        for person in case.people() {
            for duty in &person.duties {
                for work in wrong_work(duty.shift, closed) {
                    let (name, length) = (&person.agent.name, say::length(work.minutes));
                    let (queue, when) = (work.queue, say::span(work.span, zone));
                    let what =
                        format!("{name} works {length} on {queue} while it is closed, {when}");
                    all.push(Breach::by(person, work.span, hours_begun(work.minutes), what));
                }
            }
        }
        all
    }
}

/// When each live queue is open, as far as any shift of the roster reaches.
fn hours<'a>(case: &Case<'a>) -> HashMap<&'a QueueId, Vec<Span>> {
    let spans = || case.people().iter().flat_map(|p| &p.duties).map(|d| d.span);
    let start = spans().map(|s| s.start).min().unwrap_or(case.grid().horizon().start);
    let end = spans().map(|s| s.end).max().unwrap_or(case.grid().horizon().end);
    let live = case.centre().queues.iter().filter(|q| q.channel != Channel::Ticket);
    live.map(|q| (&q.id, case.centre().open_spans(q, Span::new(start, end)))).collect()
}
