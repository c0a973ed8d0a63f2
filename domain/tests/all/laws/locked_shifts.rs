use crate::world::week;
use domain::AvailabilityKind::LockedShift;
use domain::laws::LockedShifts;

#[test]
fn a_locked_shift_is_in_the_roster() {
    let locked = week("2025-11-10").row("Li Wei", LockedShift, "Fri 09:00-18:00");
    locked.clone().shift("Li Wei", "Fri 09:00-18:00").against(LockedShifts).is_kept();
    locked
        .against(LockedShifts)
        .is_broken_by(1.0)
        .says("Li Wei's shift Fri 14 Nov 09:00-18:00 is locked but not in the roster");
}

#[test]
fn start_and_end_are_locked_to_the_minute() {
    let locked = week("2025-11-10").row("Li Wei", LockedShift, "Fri 09:00-18:00");
    let shift = |when| locked.clone().shift("Li Wei", when).against(LockedShifts);
    shift("Fri 09:00-18:01").is_broken_by(1.0);
    shift("Fri 08:59-18:00").is_broken_by(1.0);
    shift("Thu 09:00-18:00").is_broken_by(1.0);
}

#[test]
fn what_is_done_inside_a_locked_shift_is_free() {
    let locked = week("2025-11-10").row("Li Wei", LockedShift, "Fri 09:00-18:00");
    let parts = ["09:00-12:00 chat", "12:00-13:00 meal"];
    locked.shift_with("Li Wei", "Fri 09:00-18:00", &parts).against(LockedShifts).is_kept();
}

#[test]
fn a_locked_night_over_the_horizons_end_counts_and_one_before_it_does_not() {
    let locked = |when| week("2025-11-10").row("Li Wei", LockedShift, when).against(LockedShifts);
    locked("Sun 22:00-07:00").is_broken_by(1.0);
    locked("Sun-1 22:00-07:00").is_kept();
    locked("Mon+1 00:00-09:00").is_kept();
}
