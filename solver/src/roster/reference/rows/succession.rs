//! Pairs of shifts that follow each other too soon: data for the laws of rest.

use crate::roster::reference::columns::Columns;
use crate::roster::reference::sets::Week;
use domain::{Minutes, Moment, Span};
use good_lp::Expression;
use std::collections::BTreeMap;

/// Two shifts of one person with too little rest between them when no other lies between.
pub(super) struct Succession {
    /// Positive exactly when both are worked and nothing between.
    pub(super) excess: Expression,
    /// Hours of rest missing, begun.
    pub(super) hours_missing: f64,
    /// Whether the first is a night shift.
    pub(super) after_night: bool,
    /// Whether the second is a night shift.
    pub(super) into_night: bool,
    /// When one ends and the other starts.
    pub(super) label: String,
}

/// Every pair of person `a` closer than `rest`, the last shift before the horizon included.
pub(super) fn successions(
    week: &Week<'_>,
    x: &Columns,
    a: usize,
    rest: Minutes,
) -> Vec<Succession> {
    let mut groups: BTreeMap<(Span, bool), Expression> = BTreeMap::new();
    for (shape, works) in x.shifts(week, a) {
        *groups.entry((shape.span, shape.night)).or_default() += works;
    }
    let groups: Vec<_> = groups.into_iter().collect();
    let last = week.people[a].past.last;
    let mut all = Vec::new();
    for (j, ((next, into_night), works)) in groups.iter().enumerate() {
        let mut pair = |(end, after_night): (Moment, bool), excess: Expression| {
            let missing = rest - (next.start - end);
            if missing > Minutes::ZERO {
                all.push(Succession {
                    excess,
                    hours_missing: missing.begun(Minutes(60)) as f64,
                    after_night,
                    into_night: *into_night,
                    label: label(week, end, next.start),
                });
            }
        };
        let mut between = Expression::default();
        for ((first, night), before) in groups[..j].iter().rev() {
            if first == next {
                continue;
            }
            pair((first.end, *night), works.clone() + before.clone() - between.clone() - 1.0);
            between += before.clone();
        }
        if let Some(last) = last {
            pair(last, works.clone() - between);
        }
    }
    all
}

fn label(week: &Week<'_>, end: Moment, start: Moment) -> String {
    let zone = week.centre.zone;
    let (end, start) = (end.local(zone), start.local(zone));
    format!("{}, {}", end.format("%a %d %H:%M"), start.format("%a %d %H:%M"))
}
