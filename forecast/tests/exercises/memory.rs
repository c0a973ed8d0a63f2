//! What is long ago counts less than what was lately, in every part of a forecast.

use crate::world::*;
use chrono::{Datelike, NaiveDateTime, Timelike};

/// Whether it is more than a year after the first day of a usual world.
fn is_later(at: NaiveDateTime) -> bool {
    at.date() >= day("2026-01-06")
}

#[test]
fn a_saturday_is_what_saturdays_have_lately_been() {
    let saturdays = |at: NaiveDateTime| match at.weekday() {
        chrono::Weekday::Sat if is_later(at) => 1.6,
        _ => 1.0,
    };
    let world = World::usual().times(saturdays).noisy(41).days(104 * 7);
    let (study, grid) = (world.study(1), world.grid(1));
    // half of the history says 420, the other half 672
    close(total(&study.demand, &grid, day("2027-01-09")), 672.0, 0.08);
}

#[test]
fn mornings_are_what_mornings_have_lately_been() {
    let shift = |at: NaiveDateTime| match (at.hour() < 12, is_later(at)) {
        (true, true) => 0.5,
        (false, true) => 1.4,
        _ => 1.0,
    };
    let world = World::usual().times(shift).noisy(42).days(104 * 7);
    let study = world.study(1);
    let found = error(&world, &study.demand, &world.grid(1));
    assert!(found < 0.05, "{found}");
}

#[test]
fn a_surprise_of_yesterday_is_felt_tomorrow_and_hardly_next_week() {
    // runs of three busy and three quiet days; the history ends after the first day of a busy run
    let mood = |at: NaiveDateTime| {
        let run = (at.date() - day("2025-01-06")).num_days().rem_euclid(181) / 3;
        let busy = (run * 2_654_435_761 % 97) % 2 == 0;
        if busy { 1.15 } else { 0.87 }
    };
    let ends = (26 * 7_i64..30 * 7).filter(|&day| {
        let on = |n: i64| mood(at("2025-01-06 10:00") + chrono::Days::new(n as u64));
        on(day - 1) > 1.0 && on(day - 2) < 1.0
    });
    let mut felt = Vec::new();
    for end in ends.take(4) {
        let world = World { scale: 5.0, ..World::usual().times(mood).days(end as u64) };
        let (study, grid) = (world.study(2), world.grid(2));
        let first = world.first + chrono::Days::new(end as u64);
        let on = |date| total(&study.demand, &grid, date);
        felt.push(on(first) / on(first + chrono::Days::new(7)));
    }
    let mean = felt.iter().sum::<f64>() / felt.len() as f64;
    assert!(mean > 1.01, "{felt:?}");
}

#[test]
fn weeks_that_rose_go_on_rising_but_less_and_less() {
    let rise = |at: NaiveDateTime| {
        let weeks = (at.date() - day("2025-05-05")).num_days() as f64 / 7.0;
        1.04_f64.powf(weeks.clamp(0.0, 9.0))
    };
    let world = World { scale: 3.0, ..World::usual().times(rise).noisy(43) };
    let (study, grid) = (world.study(4), world.grid(4));
    let week = |n: u64| -> f64 {
        let days = (7 * n..7 * n + 7).map(|d| grid.date(0) + chrono::Days::new(d));
        days.map(|date| total(&study.demand, &grid, date)).sum()
    };
    let rises: Vec<f64> = (0..3).map(|n| week(n + 1) / week(n) - 1.0).collect();
    assert!(rises[0] > 0.005 && rises[1] < rises[0] && rises[2] < rises[1], "{rises:?}");
    let drifting = |study: &forecast::QueueStudy| -> f64 {
        study.choice.strengths.iter().filter(|(s, _)| s.drift > 0.0).map(|(_, w)| w).sum()
    };
    let calm = World { scale: 3.0, ..World::usual().noisy(43) }.study(4);
    // a third of the prior weight has a drift: the history decides
    assert!(
        drifting(&study) > 0.5 && drifting(&calm) < 0.33,
        "{} {}",
        drifting(&study),
        drifting(&calm)
    );
}

#[test]
fn a_weekday_that_was_seen_a_few_times_leans_on_the_others() {
    let errors = (44..50).map(|seed| {
        let world = World { scale: 0.2, ..World::usual().noisy(seed).days(35) };
        error(&world, &world.study(1).demand, &world.grid(1))
    });
    let mean = errors.sum::<f64>() / 6.0;
    // half-hours of 4 to 7 contacts, seen five times: each weekday by itself would err by more
    assert!(mean < 0.125, "{mean}");
}
