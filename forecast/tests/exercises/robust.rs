//! Freak days, spikes, shifts and short histories.

use crate::world::*;
use chrono::Days;
use domain::*;

#[test]
fn a_freak_day_is_listed_and_hardly_moves_the_forecast() {
    let world = World::usual().noisy(11);
    let mut records = world.records();
    let freak = day("2025-06-25");
    for record in records.iter_mut().filter(|r| r.at.date(world.zone) == freak) {
        record.offered.0 *= 5.0;
    }
    let (clean, dirty) = (world.study(1), world.study_of(records, 1));
    assert!(dirty.freaks.iter().any(|f| f.date == freak && f.reported > 4.0 * f.expected));
    assert!(clean.freaks.iter().all(|f| f.date != freak));
    let grid = world.grid(1);
    let sum = |d: &QueueDemand| (0..7).map(|n| total(d, &grid, grid.date(n))).sum::<f64>();
    close(sum(&dirty.demand), sum(&clean.demand), 0.01);
    let notes = &dirty.demand.decomposition.notes;
    assert!(notes.iter().any(|n| n.contains("2025-06-25")), "{notes:?}");
}

#[test]
fn a_spike_in_one_half_hour_is_listed_with_its_time_and_replaced() {
    let world = World::usual().noisy(12);
    let mut records = world.records();
    let when = Moment::from_local(at("2025-07-03 15:30"), world.zone).unwrap();
    records.iter_mut().find(|r| r.at == when).unwrap().offered = Contacts(900.0);
    let (clean, dirty) = (world.study(1), world.study_of(records, 1));
    let [spike] = &dirty.spikes[..] else { panic!("{:?}", dirty.spikes) };
    assert_eq!((spike.date, spike.minute, spike.reported), (day("2025-07-03"), 930, 900.0));
    assert!((10.0..30.0).contains(&spike.used), "{spike:?}");
    assert_eq!(clean.spikes, []);
    let grid = world.grid(1);
    let thursday = grid.slots_of_day(3).start + 31;
    close(dirty.demand.expected[thursday].0, clean.demand.expected[thursday].0, 0.02);
}

#[test]
fn three_weeks_after_a_third_has_gone_the_forecast_has_followed() {
    let shift = |at: chrono::NaiveDateTime| if at.date() < day("2025-06-16") { 1.0 } else { 0.65 };
    let world = World::usual().times(shift).noisy(13);
    let found = error(&world, &world.study(2).demand, &world.grid(2));
    assert!(found < 0.08, "{found}");
}

#[test]
fn a_short_history_says_so_and_its_bands_are_wide() {
    let band = |days| {
        let world = World::usual().noisy(14).days(days);
        let study = world.study(1);
        (study.demand.spread[20].shared, study.demand.decomposition.notes)
    };
    let ((two_weeks, notes), (half_a_year, _)) = (band(14), band(182));
    assert!(two_weeks > 3.0 * half_a_year, "{two_weeks} {half_a_year}");
    assert!(notes.iter().any(|n| n.starts_with("14 days of history")), "{notes:?}");
}

#[test]
fn a_season_is_used_once_more_than_a_year_shows_it() {
    let season = |at: chrono::NaiveDateTime| {
        let turn = f64::from(chrono::Datelike::ordinal(&at)) / 365.25 * std::f64::consts::TAU;
        1.0 + 0.3 * turn.sin()
    };
    let world = World::usual().times(season).noisy(15).days(104 * 7 + 120);
    let study = world.study(6);
    let seasons = study.demand.decomposition.days.iter().flat_map(|d| &d.factors);
    assert!(seasons.filter(|(name, _)| name == "season").count() > 30);
    let found = error(&world, &study.demand, &world.grid(6));
    assert!(found < 0.04, "{found}");
}

#[test]
fn impossible_counts_and_empty_histories_are_refused_by_name() {
    let world = World::usual();
    let mut records = world.records();
    records[7].offered = Contacts(-1.0);
    let options = forecast::Options::default();
    let grid = world.grid(1);
    let ask = |records| {
        forecast::forecast(&world.centre(), &history("care", records), &grid, &options).unwrap_err()
    };
    let codes = [ask(records), ask(Vec::new())].map(|e| e.code());
    assert_eq!(codes, ["E2003", "E2001"]);
    let mut wrong = world.centre();
    wrong.calendar.events.push(Event {
        effect: Effect::Relative(0.0),
        ..promotion("x", "2025-07-07 00:00", "2025-07-08 00:00")
    });
    let error = forecast::forecast(&wrong, &history("care", world.records()), &grid, &options);
    assert_eq!(error.unwrap_err().code(), "E2004");
    let options = forecast::BacktestOptions { weeks: 4, ..Default::default() };
    let few = history("care", World::usual().days(40).records());
    let error = forecast::backtest(&world.centre(), &few, &options).unwrap_err();
    assert_eq!(error.code(), "E2005");
}

#[test]
fn a_forecast_sees_nothing_of_its_horizon() {
    let world = World::usual().noisy(16);
    let mut later = world.records();
    let beyond = World::usual().noisy(99).days(28 * 7);
    let until = world.first + Days::new(world.days);
    later.extend(beyond.records().into_iter().filter(|r| r.at.date(world.zone) >= until));
    assert_eq!(world.study_of(later, 1).demand, world.study(1).demand);
}
