//! Every shift a person may be given: template × start × places of its breaks.

use crate::roster::reference::sets::shape::activity;
use crate::roster::reference::sets::{Shape, Week};
use chrono::NaiveDate;
use domain::laws::Strength;
use domain::{
    Activity, Agent, Availability, AvailabilityKind, BreakRule, Contract, Minutes, Moment, Shift,
    ShiftTemplate, Span, Stretch,
};

/// Every shift `agent` may be given in the horizon.
///
/// The templates are those of the contract; where the law of contract templates is not hard, all
/// of the centre's. A locked shift is a candidate whatever its shape.
pub(crate) fn candidates(week: &Week<'_>, agent: &Agent, contract: &Contract) -> Vec<Shape> {
    let hard = week.centre.rules.contract_templates.strength == Strength::Hard;
    let allowed = |t: &&ShiftTemplate| !hard || contract.templates.contains(&t.id);
    let mut spans: Vec<(NaiveDate, Span, &[BreakRule])> = Vec::new();
    for template in week.centre.templates.iter().filter(allowed) {
        for date in (0..week.grid.days()).map(|d| week.grid.date(d)) {
            let starts = template.starts.iter().filter_map(|c| c.on(date, week.centre.zone));
            let starts = starts.filter(|s| s.date(week.centre.zone) == date);
            spans.extend(
                starts.map(|s| (date, Span::new(s, s + template.length), &*template.breaks)),
            );
        }
    }
    spans.extend(locked(week, agent, &spans));
    spans.dedup();
    let shapes = |(date, span, breaks): (NaiveDate, Span, &[BreakRule])| {
        placements(span, breaks, week.grid.interval())
            .into_iter()
            .map(|rests| shift(agent, date, span, &rests))
            .flat_map(|shift| with_training(shift, week, agent))
            .filter_map(|shift| Shape::of(shift, week, agent, contract))
            .collect::<Vec<_>>()
    };
    spans.into_iter().flat_map(shapes).collect()
}

/// Locked shifts that no template proposes, with the breaks of a template of their length.
fn locked<'a>(
    week: &Week<'a>,
    agent: &Agent,
    proposed: &[(NaiveDate, Span, &[BreakRule])],
) -> Vec<(NaiveDate, Span, &'a [BreakRule])> {
    let lock = |row: &&Availability| {
        row.agent == agent.id
            && row.kind == AvailabilityKind::LockedShift
            && !proposed.iter().any(|(_, span, _)| *span == row.span)
    };
    let breaks = |length: Minutes| {
        let same = week.centre.templates.iter().find(|t| t.length == length);
        same.map_or(&[][..], |t| &t.breaks)
    };
    let rows = week.centre.availability.iter().filter(lock);
    rows.map(|r| (r.span.start.date(week.centre.zone), r.span, breaks(r.span.length()))).collect()
}

/// Every way to place the breaks in their windows, in order and without overlap.
fn placements(span: Span, breaks: &[BreakRule], interval: Minutes) -> Vec<Vec<Stretch>> {
    let Some((last, before)) = breaks.split_last() else { return vec![Vec::new()] };
    let mut all = Vec::new();
    for rests in placements(span, before, interval) {
        let free = rests.last().map_or(span.start, |s: &Stretch| s.span.end);
        for begin in begins(span.start, last, interval).filter(|b| *b >= free) {
            let rest = Span::new(begin, begin + last.length);
            if rest.end <= span.end {
                let mut rests = rests.clone();
                rests.push(Stretch { span: rest, activity: activity(last) });
                all.push(rests);
            }
        }
    }
    all
}

/// The times at which a break may begin, on the grid.
fn begins(
    start: Moment,
    rule: &BreakRule,
    interval: Minutes,
) -> impl Iterator<Item = Moment> + use<> {
    let (first, last) = (rule.earliest.begun(interval), rule.latest.0.div_euclid(interval.0));
    (first..=last).map(move |n| start + Minutes(n * interval.0))
}

/// A shift with these rests, on duty in between.
fn shift(agent: &Agent, date: NaiveDate, span: Span, rests: &[Stretch]) -> Shift {
    let mut stretches = Vec::new();
    let mut from = span.start;
    for rest in rests {
        push(&mut stretches, Span::new(from, rest.span.start), &Activity::Idle);
        stretches.push(rest.clone());
        from = rest.span.end;
    }
    push(&mut stretches, Span::new(from, span.end), &Activity::Idle);
    Shift { agent: agent.id.clone(), date, stretches }
}

/// The shift as it is, and with duty turned into training where its agent has training in it.
///
/// Where the law of availability is hard, a training inside the shift is always attended.
fn with_training(shift: Shift, week: &Week<'_>, agent: &Agent) -> Vec<Shift> {
    let (span, horizon) = (shift.span(), week.grid.horizon());
    let trainings: Vec<Span> = week
        .availability(agent, |kind| kind == AvailabilityKind::Training)
        .map(|row| row.span)
        .filter(|t| horizon.contains(t.start) && span.start <= t.start && t.end <= span.end)
        .collect();
    if trainings.is_empty() {
        return vec![shift];
    }
    let stretches = shift.stretches.iter().flat_map(|s| cut(s, &trainings)).collect();
    let attending = Shift { stretches, ..shift.clone() };
    match week.centre.rules.availability.strength {
        Strength::Hard => vec![attending],
        Strength::Soft(_) | Strength::Off => vec![shift, attending],
    }
}

/// The stretch with its duty cut by `trainings`.
fn cut(stretch: &Stretch, trainings: &[Span]) -> Vec<Stretch> {
    if stretch.activity != Activity::Idle {
        return vec![stretch.clone()];
    }
    let (mut from, mut pieces) = (stretch.span.start, Vec::new());
    for t in trainings.iter().filter(|t| t.overlaps(&stretch.span)) {
        let (begin, end) = (t.start.max(from), t.end.min(stretch.span.end));
        push(&mut pieces, Span::new(from, begin), &Activity::Idle);
        push(&mut pieces, Span::new(begin, end), &Activity::Training);
        from = end.max(from);
    }
    push(&mut pieces, Span::new(from, stretch.span.end), &Activity::Idle);
    pieces
}

fn push(stretches: &mut Vec<Stretch>, span: Span, activity: &Activity) {
    if span.start < span.end {
        stretches.push(Stretch { span, activity: activity.clone() });
    }
}
