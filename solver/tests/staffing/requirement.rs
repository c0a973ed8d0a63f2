//! From demand to people: targets, shrinkage, closed hours, chat, pools, what is refused.

use super::centres::{
    centre, chat, contacts, demand, each, grid, phone, service, share, staffed, tickets,
};
use domain::{Agents, Contacts, Cure, Minutes, Queue, Seconds, Share, TargetKind};
use solver::staffing::queueing::Flow;
use solver::staffing::{Options, PlanFor, StaffingError, require};

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
    let pool = domain::Pool {
        queues: vec![north.id.clone(), south.id.clone()],
        order: domain::Order::Arrival,
    };
    let apart = people(&Options::default());
    let together = people(&Options { pools: vec![pool], ..Options::default() });
    let merged = staffed(&north, 600.0, |_| 27.0, &Options::default()).agents[10].0;
    assert_eq!(together.iter().sum::<u32>(), merged, "one merged stream");
    assert!(merged < apart.iter().sum::<u32>());
    assert!(together[0] < together[1], "handed out by work: {together:?}");
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

#[test]
fn streams_merge_by_their_rates() {
    let flow = |contacts: f64, handle: f64, patience: f64| {
        Flow::new(Contacts(contacts), Minutes(30), Seconds(handle))
            .and_then(|f| f.with_patience(Some(Seconds(patience))))
            .expect("a flow")
    };
    // Hang-ups per second of waiting: (1/60 + 1/120) / 2 = 1/80; handling (100 + 300) / 2.
    let merged = flow(30.0, 100.0, 60.0).merged(&flow(30.0, 300.0, 120.0)).expect("alike");
    let (got, same) =
        (merged.with(Agents(7)).expect("patience"), flow(60.0, 200.0, 80.0).with(Agents(7)));
    let same = same.expect("patience");
    assert!((got.abandonment().get() - same.abandonment().get()).abs() < 1e-12);
    assert!((got.occupancy().get() - same.occupancy().get()).abs() < 1e-12);
}

#[test]
fn demand_that_does_not_fit_the_centre_is_said_to_be_so() {
    let queue = phone(&[each(service(80.0, 20.0))]);
    let slips = tickets(Share::ALL, 24);
    let grid = grid(1);
    let own = || contacts(&queue, &grid, 180.0, |_| 100.0);
    let code = |queues: Vec<Queue>, own: Vec<_>, options: &Options| {
        let made = require(&centre(queues), &demand(&grid, own), options);
        made.expect_err("no requirement").code()
    };
    let plain = Options::default();
    let mut shut = own();
    shut.open[5] = false;
    let mut short = own();
    short.aht.pop();
    let pools = vec![domain::Pool {
        queues: vec![queue.id.clone(), slips.id.clone()],
        order: domain::Order::Arrival,
    }];
    let mixed = Options { pools, ..Options::default() };
    let both = || vec![own(), contacts(&slips, &grid, 180.0, |_| 1.0)];
    assert_eq!(code(vec![queue.clone()], vec![shut], &plain), "E2110");
    assert_eq!(code(vec![queue.clone()], vec![short], &plain), "E2105");
    assert_eq!(code(vec![queue.clone()], vec![], &plain), "E2105");
    assert_eq!(code(vec![queue.clone()], both(), &plain), "E2105");
    assert_eq!(code(vec![queue.clone(), slips.clone()], both(), &mixed), "E2109");
}
