use crate::world::week;
use domain::laws::ConsecutiveDaysOffMin;

const TWO: ConsecutiveDaysOffMin = ConsecutiveDaysOffMin { min: 2 };

#[test]
fn days_off_come_in_pairs() {
    let with =
        |days: &[&str]| week("2025-11-10").shifts("Li Wei", days, "09:00-17:00").against(TWO);
    with(&["Mon", "Tue", "Fri", "Sat"]).is_kept();
    with(&["Mon", "Tue", "Thu", "Fri"])
        .is_broken_by(1.0)
        .says("Li Wei has 1 day off from Wed 12 Nov; at least 2 are due");
    with(&["Mon", "Wed", "Fri"]).is_broken_by_each(&[1.0, 1.0]);
}

#[test]
fn days_off_at_either_end_of_the_horizon_may_be_longer_than_seen() {
    let days = ["Tue", "Wed", "Thu", "Fri", "Sat"];
    let world = week("2025-11-10").shifts("Li Wei", &days, "09:00-17:00");
    world.against(TWO).is_kept();
    world.before("Li Wei", "Sun-1 09:00-17:00").against(TWO).is_kept();
}

#[test]
fn leave_is_off_too() {
    let world = week("2025-11-10").leave("Li Wei", "Wed 00:00-24:00");
    world.shifts("Li Wei", &["Tue", "Fri"], "09:00-17:00").against(TWO).is_kept();
}
