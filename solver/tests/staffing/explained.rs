//! Why so many: the story of a number.

use super::centres::{
    centre, chat, contacts, demand, each, grid, per, phone, service, share, tickets,
};
use domain::{Agents, Cure, Period, Queue, QueueDemand, Seconds, Share, Slot, Spread};
use solver::staffing::{Options, PlanFor, Story, Why, explain, require};

fn why(queues: &[Queue], own: Vec<QueueDemand>, slot: usize, options: &Options) -> Why {
    let demand = demand(&grid(1), own);
    let centre = centre(queues.to_vec());
    let why = explain(&centre, &demand, &queues[0].id, Slot(slot), options).expect("a story");
    if let Story::Live(live) = &why.story {
        let need = &require(&centre, &demand, options).expect("a requirement").queues[0];
        assert_eq!(live.agents, need.agents[slot], "the story is of the same number");
        assert_eq!(live.seated, need.seated[slot]);
        assert_eq!((live.binding, live.load), (need.binding[slot], need.load[slot]));
    }
    why
}

#[test]
fn why_twenty_people_at_half_past_eight_in_the_evening() {
    let queue = Queue {
        shrinkage: share(0.3),
        patience: Some(Seconds(240.0)),
        ..phone(&[each(service(80.0, 20.0))])
    };
    let mut own = contacts(&queue, &grid(1), 180.0, |_| 100.0);
    own.spread = vec![Spread { poisson: 1.2, shared: 0.1 }; 48];
    let plan_for = PlanFor::Risk { probability: share(0.9) };
    let told = why(&[queue], vec![own], 41, &Options { plan_for, ..Options::default() });
    let expected = "\
phone, Mon 2025-11-10 20:30: 20 agents on the roster
  contacts   100.0 expected in 30 min
  planned    114.3: so that the targets hold with probability 90.0 %
  handling   180 s per contact on average
  load       11.43 erlangs = contacts × handling ÷ slot
  target     80.0 % of offered contacts answered within 20 s
             at desks   in 20 s   mean wait   hang up    busy
                   13    74.0 %      12.6 s     5.7 %  82.9 %
           ▶       14    82.8 %       7.9 s     3.6 %  78.7 %
                   15    89.2 %       4.8 s     2.2 %  74.6 %
  risk       targets hold with probability 94 %, for which 1 of the 14 are there (13 for the mean)
  shrinkage  30.0 % of working time is lost: 14 at desks are 20 on the roster
";
    assert_eq!(told.to_string(), expected);
}

#[test]
fn a_chat_slot_tells_of_lag_and_of_work_for_people_with_full_hands() {
    let queue = chat(&[each(service(80.0, 30.0))]);
    let own = contacts(&queue, &grid(1), 600.0, |s| if s < 20 { 1.0 } else { 30.0 });
    let told = why(&[queue], vec![own], 20, &Options::default()).to_string();
    for line in [
        "  load       10.00 erlangs = contacts × handling ÷ slot",
        "  with lag   8.88 erlangs: contacts end later than they begin",
        "  work       4.44 fully busy people when each holds as many as they can",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert!(!told.contains("risk"), "the forecast states none: {told}");
}

#[test]
fn a_queue_of_a_pool_tells_whom_it_shares_its_people_with() {
    let shop = |name: &str| Queue { id: name.into(), ..chat(&[each(service(80.0, 30.0))]) };
    let (north, south) = (shop("north"), shop("south"));
    let own = [(&north, 9.0), (&south, 18.0)];
    let own = own.map(|(q, n)| contacts(q, &grid(1), 600.0, move |_| n)).to_vec();
    let pools = vec![domain::Pool {
        queues: vec![north.id.clone(), south.id.clone()],
        order: domain::Order::Arrival,
    }];
    let told = why(&[north, south], own, 10, &Options { pools, ..Options::default() });
    let Story::Live(live) = &told.story else { panic!("{told}") };
    assert!(live.seated < live.pool_seated);
    assert!(told.to_string().contains("for north, south together"), "{told}");
    assert!(told.to_string().contains("at desks, by work"), "{told}");
}

#[test]
fn a_floor_is_said_to_be_one_and_overload_to_be_carried_over() {
    let weekly = per(Period::Week, service(80.0, 20.0));
    let queue = Queue { patience: Some(Seconds(60.0)), ..phone(&[weekly]) };
    let own = contacts(&queue, &grid(1), 300.0, |_| 60.0);
    let told = why(&[queue], vec![own], 30, &Options::default());
    let Story::Live(live) = &told.story else { panic!("{told}") };
    assert!(live.is_floor && live.workload.0 > f64::from(live.seated.0));
    for words in [
        "over the period; at least 30 % in every slot",
        "is carried into the next slot",
        "the slot before has more work than its people can do",
        "met by the roster on the service curve",
    ] {
        assert!(told.to_string().contains(words), "{told}");
    }
}

#[test]
fn one_person_fewer_than_a_queue_without_hang_ups_can_do_never_ends() {
    let queue = phone(&[per(Period::Day, service(80.0, 30.0))]);
    let own = contacts(&queue, &grid(1), 600.0, |_| 30.0);
    let told = why(&[queue], vec![own], 30, &Options::default());
    let Story::Live(live) = &told.story else { panic!("{told}") };
    assert_eq!((live.seated, live.around[0].settles), (Agents(11), false));
    assert!(told.to_string().contains("10   more work than they can do"), "{told}");
}

#[test]
fn closed_quiet_and_ticket_slots_have_stories_too() {
    let queue = phone(&[each(service(80.0, 20.0))]);
    let mut own = contacts(&queue, &grid(1), 180.0, |s| if s < 20 { 0.0 } else { 9.0 });
    own.open[10] = true;
    let of = |slot| {
        why(std::slice::from_ref(&queue), vec![own.clone()], slot, &Options::default()).story
    };
    assert_eq!((of(5), of(10)), (Story::Closed, Story::Quiet));
    let queue = tickets(Share::ALL, 4);
    let own = contacts(&queue, &grid(1), 600.0, |s| if s < 20 { 1.5 } else { 30.0 });
    let told = why(&[queue], vec![own], 29, &Options::default());
    let Story::Tickets(work) = &told.story else { panic!("{told}") };
    assert!((work.arriving - 10.0).abs() < 1e-12 && (work.falling_due - 10.0).abs() < 1e-9);
    assert!((work.due - 30.0).abs() < 1e-9, "20 half-slots and two full ones: {}", work.due);
}

#[test]
fn a_slot_beyond_the_horizon_has_no_story() {
    let queue = phone(&[each(service(80.0, 20.0))]);
    let demand = demand(&grid(1), vec![contacts(&queue, &grid(1), 180.0, |_| 9.0)]);
    let centre = centre(vec![queue.clone()]);
    let error = explain(&centre, &demand, &queue.id, Slot(48), &Options::default());
    assert_eq!(error.map_err(|e| e.code()), Err("E2111"));
    let error = explain(&centre, &demand, &"fax".into(), Slot(0), &Options::default());
    assert_eq!(error.map_err(|e| e.code()), Err("E2105"));
}
