//! Gaps: intervals without a row while the queue is open. Missing is not zero, and not closed.

use crate::files::centre::Frame;
use crate::files::codes;
use crate::files::fault::{Faults, Place};
use crate::files::time::{Clock, moment_text};
use domain::{Calendar, Effect, Event, EventKind, History, Moment, Queue, QueueHistory};

/// One gap: its first missing interval and the end of its last.
struct Gap {
    from: Moment,
    until: Moment,
    intervals: usize,
}

/// Warns, once per queue, of what is missing between its first and its last row.
pub(crate) fn gaps(
    file: &str,
    history: &History,
    frame: &Frame,
    calendar: &Calendar,
    faults: &mut Faults,
) {
    let mut clock = Clock::new(frame.zone);
    for queue in &frame.queues {
        let Some(rows) = history.queue(&queue.id) else { continue };
        if rows.records.is_empty() {
            let cause = format!("queue `{}` has no rows", queue.id);
            faults.add(Place::file(file), codes::HISTORY_ORPHAN, cause);
            continue;
        }
        let closures: Vec<&Event> = calendar.events.iter().filter(|e| closes(e, queue)).collect();
        let found = of_queue(queue, rows, frame, &closures);
        let Some(widest) = found.iter().max_by_key(|g| g.intervals) else { continue };
        let missing: usize = found.iter().map(|g| g.intervals).sum();
        let cause = format!(
            "`{}`: {missing} open intervals are missing, most in a row from {} to {}",
            queue.id,
            moment_text(widest.from, &mut clock),
            moment_text(widest.until, &mut clock)
        );
        faults.add(Place::file(file), codes::HISTORY_GAP, cause);
    }
}

fn closes(event: &Event, queue: &Queue) -> bool {
    let closed = event.kind == EventKind::Closure || event.effect == Effect::Closed;
    closed && event.queue.as_ref().is_none_or(|id| id == &queue.id)
}

fn of_queue(queue: &Queue, rows: &QueueHistory, frame: &Frame, closures: &[&Event]) -> Vec<Gap> {
    let mut found = Vec::new();
    for pair in rows.records.windows(2) {
        let mut at = pair[0].at + frame.interval;
        let mut gap: Option<Gap> = None;
        while at < pair[1].at {
            if is_open(queue, at, frame, closures) {
                let gap = gap.get_or_insert(Gap { from: at, until: at, intervals: 0 });
                gap.until = at + frame.interval;
                gap.intervals += 1;
            }
            at = at + frame.interval;
        }
        found.extend(gap);
    }
    found
}

fn is_open(queue: &Queue, at: Moment, frame: &Frame, closures: &[&Event]) -> bool {
    if !queue.hours.is_open(at, frame.zone) {
        return false;
    }
    let local = at.local(frame.zone);
    !closures.iter().any(|e| e.start <= local && local < e.end)
}
