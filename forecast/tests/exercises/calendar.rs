//! Holidays, promotions, openings in the evening, make-up workdays.

use crate::world::*;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use domain::*;

/// Sales of one day; the last is in the horizon.
const SALES: [&str; 5] = ["2025-02-12", "2025-03-20", "2025-04-18", "2025-05-22", "2025-07-09"];

fn whole_day(name: &str, date: &str) -> Event {
    let next = day(date).succ_opt().unwrap();
    promotion(name, &format!("{date} 00:00"), &format!("{next} 00:00"))
}

fn with_sales(mut world: World, change: impl Fn(&mut Event)) -> World {
    for (nth, date) in SALES.iter().enumerate() {
        let mut event = whole_day(&format!("sale {nth}"), date);
        change(&mut event);
        world = world.event(event);
    }
    world
}

fn on_sale(at: NaiveDateTime) -> bool {
    SALES.iter().any(|date| at.date() == day(date))
}

#[test]
fn what_past_sales_did_is_expected_of_the_next() {
    let doubled = |at| if on_sale(at) { 2.0 } else { 1.0 };
    let world = with_sales(World::usual().times(doubled).noisy(31), |_| {});
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    close(total(&demand, &grid, day("2025-07-09")), 2.0 * 600.0, 0.12);
    let named = &demand.decomposition.days[2].factors;
    assert!(named.iter().any(|(name, factor)| name == "sale 4" && *factor > 1.7), "{named:?}");
}

#[test]
fn events_that_did_nothing_have_a_factor_of_one() {
    let world = with_sales(World::usual().noisy(32), |_| {});
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    close(total(&demand, &grid, day("2025-07-09")), 600.0, 0.06);
}

#[test]
fn a_deeper_sale_is_expected_to_do_more() {
    let doubled = |at| if on_sale(at) { 2.0 } else { 1.0 };
    let last = day("2025-07-09").and_hms_opt(0, 0, 0).unwrap();
    let deeper = |event: &mut Event| {
        if event.start == last {
            event.intensity = 1.5;
        }
    };
    let grid = World::usual().grid(1);
    let sale = |change: &dyn Fn(&mut Event)| {
        let world = with_sales(World::usual().times(doubled).noisy(33), change);
        total(&world.study(1).demand, &grid, day("2025-07-09"))
    };
    // 2^1.5 against 2: about 1.41 times as much
    close(sale(&deeper) / sale(&|_| {}), 2.0_f64.sqrt(), 0.08);
}

#[test]
fn an_opening_at_eight_in_the_evening_moves_the_evening() {
    let opening =
        |date: NaiveDate, at: NaiveDateTime| at.date() == date && Timelike::hour(&at) >= 20;
    let tripled = move |at| if SALES.iter().any(|d| opening(day(d), at)) { 3.0 } else { 1.0 };
    let mut world = World::usual().times(tripled).noisy(34);
    world.hours = OpeningHours::always();
    let world = with_sales(world, |event| {
        event.start += chrono::Duration::hours(20);
        event.phase = Some(Phase::Opening);
    });
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    let evening = |n: usize| {
        let start = grid.slots_of_day(n).start;
        demand.expected[start + 40..start + 48].iter().map(|c| c.0).sum::<f64>()
    };
    let morning = |n: usize| {
        let start = grid.slots_of_day(n).start;
        demand.expected[start..start + 36].iter().map(|c| c.0).sum::<f64>()
    };
    close(evening(2) / evening(1), 3.0, 0.2);
    close(morning(2) / morning(1), 1.0, 0.06);
}

/// A world with a holiday of one name and class on these dates.
fn with_feasts(world: World, dates: [&str; 5]) -> World {
    dates.iter().fold(world, |world, date| {
        let mut event = whole_day("lunar feast", date);
        event.kind = EventKind::Holiday;
        event.class = "feast".into();
        world.event(event)
    })
}

#[test]
fn a_holiday_that_moves_is_recognised_by_its_name() {
    let feasts = ["2025-01-29", "2025-02-26", "2025-04-15", "2025-06-05", "2025-07-10"];
    let quiet = move |at: NaiveDateTime| {
        if feasts.iter().any(|d| at.date() == day(d)) { 0.4 } else { 1.0 }
    };
    let world = with_feasts(World::usual().times(quiet).noisy(35), feasts);
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    close(total(&demand, &grid, day("2025-07-10")), 0.4 * 600.0, 0.1);
    close(total(&demand, &grid, day("2025-07-09")), 600.0, 0.06);
}

#[test]
fn a_saturday_worked_for_a_holiday_is_a_workday() {
    let mut event = whole_day("make-up", "2025-07-12");
    event.kind = EventKind::MakeupWorkday;
    let plain = World::usual();
    let saturday = total(&plain.study(1).demand, &plain.grid(1), day("2025-07-12"));
    close(saturday, 0.7 * 600.0, 0.02);
    let world = World::usual().event(event);
    let worked = total(&world.study(1).demand, &world.grid(1), day("2025-07-12"));
    close(worked, 600.0, 0.03);
}

#[test]
fn a_saturday_worked_for_a_holiday_has_the_course_of_a_workday() {
    let late_saturdays = |at: NaiveDateTime| match at.weekday() {
        chrono::Weekday::Sat if Timelike::hour(&at) < 12 => 0.4,
        _ => 1.0,
    };
    let mut event = whole_day("make-up", "2025-07-12");
    event.kind = EventKind::MakeupWorkday;
    let world = World::usual().times(late_saturdays).event(event);
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    close(morning_share(&demand, &grid, 5), morning_share(&demand, &grid, 4), 0.03);
}

#[test]
fn holidays_teach_nothing_about_the_course_of_ordinary_days() {
    let feasts = ["2025-06-04", "2025-06-11", "2025-06-18", "2025-06-25", "2025-07-02"];
    let late = move |at: NaiveDateTime| {
        let feast = feasts.iter().any(|d| at.date() == day(d));
        if feast && Timelike::hour(&at) < 12 { 0.1 } else { 1.0 }
    };
    let world = with_feasts(World::usual().times(late), feasts);
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    // Wednesday after five Wednesdays that were feasts, and Thursday
    close(morning_share(&demand, &grid, 2), morning_share(&demand, &grid, 3), 0.02);
}

/// The share of a day's contacts that comes before noon.
fn morning_share(demand: &QueueDemand, grid: &Grid, n: usize) -> f64 {
    let slots = grid.slots_of_day(n);
    let sum =
        |slots: std::ops::Range<usize>| -> f64 { demand.expected[slots].iter().map(|c| c.0).sum() };
    sum(slots.start..slots.start + 24) / sum(slots)
}

#[test]
fn returns_come_in_a_wave_days_after_a_sale() {
    let returns = |at: NaiveDateTime| {
        let since = |date: &&str| (at.date() - day(date)).num_days();
        if SALES.iter().any(|date| (4..=6).contains(&since(date))) { 1.3 } else { 1.0 }
    };
    let world = with_sales(World::usual().times(returns).noisy(36), |_| {});
    let (demand, grid) = (world.study(2).demand, world.grid(2));
    let monday = total(&demand, &grid, day("2025-07-14"));
    let before = total(&demand, &grid, day("2025-07-07"));
    assert!((1.15..1.4).contains(&(monday / before)), "{monday} {before}");
}

#[test]
fn a_first_ever_event_says_so_and_widens() {
    let world = World::usual().noisy(37).event(whole_day("first live stream", "2025-07-09"));
    let study = world.study(1);
    let notes = &study.demand.decomposition.notes;
    let told = |n: &&String| n.starts_with("first live stream: no comparable past");
    assert_eq!(notes.iter().filter(told).count(), 1, "{notes:?}");
    let grid = world.grid(1);
    close(total(&study.demand, &grid, day("2025-07-09")), 600.0, 0.05);
    let noon = 24 + 48 * 2;
    let calm = World::usual().noisy(37).study(1).demand.spread[noon].shared;
    assert!(study.demand.spread[noon].shared > 0.4, "{:?}", study.demand.spread[noon]);
    assert!(calm < 0.05, "{calm}");
}

#[test]
fn an_event_of_another_queue_is_none_of_our_business() {
    let mut other = whole_day("sale", "2025-07-09");
    other.queue = Some(QueueId::new("billing"));
    other.effect = Effect::Relative(3.0);
    let (with, without) = (World::usual().event(other), World::usual());
    assert_eq!(with.study(1).demand, without.study(1).demand);
}

#[test]
fn wages_day_is_the_first_business_day_of_the_month() {
    let first_business_day = |date: NaiveDate| {
        let mut day = date.with_day(1).unwrap();
        while day.weekday().num_days_from_monday() >= 5 {
            day = day.succ_opt().unwrap();
        }
        day == date
    };
    let busy = move |at: NaiveDateTime| if first_business_day(at.date()) { 1.25 } else { 1.0 };
    let mut world = World::usual().times(busy).noisy(38).days(52 * 7 + 25);
    world.hours.windows[5].clear();
    world.hours.windows[6].clear();
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    assert_eq!(grid.first_day(), day("2026-01-30"));
    let usual = total(&demand, &grid, day("2026-02-05"));
    close(total(&demand, &grid, day("2026-02-02")) / usual, 1.25, 0.07);
}

#[test]
fn a_first_ever_sale_without_phases_learns_from_the_main_days_of_others() {
    let doubled = |at: NaiveDateTime| {
        let past = ["2025-03-12", "2025-04-09", "2025-05-14", "2025-06-11"].map(day);
        if past.contains(&at.date()) { 2.0 } else { 1.0 }
    };
    let mut world = World::usual().noisy(61).times(doubled);
    for date in ["2025-03-12", "2025-04-09", "2025-05-14", "2025-06-11"] {
        let mut main = promotion("sale", &format!("{date} 00:00"), &format!("{date} 23:59"));
        main.phase = Some(Phase::Main);
        world = world.event(main);
    }
    let mut first = promotion("founders day", "2025-07-09 00:00", "2025-07-10 00:00");
    first.class = "founders".into();
    let usual = total(&world.study(1).demand, &world.grid(1), day("2025-07-09"));
    let study = |first: Event| {
        let mut with = World::usual().noisy(61).times(doubled);
        with.calendar = world.calendar.clone();
        with.event(first).study(1).demand
    };
    let demand = study(first.clone());
    let wednesday = total(&demand, &world.grid(1), day("2025-07-09"));
    assert!((1.4..2.1).contains(&(wednesday / usual)), "{wednesday} {usual}");
    let said = |demand: &QueueDemand, what: &str| {
        demand.decomposition.notes.iter().any(|n| n.contains("founders day") && n.contains(what))
    };
    assert!(said(&demand, "what all promotions have in common is assumed"));
    first.phase = Some(Phase::Presale);
    assert!(said(&study(first), "no comparable past; no effect is assumed"));
}

fn holiday(name: &str, class: &str, date: &str) -> Event {
    let mut event = promotion(name, &format!("{date} 00:00"), &format!("{date} 23:59"));
    event.kind = EventKind::Holiday;
    event.class = class.into();
    event
}

#[test]
fn a_new_holiday_does_what_its_class_does_not_what_all_holidays_do() {
    let quiet = ["2025-02-12", "2025-03-19", "2025-05-14"];
    let busy = ["2025-02-26", "2025-04-09", "2025-06-11"];
    let mut world = World::usual().noisy(62).times(move |at| match at.date() {
        date if quiet.map(day).contains(&date) => 0.4,
        date if busy.map(day).contains(&date) => 1.8,
        _ => 1.0,
    });
    for (nth, (q, b)) in quiet.into_iter().zip(busy).enumerate() {
        world = world.event(holiday(&format!("rest {nth}"), "rest", q));
        world = world.event(holiday(&format!("fair {nth}"), "fair", b));
    }
    let grid = world.grid(1);
    let wednesday = |demand: &QueueDemand| total(demand, &grid, day("2025-07-09"));
    let usual = wednesday(&world.study(1).demand);
    let world = world.event(holiday("rest of summer", "rest", "2025-07-09"));
    let factor = wednesday(&world.study(1).demand) / usual;
    assert!((0.35..0.62).contains(&factor), "{factor}");
}

#[test]
fn a_holiday_has_the_course_of_its_class_through_the_day() {
    let past = ["2025-02-12", "2025-03-19", "2025-05-14", "2025-06-11"];
    let mut world = World::usual().noisy(63).times(move |at| {
        let late = if at.hour() < 14 { 0.2 } else { 2.0 };
        if past.map(day).contains(&at.date()) { late } else { 1.0 }
    });
    for (nth, date) in past.into_iter().enumerate() {
        world = world.event(holiday(&format!("late {nth}"), "late", date));
    }
    let world = world.event(holiday("late again", "late", "2025-07-09"));
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    let before_two = |date: &str| before_two(&demand, &grid, day(date));
    let (holiday, thursday) = (before_two("2025-07-09"), before_two("2025-07-10"));
    assert!(holiday < 0.4 * thursday && holiday > 0.0, "{holiday} {thursday}");
}

/// The share of a day's contacts that come before two in the afternoon.
fn before_two(demand: &QueueDemand, grid: &Grid, date: NaiveDate) -> f64 {
    let early = |s: &Slot| grid.local(*s).date() == date && grid.local(*s).hour() < 14;
    let early: f64 = grid.slots().filter(early).map(|s| demand.expected[s.0].0).sum();
    early / total(demand, grid, date)
}

#[test]
fn a_sale_has_the_course_of_its_class_through_the_day() {
    let past = &SALES[..4];
    let world = World::usual().noisy(64).times(|at| {
        let late = if at.hour() < 14 { 0.5 } else { 3.0 };
        if SALES[..4].iter().any(|date| day(date) == at.date()) { late } else { 1.0 }
    });
    let world = past.iter().chain(&SALES[4..]).fold(world, |world, date| {
        world.event(promotion(date, &format!("{date} 00:00"), &format!("{date} 23:59")))
    });
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    let before_two = |date: &str| before_two(&demand, &grid, day(date));
    let (sale, thursday) = (before_two("2025-07-09"), before_two("2025-07-10"));
    assert!(sale < 0.6 * thursday, "{sale} {thursday}");
}
