//! Queues that the same people serve: in turn, or the urgent first.

use crate::centre::*;
use domain::{Agents, Contacts, Minutes, Order, Performance, Pool, QueueId, Seconds};
use scenarios::simulate::{Budget, Options, Shape, SimulationError, simulate};
use solver::staffing::queueing::{Flow, Ranked};

/// Ten people rostered on `usual` who know both queues; 30 urgent and 45 usual calls a half-hour.
fn shared(order: Option<Order>) -> Performance {
    let (mut urgent, mut usual) = (phone("urgent"), phone("usual"));
    (urgent.patience, usual.patience) = (None, None);
    (urgent.targets, usual.targets) = (vec![level(0.9, 10.0)], vec![level(0.7, 60.0)]);
    let people = agents("a", 10, &[("urgent", 1.0), ("usual", 1.0)]);
    let centre = centre(vec![urgent, usual], people);
    let grid = grid(10);
    let demand = demand(&grid, &[("urgent", 30.0, 180.0), ("usual", 45.0, 180.0)], (9, 21));
    let roster = roster(&grid, all_day("a", 10, 10, "usual"));
    let queues = vec![QueueId::new("urgent"), QueueId::new("usual")];
    let pools = order.map(|order| Pool { queues, order }).into_iter().collect();
    let budget = Budget { least: 64, most: 64, contacts: u64::MAX, half_width: 0.0 };
    let options =
        Options { seed: 5, handling: Shape::Exponential, pools, budget, ..Options::default() };
    simulate(&centre, &demand, &roster, &[], &options).expect("a simulation")
}

fn level_of(performance: &Performance, queue: &str) -> (f64, f64) {
    let horizon = performance.queue(&queue.into()).expect("the queue").horizon;
    let level = horizon.service_level.expect("contacts");
    (level.mean, level.half_width)
}

#[test]
fn the_simulated_ranks_meet_the_formula() {
    let flow =
        |contacts| Flow::new(Contacts(contacts), Minutes(30), Seconds(180.0)).expect("a flow");
    let desk = Ranked::new(&[flow(30.0), flow(45.0)], Agents(10)).expect("settles");
    let desk = desk.expect("classes");
    let shown = shared(Some(Order::AsListed));
    for (class, (queue, within)) in [("urgent", 10.0), ("usual", 60.0)].into_iter().enumerate() {
        let exact = desk.service_level(class, Seconds(within)).get();
        let (mean, half) = level_of(&shown, queue);
        // Days begin empty, so a little better than the long run is right.
        assert!(mean > exact - 1.5 * half && mean < exact + 0.03, "{queue} {mean} {exact}");
    }
}

#[test]
fn the_urgent_wait_less_when_they_are_listed_first() {
    let (in_turn, ranked) = (shared(Some(Order::Arrival)), shared(Some(Order::AsListed)));
    assert!(level_of(&ranked, "urgent").0 > level_of(&in_turn, "urgent").0 + 0.02);
    assert!(level_of(&ranked, "usual").0 < level_of(&in_turn, "usual").0);
    let answered = |p: &Performance| p.queues.iter().map(|q| q.horizon.answered.mean).sum::<f64>();
    assert!((answered(&ranked) / answered(&in_turn) - 1.0).abs() < 1e-3);
}

#[test]
fn without_a_pool_nobody_answers_the_other_queue() {
    let alone = shared(None);
    assert_eq!(level_of(&alone, "urgent").0, 0.0);
}

#[test]
fn a_pool_names_queues_of_the_centre() {
    let centre = centre(vec![phone("sales")], agents("a", 1, &[("sales", 1.0)]));
    let (grid, queues) = (grid(1), vec!["sales".into(), "nobody".into()]);
    let pools = vec![Pool { queues, order: Order::Arrival }];
    let options = Options { pools, ..Options::default() };
    let demand = demand(&grid, &[("sales", 1.0, 60.0)], (9, 21));
    let roster = roster(&grid, all_day("a", 1, 1, "sales"));
    let refused = simulate(&centre, &demand, &roster, &[], &options);
    assert_eq!(refused.unwrap_err(), SimulationError::QueueUnknown("nobody".into()));
}
