use crate::world::week;
use domain::laws::WorkingDays;

const ALL: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

#[test]
fn five_or_six_days_are_agreed() {
    let days = |number: usize| {
        week("2025-11-10").shifts("Li Wei", &ALL[..number], "09:00-17:00").against(WorkingDays)
    };
    days(5).is_kept();
    days(6).is_kept();
    days(7).is_broken_by(1.0);
    days(3)
        .is_broken_by(2.0)
        .says("Li Wei works 3 days in the week of Mon 10 Nov; at least 5 are agreed");
}

#[test]
fn two_shifts_on_one_date_are_one_day() {
    let five = week("2025-11-10").shifts("Li Wei", &ALL[..4], "06:00-10:00");
    five.clone().shift("Li Wei", "Thu 18:00-22:00").against(WorkingDays).is_broken_by(1.0);
    five.shift("Li Wei", "Fri 18:00-22:00").against(WorkingDays).is_kept();
}

#[test]
fn a_day_of_leave_is_a_day_less_on_both_sides() {
    let leave = week("2025-11-10").leave("Li Wei", "Sun 00:00-24:00");
    let days = |number: usize| {
        leave.clone().shifts("Li Wei", &ALL[..number], "09:00-17:00").against(WorkingDays)
    };
    days(4).is_kept();
    days(3).is_broken_by(1.0);
    days(6).is_broken_by(1.0);
}

#[test]
fn half_a_day_of_leave_takes_nothing_off() {
    let leave = week("2025-11-10").leave("Li Wei", "Sun 00:00-12:00");
    leave.shifts("Li Wei", &ALL[..4], "09:00-17:00").against(WorkingDays).is_broken_by(1.0);
}
