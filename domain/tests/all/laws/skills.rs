use crate::world::week;
use domain::laws::Skills;

#[test]
fn nobody_serves_a_queue_they_cannot() {
    let phone_only =
        week("2025-11-10").agent_who("Li Wei", |a| a.skills.retain(|(q, _)| q.as_str() == "phone"));
    let shift = |parts: &[&str]| {
        phone_only.clone().shift_with("Li Wei", "Mon 09:00-18:00", parts).against(Skills)
    };
    shift(&[]).is_kept();
    shift(&["10:00-11:00 chat"])
        .is_broken_by(1.0)
        .says("Li Wei works 1 h on chat without the skill, Mon 10 Nov 10:00-11:00");
}

#[test]
fn hours_begun_are_added_up_per_shift_and_queue() {
    let world = week("2025-11-10").agent_who("Li Wei", |a| a.skills.clear());
    let parts = ["09:00-09:45 chat", "09:45-10:00 idle", "10:00-10:15 chat", "10:15-11:16 mail"];
    let shift = world.shift_with("Li Wei", "Mon 09:00-11:16", &parts);
    shift.against(Skills).is_broken_by_each(&[1.0, 2.0]);
}

#[test]
fn an_unknown_queue_is_a_queue_without_the_skill() {
    let world = week("2025-11-10").shift_with("Li Wei", "Mon 09:00-10:00", &["09:00-10:00 fax"]);
    world.against(Skills).is_broken_by(1.0);
}
