//! How many people do something together, minute by minute.

use crate::moment::{Moment, Span};
use std::collections::BTreeMap;

/// A head count over time: constant pieces in time order, without gaps inside `within`.
pub(super) fn heads(spans: impl Iterator<Item = Span>, within: Span) -> Vec<(Span, i64)> {
    let mut changes: BTreeMap<Moment, i64> = BTreeMap::new();
    for span in spans.filter(|s| s.overlaps(&within)) {
        *changes.entry(span.start.max(within.start)).or_default() += 1;
        *changes.entry(span.end).or_default() -= 1;
    }
    let (mut at, mut count, mut pieces) = (within.start, 0, Vec::new());
    for (moment, change) in changes.into_iter().filter(|(m, _)| *m < within.end) {
        if moment > at && change != 0 {
            pieces.push((Span::new(at, moment), count));
            at = moment;
        }
        count += change;
    }
    pieces.push((Span::new(at, within.end), count));
    pieces
}

/// The parts of `span` in sorted, disjoint `open` spans.
pub(super) fn inside(span: Span, open: &[Span]) -> impl Iterator<Item = Span> + '_ {
    let first = open.partition_point(|o| o.end <= span.start);
    let touching = open[first..].iter().take_while(move |o| o.start < span.end);
    touching.map(move |o| Span::new(o.start.max(span.start), o.end.min(span.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: i64, to: i64) -> Span {
        Span::new(Moment(from), Moment(to))
    }

    #[test]
    fn two_people_who_hand_over_are_one_head_throughout() {
        let pieces = heads([span(-5, 10), span(10, 30)].into_iter(), span(0, 20));
        assert_eq!(pieces, vec![(span(0, 20), 1)]);
    }

    #[test]
    fn a_head_count_steps_where_people_come_and_go() {
        let pieces = heads([span(5, 15), span(10, 15)].into_iter(), span(0, 20));
        let expected =
            vec![(span(0, 5), 0), (span(5, 10), 1), (span(10, 15), 2), (span(15, 20), 0)];
        assert_eq!(pieces, expected);
    }
}
