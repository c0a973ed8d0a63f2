use crate::world::{share, week};
use domain::AvailabilityKind::{PreferOff, PreferOn};
use domain::laws::Preferences;

#[test]
fn a_wish_to_be_off_is_unmet_by_a_minute_of_work() {
    let wish = week("2025-11-10").row("Li Wei", PreferOff(share(0.4)), "Fri 18:00-24:00");
    let shift = |when| wish.clone().shift("Li Wei", when).against(Preferences);
    shift("Fri 10:00-18:00").is_kept();
    shift("Fri 10:01-18:01")
        .is_broken_by(0.4)
        .says("Li Wei works but would rather not, Fri 14 Nov 18:00-00:00");
}

#[test]
fn a_wish_to_work_is_met_by_a_minute_of_work() {
    let wish = week("2025-11-10").row("Li Wei", PreferOn(share(1.0)), "Sat 09:00-17:00");
    wish.against(Preferences)
        .is_broken_by(1.0)
        .says("Li Wei is off but would like to work, Sat 15 Nov 09:00-17:00");
    wish.clone().shift("Li Wei", "Sat 16:59-21:00").against(Preferences).is_kept();
    wish.shift("Li Wei", "Sat 17:00-21:00").against(Preferences).is_broken_by(1.0);
}

#[test]
fn a_night_reaches_into_a_wish_after_the_horizon() {
    let wish = week("2025-11-10").row("Li Wei", PreferOff(share(1.0)), "Mon+1 00:00-24:00");
    wish.against(Preferences).is_kept();
    wish.shift("Li Wei", "Sun 22:00-06:00").against(Preferences).is_broken_by(1.0);
}

#[test]
fn wishes_outside_the_horizon_are_not_asked_for() {
    let wish =
        |when| week("2025-11-10").row("Li Wei", PreferOn(share(1.0)), when).against(Preferences);
    wish("Mon+1 09:00-17:00").is_kept();
    wish("Sun-1 09:00-17:00").is_kept();
    wish("Sun-1 22:00-06:00").is_broken_by(1.0);
}

#[test]
fn a_night_from_before_the_horizon_meets_a_wish_to_work() {
    let wish = week("2025-11-10").row("Li Wei", PreferOn(share(1.0)), "Sun-1 22:00-06:00");
    wish.before("Li Wei", "Sun-1 22:00-06:00").against(Preferences).is_kept();
}
