//! Contacts that follow orders.

use crate::world::*;
use chrono::Days;
use domain::*;
use forecast::Options;

/// A world in which contacts follow orders: three times as many on every seventh Wednesday.
fn busy(at: chrono::NaiveDateTime) -> f64 {
    let days = (at.date() - day("2025-01-08")).num_days();
    if days.rem_euclid(49) == 0 { 3.0 } else { 1.0 }
}

/// Orders of every day up to `until`: a thousand, or what `busy` makes of it.
fn orders(world: &World, days: u64) -> Driver {
    let all = (0..days).map(|n| world.first + Days::new(n));
    let of = |date: chrono::NaiveDate| 1000.0 * busy(date.and_hms_opt(0, 0, 0).unwrap());
    Driver { queue: "care".into(), days: all.map(|date| (date, of(date))).collect() }
}

fn follow(world: &World, driver: Driver, weeks: usize) -> (Demand, QueueDemand) {
    let options = Options { drivers: vec![driver], ..Options::default() };
    let history = history("care", world.records());
    let demand =
        forecast::forecast(&world.centre(), &history, &world.grid(weeks), &options).unwrap();
    let queue = demand.queues[0].clone();
    (demand, queue)
}

#[test]
fn planned_orders_move_the_contacts_in_proportion() {
    let world = World::usual().times(busy).noisy(60);
    let mut driver = orders(&world, world.days);
    let wednesday = world.grid(1).date(2);
    driver.days.push((wednesday, 5000.0));
    let (demand, queue) = follow(&world, driver, 1);
    // 600 contacts on a usual day of 1000 orders: five times the orders, five times the contacts.
    close(total(&queue, &demand.grid, wednesday), 3000.0, 0.06);
    close(total(&queue, &demand.grid, wednesday.pred_opt().unwrap()), 600.0, 0.06);
    let told = queue.decomposition.days[2].factors.iter().find(|(name, _)| name == "orders");
    assert!(told.unwrap().1 > 4.0, "{:?}", queue.decomposition.days[2]);
    assert!(queue.decomposition.notes[0].contains("1 of 7 days planned"));
}

#[test]
fn orders_that_nobody_planned_are_forecast_and_widen_the_bands() {
    let world = World::usual().times(busy).noisy(61);
    let known = orders(&world, world.days);
    let mut planned = known.clone();
    planned.days.extend((0..7).map(|n| (world.grid(1).date(n), 1000.0)));
    let (demand, unsure) = follow(&world, known, 1);
    let (_, sure) = follow(&world, planned, 1);
    let monday = demand.grid.first_day();
    close(total(&unsure, &demand.grid, monday), 600.0, 0.12);
    assert!(unsure.spread[20].shared > sure.spread[20].shared, "doubt about orders is doubt");
}

#[test]
fn the_surges_of_orders_are_not_mistaken_for_freak_days() {
    let world = World::usual().times(busy).noisy(62);
    let driver = orders(&world, world.days + 28);
    let options = Options { drivers: vec![driver], ..Options::default() };
    let (history, grid) = (history("care", world.records()), world.grid(4));
    let with = forecast::study(&world.centre(), &history, &grid, &options).unwrap().remove(0);
    let without = world.study(4);
    assert!(with.freaks.is_empty() && !without.freaks.is_empty());
    let (led, blind) = (error(&world, &with.demand, &grid), error(&world, &without.demand, &grid));
    assert!(led < 0.05 && led < 0.6 * blind, "{led} {blind}");
}

#[test]
fn a_few_days_of_orders_are_not_used_and_that_is_said() {
    let world = World::usual().noisy(63);
    let driver = Driver { queue: "care".into(), days: orders(&world, 20).days };
    let (_, queue) = follow(&world, driver, 1);
    assert!(queue.decomposition.notes[0].contains("20 days with reports, 35 are needed"));
    assert_eq!(queue.expected, world.study(1).demand.expected);
}

#[test]
fn orders_below_zero_are_refused() {
    let world = World::usual();
    let driver = Driver { queue: "care".into(), days: vec![(day("2025-02-01"), -1.0)] };
    let options = Options { drivers: vec![driver], ..Options::default() };
    let history = history("care", world.records());
    let refused = forecast::forecast(&world.centre(), &history, &world.grid(1), &options);
    assert_eq!(refused.unwrap_err().code(), "E2010");
}
