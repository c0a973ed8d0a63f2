use crate::world::week;
use domain::AvailabilityKind::{NoStart, Training, Unavailable};
use domain::laws::AvailabilityAndLeave;

#[test]
fn nobody_works_while_on_leave() {
    let leave = week("2025-11-10").leave("Li Wei", "Tue 00:00-24:00");
    leave.clone().shift("Li Wei", "Wed 09:00-18:00").against(AvailabilityAndLeave).is_kept();
    leave.shift("Li Wei", "Tue 09:00-18:00").against(AvailabilityAndLeave).is_broken_by(1.0).says(
        "Li Wei works Tue 11 Nov 09:00-18:00 but is on leave Tue 11 Nov 00:00 to Wed 12 Nov 00:00",
    );
}

#[test]
fn a_shift_may_end_the_minute_leave_begins() {
    let leave = week("2025-11-10").leave("Li Wei", "Tue 18:00-Wed 12:00");
    let shift = |when| leave.clone().shift("Li Wei", when).against(AvailabilityAndLeave);
    shift("Tue 09:00-18:00").is_kept();
    shift("Tue 09:01-18:01").is_broken_by(1.0);
    shift("Wed 12:00-21:00").is_kept();
    shift("Wed 11:59-21:00").is_broken_by(1.0);
}

#[test]
fn a_night_shift_reaches_into_the_next_days_leave() {
    let leave = week("2025-11-10").leave("Li Wei", "Wed 00:00-24:00");
    leave.clone().shift("Li Wei", "Tue 15:00-24:00").against(AvailabilityAndLeave).is_kept();
    leave.shift("Li Wei", "Tue 22:00-07:00").against(AvailabilityAndLeave).is_broken_by(1.0);
}

#[test]
fn on_a_day_off_no_shift_begins_but_the_night_before_may_end() {
    let off = week("2025-11-10").row("Li Wei", NoStart, "Wed 00:00-24:00");
    let shift = |when| off.clone().shift("Li Wei", when).against(AvailabilityAndLeave);
    shift("Tue 22:00-07:00").is_kept();
    shift("Wed 00:00-09:00").is_broken_by(1.0);
    shift("Wed 23:30-08:30").is_broken_by(1.0);
    shift("Thu 00:00-09:00").is_kept();
}

#[test]
fn a_shift_that_touches_two_rows_is_one_breach() {
    week("2025-11-10")
        .leave("Li Wei", "Tue 00:00-10:00")
        .row("Li Wei", Unavailable, "Tue 17:00-24:00")
        .shift("Li Wei", "Tue 09:00-18:00")
        .against(AvailabilityAndLeave)
        .is_broken_by(1.0);
}

#[test]
fn someone_elses_leave_is_no_matter() {
    let world = week("2025-11-10").leave("Wang Fang", "Tue 00:00-24:00");
    world.shift("Li Wei", "Tue 09:00-18:00").against(AvailabilityAndLeave).is_kept();
}

#[test]
fn nobody_works_before_their_first_day() {
    let world = week("2025-11-10");
    let wednesday = world.day("Wed");
    let new = world.agent_who("Zhao Min", |a| a.hire_date = Some(wednesday));
    new.clone().shift("Zhao Min", "Wed 00:00-09:00").against(AvailabilityAndLeave).is_kept();
    new.shift("Zhao Min", "Tue 22:00-07:00")
        .against(AvailabilityAndLeave)
        .is_broken_by(1.0)
        .says("Zhao Min works Tue 11 Nov 22:00-07:00 but is hired from Wed 12 Nov");
}

#[test]
fn training_is_attended_in_a_shift() {
    let course = week("2025-11-10").row("Li Wei", Training, "Thu 14:00-16:00");
    let shift = |parts: &[&str]| {
        course.clone().shift_with("Li Wei", "Thu 09:00-18:00", parts).against(AvailabilityAndLeave)
    };
    shift(&["14:00-16:00 training"]).is_kept();
    shift(&["13:00-14:00 meal", "14:00-17:00 training"]).is_kept();
    shift(&["14:00-15:30 training"]).is_broken_by(1.0);
    shift(&["14:01-16:00 training"])
        .is_broken_by(1.0)
        .says("Li Wei is not in the training of Thu 13 Nov 14:00-16:00");
}

#[test]
fn a_meal_may_fall_into_a_long_training_but_work_may_not() {
    let course = week("2025-11-10").row("Li Wei", Training, "Thu 09:00-18:00");
    let shift = |parts: &[&str]| {
        course.clone().shift_with("Li Wei", "Thu 09:00-18:00", parts).against(AvailabilityAndLeave)
    };
    shift(&["09:00-12:00 training", "12:00-13:00 meal", "13:00-18:00 training"]).is_kept();
    shift(&["09:00-12:00 training", "12:00-13:00 idle", "13:00-18:00 training"]).is_broken_by(1.0);
}

#[test]
fn training_is_missed_by_staying_at_home_or_leaving_early() {
    let course = week("2025-11-10").row("Li Wei", Training, "Thu 14:00-16:00");
    course.against(AvailabilityAndLeave).is_broken_by(1.0);
    course
        .shift_with("Li Wei", "Thu 06:00-15:00", &["14:00-15:00 training"])
        .against(AvailabilityAndLeave)
        .is_broken_by(1.0);
}

#[test]
fn training_after_the_horizon_is_next_weeks() {
    let course = week("2025-11-10").row("Li Wei", Training, "Mon+1 09:00-11:00");
    course.against(AvailabilityAndLeave).is_kept();
}

#[test]
fn breaches_are_told_by_person_and_time() {
    let world = week("2025-11-10")
        .row("Li Wei", Training, "Mon 14:00-16:00")
        .leave("Li Wei", "Wed 00:00-24:00")
        .shift("Li Wei", "Wed 09:00-18:00")
        .leave("Wang Fang", "Mon 00:00-24:00")
        .shift("Wang Fang", "Mon 09:00-18:00");
    let found = world.against(AvailabilityAndLeave);
    found
        .is_broken_by_each(&[1.0, 1.0, 1.0])
        .says("Li Wei is not in the training of Mon 10 Nov 14:00-16:00");
}
