use crate::world::{World, week, weeks};
use domain::laws::WeeklyHours;

const FIVE: [&str; 5] = ["Mon", "Tue", "Wed", "Thu", "Fri"];

/// Forty to forty-eight hours are agreed.
fn five_days(clock: &str) -> World {
    week("2025-11-10").shifts("Li Wei", &FIVE, clock)
}

#[test]
fn the_week_lies_between_forty_and_forty_eight_hours() {
    five_days("09:00-17:00").against(WeeklyHours).is_kept();
    five_days("09:00-18:00").shift("Li Wei", "Sat 09:00-12:00").against(WeeklyHours).is_kept();
    five_days("09:00-16:59").against(WeeklyHours).is_broken_by(1.0);
    five_days("09:00-18:00")
        .shift("Li Wei", "Sat 09:00-12:01")
        .against(WeeklyHours)
        .is_broken_by(1.0)
        .says("Li Wei is paid 48 h 01 in the week of Mon 10 Nov; at most 48 h are agreed");
}

#[test]
fn a_week_without_any_shift_lacks_forty_hours() {
    week("2025-11-10")
        .agent("Li Wei")
        .against(WeeklyHours)
        .is_broken_by(40.0)
        .says("Li Wei is paid 0 min in the week of Mon 10 Nov; at least 40 h are agreed");
}

#[test]
fn a_day_of_leave_takes_eight_hours_off_both_bounds() {
    let four = |clock| {
        let world = week("2025-11-10").leave("Li Wei", "Fri 00:00-24:00");
        world.shifts("Li Wei", &FIVE[..4], clock).against(WeeklyHours)
    };
    four("09:00-17:00").is_kept();
    four("09:00-16:59").is_broken_by(1.0);
    four("09:00-19:00").is_kept();
    four("09:00-19:01").is_broken_by(1.0);
}

#[test]
fn leave_over_several_midnights_takes_off_its_whole_days_only() {
    let world = week("2025-11-10").leave("Li Wei", "Tue 12:00-Fri 12:00");
    let world = world.shifts("Li Wei", &["Mon", "Sat", "Sun"], "09:00-17:00");
    world.against(WeeklyHours).is_kept();
}

#[test]
fn two_halves_of_leave_are_a_whole_day() {
    let world = week("2025-11-10").leave("Li Wei", "Fri 00:00-12:00");
    let world = world.leave("Li Wei", "Fri 12:00-24:00");
    world.shifts("Li Wei", &FIVE[..4], "09:00-17:00").against(WeeklyHours).is_kept();
}

#[test]
fn a_sunday_night_counts_to_the_week_it_starts_in() {
    let nights = ["Wed", "Thu", "Fri", "Sat", "Sun"];
    let first = weeks(2, "2025-11-10").shifts("Li Wei", &nights, "22:00-06:00");
    let second = ["Mon+1", "Tue+1", "Wed+1", "Thu+1", "Fri+1"];
    first.shifts("Li Wei", &second, "22:00-06:00").against(WeeklyHours).is_kept();
}

#[test]
fn a_week_cut_short_by_the_horizon_has_no_minimum() {
    let mut nine_days = five_days("09:00-17:00");
    nine_days.days = 9;
    nine_days.against(WeeklyHours).is_kept();
}
