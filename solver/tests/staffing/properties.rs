//! What must hold of any queue: more people help, more work hurts, limits and scales agree.

use super::centres::share;
use domain::{Agents, Contacts, Erlangs, Minutes, Seconds, TargetKind};
use proptest::prelude::*;
use solver::staffing::queueing::{Flow, Of, Steady, erlang};

fn flow(load: f64, handle: f64, patience: Option<f64>) -> Flow {
    Flow::new(Contacts(load * 3600.0 / handle), Minutes(60), Seconds(handle))
        .and_then(|f| f.with_patience(patience.map(Seconds)))
        .expect("a flow")
}

fn level(steady: &Steady, within: f64) -> f64 {
    steady.service_level(Seconds(within), Of::Offered).get()
}

fn wait(steady: &Steady) -> f64 {
    steady.mean_wait().map_or(f64::INFINITY, |w| w.0)
}

fn configured() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) }
}

proptest! {
    #![proptest_config(configured())]

    #[test]
    fn one_more_agent_makes_nothing_worse(
        agents in 1..60_u32, load in 0.1..80.0, handle in 20.0..900.0,
        patience in 5.0..2000.0, within in 0.0..120.0,
    ) {
        let flow = flow(load, handle, Some(patience));
        let [few, more] = [agents, agents + 1].map(|n| flow.with(Agents(n)).expect("patience"));
        prop_assert!(level(&more, within) >= level(&few, within) - 1e-12);
        prop_assert!(more.wait_probability().get() <= few.wait_probability().get() + 1e-12);
        prop_assert!(more.abandonment().get() <= few.abandonment().get() + 1e-12);
        prop_assert!(more.occupancy().get() <= few.occupancy().get() + 1e-12);
        prop_assert!(wait(&more) <= wait(&few) * (1.0 + 1e-9) + 1e-9);
        let [few, more] = [few, more].map(|s| s.wait_exceeds(Seconds(within)).get());
        prop_assert!(more <= few + 1e-12);
    }

    #[test]
    fn more_work_makes_nothing_better(
        agents in 1..60_u32, load in 0.1..80.0, extra in 0.001..5.0, handle in 20.0..900.0,
        patience in 5.0..2000.0, within in 0.0..120.0,
    ) {
        let of = |load| flow(load, handle, Some(patience)).with(Agents(agents)).expect("patience");
        let (light, heavy) = (of(load), of(load + extra));
        prop_assert!(level(&heavy, within) <= level(&light, within) + 1e-12);
        prop_assert!(heavy.wait_probability().get() >= light.wait_probability().get() - 1e-12);
        prop_assert!(heavy.abandonment().get() >= light.abandonment().get() - 1e-12);
        prop_assert!(heavy.occupancy().get() >= light.occupancy().get() - 1e-12);
        prop_assert!(wait(&heavy) >= wait(&light) * (1.0 - 1e-9) - 1e-9);
    }

    #[test]
    fn with_more_patience_more_wait_and_fewer_hang_up(
        agents in 1..60_u32, load in 0.1..80.0, patience in 5.0..2000.0, more in 1.01..10.0,
    ) {
        let of = |p| flow(load, 180.0, Some(p)).with(Agents(agents)).expect("patience");
        let (short, long) = (of(patience), of(patience * more));
        prop_assert!(long.wait_probability().get() >= short.wait_probability().get() - 1e-12);
        prop_assert!(long.abandonment().get() <= short.abandonment().get() + 1e-12);
        prop_assert!(long.occupancy().get() >= short.occupancy().get() - 1e-12);
    }

    #[test]
    fn everybody_is_answered_hangs_up_or_is_turned_away(
        agents in 0..60_u32, load in 0.1..80.0, patience in 5.0..2000.0, room in 0..30_u32,
        within in 0.0..300.0,
    ) {
        let flow = flow(load, 180.0, Some(patience)).with_waiting_room(room);
        let steady = flow.with(Agents(agents)).expect("a finite queue settles");
        let (answered, gone) = (steady.answered().get(), steady.abandonment().get());
        prop_assert!((answered + gone + steady.blocking().get() - 1.0).abs() < 1e-11);
        let levels = [Of::Offered, Of::OfferedLessShortAbandons, Of::Answered]
            .map(|of| steady.service_level(Seconds(within), of).get());
        prop_assert!(levels[0] <= levels[1] + 1e-12, "{levels:?}");
        prop_assert!(agents == 0 || levels[0] <= levels[2] + 1e-12, "{levels:?}");
        prop_assert!(steady.hung_up_within(Seconds(within)).get() <= gone + 1e-12);
    }

    #[test]
    fn erlang_a_becomes_c_with_endless_patience_and_b_with_none(
        agents in 1..60_u32, use_of in 0.05..0.97, within in 0.0..60.0,
    ) {
        let (load, n) = (Erlangs(use_of * f64::from(agents)), Agents(agents));
        let c = erlang::erlang_c_service_level(load, n, Seconds(180.0), Seconds(within));
        let c = c.expect("less load than agents").get();
        let patient = flow(load.0, 180.0, Some(1e10)).with(n).expect("patience");
        let endless = flow(load.0, 180.0, None).with(n).expect("less load than agents");
        prop_assert!((level(&patient, within) - c).abs() < 1e-6);
        prop_assert!((level(&endless, within) - c).abs() < 1e-11);
        let b = erlang::erlang_b(load, n).get();
        let nervous = flow(load.0, 180.0, Some(1e-9)).with(n).expect("patience");
        let none = flow(load.0, 180.0, Some(0.0)).with(n).expect("patience");
        let full = flow(load.0, 180.0, None).with_waiting_room(0).with(n).expect("finite");
        prop_assert!((nervous.abandonment().get() - b).abs() < 1e-9);
        prop_assert!((none.abandonment().get() - b).abs() < 1e-12);
        prop_assert!((full.blocking().get() - b).abs() < 1e-12);
    }

    #[test]
    fn the_engine_and_the_closed_forms_agree(
        agents in 1..60_u32, load in 0.5..80.0, patience in 20.0..900.0, places in 0..40_u32,
    ) {
        let n = Agents(agents);
        let (wait, gone) =
            erlang::erlang_a(Erlangs(load), n, Seconds(180.0), Seconds(patience)).expect("load");
        let a = flow(load, 180.0, Some(patience)).with(n).expect("patience");
        prop_assert!((a.wait_probability().get() - wait.get()).abs() < 1e-9);
        prop_assert!((a.abandonment().get() - gone.get()).abs() < 1e-9);
        let (wait, full) = erlang::finite_room(Erlangs(load), n, places).expect("agents");
        let k = flow(load, 180.0, None).with_waiting_room(places).with(n).expect("finite");
        prop_assert!((k.wait_probability().get() - wait.get()).abs() < 1e-9);
        prop_assert!((k.blocking().get() - full.get()).abs() < 1e-9);
    }

    #[test]
    fn a_clock_that_runs_twice_as_fast_changes_no_share(
        agents in 1..60_u32, load in 0.1..80.0, patience in 5.0..2000.0, within in 0.0..120.0,
    ) {
        let slow = flow(load, 180.0, Some(patience)).with(Agents(agents)).expect("patience");
        let fast = flow(load, 90.0, Some(patience / 2.0)).with(Agents(agents)).expect("patience");
        prop_assert!((level(&slow, within) - level(&fast, within / 2.0)).abs() < 1e-11);
        prop_assert!((slow.abandonment().get() - fast.abandonment().get()).abs() < 1e-11);
        prop_assert!((wait(&slow) - 2.0 * wait(&fast)).abs() < 1e-9 * wait(&slow).max(1.0));
    }

    #[test]
    fn twice_the_people_serve_twice_the_work_better(
        agents in 1..60_u32, use_of in 0.05..0.97, within in 0.0..60.0,
    ) {
        let load = use_of * f64::from(agents);
        let one = flow(load, 180.0, None).with(Agents(agents)).expect("stable");
        let two = flow(2.0 * load, 180.0, None).with(Agents(2 * agents)).expect("stable");
        prop_assert!(level(&two, within) >= level(&one, within) - 1e-12);
        prop_assert!(wait(&two) <= wait(&one) + 1e-9);
    }

    #[test]
    fn the_least_agents_keep_every_target_and_one_fewer_breaks_the_one_named(
        load in 0.01..200.0, patience in prop_oneof![Just(None), (20.0..600.0).prop_map(Some)],
        percent in 0.05..0.99, within in 0.0..60.0, mean in 1.0..120.0, busy in 0.3..0.95,
    ) {
        let flow = flow(load, 240.0, patience);
        let targets = [
            TargetKind::ServiceLevel { share: share(percent), within: Seconds(within) },
            TargetKind::MeanWait(Seconds(mean)),
            TargetKind::Occupancy(share(busy)),
        ];
        let least = flow.least(&targets, Agents(100_000)).expect("enough people");
        let keeps = |n: u32, target: &TargetKind| {
            flow.with(Agents(n)).is_ok_and(|steady| steady.keeps(target))
        };
        prop_assert!(targets.iter().all(|t| keeps(least.agents.0, t)));
        let binding = least.binding.expect("a target asks for somebody");
        prop_assert!(!keeps(least.agents.0 - 1, &binding));
        let scanned = (0..).find(|&n| targets.iter().all(|t| keeps(n, t)));
        prop_assert_eq!(scanned, Some(least.agents.0));
    }
}
