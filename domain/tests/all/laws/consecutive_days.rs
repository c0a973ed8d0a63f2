use crate::world::{week, weeks};
use domain::laws::{ConsecutiveDaysMax, ConsecutiveDaysMin};

const ALL: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const SIX: ConsecutiveDaysMax = ConsecutiveDaysMax { max: 6 };
const TWO: ConsecutiveDaysMin = ConsecutiveDaysMin { min: 2 };

#[test]
fn six_days_in_a_row_are_enough() {
    let six = week("2025-11-10").shifts("Li Wei", &ALL[..6], "09:00-17:00");
    six.against(SIX).is_kept();
    six.shift("Li Wei", "Sun 09:00-17:00")
        .against(SIX)
        .is_broken_by(1.0)
        .says("Li Wei works 7 days in a row from Mon 10 Nov; the limit is 6");
}

#[test]
fn a_run_goes_on_over_sunday_midnight() {
    let run = weeks(2, "2025-11-10").shifts("Li Wei", &ALL[3..], "09:00-17:00");
    let run = run.shifts("Li Wei", &["Mon+1", "Tue+1"], "09:00-17:00");
    run.against(SIX).is_kept();
    run.shift("Li Wei", "Wed+1 09:00-17:00").against(SIX).is_broken_by(1.0);
}

#[test]
fn last_week_counts_but_its_own_days_are_no_breach_any_more() {
    let before = ["Thu-1", "Fri-1", "Sat-1", "Sun-1"];
    let world = before
        .iter()
        .fold(week("2025-11-10"), |w, day| w.before("Li Wei", &format!("{day} 09:00-17:00")));
    world.clone().shifts("Li Wei", &ALL[..2], "09:00-17:00").against(SIX).is_kept();
    let long = world.shifts("Li Wei", &ALL[..4], "09:00-17:00");
    long.against(SIX)
        .is_broken_by(2.0)
        .says("Li Wei works 8 days in a row from Thu 6 Nov; the limit is 6");
    long.against(ConsecutiveDaysMax { max: 3 }).is_broken_by(4.0);
}

#[test]
fn a_day_off_begins_a_new_run_even_after_a_night() {
    let world = week("2025-11-10").shifts("Li Wei", &["Mon", "Tue", "Wed"], "22:00-06:00");
    let world = world.shifts("Li Wei", &["Fri", "Sat", "Sun"], "22:00-06:00");
    world.against(ConsecutiveDaysMax { max: 3 }).is_kept();
}

#[test]
fn nobody_comes_for_a_single_day() {
    let world = week("2025-11-10").shifts("Li Wei", &["Mon", "Tue"], "09:00-17:00");
    world.clone().shifts("Li Wei", &["Thu", "Fri"], "09:00-17:00").against(TWO).is_kept();
    world
        .shift("Li Wei", "Thu 09:00-17:00")
        .against(TWO)
        .is_broken_by(1.0)
        .says("Li Wei works 1 day in a row from Thu 13 Nov; at least 2 are due");
}

#[test]
fn a_run_that_touches_the_horizons_end_may_go_on() {
    week("2025-11-10").shift("Li Wei", "Sun 09:00-17:00").against(TWO).is_kept();
    week("2025-11-10").shift("Li Wei", "Sat 09:00-17:00").against(TWO).is_broken_by(1.0);
}

#[test]
fn a_run_from_the_first_day_is_short_only_when_the_week_before_is_known() {
    let monday = week("2025-11-10").shift("Li Wei", "Mon 09:00-17:00");
    monday.against(TWO).is_kept();
    monday.clone().before("Li Wei", "Sun-1 09:00-17:00").against(TWO).is_kept();
    monday.before("Li Wei", "Fri-1 09:00-17:00").against(TWO).is_broken_by(1.0);
}

#[test]
fn a_lone_sunday_before_the_horizon_asks_for_the_monday() {
    let sunday = week("2025-11-10").before("Li Wei", "Sun-1 09:00-17:00");
    sunday.against(TWO).is_broken_by(1.0);
    week("2025-11-10").before("Li Wei", "Sat-1 09:00-17:00").against(TWO).is_kept();
}
