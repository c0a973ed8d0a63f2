use crate::world::week;
use domain::Agents;
use domain::laws::SeatCap;

const TWO: SeatCap = SeatCap { seats: Agents(2) };

#[test]
fn three_people_do_not_fit_on_two_seats() {
    let two = week("2025-11-10").shift("Li Wei", "Mon 09:00-17:00");
    let two = two.shift("Wang Fang", "Mon 09:00-17:00");
    two.clone().shift("Chen Jing", "Mon 17:00-21:00").against(TWO).is_kept();
    two.shift("Chen Jing", "Mon 16:45-21:00")
        .against(TWO)
        .is_broken_by(0.25)
        .says("3 people need a seat, Mon 10 Nov 16:45-17:00; there are 2");
}

#[test]
fn idle_people_need_a_seat_and_people_at_rest_or_in_training_do_not() {
    let two = week("2025-11-10").shift("Li Wei", "Mon 09:00-17:00");
    let two = two.shift("Wang Fang", "Mon 09:00-17:00");
    let third = |what: &str| {
        let part = format!("10:00-11:00 {what}");
        two.clone().shift_with("Chen Jing", "Mon 10:00-11:00", &[&part]).against(TWO)
    };
    third("meal").is_kept();
    third("break").is_kept();
    third("training").is_kept();
    third("meeting").is_kept();
    third("idle").is_broken_by(1.0);
    third("mail").is_broken_by(1.0);
}

#[test]
fn a_night_from_before_the_horizon_keeps_its_seat() {
    let world = week("2025-11-10").before("Li Wei", "Sun-1 22:00-06:00");
    let world = world.shift("Wang Fang", "Mon 00:00-08:00").shift("Chen Jing", "Mon 05:30-13:30");
    world.against(TWO).is_broken_by(0.5);
}
