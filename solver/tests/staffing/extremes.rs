//! Nothing at all, far too much, ten thousand people: numbers stay numbers.

use super::centres::{service, share};
use domain::{Agents, Contacts, Cure, Erlangs, Minutes, Seconds, TargetKind};
use solver::staffing::queueing::{Flow, FlowError, Of, erlang};

fn calls(load: f64, patience: Option<f64>) -> Flow {
    Flow::new(Contacts(load * 6.0), Minutes(30), Seconds(300.0))
        .and_then(|f| f.with_patience(patience.map(Seconds)))
        .expect("a flow")
}

#[test]
fn an_erlang_c_queue_with_too_much_work_is_said_to_be_unstable() {
    let error = calls(12.0, None).with(Agents(10)).expect_err("12 erlangs for 10");
    assert_eq!((error.workload, error.agents), (Erlangs(12.0), Agents(10)));
    assert!(error.to_string().contains("grows without end"), "{error}");
    assert!(calls(10.0, None).with(Agents(10)).is_err(), "as much work as people is too much");
    let brink = calls(10.0 * (1.0 - 1e-15), None);
    assert!(brink.with(Agents(10)).is_err(), "rounding does not make a queue settle");
    assert!(calls(10.0, None).with(Agents(11)).is_ok());
    assert!(calls(12.0, Some(60.0)).with(Agents(10)).is_ok(), "hang-ups keep it finite");
    assert_eq!(erlang::erlang_c(Erlangs(10.0), Agents(10)), None);
}

#[test]
fn nothing_offered_needs_nobody_and_nobody_answers_nothing() {
    let none = calls(0.0, None);
    assert_eq!(none.least(&[service(80.0, 20.0)], Agents(10)).expect("nobody").agents, Agents(0));
    let idle = none.with(Agents(0)).expect("nothing to do");
    assert_eq!(idle.service_level(Seconds(20.0), Of::Offered), share(1.0));
    assert_eq!(idle.occupancy(), share(0.0));
    let alone = calls(2.0, Some(60.0)).with(Agents(0)).expect("they hang up");
    assert!((alone.abandonment().get() - 1.0).abs() < 1e-12);
    assert_eq!((alone.mean_wait(), alone.occupancy()), (None, share(1.0)));
    assert_eq!(alone.service_level(Seconds(20.0), Of::Answered), share(0.0));
}

#[test]
fn more_callers_than_there_are_people_on_earth_are_too_many_and_no_crash() {
    for load in [1e12, 1e17, 1e290] {
        let crowd = calls(load, Some(180.0));
        assert!(crowd.with(Agents(100_000)).is_err(), "{load:e} erlangs");
        assert!(crowd.least(&[service(80.0, 20.0)], Agents(100_000)).is_err(), "{load:e} erlangs");
    }
}

#[test]
fn ten_thousand_agents_agree_with_the_recursion() {
    for load in [9_000.0, 9_900.0, 9_990.0] {
        let steady = calls(load, None).with(Agents(10_000)).expect("stable");
        let exact = erlang::erlang_c(Erlangs(load), Agents(10_000)).expect("stable").get();
        assert!((steady.wait_probability().get() - exact).abs() <= 1e-9 * exact, "{load}");
    }
    let least = calls(10_000.0, None).least(&[service(80.0, 20.0)], Agents(100_000));
    let n = least.expect("enough people").agents;
    // Square-root staffing: a fraction of a standard deviation above the load.
    assert!(n > Agents(10_020) && n < Agents(10_100), "{n}");
}

#[test]
fn overload_with_hang_ups_is_a_fluid() {
    // Twice the work for 10,000 agents: half hangs up, everybody is busy, the answered waited
    // until half of a customer's patience law was used up: ln 2 of the mean.
    let steady = calls(20_000.0, Some(120.0)).with(Agents(10_000)).expect("patience");
    assert!((steady.abandonment().get() - 0.5).abs() < 1e-6);
    assert!((steady.occupancy().get() - 1.0).abs() < 1e-6);
    let wait = steady.mean_wait().expect("half are answered").0;
    assert!((wait - 120.0 * 2.0_f64.ln()).abs() < 0.05, "{wait}");
    let level = |t: f64| steady.service_level(Seconds(t), Of::Offered).get();
    assert!(level(70.0) < 1e-3 && (level(100.0) - 0.5).abs() < 1e-3);
}

#[test]
fn hardly_any_and_hardly_no_patience_stay_finite() {
    for patience in [1e-6, 1.0, 1e6, 1e9] {
        for (load, agents) in [(0.001, 1), (5.0, 1), (99.9, 100), (3000.0, 2000)] {
            let steady = calls(load, Some(patience)).with(Agents(agents)).expect("patience");
            let sum = steady.answered().get() + steady.abandonment().get();
            assert!((sum - 1.0).abs() < 1e-9, "{patience} {load} {agents}: {sum}");
            assert!(steady.mean_wait_of_all().is_some_and(|w| w.0.is_finite() && w.0 >= 0.0));
        }
    }
}

#[test]
fn a_target_out_of_reach_names_itself() {
    let never = TargetKind::MeanWait(Seconds(-1.0));
    let error = calls(5.0, None).least(&[service(80.0, 20.0), never], Agents(50));
    let error = error.expect_err("no wait is below zero");
    assert_eq!((error.target, error.limit), (never, Agents(50)));
}

#[test]
fn numbers_that_are_no_flow_are_refused() {
    let new = |contacts, handle| Flow::new(Contacts(contacts), Minutes(30), Seconds(handle));
    assert_eq!(new(-1.0, 60.0), Err(FlowError::Contacts(-1.0)));
    assert!(new(f64::NAN, 60.0).is_err() && new(5.0, 0.0).is_err());
    assert!(new(5.0, f64::INFINITY).is_err());
    let patience = new(5.0, 60.0).and_then(|f| f.with_patience(Some(Seconds(-5.0))));
    assert_eq!(patience.map_err(|e| e.code()), Err("E2104"));
    for speed in [vec![1.0], vec![0.9, 1.2], vec![1.0, 0.8], vec![1.0, 2.5]] {
        let channel = domain::Channel::Chat { concurrency: 2, speed, measured_at: 1.0 };
        let flow = new(5.0, 60.0).and_then(|f| f.handled_as(&channel));
        assert_eq!(flow.map_err(|e| e.code()), Err("E2106"));
    }
}
