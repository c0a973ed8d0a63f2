use crate::world::{week, weeks};
use domain::laws::WeekendsOff;

const ONE: WeekendsOff = WeekendsOff { worked_max: 1 };

#[test]
fn of_three_weekends_one_may_be_worked() {
    let three = weeks(3, "2025-11-10").shift("Li Wei", "Sat 09:00-17:00");
    let three = three.shift("Li Wei", "Sun 09:00-17:00");
    three.against(ONE).is_kept();
    let both = three.shift("Li Wei", "Sun+1 09:00-17:00").shift("Li Wei", "Sat+2 09:00-17:00");
    both.against(ONE)
        .is_broken_by(2.0)
        .says("Li Wei works 3 weekends of the horizon; the limit is 1");
}

#[test]
fn a_friday_night_is_no_weekend_and_a_sunday_night_is() {
    let none = WeekendsOff { worked_max: 0 };
    week("2025-11-10").shift("Li Wei", "Fri 22:00-06:00").against(none).is_kept();
    week("2025-11-10").shift("Li Wei", "Sun 22:00-06:00").against(none).is_broken_by(1.0);
}

#[test]
fn a_weekend_cut_by_the_horizon_is_not_counted() {
    let none = WeekendsOff { worked_max: 0 };
    let from_sunday = week("2025-11-09");
    from_sunday.clone().shift("Li Wei", "Sun 09:00-17:00").against(none).is_kept();
    from_sunday.shift("Li Wei", "Sat 09:00-17:00").against(none).is_kept();
}
