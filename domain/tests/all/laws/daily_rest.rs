use crate::world::{hours, week, week_in_berlin};
use domain::laws::DailyRest;

const ELEVEN: DailyRest = DailyRest { rest: hours(11) };

#[test]
fn a_late_shift_then_an_early_one_breaks_eleven_hours_rest() {
    let late = week("2025-11-10").shift("Li Wei", "Tue 14:30-23:30");
    let next = |when| late.clone().shift("Li Wei", when).against(ELEVEN);
    next("Wed 10:30-19:30").is_kept();
    next("Wed 10:29-19:29").is_broken_by(1.0);
    next("Wed 09:00-18:00")
        .is_broken_by(2.0)
        .says("Li Wei rests 9 h 30 between Tue 11 Nov 23:30 and Wed 12 Nov 09:00; 11 h are due");
}

#[test]
fn the_last_shift_before_the_horizon_needs_its_rest_too() {
    let sunday = week("2025-11-10").before("Li Wei", "Sat-1 09:00-18:00");
    let sunday = sunday.before("Li Wei", "Sun-1 14:00-23:00");
    sunday.clone().shift("Li Wei", "Mon 10:00-19:00").against(ELEVEN).is_kept();
    sunday.shift("Li Wei", "Mon 09:59-18:59").against(ELEVEN).is_broken_by(1.0);
}

#[test]
fn what_happened_before_the_horizon_is_not_judged_again() {
    week("2025-11-10")
        .before("Li Wei", "Sat-1 14:00-23:00")
        .before("Li Wei", "Sun-1 06:00-15:00")
        .against(ELEVEN)
        .is_kept();
}

#[test]
fn a_night_shift_rests_from_its_end_in_the_morning() {
    let night = week("2025-11-10").shift("Li Wei", "Tue 22:00-07:00");
    night.clone().shift("Li Wei", "Wed 18:00-03:00").against(ELEVEN).is_kept();
    night.shift("Li Wei", "Wed 17:30-02:30").against(ELEVEN).is_broken_by(1.0);
}

#[test]
fn two_shifts_at_once_lack_the_rest_and_the_overlap() {
    let world = week("2025-11-10").shift("Li Wei", "Tue 09:00-18:00");
    world.shift("Li Wei", "Tue 16:00-20:00").against(ELEVEN).is_broken_by(13.0).says(
        "Li Wei starts a shift Tue 11 Nov 16:00 before another ends Tue 11 Nov 18:00; 11 h are due",
    );
}

#[test]
fn rest_is_elapsed_time_when_clocks_go_forward() {
    let saturday = week_in_berlin("2025-03-24").shift("Eva", "Sat 13:00-22:00");
    saturday.clone().shift("Eva", "Sun 10:00-19:00").against(ELEVEN).is_kept();
    saturday.shift("Eva", "Sun 09:00-18:00").against(ELEVEN).is_broken_by(1.0);
}
