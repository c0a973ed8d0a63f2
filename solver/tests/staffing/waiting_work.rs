//! Tickets: work that may wait, with its due dates.

use super::centres::{centre, contacts, demand, grid, share, staffed, tickets};
use domain::{Contacts, Moment, Queue, Share, Spread};
use solver::staffing::{Options, PlanFor, require};

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
    let old = domain::Waiting { queue: queue.id.clone(), contacts: Contacts(5.0), due: six };
    let options = Options { backlog: vec![old], ..Options::default() };
    let made = require(&centre(vec![queue]), &demand, &options).expect("a requirement");
    let work = made.queues[0].deferrable.clone().expect("tickets may wait");
    assert_eq!((work.backlog, work.share), (5.0, share(0.9)));
    assert!((work.due[8] - 0.9).abs() < 1e-12, "nine tenths after four hours");
    assert!((work.due[11] - 5.9).abs() < 1e-12, "five old ones by six o'clock");
    assert!((work.due[16] - 6.0).abs() < 1e-12, "the rest after eight hours");
}

#[test]
fn ticket_work_grows_with_a_busy_day_and_a_limit_on_occupancy() {
    let queue = Queue { max_occupancy: Some(share(0.8)), ..tickets(Share::ALL, 24) };
    let grid = grid(1);
    let mut own = contacts(&queue, &grid, 900.0, |_| 8.0);
    own.spread = vec![Spread { poisson: 3.0, shared: 0.2 }; grid.len()];
    let demand = demand(&grid, vec![own]);
    let centre = centre(vec![queue]);
    let arriving = |plan_for| {
        let options = Options { plan_for, ..Options::default() };
        let made = require(&centre, &demand, &options).expect("a requirement");
        made.queues[0].deferrable.clone().expect("tickets may wait").arriving[7]
    };
    assert!((arriving(PlanFor::Mean) - 5.0).abs() < 1e-12, "4 agent-slots at 80 %");
    // Lognormal with mean 1 and coefficient of variation 0.2 at its 90 % point, z = 1.2816.
    let sigma = (0.04_f64.ln_1p()).sqrt();
    let busy = (1.281_551_565_545 * sigma - sigma * sigma / 2.0).exp();
    for plan in [PlanFor::Quantile(share(0.9)), PlanFor::Risk { probability: share(0.9) }] {
        assert!((arriving(plan) - 5.0 * busy).abs() < 1e-9, "{}", arriving(plan));
    }
}
