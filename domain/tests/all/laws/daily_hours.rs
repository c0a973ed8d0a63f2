use crate::world::{hours, week};
use domain::laws::DailyHours;

const TEN: DailyHours = DailyHours { max: hours(10) };

#[test]
fn nobody_is_paid_more_than_ten_hours_a_day() {
    let shift = |when| week("2025-11-10").shift("Li Wei", when).against(TEN);
    shift("Mon 08:00-18:00").is_kept();
    shift("Mon 08:00-18:01").is_broken_by(1.0);
    shift("Mon 08:00-19:30")
        .is_broken_by(2.0)
        .says("Li Wei works 11 h 30 on Mon 10 Nov; the limit is 10 h");
}

#[test]
fn an_unpaid_meal_is_no_working_time_and_a_paid_break_is() {
    let shift =
        |part| week("2025-11-10").shift_with("Li Wei", "Mon 08:00-19:00", &[part]).against(TEN);
    shift("12:00-13:00 meal").is_kept();
    shift("12:00-13:00 break").is_broken_by(1.0);
}

#[test]
fn a_split_day_is_one_day() {
    let split = week("2025-11-10").shift("Li Wei", "Mon 06:00-12:00");
    split.shift("Li Wei", "Mon 18:00-23:00").against(TEN).is_broken_by(1.0);
}

#[test]
fn a_night_counts_to_the_date_it_starts_on() {
    let night = week("2025-11-10").shift("Li Wei", "Mon 20:00-06:00");
    night.shift("Li Wei", "Tue 20:00-06:00").against(TEN).is_kept();
}
