//! Urgent before ordinary: waits by class, and the people they take.

use super::centres::{centre, contacts, demand, each, grid, phone, service};
use domain::{Agents, Centre, Contacts, Demand, Minutes, Order, Pool, Queue, Seconds, Slot};
use solver::staffing::queueing::{Flow, Of, Ranked};
use solver::staffing::{Options, Story, explain, require};

fn flow(per_hour: f64, handle: f64) -> Flow {
    Flow::new(Contacts(per_hour), Minutes(60), Seconds(handle)).expect("a flow")
}

fn ranked(per_hour: &[f64], handle: f64, agents: u32) -> Ranked {
    let flows: Vec<Flow> = per_hour.iter().map(|n| flow(*n, handle)).collect();
    Ranked::new(&flows, Agents(agents)).expect("settles").expect("classes")
}

#[test]
fn one_class_is_erlang_c() {
    let alone = ranked(&[200.0], 180.0, 12);
    let steady = flow(200.0, 180.0).with(Agents(12)).expect("settles");
    for within in [0.0, 5.0, 20.0, 60.0] {
        let expected = steady.service_level(Seconds(within), Of::Offered).get();
        assert!((alone.service_level(0, Seconds(within)).get() - expected).abs() < 1e-12);
    }
    let wait = steady.mean_wait().expect("answers").0;
    assert!((alone.mean_wait(0).0 / wait - 1.0).abs() < 1e-12);
}

#[test]
fn a_queue_of_one_agent_waits_as_cobham_says() {
    // One agent, 6 urgent and 12 ordinary calls an hour of 150 s: σ₁ = 1/4, σ₂ = 3/4, and with
    // exponential times the work at hand takes ρ·150 s = 112.5 s on average. By hand:
    // W₁ = 112.5/(3/4) = 150 s, W₂ = 112.5/(3/4 · 1/4) = 600 s.
    let desk = ranked(&[6.0, 12.0], 150.0, 1);
    assert!((desk.mean_wait(0).0 - 150.0).abs() < 1e-9);
    assert!((desk.mean_wait(1).0 - 600.0).abs() < 1e-9);
}

#[test]
fn ranks_move_waits_between_classes_and_change_no_mean() {
    let (per_hour, agents) = ([40.0, 60.0, 80.0], 11);
    let desk = ranked(&per_hour, 180.0, agents);
    let all = flow(180.0, 180.0).with(Agents(agents)).expect("settles");
    let mean: f64 = per_hour.iter().enumerate().map(|(k, n)| n / 180.0 * desk.mean_wait(k).0).sum();
    assert!((mean / all.mean_wait().expect("answers").0 - 1.0).abs() < 1e-12);
    let levels: Vec<f64> = (0..3).map(|k| desk.service_level(k, Seconds(20.0)).get()).collect();
    assert!(levels[0] > levels[1] && levels[1] > levels[2], "{levels:?}");
}

#[test]
fn the_inverted_law_has_the_mean_that_theory_gives() {
    // The mean wait is the integral of P(W > t); a fine sum of the inverted law meets it.
    let desk = ranked(&[60.0, 100.0], 180.0, 10);
    let step = 0.5;
    let late = |n: usize| 1.0 - desk.service_level(1, Seconds((n as f64 + 0.5) * step)).get();
    let mean: f64 = (0..40_000).map(|n| step * late(n)).sum();
    assert!((mean / desk.mean_wait(1).0 - 1.0).abs() < 2e-3, "{mean}");
}

/// Ninety urgent calls a half-hour, 95 % within 10 s, and ninety others, 70 % within 120 s.
fn urgent_and_usual() -> (Centre, Demand) {
    let named = |id: &str, target| Queue { id: id.into(), ..phone(&[each(target)]) };
    let urgent = named("urgent", service(95.0, 10.0));
    let usual = named("usual", service(70.0, 120.0));
    let grid = grid(1);
    let volumes =
        vec![contacts(&urgent, &grid, 180.0, |_| 90.0), contacts(&usual, &grid, 180.0, |_| 90.0)];
    (centre(vec![urgent, usual]), demand(&grid, volumes))
}

fn pooled(order: Order) -> Options {
    let queues = vec!["urgent".into(), "usual".into()];
    Options { pools: vec![Pool { queues, order }], lag: false, ..Options::default() }
}

/// People at desks of both queues at ten o'clock.
fn seated(options: &Options) -> u32 {
    let (centre, demand) = urgent_and_usual();
    let need = require(&centre, &demand, options).expect("a requirement");
    need.queues.iter().map(|q| q.seated[20].0).sum()
}

#[test]
fn a_pool_with_the_urgent_first_needs_fewer_than_two_teams() {
    let apart = seated(&Options { lag: false, ..Options::default() });
    let (in_turn, ranked) = (seated(&pooled(Order::Arrival)), seated(&pooled(Order::AsListed)));
    // In turn everybody must be answered as fast as the urgent; ranked only they are.
    assert!(ranked < in_turn && ranked < apart, "{ranked} {in_turn} {apart}");
}

#[test]
fn the_ranked_answer_keeps_every_class_and_one_fewer_does_not() {
    let flows = [flow(180.0, 180.0), flow(180.0, 180.0)];
    let keeps = |agents: u32| {
        let desk = Ranked::new(&flows, Agents(agents)).ok().flatten();
        let both =
            |d: Ranked| d.keeps(0, &service(95.0, 10.0)) && d.keeps(1, &service(70.0, 120.0));
        desk.is_some_and(both)
    };
    let people = seated(&pooled(Order::AsListed));
    assert!(keeps(people) && !keeps(people - 1), "{people}");
    let (centre, demand) = urgent_and_usual();
    let options = pooled(Order::AsListed);
    let why = explain(&centre, &demand, &"usual".into(), Slot(20), &options).expect("a story");
    let Story::Live(live) = why.story else { panic!("it is live") };
    assert!(live.around[1].in_time.get() >= 0.7 && live.notes[0].contains("listed first"));
}
