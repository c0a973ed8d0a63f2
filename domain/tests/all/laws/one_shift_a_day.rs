use crate::world::week;
use domain::laws::OneShiftADay;

#[test]
fn two_shifts_on_one_date_are_one_too_many() {
    let split = week("2025-11-10").shifts("Li Wei", &["Tue"], "08:00-12:00");
    split.against(OneShiftADay).is_kept();
    split
        .shift("Li Wei", "Tue 17:00-21:00")
        .against(OneShiftADay)
        .is_broken_by(1.0)
        .says("Li Wei starts 2 shifts on Tue 11 Nov; the limit is 1");
}

#[test]
fn a_third_shift_counts_again() {
    let tuesday = ["Tue 00:00-04:00", "Tue 08:00-12:00", "Tue 17:00-21:00"];
    let world = tuesday.iter().fold(week("2025-11-10"), |w, when| w.shift("Li Wei", when));
    world.against(OneShiftADay).is_broken_by(2.0);
}

#[test]
fn a_shift_belongs_to_the_date_it_starts_on() {
    let night = week("2025-11-10").shift("Li Wei", "Tue 20:00-04:00");
    night.clone().shift("Li Wei", "Wed 20:00-04:00").against(OneShiftADay).is_kept();
    night.clone().shift("Li Wei", "Wed 00:00-04:00").against(OneShiftADay).is_kept();
    night.shift("Li Wei", "Tue 23:59-04:00").against(OneShiftADay).is_broken_by(1.0);
}

#[test]
fn two_people_on_one_date_are_fine() {
    let world = week("2025-11-10").shift("Li Wei", "Tue 08:00-12:00");
    world.shift("Wang Fang", "Tue 08:00-12:00").against(OneShiftADay).is_kept();
}
