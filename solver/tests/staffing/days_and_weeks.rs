//! Targets per day or week, and the curves they are met on.

use super::centres::{
    centre, chat, contacts, demand, each, grid, per, phone, service, share, staffed,
};
use domain::{Contacts, Period, Queue, Seconds};
use solver::staffing::{Curves, Options, require};

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
fn a_curve_counts_people_on_the_roster_of_whom_some_are_lost() {
    let weekly = per(Period::Week, service(80.0, 20.0));
    let all_there = Queue { patience: Some(Seconds(90.0)), ..phone(&[weekly]) };
    let half_lost = Queue { shrinkage: share(0.5), ..all_there.clone() };
    let curve = |queue: &Queue| -> Vec<f64> {
        let need = staffed(queue, 180.0, |_| 100.0, &Options::default());
        need.curves[9].answered_in_time.iter().map(|c| c.0).collect()
    };
    let (there, lost) = (curve(&all_there), curve(&half_lost));
    for n in 0..there.len() - 1 {
        assert!((lost[2 * n] - there[n]).abs() < 1e-12, "{n} at desks are {} rostered", 2 * n);
        let middle = f64::midpoint(there[n], there[n + 1]);
        assert!((lost[2 * n + 1] - middle).abs() < 1e-12, "straight between");
    }
}

#[test]
fn every_live_queue_with_a_service_level_gets_curves_on_request() {
    let queue = phone(&[each(service(80.0, 20.0))]);
    let all = Options { curves: Curves::All, ..Options::default() };
    let need = staffed(&queue, 180.0, |_| 100.0, &all);
    let curve = &need.curves[9].answered_in_time;
    let n = need.agents[9].0 as usize;
    assert!(curve[n].0 >= 80.0 && curve[n - 1].0 < 80.0 && need.pooled.is_empty());
    assert_eq!(curve[10], Contacts(0.0), "ten erlangs without hang-ups never settle with ten");
}

#[test]
fn a_day_promised_to_a_pool_is_kept_in_every_interval() {
    let of = |period| -> Vec<u32> {
        let shop = |name: &str| {
            let target = [per(period, service(80.0, 30.0))];
            Queue { id: name.into(), ..chat(&target) }
        };
        let (north, south) = (shop("north"), shop("south"));
        let grid = grid(1);
        let own = [&north, &south].map(|q| contacts(q, &grid, 600.0, |_| 12.0)).to_vec();
        let pools = vec![domain::Pool {
            queues: vec![north.id.clone(), south.id.clone()],
            order: domain::Order::Arrival,
        }];
        let options = Options { pools, ..Options::default() };
        let centre = centre(vec![north, south]);
        let made = require(&centre, &demand(&grid, own), &options).expect("a requirement");
        assert!(made.queues.iter().all(|q| q.pooled.is_empty() && q.curves.is_empty()));
        made.queues.iter().map(|q| q.agents[20].0).collect()
    };
    assert_eq!(of(Period::Day), of(Period::Interval));
}

#[test]
fn a_mean_wait_per_day_counts_waits_and_the_promise_for_those_who_hang_up() {
    let daily = per(Period::Day, domain::TargetKind::MeanWait(Seconds(30.0)));
    let queue = Queue { patience: Some(Seconds(90.0)), ..phone(&[daily]) };
    let need = staffed(&queue, 180.0, |_| 100.0, &Options::default());
    assert_eq!(need.pooled, vec![daily]);
    let curve = &need.curves[5];
    let flow =
        solver::staffing::queueing::Flow::new(Contacts(100.0), grid(1).interval(), Seconds(180.0));
    let flow = flow.and_then(|f| f.with_patience(Some(Seconds(90.0)))).expect("a flow");
    for people in 8..curve.waited.len() as u32 {
        let steady = flow.with(domain::Agents(people)).expect("people hang up");
        let answered = 100.0 * steady.answered().get();
        let wait = steady.mean_wait().expect("an answer").0;
        let lost = answered * wait + (100.0 - answered) * 30.0;
        assert!((curve.waited[people as usize].0 - lost).abs() < 1e-9, "{people}");
        assert_eq!(lost <= 30.0 * 100.0, wait <= 30.0, "{people}: the promise and its sum");
    }
    assert!(curve.waited.windows(2).all(|w| w[0].0 >= w[1].0), "{:?}", curve.waited);
}

#[test]
fn a_queue_that_would_never_settle_costs_more_with_every_person_less() {
    let daily = per(Period::Day, domain::TargetKind::MeanWait(Seconds(30.0)));
    let need = staffed(&phone(&[daily]), 180.0, |_| 100.0, &Options::default());
    let waited: Vec<f64> = need.curves[5].waited.iter().map(|s| s.0).collect();
    assert!(waited[..=11].windows(2).all(|w| w[0] > w[1]), "ten erlangs and nobody hangs up");
}
