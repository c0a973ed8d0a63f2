use crate::world::{clock, week, weeks};
use domain::laws::Fairness;

const ALL: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Two nights, one weekend day, three late shifts a week; late is after 23:00.
fn fair() -> Fairness {
    Fairness { nights_max: 2, weekend_days_max: 1, late_max: 3, late_after: clock("23:00") }
}

#[test]
fn weekend_days_are_shared() {
    let day = |days: &[&str]| week("2025-11-10").shifts("Li Wei", days, "09:00-17:00");
    day(&["Sat"]).against(fair()).is_kept();
    day(&["Sat", "Sun"])
        .against(fair())
        .is_broken_by(1.0)
        .says("Li Wei has 2 weekend days in the week of Mon 10 Nov; a fair share is 1");
}

#[test]
fn a_shift_is_late_after_eleven_and_not_at_eleven() {
    let late = |days: &[&str], clock| {
        week("2025-11-10")
            .shifts("Li Wei", days, clock)
            .against(Fairness { nights_max: 9, ..fair() })
    };
    late(&ALL[..4], "15:00-23:00").is_kept();
    late(&ALL[..4], "15:01-23:01")
        .is_broken_by(1.0)
        .says("Li Wei has 4 late shifts in the week of Mon 10 Nov; a fair share is 3");
    late(&ALL[..4], "18:00-02:00").is_broken_by(1.0);
    late(&ALL[..3], "18:00-02:00").is_kept();
}

#[test]
fn nights_are_shared_and_are_late_too() {
    let nights = week("2025-11-10").shifts("Li Wei", &ALL[..4], "22:00-06:00");
    nights.against(fair()).is_broken_by_each(&[2.0, 1.0]);
}

#[test]
fn each_week_and_each_person_stands_alone() {
    let world = weeks(2, "2025-11-10").shifts("Li Wei", &["Sat", "Sat+1"], "09:00-17:00");
    world.shift("Wang Fang", "Sun 09:00-17:00").against(fair()).is_kept();
}

#[test]
fn a_late_limit_may_lie_after_midnight() {
    let one = Fairness { nights_max: 9, late_max: 0, late_after: clock("25:00"), ..fair() };
    week("2025-11-10").shift("Li Wei", "Mon 17:00-01:00").against(one).is_kept();
    week("2025-11-10").shift("Li Wei", "Mon 17:00-01:01").against(one).is_broken_by(1.0);
}
