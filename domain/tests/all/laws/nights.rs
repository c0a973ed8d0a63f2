//! A night shift has a paid hour between 22:00 and 06:00.

use crate::world::{hours, week, weeks};
use domain::Minutes;
use domain::laws::{NightsInARow, RestAfterNights};

const THREE: NightsInARow = NightsInARow { max: 3 };
const DAY: RestAfterNights = RestAfterNights { rest: hours(24) };

#[test]
fn three_nights_in_a_row_are_enough() {
    let three = week("2025-11-10").shifts("Li Wei", &["Mon", "Tue", "Wed"], "22:00-06:00");
    three.against(THREE).is_kept();
    three
        .shifts("Li Wei", &["Thu", "Fri"], "22:00-06:00")
        .against(THREE)
        .is_broken_by(2.0)
        .says("Li Wei works 5 nights in a row from Mon 10 Nov; the limit is 3");
}

#[test]
fn a_shift_is_a_night_from_its_first_paid_hour_in_the_window() {
    let none = NightsInARow { max: 0 };
    let shift = |when| week("2025-11-10").shift("Li Wei", when).against(none);
    shift("Mon 14:59-22:59").is_kept();
    shift("Mon 15:00-23:00").is_broken_by(1.0);
    shift("Tue 05:01-13:01").is_kept();
    shift("Tue 05:00-13:00").is_broken_by(1.0);
    shift("Mon 00:00-01:00").is_broken_by(1.0);
}

#[test]
fn an_unpaid_meal_at_night_is_no_paid_hour() {
    let none = NightsInARow { max: 0 };
    let shift =
        |part| week("2025-11-10").shift_with("Li Wei", "Mon 15:00-23:00", &[part]).against(none);
    shift("22:00-22:30 meal").is_kept();
    shift("22:00-22:30 break").is_broken_by(1.0);
}

#[test]
fn nights_before_the_horizon_use_the_limit_up() {
    let two = week("2025-11-10").before("Li Wei", "Sat-1 22:00-06:00");
    let two = two.before("Li Wei", "Sun-1 22:00-06:00");
    two.clone().shift("Li Wei", "Mon 22:00-06:00").against(THREE).is_kept();
    let four = two.shifts("Li Wei", &["Mon", "Tue"], "22:00-06:00");
    four.against(THREE).is_broken_by(1.0);
}

#[test]
fn a_day_shift_or_a_day_off_ends_a_run_of_nights() {
    let nights = weeks(1, "2025-11-10").shifts("Li Wei", &["Mon", "Tue", "Wed"], "22:00-06:00");
    let nights = nights.shifts("Li Wei", &["Fri", "Sat", "Sun"], "22:00-06:00");
    nights.clone().against(THREE).is_kept();
    nights.shift("Li Wei", "Thu 13:00-21:00").against(THREE).is_kept();
}

#[test]
fn a_longer_rest_follows_the_last_night() {
    let night = week("2025-11-10").shift("Li Wei", "Tue 22:00-07:00");
    let next = |when| night.clone().shift("Li Wei", when).against(DAY);
    next("Thu 07:00-15:00").is_kept();
    next("Thu 06:59-14:59").is_broken_by(1.0);
    next("Wed 12:00-20:00").is_broken_by(19.0);
}

#[test]
fn between_two_nights_the_longer_rest_is_not_due() {
    let nights = week("2025-11-10").shifts("Li Wei", &["Mon", "Tue"], "22:00-06:00");
    nights.against(DAY).is_kept();
}

#[test]
fn the_night_before_the_horizon_asks_for_its_rest() {
    let night = week("2025-11-10").before("Li Wei", "Sun-1 22:00-07:00");
    night.clone().shift("Li Wei", "Tue 07:00-15:00").against(DAY).is_kept();
    night.shift("Li Wei", "Mon 13:00-21:00").against(DAY).is_broken_by(18.0).says(
        "Li Wei rests 6 h between Mon 10 Nov 07:00 and Mon 10 Nov 13:00; 24 h are due after a \
         night",
    );
}

#[test]
fn a_minute_of_rest_missing_begins_an_hour() {
    let night = week("2025-11-10").shift("Li Wei", "Tue 22:00-07:00");
    let rest = RestAfterNights { rest: hours(24) + Minutes(1) };
    night.shift("Li Wei", "Thu 07:00-15:00").against(rest).is_broken_by(1.0);
}
