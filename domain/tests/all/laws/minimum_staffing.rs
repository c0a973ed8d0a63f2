use crate::world::{World, week, window};
use domain::laws::MinimumStaffing;
use domain::{Agents, OpeningHours};

fn at_least(number: u32) -> MinimumStaffing {
    MinimumStaffing { floors: vec![("phone".into(), Agents(number))] }
}

/// A phone that is open on Monday from 09:00 to 21:00 only.
fn monday() -> World {
    week("2025-11-10").with(|c| {
        let mut hours = OpeningHours::daily(&[]);
        hours.windows[0] = vec![window("09:00-21:00")];
        c.queues[0].hours = hours;
    })
}

#[test]
fn somebody_answers_while_the_phone_is_open() {
    let two = monday().shift("Li Wei", "Mon 09:00-15:00").shift("Wang Fang", "Mon 15:00-21:00");
    two.against(at_least(1)).is_kept();
    let gap = monday().shift("Li Wei", "Mon 09:00-15:00").shift("Wang Fang", "Mon 15:30-21:00");
    gap.against(at_least(1))
        .is_broken_by(0.5)
        .says("phone has 0 people, Mon 10 Nov 15:00-15:30; 1 are due");
}

#[test]
fn nobody_at_all_is_missing_all_day_long() {
    monday().against(at_least(2)).is_broken_by(24.0);
}

#[test]
fn people_at_a_meal_or_on_the_chat_do_not_answer_the_phone() {
    let one = |parts: &[&str]| {
        monday().shift_with("Li Wei", "Mon 09:00-21:00", parts).against(at_least(1))
    };
    one(&[]).is_kept();
    one(&["12:00-13:00 meal", "18:00-18:30 chat"]).is_broken_by_each(&[1.0, 0.5]);
}

#[test]
fn heads_count_however_fast_they_are() {
    let slow = monday().agent_who("Li Wei", |a| a.skills[0].1 = 0.4);
    slow.shift("Li Wei", "Mon 09:00-21:00").against(at_least(1)).is_kept();
}

#[test]
fn a_night_from_before_the_horizon_answers_its_first_hours() {
    let open = week("2025-11-10").with(|c| {
        let mut hours = OpeningHours::daily(&[]);
        hours.windows[6] = vec![window("22:00-06:00")];
        c.queues[0].hours = hours;
    });
    let night = open.before("Li Wei", "Sun-1 22:00-06:00");
    night.clone().shift("Wang Fang", "Sun 22:00-06:00").against(at_least(1)).is_kept();
    night.against(at_least(1)).is_broken_by(2.0);
}

#[test]
fn a_ticket_queue_with_a_floor_is_manned_while_it_is_open() {
    let law = MinimumStaffing { floors: vec![("mail".into(), Agents(1))] };
    let mail = monday().with(|c| c.queues[2].hours = c.queues[0].hours.clone());
    let parts = ["10:00-20:00 mail"];
    mail.shift_with("Li Wei", "Mon 09:00-21:00", &parts)
        .against(law)
        .is_broken_by_each(&[1.0, 1.0]);
}
