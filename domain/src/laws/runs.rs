//! Days in a row.

use crate::grid::Grid;
use crate::moment::Span;
use std::ops::RangeInclusive;

/// Maximal runs of consecutive numbers in a rising sequence, in order; repeats count once.
pub(super) fn runs(days: impl Iterator<Item = i64>) -> Vec<RangeInclusive<i64>> {
    let mut all: Vec<RangeInclusive<i64>> = Vec::new();
    for day in days {
        match all.last_mut() {
            Some(run) if day <= run.end() + 1 => *run = *run.start()..=day.max(*run.end()),
            _ => all.push(day..=day),
        }
    }
    all
}

/// How many days a run has.
pub(super) fn length(run: &RangeInclusive<i64>) -> i64 {
    run.end() - run.start() + 1
}

/// The days of a run beyond the `max`-th that lie in the horizon: the roster can change no others.
pub(super) fn beyond(run: &RangeInclusive<i64>, max: u32) -> Option<RangeInclusive<i64>> {
    let first = (run.start() + i64::from(max)).max(0);
    (first <= *run.end()).then_some(first..=*run.end())
}

/// The part of a run of days that lies in the horizon, midnight to midnight; the horizon's first
/// or last day for a run wholly before or after it.
pub(super) fn span(run: &RangeInclusive<i64>, grid: &Grid) -> Span {
    let last = grid.days() as i64 - 1;
    let day = |d: i64| grid.day_span(d.clamp(0, last) as usize);
    Span::new(day(*run.start()).start, day(*run.end()).end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_next_to_each_other_are_one_run_and_repeats_count_once() {
        assert_eq!(runs([-2, -1, 0, 0, 1, 4].into_iter()), vec![-2..=1, 4..=4]);
    }

    #[test]
    fn days_before_the_horizon_use_the_limit_up_but_are_no_breach_themselves() {
        assert_eq!(beyond(&(-4..=1), 6), None);
        assert_eq!(beyond(&(-4..=2), 6), Some(2..=2));
        assert_eq!(beyond(&(-8..=0), 6), Some(0..=0), "eight days were worked before already");
    }
}
