use crate::world::{Findings, hours, week};
use domain::Minutes;
use domain::laws::Breaks;

const ANY_STRETCH: Breaks = Breaks { longest_stretch: None };

/// Nine hours from 09:00: a meal of an hour from 12:00 to 14:00, a half-hour's break from 15:00 to
/// 16:00.
fn nine_hours(parts: &[&str]) -> Findings {
    week("2025-11-10").shift_with("Li Wei", "Mon 09:00-18:00", parts).against(ANY_STRETCH)
}

#[test]
fn breaks_lie_in_their_windows() {
    nine_hours(&["12:30-13:30 meal", "15:30-16:00 break"]).is_kept();
    nine_hours(&["11:30-12:30 meal", "15:30-16:00 break"]).is_broken_by(1.0).says(
        "Li Wei's shift Mon 10 Nov 09:00-18:00 has 1 break missing, extra or outside the windows \
         of `day`",
    );
}

#[test]
fn both_ends_of_a_window_belong_to_it() {
    nine_hours(&["12:00-13:00 meal", "15:00-15:30 break"]).is_kept();
    nine_hours(&["14:00-15:00 meal", "16:00-16:30 break"]).is_kept();
    nine_hours(&["11:59-12:59 meal", "15:00-15:30 break"]).is_broken_by(1.0);
    nine_hours(&["14:01-15:01 meal", "16:00-16:30 break"]).is_broken_by(1.0);
}

#[test]
fn a_break_too_few_and_one_too_many_are_a_break_each() {
    nine_hours(&[]).is_broken_by(2.0);
    nine_hours(&["12:00-13:00 meal"]).is_broken_by(1.0);
    let extra = ["10:00-10:30 break", "12:00-13:00 meal", "15:00-15:30 break"];
    nine_hours(&extra).is_broken_by(1.0);
}

#[test]
fn length_kind_and_pay_of_a_break_are_the_templates() {
    nine_hours(&["12:00-12:30 meal", "15:00-15:30 break"]).is_broken_by(1.0);
    nine_hours(&["12:00-13:00 break", "15:00-15:30 break"]).is_broken_by(1.0);
    nine_hours(&["12:00-13:00 paid meal", "15:00-15:30 break"]).is_broken_by(1.0);
    nine_hours(&["12:00-13:00 meal", "15:00-15:30 unpaid break"]).is_broken_by(1.0);
}

#[test]
fn a_meal_told_in_two_rows_is_one_meal() {
    nine_hours(&["12:00-12:30 meal", "12:30-13:00 meal", "15:00-15:30 break"]).is_kept();
}

#[test]
fn breaks_of_a_night_shift_lie_after_midnight() {
    let night = |parts: &[&str]| {
        week("2025-11-10").shift_with("Li Wei", "Mon 22:00-07:00", parts).against(ANY_STRETCH)
    };
    night(&["01:00-02:00 meal", "04:00-04:30 break"]).is_kept();
    night(&["00:30-01:30 meal", "04:00-04:30 break"]).is_broken_by(1.0);
}

#[test]
fn a_short_shift_without_breaks_is_fine_and_one_of_no_template_is_another_laws_affair() {
    let shift = |when| week("2025-11-10").shift("Li Wei", when).against(ANY_STRETCH);
    shift("Mon 09:00-13:00").is_kept();
    shift("Mon 09:00-20:00").is_kept();
}

#[test]
fn nobody_works_longer_than_the_longest_stretch() {
    let roster = week("2025-11-10").shift_with(
        "Li Wei",
        "Mon 09:00-18:00",
        &["13:00-14:00 meal", "15:00-15:30 break"],
    );
    roster.against(Breaks { longest_stretch: Some(hours(4)) }).is_kept();
    roster
        .against(Breaks { longest_stretch: Some(hours(4) - Minutes(1)) })
        .is_broken_by(1.0)
        .says("Li Wei works 4 h without a break, Mon 10 Nov 09:00-13:00; the limit is 3 h 59");
}
