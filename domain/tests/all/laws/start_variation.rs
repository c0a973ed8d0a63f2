use crate::world::{hours, week, week_in_berlin, weeks};
use domain::laws::StartVariation;

const FOUR: StartVariation = StartVariation { max: hours(4) };

#[test]
fn starts_of_a_week_lie_within_four_hours() {
    let monday = week("2025-11-10").shift("Li Wei", "Mon 08:00-16:00");
    let and = |when| monday.clone().shift("Li Wei", when).against(FOUR);
    and("Thu 12:00-20:00").is_kept();
    and("Thu 12:01-20:01").is_broken_by(1.0);
    and("Thu 14:30-22:30").is_broken_by(3.0).says(
        "Li Wei starts between 08:00 and 14:30 in the week of Mon 10 Nov, 6 h 30 apart; \
         the limit is 4 h",
    );
}

#[test]
fn each_week_stands_alone() {
    let world = weeks(2, "2025-11-10").shift("Li Wei", "Sun 08:00-16:00");
    world.shift("Li Wei", "Mon+1 15:00-23:00").against(FOUR).is_kept();
}

#[test]
fn clock_times_do_not_wrap_at_midnight() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 23:00-07:00");
    world.shift("Li Wei", "Wed 01:00-09:00").against(FOUR).is_broken_by(18.0);
}

#[test]
fn the_clock_counts_when_clocks_change() {
    let world = week_in_berlin("2025-03-24").shift("Eva", "Sat 06:00-14:00");
    world.shift("Eva", "Sun 10:00-18:00").against(FOUR).is_kept();
}
