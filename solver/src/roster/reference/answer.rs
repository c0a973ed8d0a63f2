//! From the values of the columns to a roster: who works which shift and serves what.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::model::Values;
use crate::roster::reference::sets::{Shape, Week, shares_of};
use domain::{Activity, Minutes, Provenance, Roster, Shift, Slot, Span, Stretch};
use good_lp::Solution;

/// The roster that `values` describe.
pub(super) fn roster(week: &Week<'_>, columns: &Columns, values: &Values) -> Roster {
    let mut shifts = Vec::new();
    for (a, _) in week.people() {
        let worked = columns.shifts(week, a).filter(|(_, x)| values.value(*x) > 0.5);
        shifts.extend(worked.map(|(shape, _)| with_queues(week, columns, values, a, shape)));
    }
    Roster::new(week.grid.clone(), shifts, Provenance::default())
}

/// The shift with its duty given to queues, slot by slot.
fn with_queues(
    week: &Week<'_>,
    columns: &Columns,
    values: &Values,
    a: usize,
    shape: &Shape,
) -> Shift {
    let queues = &week.centre.queues;
    let activity = |slot: usize| {
        let served = (0..queues.len())
            .find(|q| columns.serve(a, slot, *q).is_some_and(|w| values.value(w) > 0.5));
        served.map_or(Activity::Idle, |q| Activity::Work(queues[q].id.clone()))
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    for stretch in &shape.shift.stretches {
        if stretch.activity != Activity::Idle {
            stretches.push(stretch.clone());
            continue;
        }
        for (slot, _) in shares_of(stretch.span, week.grid) {
            let begin = week.grid.start(Slot(slot));
            let slot_span = Span::new(begin, begin + week.grid.interval());
            let span = Span::new(
                slot_span.start.max(stretch.span.start),
                slot_span.end.min(stretch.span.end),
            );
            push(&mut stretches, Stretch { span, activity: activity(slot) });
        }
    }
    Shift { stretches, ..shape.shift.clone() }
}

/// Appends a stretch, or lengthens the last one where the activity goes on.
fn push(stretches: &mut Vec<Stretch>, next: Stretch) {
    match stretches.last_mut() {
        Some(last) if last.activity == next.activity && last.span.end == next.span.start => {
            last.span.end = next.span.end;
        }
        _ if next.span.length() > Minutes::ZERO => stretches.push(next),
        _ => {}
    }
}
