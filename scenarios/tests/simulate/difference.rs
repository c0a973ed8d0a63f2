//! Two rosters under the same customers: how far apart they are, and how surely.

use crate::centre::*;
use domain::{Cure, Estimate, Performance};
use scenarios::simulate::{Budget, Options, difference, simulate};

/// `people` from nine to nine for two days, 70 calls of three minutes a half-hour.
fn with(people: usize, seed: u64, replications: u32, days: usize) -> Performance {
    let grid = grid(days);
    let centre = centre(vec![phone("sales")], agents("a", 12, &[("sales", 1.0)]));
    let demand = demand(&grid, &[("sales", 70.0, 180.0)], (9, 21));
    let roster = roster(&grid, all_day("a", people, days, "sales"));
    let most = replications;
    let budget = Budget { least: most, most, contacts: u64::MAX, half_width: 0.0 };
    let options = Options { seed, budget, ..Options::default() };
    simulate(&centre, &demand, &roster, &[], &options).expect("a simulation")
}

fn level(performance: &Performance) -> Estimate {
    performance.queues[0].horizon.service_level.expect("contacts")
}

#[test]
fn a_roster_does_not_differ_from_itself() {
    let twice = with(9, 3, 16, 2);
    let change = difference(&twice, &twice).expect("a pair").queues[0].horizon;
    for measure in [Some(change.offered), Some(change.hours), change.service_level] {
        assert_eq!(measure, Some(Estimate { mean: 0.0, half_width: 0.0 }));
    }
}

#[test]
fn the_difference_is_known_better_than_either_roster() {
    let (few, more) = (with(9, 3, 32, 2), with(10, 3, 32, 2));
    let all = difference(&few, &more).expect("a pair");
    let change = all.queues[0].horizon;
    let gained = change.service_level.expect("contacts");
    assert!((gained.mean - (level(&more).mean - level(&few).mean)).abs() < 1e-12);
    // One more person is felt: the paired interval says so, two separate ones are far wider.
    assert!(gained.mean > gained.half_width, "{gained:?}");
    let apart = level(&few).half_width.hypot(level(&more).half_width);
    assert!(gained.half_width < 0.7 * apart, "{} of {apart}", gained.half_width);
    assert!(change.mean_wait.expect("answers").mean < 0.0);
    assert!((change.offered.mean, change.offered.half_width) == (0.0, 0.0));
    // One person, twelve hours, two days; each finishes the last call of the day.
    assert!((change.hours.mean - 24.0).abs() < 0.5, "{:?}", change.hours);
    let days: f64 = all.queues[0].days.iter().map(|day| day.in_time.mean).sum();
    assert!((days - change.in_time.mean).abs() < 1e-9);
    assert_eq!(all.queues[0].weeks, [change]);
}

#[test]
fn the_paired_interval_is_as_wide_as_it_says() {
    // The true gain, from many replications, lies in about 95 of 100 short runs' intervals.
    let truth = difference(&with(9, 1000, 600, 1), &with(10, 1000, 600, 1)).expect("a pair");
    let truth = truth.queues[0].horizon.service_level.expect("contacts").mean;
    let covers = |seed: u64| {
        let pair = difference(&with(9, seed, 16, 1), &with(10, seed, 16, 1)).expect("a pair");
        pair.queues[0].horizon.service_level.expect("contacts").covers(truth)
    };
    let hits = (0..100).filter(|seed| covers(*seed)).count();
    assert!((88..=99).contains(&hits), "{hits} of 100");
}

#[test]
fn runs_of_unequal_length_are_compared_over_what_both_made() {
    let all = difference(&with(9, 3, 16, 1), &with(10, 3, 32, 1)).expect("a pair");
    let same = difference(&with(9, 3, 16, 1), &with(10, 3, 16, 1)).expect("a pair");
    assert_eq!((all.replications, &all.queues), (16, &same.queues));
}

#[test]
fn other_customers_are_not_compared() {
    let base = with(9, 3, 4, 1);
    let code = |other: &Performance| difference(&base, other).expect_err("no pair").code();
    assert_eq!(code(&with(9, 4, 4, 1)), "E2310");
    assert_eq!(code(&with(9, 3, 4, 2)), "E2310");
    let renamed = Performance { queues: Vec::new(), ..base.clone() };
    let alone = difference(&base, &renamed).expect("a pair");
    assert!(alone.queues.is_empty());
    assert_eq!(alone.unmatched, ["sales".into()]);
}
