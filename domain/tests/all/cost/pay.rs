//! Li Wei earns 30.00 an hour, 1.5 times that beyond eight hours a day, twice beyond forty a week.

use crate::world::{World, hours, week, week_in_berlin, weeks, window};
use domain::*;

const FIVE: [&str; 5] = ["Mon", "Tue", "Wed", "Thu", "Fri"];

fn requirement(world: &World) -> Requirement {
    Requirement { grid: world.grid(), queues: Vec::new() }
}

fn pay(world: &World) -> Pay {
    judge(&world.centre, &requirement(world), &world.roster(), &world.previous).cost.pay
}

const fn yuan(amount: i64) -> Money {
    Money(100 * amount)
}

#[test]
fn eight_hours_are_eight_wages() {
    let pay = pay(&week("2025-11-10").shift("Li Wei", "Mon 09:00-17:00"));
    assert_eq!(pay, Pay { base: yuan(240), ..Pay::default() });
}

#[test]
fn an_unpaid_meal_earns_nothing_and_training_is_paid() {
    let parts = ["09:00-11:00 training", "12:00-13:00 meal", "15:00-15:30 break"];
    let world = week("2025-11-10").shift_with("Li Wei", "Mon 09:00-18:00", &parts);
    assert_eq!(pay(&world).total(), yuan(240));
}

#[test]
fn hours_beyond_eight_a_day_earn_half_as_much_again() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 09:00-19:30");
    assert_eq!(pay(&world).base, yuan(315)); // 10.5 × 30
    assert_eq!(pay(&world).overtime, Money(3750)); // 2.5 × 15
}

#[test]
fn a_second_tier_adds_to_the_first() {
    let tier = OvertimeTier { above: hours(10), multiplier: 2.0 };
    let world = week("2025-11-10").contract(|c| c.daily_overtime.push(tier));
    let world = world.shift("Li Wei", "Mon 08:00-19:00");
    assert_eq!(pay(&world).overtime, yuan(60)); // 3 × 15 at half as much again, 1 × 15 more
}

#[test]
fn both_parts_of_a_split_day_make_one_days_overtime() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 06:00-11:00");
    let world = world.shift("Li Wei", "Mon 17:00-22:00");
    assert_eq!(pay(&world).overtime, yuan(30));
}

#[test]
fn a_sixth_day_is_paid_twice() {
    let world = week("2025-11-10").shifts("Li Wei", &FIVE, "09:00-17:00");
    let world = world.shift("Li Wei", "Sat 09:00-13:00");
    assert_eq!(pay(&world).base, yuan(44 * 30));
    assert_eq!(pay(&world).overtime, yuan(4 * 30));
}

#[test]
fn daily_overtime_is_not_weekly_overtime_again() {
    let world = week("2025-11-10").shifts("Li Wei", &FIVE, "09:00-19:00");
    assert_eq!(pay(&world).overtime, yuan(10 * 15));
}

#[test]
fn each_week_is_paid_by_itself() {
    let world = weeks(2, "2025-11-10").shifts("Li Wei", &["Sat", "Sun"], "09:00-17:00");
    let next = ["Mon+1", "Tue+1", "Wed+1", "Thu+1"];
    assert_eq!(pay(&world.shifts("Li Wei", &next, "09:00-17:00")).overtime, Money::ZERO);
}

#[test]
fn night_hours_earn_a_premium_on_both_sides_of_midnight() {
    let premium = NightPremium { window: window("22:00-06:00"), extra: 0.3 };
    let world = week("2025-11-10").contract(|c| c.night = Some(premium));
    let night = |when| pay(&world.clone().shift("Li Wei", when)).night;
    assert_eq!(night("Mon 14:00-22:00"), Money::ZERO);
    assert_eq!(night("Mon 16:00-24:00"), yuan(18)); // 2 × 9
    assert_eq!(night("Mon 21:00-05:00"), yuan(63)); // 7 × 9
    assert_eq!(night("Tue 00:00-08:00"), yuan(54)); // 6 × 9
    let meal = world.shift_with("Li Wei", "Mon 21:00-06:00", &["01:00-02:00 meal"]);
    assert_eq!(pay(&meal).night, yuan(63));
}

#[test]
fn the_night_clocks_go_back_has_an_hour_more() {
    let premium = NightPremium { window: window("22:00-06:00"), extra: 0.3 };
    let world = week_in_berlin("2025-10-20").contract(|c| c.night = Some(premium));
    let autumn = pay(&world.shift("Eva", "Sat 22:00-06:00"));
    assert_eq!((autumn.base, autumn.night), (yuan(270), yuan(81)));
    let world = week_in_berlin("2025-03-24").contract(|c| c.night = Some(premium));
    let spring = pay(&world.shift("Eva", "Sat 22:00-06:00"));
    assert_eq!((spring.base, spring.night), (yuan(210), yuan(63)));
}

#[test]
fn a_holiday_is_paid_threefold_from_midnight_to_midnight() {
    let world = week("2025-09-29").contract(|c| c.holiday_multiplier = 3.0);
    let wednesday = world.day("Wed");
    let world = world.with(|c| c.statutory_holidays.push(wednesday));
    let holiday = |when| pay(&world.clone().shift("Li Wei", when)).holiday;
    assert_eq!(holiday("Tue 16:00-24:00"), Money::ZERO);
    assert_eq!(holiday("Tue 22:00-06:00"), yuan(6 * 60));
    assert_eq!(holiday("Wed 09:00-17:00"), yuan(8 * 60));
    assert_eq!(holiday("Wed 20:00-04:00"), yuan(4 * 60));
}

#[test]
fn guaranteed_hours_are_paid_even_if_not_rostered() {
    let world = week("2025-11-10").contract(|c| c.guaranteed = hours(40));
    let off = world.clone().agent("Li Wei");
    assert_eq!(pay(&off), Pay { top_up: yuan(1200), ..Pay::default() });
    let four = world.clone().shifts("Li Wei", &FIVE[..4], "09:00-17:00");
    assert_eq!((pay(&four).base, pay(&four).top_up), (yuan(960), yuan(240)));
    let long = world.shifts("Li Wei", &FIVE, "09:00-19:00");
    assert_eq!(pay(&long).top_up, Money::ZERO);
}

#[test]
fn leave_takes_a_days_hours_off_the_guarantee() {
    let world = week("2025-11-10").contract(|c| c.guaranteed = hours(40));
    let leave = world.leave("Li Wei", "Thu 00:00-Sat 00:00");
    assert_eq!(pay(&leave).top_up, yuan(24 * 30));
}

#[test]
fn every_term_is_rounded_once_and_adds_up() {
    let world = week("2025-11-10").contract(|c| c.wage = Money(3333));
    let pay = pay(&world.shift("Li Wei", "Mon 09:00-17:20"));
    // 500 min × 33.33 / 60 = 277.75; 20 min × 33.33 × 0.5 / 60 = 5.555
    assert_eq!((pay.base, pay.overtime), (Money(27775), Money(556)));
    assert_eq!(pay.total(), Money(28331));
}

#[test]
fn work_before_the_horizon_is_paid_already() {
    let world = week("2025-11-10").before("Li Wei", "Sun-1 22:00-06:00");
    assert_eq!(pay(&world).total(), Money::ZERO);
}
