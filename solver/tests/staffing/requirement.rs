//! From demand to people: targets, shrinkage, closed hours, chat, tickets, days and weeks.

use super::centres::tickets;
use super::centres::{centre, chat, contacts, demand, each, grid, per, phone, service, share};
use domain::{
    Agents, Contacts, Cure, Minutes, Moment, Period, Queue, QueueRequirement, Seconds, Share,
    Spread, TargetKind,
};
use solver::staffing::{Backlog, Options, PlanFor, Pool, StaffingError, require};

/// One day of `per_slot` contacts for one queue, staffed with `options`.
#[track_caller]
fn staffed(
    queue: &Queue,
    handle: f64,
    per_slot: impl Fn(usize) -> f64,
    options: &Options,
) -> QueueRequirement {
    let grid = grid(1);
    let demand = demand(&grid, vec![contacts(queue, &grid, handle, per_slot)]);
    require(&centre(vec![queue.clone()]), &demand, options).expect("a requirement").queues.remove(0)
}

#[test]
fn a_hundred_three_minute_calls_in_half_an_hour_take_fourteen_people() {
    let need = staffed(&phone(&[each(service(80.0, 20.0))]), 180.0, |_| 100.0, &Options::default());
    assert_eq!(need.seated[20], Agents(14));
    assert_eq!(need.agents[20], Agents(14));
    assert!((need.load[20].0 - 10.0).abs() < 1e-12);
    assert_eq!(need.binding[20], Some(service(80.0, 20.0)));
    assert!(need.curves.is_empty() && need.pooled.is_empty() && need.deferrable.is_none());
}

#[test]
fn thirty_per_cent_shrinkage_makes_twenty_on_the_roster_of_fourteen_at_desks() {
    let queue = Queue { shrinkage: share(0.3), ..phone(&[each(service(80.0, 20.0))]) };
    let need = staffed(&queue, 180.0, |_| 100.0, &Options::default());
    assert_eq!((need.seated[0], need.agents[0]), (Agents(14), Agents(20)));
}

#[test]
fn the_target_that_asks_for_most_is_named() {
    let queue = Queue { max_occupancy: Some(share(0.6)), ..phone(&[each(service(80.0, 20.0))]) };
    let need = staffed(&queue, 180.0, |_| 100.0, &Options::default());
    assert_eq!(need.seated[0], Agents(17), "10 erlangs at 60 % take 16.7 people");
    assert_eq!(need.binding[0], Some(TargetKind::Occupancy(share(0.6))));
}

#[test]
fn closed_half_hours_need_nobody() {
    let queue = phone(&[each(service(80.0, 20.0))]);
    let nine_to_five = |s: usize| if (18..34).contains(&s) { 100.0 } else { 0.0 };
    let need = staffed(&queue, 180.0, nine_to_five, &Options::default());
    for (slot, agents) in need.agents.iter().enumerate() {
        assert_eq!(agents.0 > 0, (18..34).contains(&slot), "slot {slot}");
        assert_eq!(need.binding[slot].is_some(), agents.0 > 0);
    }
}

#[test]
fn holding_three_chats_takes_fewer_people_than_one_call_at_a_time() {
    let targets = [each(TargetKind::MeanWait(Seconds(30.0)))];
    let calls = staffed(&phone(&targets), 600.0, |_| 60.0, &Options::default()).seated[24];
    let three = Queue { patience: None, ..chat(&targets) };
    let chats = staffed(&three, 600.0, |_| 60.0, &Options::default()).seated[24];
    // 20 erlangs; holding three chats an agent finishes twice as many as holding one.
    assert!(calls > Agents(20) && chats > Agents(10) && chats.0 < 15, "{chats}, {calls}");
}

#[test]
fn two_shops_chats_served_together_take_fewer_people_than_apart() {
    let targets = [each(service(80.0, 30.0))];
    let shop = |name: &str| Queue { id: name.into(), ..chat(&targets) };
    let (north, south) = (shop("north"), shop("south"));
    let grid = grid(1);
    let demand = demand(
        &grid,
        vec![contacts(&north, &grid, 600.0, |_| 9.0), contacts(&south, &grid, 600.0, |_| 18.0)],
    );
    let centre = centre(vec![north.clone(), south.clone()]);
    let people = |options: &Options| -> Vec<u32> {
        let made = require(&centre, &demand, options).expect("a requirement");
        made.queues.iter().map(|q| q.agents[10].0).collect()
    };
    let pool = Pool { queues: vec![north.id.clone(), south.id.clone()] };
    let apart = people(&Options::default());
    let together = people(&Options { pools: vec![pool], ..Options::default() });
    let merged = staffed(&north, 600.0, |_| 27.0, &Options::default()).agents[10].0;
    assert_eq!(together.iter().sum::<u32>(), merged, "one merged stream");
    assert!(merged < apart.iter().sum::<u32>());
    assert!(together[0] < together[1], "handed out by work: {together:?}");
}

#[test]
fn tickets_are_work_with_due_dates_and_ask_for_nobody() {
    // 6 tickets of 15 minutes from 9:00 to 12:00 each half-hour: 3 agent-slots per slot.
    let queue = Queue { shrinkage: share(0.25), ..tickets(Share::ALL, 4) };
    let morning = |s: usize| if (18..24).contains(&s) { 6.0 } else { 0.0 };
    let need = staffed(&queue, 900.0, morning, &Options::default());
    let work = need.deferrable.expect("tickets may wait");
    assert!(need.agents.iter().all(|a| a.0 == 0));
    assert!((work.arriving[18] - 4.0).abs() < 1e-12, "3 slots of work are 4 on the roster at 25 %");
    // Four hours are eight slots: due by the end of slot t is what came by the end of t − 8.
    assert!(work.due[25].abs() < 1e-12);
    assert!((work.due[26] - 4.0).abs() < 1e-12);
    assert!((work.due[31] - 24.0).abs() < 1e-12 && work.due[47] == work.due[31]);
}

#[test]
fn tickets_not_promised_may_take_twice_as_long_and_old_ones_come_on_top() {
    let queue = tickets(share(0.9), 4);
    let grid = grid(1);
    let demand =
        demand(&grid, vec![contacts(&queue, &grid, 1800.0, |s| f64::from(u8::from(s == 0)))]);
    let six = Moment(grid.start(domain::Slot(0)).0 + 6 * 60);
    let old = Backlog { queue: queue.id.clone(), contacts: Contacts(5.0), due: six };
    let options = Options { backlog: vec![old], ..Options::default() };
    let made = require(&centre(vec![queue]), &demand, &options).expect("a requirement");
    let work = made.queues[0].deferrable.clone().expect("tickets may wait");
    assert_eq!((work.backlog, work.share), (5.0, share(0.9)));
    assert!((work.due[8] - 0.9).abs() < 1e-12, "nine tenths after four hours");
    assert!((work.due[11] - 5.9).abs() < 1e-12, "five old ones by six o'clock");
    assert!((work.due[16] - 6.0).abs() < 1e-12, "the rest after eight hours");
}

#[test]
fn a_target_per_week_leaves_a_floor_and_a_rising_curve() {
    let weekly = per(Period::Week, service(80.0, 20.0));
    let queue = Queue { patience: Some(Seconds(90.0)), ..phone(&[weekly]) };
    let need = staffed(&queue, 180.0, |_| 100.0, &Options::default());
    let strict =
        staffed(&phone(&[each(service(80.0, 20.0))]), 180.0, |_| 100.0, &Options::default());
    assert_eq!(need.pooled, vec![weekly]);
    assert_eq!(need.binding[5], Some(service(80.0, 20.0)), "the planner's target, not the floor");
    assert!(need.agents[5] < strict.agents[5]);
    let curve = &need.curves[5].answered_in_time;
    assert_eq!(need.curves[5].offered, Contacts(100.0));
    assert_eq!(curve[0], Contacts(0.0));
    assert!(curve.windows(2).all(|w| w[0].0 <= w[1].0));
    assert!(curve.last().expect("a curve").0 >= 99.95);
    let floor = need.agents[5].0 as usize;
    assert!(curve[floor].0 >= 30.0 && curve[floor - 1].0 < 30.0);
}

#[test]
fn planning_for_a_busy_day_takes_more_people_the_surer_one_wants_to_be() {
    let queue = phone(&[each(service(80.0, 20.0))]);
    let grid = grid(1);
    let mut own = contacts(&queue, &grid, 180.0, |_| 100.0);
    own.spread = vec![Spread { poisson: 1.0, shared: 0.15 }; grid.len()];
    let demand = demand(&grid, vec![own]);
    let centre = centre(vec![queue]);
    let people = |plan_for| {
        let options = Options { plan_for, ..Options::default() };
        require(&centre, &demand, &options).expect("a requirement").queues[0].agents[20].0
    };
    let risk = |p| people(PlanFor::Risk { probability: share(p) });
    assert_eq!(people(PlanFor::Mean), 14);
    assert_eq!(people(PlanFor::Quantile(share(0.5))), 14, "the median is 100 contacts");
    assert_eq!(people(PlanFor::Quantile(share(0.9))), 16, "as for 125 contacts");
    let sure = [risk(0.5), risk(0.8), risk(0.95), risk(0.99)];
    assert!(sure.windows(2).all(|w| w[0] <= w[1]) && sure[3] > sure[0], "{sure:?}");
}

#[test]
fn long_chats_lag_and_the_load_is_carried_into_the_next_half_hour() {
    // One half-hour of 60 contacts after empty ones, 30 minutes each: settled load 60.
    let queue = phone(&[each(service(80.0, 20.0))]);
    let burst = |s: usize| if s == 20 { 60.0 } else { 1e-6 };
    let need = staffed(&queue, 1800.0, burst, &Options::default());
    // It rises to 60·(1 − e⁻¹) and falls again; each slot is staffed for its heavier half.
    let (half, whole) = ((-0.5_f64).exp(), (-1.0_f64).exp());
    let rising = 60.0 * (1.0 - 2.0 * (half - whole));
    assert!((need.load[20].0 - rising).abs() < 1e-3, "{}", need.load[20]);
    let falling = 60.0 * (1.0 - whole) * 2.0 * (1.0 - half);
    assert!((need.load[21].0 - falling).abs() < 1e-3, "{}", need.load[21]);
    let still = staffed(&queue, 1800.0, burst, &Options { lag: false, ..Options::default() });
    assert!((still.load[20].0 - 60.0).abs() < 1e-9 && still.load[21].0 < 1e-3);
}

#[test]
fn what_cannot_be_staffed_is_said_with_a_cure() {
    let fails = |queue: &Queue, handle: f64, options: &Options| -> StaffingError {
        let grid = grid(1);
        let demand = demand(&grid, vec![contacts(queue, &grid, handle, |_| 100.0)]);
        require(&centre(vec![queue.clone()]), &demand, options).expect_err("no requirement")
    };
    let plain = Options::default();
    let phone80 = phone(&[each(service(80.0, 20.0))]);
    let small = Options { limit: Agents(12), ..Options::default() };
    let level = |p| Options { plan_for: PlanFor::Quantile(share(p)), ..Options::default() };
    let deadline = TargetKind::Deadline { share: Share::ALL, within: Minutes::hours(24) };
    let lost = Queue { shrinkage: Share::ALL, ..phone80.clone() };
    let table = [
        (fails(&phone80, 180.0, &small), "E2101"),
        (fails(&phone(&[]), 180.0, &plain), "E2102"),
        (fails(&phone(&[each(deadline)]), 180.0, &plain), "E2103"),
        (fails(&phone80, 0.0, &plain), "E2104"),
        (fails(&phone80, 180.0, &level(0.999)), "E2107"),
        (fails(&lost, 180.0, &plain), "E2108"),
    ];
    for (error, code) in table {
        assert_eq!(error.code(), code, "{error}");
        assert!(!error.cure().is_empty() && !error.cure().ends_with('.'));
    }
}
