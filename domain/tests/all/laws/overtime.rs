//! Overtime begins after eight hours a day, and after forty hours a week without those.

use crate::world::{World, hours, week, weeks};
use domain::laws::{OvertimePerDay, OvertimePerMonth};
use domain::{Minutes, OvertimeTier};

const SIX: [&str; 6] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const THREE: OvertimePerDay = OvertimePerDay { max: hours(3) };

fn month(max: i64) -> OvertimePerMonth {
    OvertimePerMonth { max: hours(max) }
}

#[test]
fn at_most_three_hours_of_overtime_a_day() {
    let shift = |when| week("2025-11-10").shift("Li Wei", when).against(THREE);
    shift("Mon 08:00-19:00").is_kept();
    shift("Mon 08:00-19:01").is_broken_by(1.0);
    shift("Mon 08:00-20:30")
        .is_broken_by(2.0)
        .says("Li Wei works 4 h 30 overtime on Mon 10 Nov; the limit is 3 h");
}

#[test]
fn both_parts_of_a_split_day_count() {
    let split = week("2025-11-10").shift("Li Wei", "Mon 06:00-12:00");
    split.shift("Li Wei", "Mon 17:00-22:30").against(THREE).is_broken_by(1.0);
}

#[test]
fn an_unpaid_meal_is_no_overtime() {
    let world = week("2025-11-10");
    let long = world.shift_with("Li Wei", "Mon 08:00-20:00", &["12:00-13:00 meal"]);
    long.against(THREE).is_kept();
}

#[test]
fn a_contract_without_tiers_has_no_overtime() {
    let world = week("2025-11-10").contract(|c| {
        c.daily_overtime.clear();
        c.weekly_overtime.clear();
    });
    let world = world.shifts("Li Wei", &SIX, "08:00-22:00");
    world.against(THREE).is_kept();
    world.against(month(1)).is_kept();
}

/// Two hours of overtime on each of five days: ten in the week, all of them daily.
fn ten_hours(world: World) -> World {
    world.shifts("Li Wei", &SIX[..5], "09:00-19:00")
}

#[test]
fn the_month_counts_what_was_worked_before() {
    let after = |before: Minutes| {
        let world = week("2025-11-10").agent_who("Li Wei", |a| a.overtime_to_date = before);
        ten_hours(world).against(month(36))
    };
    after(hours(26)).is_kept();
    after(hours(26) + Minutes(1)).is_broken_by(1.0);
    after(hours(30))
        .is_broken_by(4.0)
        .says("Li Wei works 40 h overtime in November; the limit is 36 h");
    after(hours(40)).is_broken_by(10.0);
}

#[test]
fn a_sixth_day_is_weekly_overtime_and_hours_are_counted_once() {
    let six_days = ten_hours(week("2025-11-10")).shift("Li Wei", "Sat 09:00-19:00");
    six_days.against(month(20)).is_kept();
    six_days.against(month(19)).is_broken_by(1.0);
}

#[test]
fn a_week_belongs_to_the_month_it_begins_in() {
    let world = weeks(2, "2025-11-24").agent_who("Li Wei", |a| a.overtime_to_date = hours(26));
    let both = ten_hours(world).shifts("Li Wei", &["Mon+1", "Tue+1"], "09:00-19:00");
    both.against(month(36)).is_kept();
    both.against(month(35)).is_broken_by(1.0);
    let split = weeks(2, "2025-11-17").agent_who("Li Wei", |a| a.overtime_to_date = hours(26));
    let split = ten_hours(split).shifts("Li Wei", &["Mon+1"], "09:00-19:00");
    split.against(month(36)).is_broken_by(2.0);
}

#[test]
fn a_second_tier_is_the_same_overtime_only_dearer() {
    let world = week("2025-11-10").contract(|c| {
        c.daily_overtime.push(OvertimeTier { above: hours(10), multiplier: 2.0 });
    });
    world.shift("Li Wei", "Mon 08:00-19:00").against(THREE).is_kept();
}
