//! Heads of shifts from before the horizon, slot by slot; some are there for part of a slot only.

use domain::{Grid, Slot, Span};
use std::collections::BTreeMap;

/// How many people of earlier shifts are there.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Before {
    /// Minutes of people, and the minutes of a slot.
    minutes: Vec<i64>,
    interval: i64,
    /// Slots in which heads come or go: shares of the slot with the heads there.
    broken: BTreeMap<usize, Vec<(f64, u16)>>,
}

impl Before {
    /// Nobody.
    #[cfg(test)]
    pub(crate) fn nobody(slots: usize) -> Self {
        Self { minutes: vec![0; slots], interval: 30, broken: BTreeMap::new() }
    }

    /// What these spans leave in the slots of a horizon.
    pub(crate) fn of(spans: &[Span], grid: &Grid) -> Self {
        let interval = grid.interval().0;
        let mut before = Self { minutes: vec![0; grid.len()], interval, broken: BTreeMap::new() };
        let horizon = grid.horizon();
        let reach: Vec<Span> = spans.iter().copied().filter(|s| s.overlaps(&horizon)).collect();
        let Some(until) = reach.iter().map(|s| s.end).max() else { return before };
        for slot in 0..grid.len() {
            let whole = grid.span(Slot(slot));
            if whole.start >= until {
                break;
            }
            let inside: Vec<Span> = reach.iter().copied().filter(|s| s.overlaps(&whole)).collect();
            before.minutes[slot] = inside.iter().map(|s| s.shared(&whole).0).sum();
            if inside.iter().any(|s| s.shared(&whole) < whole.length()) {
                before.broken.insert(slot, pieces(&inside, whole));
            }
        }
        before
    }

    /// Heads on average over a slot, rounded up: a floor that counts on them asks for no more
    /// people than the law does.
    pub(crate) fn at_most(&self, slot: usize) -> u16 {
        (self.minutes[slot] as u64).div_ceil(self.interval as u64) as u16
    }

    /// Heads on average over a slot, rounded down: no more seats are taken than these.
    pub(crate) fn at_least(&self, slot: usize) -> u16 {
        (self.minutes[slot] / self.interval) as u16
    }

    /// Heads below `due` on average over a slot, with `ours` beside those of earlier shifts.
    pub(crate) fn missing(&self, slot: usize, ours: u16, due: u16) -> f64 {
        self.mean(slot, |heads| due.saturating_sub(ours + heads))
    }

    /// Heads beyond `seats` on average over a slot.
    pub(crate) fn crowded(&self, slot: usize, ours: u16, seats: u16) -> f64 {
        self.mean(slot, |heads| (ours + heads).saturating_sub(seats))
    }

    fn mean(&self, slot: usize, count: impl Fn(u16) -> u16) -> f64 {
        match self.broken.get(&slot) {
            None => f64::from(count(self.at_least(slot))),
            Some(pieces) => pieces.iter().map(|(share, n)| share * f64::from(count(*n))).sum(),
        }
    }
}

/// The parts of a slot, as shares, with the number of spans over each.
fn pieces(spans: &[Span], whole: Span) -> Vec<(f64, u16)> {
    let edges = spans.iter().flat_map(|s| [s.start, s.end]).chain([whole.start, whole.end]);
    let mut edges: Vec<_> = edges.map(|at| at.clamp(whole.start, whole.end)).collect();
    edges.sort_unstable();
    edges.dedup();
    let piece = |pair: &[domain::Moment]| {
        let part = Span::new(pair[0], pair[1]);
        let heads = spans.iter().filter(|s| s.overlaps(&part)).count() as u16;
        (part.length().0 as f64 / whole.length().0 as f64, heads)
    };
    edges.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use domain::Minutes;

    /// Two people until 00:10 and one until 00:15, of half-hours: 30 minutes of one and a bit.
    #[test]
    fn part_of_a_slot_counts_as_part() {
        let monday = NaiveDate::from_ymd_opt(2025, 11, 10).expect("a date");
        let grid = Grid::new(chrono_tz::Asia::Shanghai, monday, 1, Minutes(30)).expect("a grid");
        let begin = grid.horizon().start;
        let until = |minutes| Span::new(begin - Minutes(60), begin + Minutes(minutes));
        let before = Before::of(&[until(10), until(15), until(45)], &grid);
        assert_eq!((before.at_most(0), before.at_least(0)), (2, 1));
        assert_eq!((before.at_most(1), before.at_least(1)), (1, 0));
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} instead of {b}");
        // due 3: none missing for 10 minutes, one for 5, two for 15
        near(before.missing(0, 0, 3), (5.0 + 30.0) / 30.0);
        near(before.missing(0, 1, 3), 15.0 / 30.0);
        near(before.missing(1, 0, 1), 0.5);
        // two seats: one head too many for 10 minutes; with one of ours two, one and none
        near(before.crowded(0, 0, 2), 10.0 / 30.0);
        near(before.crowded(0, 1, 2), (20.0 + 5.0) / 30.0);
        near(before.crowded(2, 3, 2), 1.0);
    }
}
