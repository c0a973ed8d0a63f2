use crate::world::{World, week};
use domain::laws::Protected;

/// Chen Jing is protected, Li Wei is not.
fn world() -> World {
    week("2025-11-10").agent_who("Chen Jing", |a| a.protected = true)
}

#[test]
fn protected_people_work_no_nights() {
    world().shift("Chen Jing", "Mon 14:00-22:59").against(Protected).is_broken_by(1.0);
    world().shift("Chen Jing", "Mon 15:00-22:59").against(Protected).is_kept();
    world().shift("Li Wei", "Mon 22:00-06:00").against(Protected).is_kept();
    world()
        .shift("Chen Jing", "Mon 15:00-23:00")
        .against(Protected)
        .is_broken_by(1.0)
        .says("Chen Jing works at night, Mon 10 Nov 15:00-23:00, but is protected");
}

#[test]
fn protected_people_work_no_overtime() {
    world().shift("Chen Jing", "Mon 08:00-16:00").against(Protected).is_kept();
    world().shift("Li Wei", "Mon 08:00-20:00").against(Protected).is_kept();
    world()
        .shift("Chen Jing", "Mon 08:00-17:01")
        .against(Protected)
        .is_broken_by(2.0)
        .says("Chen Jing works 1 h 01 overtime on Mon 10 Nov but is protected");
}

#[test]
fn a_sixth_day_is_overtime_too() {
    let five = world().shifts("Chen Jing", &["Mon", "Tue", "Wed", "Thu", "Fri"], "08:00-16:00");
    five.against(Protected).is_kept();
    five.shift("Chen Jing", "Sat 08:00-12:00")
        .against(Protected)
        .is_broken_by(4.0)
        .says("Chen Jing works 4 h weekly overtime in the week of Mon 10 Nov but is protected");
}

#[test]
fn a_long_night_breaks_the_law_twice() {
    world().shift("Chen Jing", "Mon 20:00-06:00").against(Protected).is_broken_by_each(&[1.0, 2.0]);
}
