//! What every forecast must be: near the truth, calibrated, consistent.

use crate::world::*;
use domain::*;

#[test]
fn a_world_without_noise_is_forecast_almost_exactly() {
    let world = World::usual();
    let study = world.study(2);
    let found = error(&world, &study.demand, &world.grid(2));
    assert!(found < 0.005, "{found}");
}

#[test]
fn a_noisy_world_is_forecast_better_than_last_week_again() {
    let world = World::usual().noisy(1);
    let options = forecast::BacktestOptions { origins: 3, weeks: 2, ..Default::default() };
    let history = history("care", world.records());
    let test = forecast::backtest(&world.centre(), &history, &options).unwrap();
    let wape = |model| {
        let of = |(m, s, _): &&(_, _, _)| *m == model && *s == forecast::backtest::Slice::All;
        test.queues[0].scores.iter().find(of).unwrap().2.wape
    };
    let ours = wape(forecast::backtest::Model::Paiban);
    assert!(ours < 0.85 * wape(forecast::backtest::Model::SeasonalNaive));
    assert!(ours < wape(forecast::backtest::Model::WeekdayMean));
    // Poisson counts of 25 scatter by 20 %, of which the mean absolute part is 0.8
    assert!(ours < 1.08 * 0.8 * 0.2, "{ours}");
}

#[test]
fn ten_times_the_contacts_give_ten_times_the_forecast() {
    let mut world = World::usual().noisy(2);
    let records = world.records();
    let tenfold = records.iter().map(|r| record(r.at, 10.0 * r.offered.0, 240.0)).collect();
    let small = world.study_of(records, 1).demand;
    world.scale = 10.0;
    let large = world.study_of(tenfold, 1).demand;
    for (s, l) in small.expected.iter().zip(&large.expected).filter(|(s, _)| s.0 > 0.0) {
        close(l.0, 10.0 * s.0, 0.02);
    }
}

#[test]
fn five_weeks_tell_how_wrong_the_next_one_may_be_however_far_is_forecast() {
    let world = World { scale: 10.0, ..World::usual().noisy(5).days(35) };
    let [near, far] = [1, 4].map(|weeks| world.study(weeks).demand.spread[20]);
    // half-hours of 360 that hold what the day model says: no day is 10 % off
    assert!(near.shared < 0.06 && far.shared < 0.06, "{near:?} {far:?}");
    close(far.poisson, near.poisson, 0.5);
}

#[test]
fn quantiles_rise_and_hold_what_they_promise() {
    let busyness = |at: chrono::NaiveDateTime| {
        // a day factor between 0.85 and 1.15 that nobody can foresee
        let day = u64::from(chrono::Datelike::num_days_from_ce(&at).unsigned_abs());
        0.85 + 0.3 * ((day.wrapping_mul(2_654_435_761) % 1000) as f64 / 1000.0)
    };
    let world = World::usual().times(busyness).noisy(3).days(40 * 7);
    let options = forecast::BacktestOptions { origins: 6, weeks: 2, ..Default::default() };
    let history = history("care", world.records());
    let test = forecast::backtest(&world.centre(), &history, &options).unwrap();
    let queue = &test.queues[0];
    for prediction in &queue.predictions {
        if let Some(q) = prediction.quantiles {
            assert!(q.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{q:?}");
        }
    }
    let all = queue.scores.iter().find(|(m, s, _)| {
        *m == forecast::backtest::Model::Paiban && *s == forecast::backtest::Slice::All
    });
    let scores = all.unwrap().2;
    let (c80, c95) = (scores.coverage80.unwrap(), scores.coverage95.unwrap());
    assert!((0.75..=0.88).contains(&c80), "{c80}");
    assert!((0.92..=0.985).contains(&c95), "{c95}");
}

#[test]
fn a_day_may_differ_more_than_its_intervals_alone_would() {
    let swing = |at: chrono::NaiveDateTime| {
        let day = u64::from(chrono::Datelike::num_days_from_ce(&at).unsigned_abs());
        if day.wrapping_mul(2_654_435_761) % 1000 < 500 { 0.8 } else { 1.2 }
    };
    let calm = World::usual().noisy(4).study(1).demand.spread[20];
    let moody = World::usual().times(swing).noisy(4).study(1).demand.spread[20];
    assert!(calm.shared < 0.08, "{calm:?}");
    assert!((0.14..0.3).contains(&moody.shared), "{moody:?}");
}

#[test]
fn the_expectation_is_its_base_times_its_effects() {
    let world = World::usual().noisy(5);
    let (demand, grid) = (world.study(2).demand, world.grid(2));
    for slot in grid.slots().filter(|s| demand.open[s.0]) {
        let effects = &demand.decomposition.days[grid.day_of(slot)];
        let product: f64 = effects.factors.iter().map(|(_, factor)| factor).product();
        close(demand.decomposition.base[slot.0].0 * product, demand.expected[slot.0].0, 1e-9);
    }
    let saturday = &demand.decomposition.days[5].factors;
    let monday = &demand.decomposition.days[0].factors;
    let weekday = |day: &[(String, f64)]| day.iter().find(|f| f.0 == "weekday").unwrap().1;
    close(weekday(saturday) / weekday(monday), 0.7, 0.03);
}

#[test]
fn a_kept_choice_gives_the_same_forecast_without_choosing_again() {
    let world = World::usual().noisy(6);
    let first = world.study(1);
    let options = forecast::Options {
        choices: [(QueueId::new("care"), first.choice.clone())].into(),
        ..Default::default()
    };
    let history = history("care", world.records());
    let again = forecast::forecast(&world.centre(), &history, &world.grid(1), &options).unwrap();
    assert_eq!(again.queues[0], first.demand);
}
