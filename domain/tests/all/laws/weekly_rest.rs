use crate::world::{week, weeks};
use domain::laws::WeeklyRest;

const ALL: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const ONE_DAY: WeeklyRest = WeeklyRest { days: 1 };

#[test]
fn one_day_in_seven_is_free() {
    let six = week("2025-11-10").shifts("Li Wei", &ALL[..6], "09:00-18:00");
    six.against(ONE_DAY).is_kept();
    six.against(WeeklyRest { days: 2 }).is_broken_by(1.0);
    week("2025-11-10")
        .shifts("Li Wei", &ALL, "09:00-18:00")
        .against(ONE_DAY)
        .is_broken_by(1.0)
        .says("Li Wei has no days off in the week of Mon 10 Nov; 1 due");
}

#[test]
fn each_week_has_its_own_rest() {
    let world = weeks(2, "2025-11-10").shifts("Li Wei", &ALL, "09:00-18:00");
    world.against(WeeklyRest { days: 2 }).is_broken_by(2.0);
    let one_off = weeks(2, "2025-11-10").shifts("Li Wei", &ALL[1..], "09:00-18:00").shifts(
        "Li Wei",
        &["Mon+1", "Tue+1", "Wed+1"],
        "09:00-18:00",
    );
    one_off.against(ONE_DAY).is_kept();
}

#[test]
fn a_sunday_night_into_monday_is_sundays() {
    let world = weeks(2, "2025-11-10").shift("Li Wei", "Sun 22:00-07:00");
    let next = ["Tue+1", "Wed+1", "Thu+1", "Fri+1", "Sat+1", "Sun+1"];
    world.shifts("Li Wei", &next, "09:00-18:00").against(ONE_DAY).is_kept();
}

#[test]
fn weeks_follow_the_horizon_not_the_calendar() {
    let from_wednesday = week("2025-11-12");
    let days = ["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"];
    from_wednesday.clone().shifts("Li Wei", &days[..6], "09:00-18:00").against(ONE_DAY).is_kept();
    from_wednesday.shifts("Li Wei", &days, "09:00-18:00").against(ONE_DAY).is_broken_by(1.0);
}
