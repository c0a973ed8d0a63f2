//! Who is there, who is missing, and what that costs.

use crate::world::{World, share, week};
use domain::coverage::missing;
use domain::*;

fn coverage(world: &World) -> Coverage {
    Coverage::of(&world.centre, &world.roster(), &world.previous)
}

/// People on a queue from Monday 09:00 on, half-hour by half-hour.
fn from_nine(world: &World, queue: &str, slots: usize) -> Vec<f64> {
    coverage(world).queue(&queue.into()).expect("a queue")[18..18 + slots].to_vec()
}

/// A need of so many people on `queue` from Monday 09:00 on, half-hour by half-hour.
fn need(world: &World, queue: &str, agents: &[u32]) -> Requirement {
    let grid = world.grid();
    let mut all = vec![Agents(0); grid.len()];
    for (slot, number) in agents.iter().enumerate() {
        all[18 + slot] = Agents(*number);
    }
    let queue = QueueRequirement {
        queue: queue.into(),
        seated: all.clone(),
        load: vec![Erlangs(0.0); all.len()],
        binding: vec![None; all.len()],
        agents: all,
        curves: Vec::new(),
        pooled: Vec::new(),
        deferrable: None,
    };
    Requirement { grid, queues: vec![queue] }
}

fn gaps(world: &World, need: &Requirement) -> Vec<(usize, f64, i64)> {
    let missing = missing(&world.centre, need, &coverage(world));
    missing.iter().map(|m| (m.slot.0, m.agents, m.price.0)).collect()
}

#[test]
fn a_part_of_a_half_hour_counts_as_that_part() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 09:10-10:15");
    assert_eq!(from_nine(&world, "phone", 4), [20.0 / 30.0, 1.0, 0.5, 0.0]);
}

#[test]
fn in_a_week_that_repeats_the_end_of_sunday_night_covers_monday() {
    let world = week("2025-11-10").shift("Li Wei", "Sun 22:00-07:00");
    let (roster, previous) = (world.roster(), &world.previous);
    let once = Coverage::over(&world.grid(), &world.centre, &roster, previous);
    let round = Coverage::over(&world.grid().repeating(), &world.centre, &roster, previous);
    let monday = |c: &Coverage| c.queue(&"phone".into()).expect("a queue")[12..16].to_vec();
    assert_eq!(monday(&once), [0.0; 4]);
    assert_eq!(monday(&round), [1.0, 1.0, 0.0, 0.0], "06:00 to 07:00");
    let sunday = |c: &Coverage| c.queue(&"phone".into()).expect("a queue")[335];
    assert_eq!((sunday(&once), sunday(&round)), (1.0, 1.0));
}

#[test]
fn a_slow_agent_counts_less_and_rests_count_nothing() {
    let parts = ["09:30-10:00 chat", "10:00-10:30 meal", "10:30-11:00 idle"];
    let world = week("2025-11-10").shift_with("Li Wei", "Mon 09:00-11:00", &parts);
    assert_eq!(from_nine(&world, "phone", 4), [1.0, 0.0, 0.0, 0.0]);
    assert_eq!(from_nine(&world, "chat", 4), [0.0, 0.5, 0.0, 0.0]);
}

#[test]
fn without_the_skill_one_covers_nothing() {
    let world = week("2025-11-10").shift_with("Li Wei", "Mon 09:00-10:00", &["09:00-10:00 mail"]);
    assert_eq!(from_nine(&world, "mail", 2), [0.0, 0.0]);
}

#[test]
fn a_night_from_before_the_horizon_covers_its_first_hours_and_one_at_the_end_is_cut() {
    let world = week("2025-11-10").before("Li Wei", "Sun-1 22:00-01:00");
    let world = world.shift("Wang Fang", "Sun 23:00-07:00");
    let coverage = coverage(&world);
    let phone = coverage.queue(&"phone".into()).expect("a queue");
    assert_eq!(phone[..3], [1.0, 1.0, 0.0]);
    assert_eq!(phone[333..], [0.0, 1.0, 1.0]);
}

#[test]
fn a_previous_shift_inside_the_horizon_is_the_rosters_to_tell() {
    let world = week("2025-11-10").before("Li Wei", "Mon 09:00-10:00");
    assert_eq!(from_nine(&world, "phone", 2), [0.0, 0.0]);
}

#[test]
fn missing_people_cost_by_the_half_hour_in_two_tiers() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 09:00-10:00");
    // 60.00 an hour for the first fifth of the need, rounded up; 120.00 beyond.
    assert_eq!(gaps(&world, &need(&world, "phone", &[1, 2, 0])), [(19, 1.0, 3000)]);
    // Nine missing of ten: two at 30.00, seven at 60.00.
    assert_eq!(gaps(&world, &need(&world, "phone", &[10])), [(18, 9.0, 48000)]);
    // Four missing of five: one at 30.00, three at 60.00.
    assert_eq!(gaps(&world, &need(&world, "phone", &[5])), [(18, 4.0, 21000)]);
}

#[test]
fn a_fraction_of_a_person_is_missing_at_its_price() {
    let parts = ["09:00-09:30 chat"];
    let world = week("2025-11-10").shift_with("Li Wei", "Mon 09:00-09:30", &parts);
    assert_eq!(gaps(&world, &need(&world, "chat", &[1])), [(18, 0.5, 1500)]);
}

#[test]
fn a_requirement_may_name_its_queues_in_any_order() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 09:00-09:30");
    let mut need = need(&world, "chat", &[1]);
    let mut phone = need.queues[0].clone();
    phone.queue = "phone".into();
    need.queues.push(phone);
    let missing = missing(&world.centre, &need, &coverage(&world));
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].queue, "chat".into());
}

/// Tickets on the mail queue: `(slot after 09:00, agent-slots)` arriving and due, cumulative.
fn tickets(
    world: &World,
    backlog: f64,
    arriving: &[(usize, f64)],
    due: &[(usize, f64)],
) -> Requirement {
    let mut need = need(world, "mail", &[]);
    let slots = need.grid.len();
    let mut work = Deferrable {
        arriving: vec![0.0; slots],
        due: vec![0.0; slots],
        backlog,
        share: share(0.9),
    };
    for (slot, amount) in arriving {
        work.arriving[18 + slot] = *amount;
    }
    for slot in 0..slots {
        let passed = due.iter().take_while(|(at, _)| 18 + at <= slot);
        work.due[slot] = passed.last().map_or(0.0, |(_, amount)| *amount);
    }
    need.queues[0].deferrable = Some(work);
    need
}

/// Li Wei on the mail at this time of Monday.
fn mail(times: &str) -> World {
    let world = week("2025-11-10").agent_who("Li Wei", |a| a.skills.push(("mail".into(), 1.0)));
    world.shift_with("Li Wei", &format!("Mon {times}"), &[&format!("{times} mail")])
}

#[test]
fn tickets_wait_for_their_deadline_and_no_longer() {
    let in_time = mail("10:00-11:00");
    let two = tickets(&in_time, 0.0, &[(0, 2.0)], &[(3, 2.0)]);
    assert_eq!(gaps(&in_time, &two), []);
    let late = mail("10:30-11:30");
    let two = tickets(&late, 0.0, &[(0, 2.0)], &[(3, 2.0)]);
    assert_eq!(gaps(&late, &two), [(21, 1.0, 3000)]);
}

#[test]
fn work_cannot_be_done_before_it_arrives() {
    let early = mail("09:00-11:00");
    let later = tickets(&early, 0.0, &[(4, 1.0)], &[(5, 1.0)]);
    assert_eq!(gaps(&early, &later), [(23, 1.0, 3000)]);
}

#[test]
fn the_backlog_is_done_first_and_late_work_is_missing_once() {
    let world = mail("09:00-10:00");
    // Three agent-slots wait, due at 09:30, 10:00 and 10:30; one more arrives, due at 11:00.
    let due = [(0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0)];
    let work = tickets(&world, 3.0, &[(1, 1.0)], &due);
    assert_eq!(gaps(&world, &work), [(20, 1.0, 3000), (21, 1.0, 3000)]);
}
