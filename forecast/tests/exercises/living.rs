//! Forecasts as time goes on: newcomers, what changed since last week, the day itself.

use crate::world::*;
use chrono::{Datelike, Timelike, Weekday};
use domain::Newcomer;
use domain::*;
use forecast::Options;

/// A centre with a queue `care` and a queue `chat`, and the histories of both.
fn two(world: &World, chat: Vec<IntervalRecord>) -> (Centre, History) {
    let mut centre = world.centre();
    centre.queues.push(world.queue("chat"));
    let mut history = history("care", world.records());
    history.queues.push(QueueHistory { queue: QueueId::new("chat"), records: chat });
    (centre, history)
}

fn like_care(ratio: f64) -> Options {
    let newcomer = Newcomer { queue: "chat".into(), like: "care".into(), ratio };
    Options { newcomers: vec![newcomer], ..Options::default() }
}

#[test]
fn a_queue_without_history_is_its_sibling_scaled_and_says_so() {
    let world = World::usual().noisy(41);
    let (centre, history) = two(&world, Vec::new());
    let demand = forecast::forecast(&centre, &history, &world.grid(1), &like_care(0.25)).unwrap();
    let (care, chat) = (&demand.queues[0], &demand.queues[1]);
    for slot in demand.grid.slots().filter(|s| care.open[s.0]) {
        close(chat.expected[slot.0].0, 0.25 * care.expected[slot.0].0, 0.03);
    }
    assert!(chat.spread[20].shared > 0.25);
    assert!(chat.decomposition.notes[0].contains("that of care times 0.250"));
}

#[test]
fn its_own_days_soon_correct_the_planners_ratio() {
    let world = World::usual().noisy(42);
    let mut own = world.records();
    own.retain(|r| r.at.date(world.zone) >= day("2025-06-23"));
    own.iter_mut().for_each(|r| r.offered.0 *= 0.5);
    let (centre, history) = two(&world, own);
    let grid = world.grid(1);
    let demand = forecast::forecast(&centre, &history, &grid, &like_care(0.25)).unwrap();
    let monday = grid.first_day();
    close(total(&demand.queues[1], &grid, monday), 300.0, 0.08);
}

#[test]
fn two_weeks_show_the_newcomers_own_course_of_the_day_and_week() {
    let world = World::usual().noisy(42);
    let evening = |at: chrono::NaiveDateTime| if at.hour() < 14 { 0.5 } else { 2.0 };
    let sunday = |at: chrono::NaiveDateTime| if at.weekday() == Weekday::Sun { 0.4 } else { 1.0 };
    let mut own = world.records();
    own.retain(|r| r.at.date(world.zone) >= day("2025-06-23"));
    for record in &mut own {
        let at = record.at.local(world.zone);
        record.offered.0 *= evening(at) * sunday(at);
    }
    let (centre, history) = two(&world, own);
    let grid = world.grid(1);
    let demand = forecast::forecast(&centre, &history, &grid, &like_care(1.0)).unwrap();
    let sum = |queue: &QueueDemand, from: u32, to: u32, days: &[usize]| -> f64 {
        let wanted = |s: &Slot| {
            (from..to).contains(&grid.local(*s).hour()) && days.contains(&grid.day_of(*s))
        };
        grid.slots().filter(wanted).map(|s| queue.expected[s.0].0).sum()
    };
    let [care, chat] = [0, 1].map(|n| &demand.queues[n]);
    let all = [0, 1, 2, 3, 4, 5];
    close(sum(chat, 8, 14, &all) / sum(care, 8, 14, &all), 0.5, 0.1);
    close(sum(chat, 14, 20, &all) / sum(care, 14, 20, &all), 2.0, 0.1);
    // two Sundays are half believed
    assert!(sum(chat, 8, 20, &[6]) < 0.72 * sum(chat, 8, 20, &[5]));
}

#[test]
fn a_newcomer_needs_a_sibling_with_a_past() {
    let world = World::usual();
    let (centre, mut history) = two(&world, Vec::new());
    history.queues[0].records.clear();
    let error = forecast::forecast(&centre, &history, &world.grid(1), &like_care(0.25));
    assert!(matches!(error.unwrap_err().code(), "E2001" | "E2006"));
}

#[test]
fn what_changed_since_last_week_is_named() {
    let before = World::usual();
    let mut sale = promotion("summer sale", "2025-07-09 00:00", "2025-07-10 00:00");
    sale.effect = Effect::Automatic;
    let past = promotion("spring sale", "2025-04-09 00:00", "2025-04-10 00:00");
    let doubled = |at: chrono::NaiveDateTime| {
        if at.date() == day("2025-04-09") { 2.0 } else { 1.0 }
    };
    let before = before.times(doubled).event(past.clone());
    let after = World::usual().times(doubled).event(past).event(sale);
    let grid = before.grid(1);
    let demand =
        |study: forecast::QueueStudy| Demand { grid: grid.clone(), queues: vec![study.demand] };
    let (then, now) = (demand(before.study(1)), demand(after.study(1)));
    let changes = forecast::changes(&then, &now, 0.15);
    let [change] = &changes[..] else { panic!("{changes:#?}") };
    assert_eq!(change.date, day("2025-07-09"));
    assert_eq!(change.reasons[0].0, "summer sale");
    let product: f64 = change.reasons.iter().map(|(_, factor)| factor).product();
    close(product, change.after / change.before, 1e-9);
    assert_eq!(forecast::changes(&now, &now, 0.0), []);
}

/// The day's reports up to `until`, each `factor` times what was expected.
fn so_far(demand: &Demand, factor: f64, until: Moment) -> History {
    let open = demand.grid.slots().filter(|s| demand.queues[0].open[s.0]);
    let ended = open.filter(|s| demand.grid.span(*s).end <= until);
    let report =
        |s: Slot| record(demand.grid.start(s), factor * demand.queues[0].expected[s.0].0, 240.0);
    history("care", ended.map(report).collect())
}

/// Days that are either quiet or busy.
fn swing(at: chrono::NaiveDateTime) -> f64 {
    let day = u64::from(Datelike::num_days_from_ce(&at).unsigned_abs());
    if day.wrapping_mul(2_654_435_761) % 1000 < 500 { 0.85 } else { 1.15 }
}

#[test]
fn a_busy_morning_raises_the_afternoon_and_less_so_tomorrow() {
    let world = World::usual().times(swing).noisy(43);
    let grid = world.grid(1);
    let before = Demand { grid: grid.clone(), queues: vec![world.study(1).demand] };
    let noon = Moment::from_local(at("2025-07-07 12:00"), world.zone).unwrap();
    let after = forecast::reforecast(&before, &so_far(&before, 1.3, noon), noon);
    let ratio = |n: usize| after.queues[0].expected[n].0 / before.queues[0].expected[n].0;
    close(ratio(20), 1.3, 1e-9); // 10:00 is what was reported
    assert!((1.1..1.3).contains(&ratio(30)), "{}", ratio(30));
    assert!((1.01..1.12).contains(&ratio(48 + 30)), "{}", ratio(48 + 30));
    close(ratio(2 * 48 + 30), 1.0, 1e-9);
}

#[test]
fn a_usual_morning_makes_the_rest_surer_and_a_strange_one_less_sure() {
    let world = World::usual().times(swing).noisy(43);
    let before = Demand { grid: world.grid(1), queues: vec![world.study(1).demand] };
    let noon = Moment::from_local(at("2025-07-07 12:00"), world.zone).unwrap();
    let spread = |factor: f64| {
        let after = forecast::reforecast(&before, &so_far(&before, factor, noon), noon);
        after.queues[0].spread[30].shared / before.queues[0].spread[30].shared
    };
    assert!(spread(1.0) < 0.98 && spread(2.0) > 1.5, "{} {}", spread(1.0), spread(2.0));
}

#[test]
fn a_morning_of_few_contacts_proves_little() {
    let mut world = World::usual().times(swing).noisy(43);
    let noon = Moment::from_local(at("2025-07-07 12:00"), world.zone).unwrap();
    let moved = |world: &World| {
        let before = Demand { grid: world.grid(1), queues: vec![world.study(1).demand] };
        let after = forecast::reforecast(&before, &so_far(&before, 2.5, noon), noon);
        after.queues[0].expected[30].0 / before.queues[0].expected[30].0 - 1.0
    };
    let many = moved(&world);
    world.scale = 0.02;
    let few = moved(&world);
    assert!(many > 0.8 && (0.0..0.3).contains(&few), "{many} {few}");
}

#[test]
fn a_freak_day_is_no_reason_to_expect_a_freak_tomorrow() {
    let world = World::usual().times(swing).noisy(43);
    let before = Demand { grid: world.grid(1), queues: vec![world.study(1).demand] };
    let noon = Moment::from_local(at("2025-07-07 12:00"), world.zone).unwrap();
    let moved = |factor: f64| {
        let after = forecast::reforecast(&before, &so_far(&before, factor, noon), noon);
        let ratio = |n: usize| after.queues[0].expected[n].0 / before.queues[0].expected[n].0;
        (ratio(30), ratio(48 + 30))
    };
    let (busy, freak) = (moved(1.3), moved(4.0));
    assert!(freak.0 > 2.0 && freak.1 < busy.1 + 0.02, "{busy:?} {freak:?}");
}

#[test]
fn a_morning_as_expected_changes_no_expectation() {
    let world = World::usual().noisy(44);
    let before = Demand { grid: world.grid(1), queues: vec![world.study(1).demand] };
    let noon = Moment::from_local(at("2025-07-07 12:00"), world.zone).unwrap();
    let after = forecast::reforecast(&before, &so_far(&before, 1.0, noon), noon);
    for (a, b) in after.queues[0].expected.iter().zip(&before.queues[0].expected) {
        assert!((a.0 - b.0).abs() < 1e-9);
    }
    let early = Moment::from_local(at("2025-07-01 12:00"), world.zone).unwrap();
    assert_eq!(forecast::reforecast(&before, &so_far(&before, 9.0, noon), early), before);
}

#[test]
fn a_total_is_the_sum_of_its_queues_and_scatters_less_than_they_do() {
    let world = World::usual().noisy(45);
    let (centre, history) = two(&world, World::usual().noisy(46).records());
    let options = Options::default();
    let demand = forecast::forecast(&centre, &history, &world.grid(1), &options).unwrap();
    let ids = [QueueId::new("care"), QueueId::new("chat")];
    let both = forecast::total(&demand, &ids, &QueueId::new("both"));
    let (care, chat) = (&demand.queues[0], &demand.queues[1]);
    for slot in 0..demand.grid.len() {
        let sum = care.expected[slot].0 + chat.expected[slot].0;
        assert!((both.expected[slot].0 - sum).abs() < 1e-9);
        let wide = care.quantiles[slot][5].0 + chat.quantiles[slot][5].0;
        assert!(both.quantiles[slot][5].0 <= wide);
    }
    // equal queues: Poisson parts stay, shared cv falls by the root of three quarters
    let shared = |queue: &QueueDemand| queue.spread[20].shared;
    let mean = 0.5 * (shared(care) + shared(chat));
    close(shared(&both), 0.75_f64.sqrt() * mean, 0.15);
}

#[test]
fn queues_that_disagree_with_their_total_share_the_difference() {
    let world = World::usual().noisy(47);
    let (centre, history) = two(&world, World::usual().noisy(48).records());
    let (grid, options) = (world.grid(1), Options::default());
    let mut demand = forecast::forecast(&centre, &history, &grid, &options).unwrap();
    let monday = grid.first_day();
    // somebody doubles a queue: its total knows better
    for contacts in &mut demand.queues[1].expected {
        contacts.0 *= 1.4;
    }
    let ids = [QueueId::new("care"), QueueId::new("chat")];
    let agreed = forecast::reconcile(&centre, &history, &demand, &ids, &options).unwrap();
    let sum = |d: &Demand| d.queues.iter().map(|q| total(q, &grid, monday)).sum::<f64>();
    let (before, after) = (sum(&demand), sum(&agreed));
    assert!(before > 1400.0 && (1150.0..1350.0).contains(&after), "{before} {after}");
    let alone = forecast::reconcile(&centre, &history, &demand, &ids[..1], &options).unwrap();
    assert_eq!(alone, demand);
}

#[test]
fn a_queue_with_few_days_finds_its_sibling_and_says_so() {
    let world = World::usual().noisy(43);
    let mut own = world.records();
    own.retain(|r| r.at.date(world.zone) >= day("2025-07-01"));
    own.iter_mut().for_each(|r| r.offered.0 *= 0.5);
    let (centre, history) = two(&world, own);
    let grid = world.grid(1);
    let demand = forecast::forecast(&centre, &history, &grid, &Options::default()).unwrap();
    let chat = &demand.queues[1];
    // Its six days hold no Monday morning of their own; the sibling's shape has.
    close(total(chat, &grid, grid.first_day()), 300.0, 0.1);
    assert!(chat.decomposition.notes[0].contains("the past of care (same channel) stands in"));
    assert!(demand.queues[0].decomposition.notes.iter().all(|n| !n.contains("stands in")));
}

#[test]
fn a_queue_with_weeks_of_its_own_keeps_to_them() {
    let world = World::usual().noisy(44);
    let mut own = world.records();
    own.retain(|r| r.at.date(world.zone) >= day("2025-06-02"));
    let (centre, history) = two(&world, own);
    let demand =
        forecast::forecast(&centre, &history, &world.grid(1), &Options::default()).unwrap();
    assert!(demand.queues[1].decomposition.notes.iter().all(|n| !n.contains("stands in")));
}

#[test]
fn a_ratio_that_is_no_positive_number_is_refused() {
    let world = World::usual();
    let (centre, history) = two(&world, Vec::new());
    for ratio in [0.0, -0.5, f64::NAN] {
        let refused = forecast::forecast(&centre, &history, &world.grid(1), &like_care(ratio));
        assert_eq!(refused.unwrap_err().code(), "E2009");
    }
}
