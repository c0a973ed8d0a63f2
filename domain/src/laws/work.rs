//! Work that should not be: minutes of a shift on some queue, added up.

use crate::ids::QueueId;
use crate::moment::Span;
use crate::shift::{Activity, Shift};
use crate::units::Minutes;

/// Wrong work of one shift on one queue.
pub(super) struct WrongWork<'a> {
    pub(super) queue: &'a QueueId,
    /// From the first to the last stretch with wrong minutes.
    pub(super) span: Span,
    pub(super) minutes: Minutes,
}

/// The work of a shift in which `wrong` finds wrong minutes, one entry per queue.
pub(super) fn wrong_work<'a>(
    shift: &'a Shift,
    wrong: impl Fn(&QueueId, Span) -> Minutes,
) -> Vec<WrongWork<'a>> {
    let mut all: Vec<WrongWork<'a>> = Vec::new();
    for stretch in &shift.stretches {
        let Activity::Work(queue) = &stretch.activity else { continue };
        let minutes = wrong(queue, stretch.span);
        if minutes == Minutes::ZERO {
            continue;
        }
        match all.iter_mut().find(|w| w.queue == queue) {
            Some(w) => {
                w.minutes += minutes;
                w.span.end = stretch.span.end;
            }
            None => all.push(WrongWork { queue, span: stretch.span, minutes }),
        }
    }
    all
}
