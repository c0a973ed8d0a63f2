//! What follows a contact's handling, where exact values are known.
//!
//! Where nobody waits, blocking depends on how long agents are occupied and not on its shape
//! (Erlang B is insensitive). Where everybody waits, what leaves a queue of the Erlang C kind is
//! Poisson again, so the next queue is of that kind too (Burke 1956, Jackson 1957).

use domain::{Estimate, Seconds};
use scenarios::simulate::{
    AgentGroup, Budget, Closing, Consultation, ContactClass, HandOver, Shape, SimulationError,
    Station, StationReport,
};

fn simulate(station: &Station) -> StationReport {
    let budget = Budget { least: 40, most: 40, contacts: u64::MAX, half_width: 0.0 };
    station.simulate(1917, &budget).expect("a valid station")
}

/// Within the 99 % limits, and these within 5 % of the value.
#[track_caller]
fn close(name: &str, estimate: Estimate, value: f64) {
    let Estimate { mean, half_width } = estimate;
    assert!((mean - value).abs() <= half_width * 1.34, "{name}: {mean} ± {half_width}, {value}");
    assert!(half_width < 0.05 * value, "{name}: ± {half_width} shows nothing");
}

fn erlang_b(load: f64, agents: u32) -> f64 {
    (1..=agents).fold(1.0, |b, n| load * b / (f64::from(n) + load * b))
}

/// 252 calls an hour of 120 s for 12 people, nobody waits.
fn lossy() -> Station {
    let mut station = Station::erlang(252.0, Seconds(120.0), 12, 300);
    station.classes[0].waits = false;
    station
}

fn blocking(report: &StationReport) -> Estimate {
    let (all, offered) = (report.all.blocked, report.all.offered.mean);
    Estimate { mean: all.mean / offered, half_width: all.half_width / offered }
}

#[test]
fn where_nobody_waits_calls_are_lost_as_erlang_b_says() {
    let report = simulate(&lossy());
    close("blocking", blocking(&report), erlang_b(8.4, 12));
    assert_eq!((report.all.waiting.mean, report.all.wait_of_all.expect("calls").mean), (0.0, 0.0));
}

#[test]
fn after_contact_work_occupies_agents_as_handling_does() {
    let mut station = lossy();
    station.classes[0].afterwards.wrap_up = Some((Seconds(60.0), Shape::LogNormal { cv: 0.5 }));
    let report = simulate(&station);
    let load = 252.0 / 3600.0 * 180.0;
    close("blocking", blocking(&report), erlang_b(load, 12));
    let busy = load * (1.0 - erlang_b(load, 12)) / 12.0;
    close("occupancy", report.occupancy.expect("people"), busy);
}

#[test]
fn after_contact_work_frees_the_line_when_the_customer_goes() {
    // Three people, three lines: the lines are free while people wrap up, and callers then wait.
    let mut station = Station::erlang(60.0, Seconds(120.0), 3, 300).with_capacity(3);
    let without = simulate(&station);
    assert_eq!(without.all.wait_of_all.expect("calls").mean, 0.0);
    station.classes[0].afterwards.wrap_up = Some((Seconds(120.0), Shape::Exponential));
    let with = simulate(&station);
    assert!(with.all.wait_of_all.expect("calls").mean > 5.0);
}

fn asking(share: f64, group: usize) -> Option<Consultation> {
    let (lasts, shape) = (Seconds(90.0), Shape::Triangular { low: 1.0, mode: 2.0, high: 6.0 });
    Some(Consultation { share, groups: vec![vec![group]], lasts, shape })
}

#[test]
fn a_consultation_occupies_both() {
    let mut station = lossy();
    station.groups.push(AgentGroup { agents: vec![40; station.periods], classes: vec![] });
    station.classes[0].afterwards.consultation = asking(0.5, 1);
    let report = simulate(&station);
    let load = 252.0 / 3600.0 * (120.0 + 45.0);
    let blocked = erlang_b(load, 12);
    close("blocking", blocking(&report), blocked);
    let asked = 252.0 / 3600.0 * (1.0 - blocked) * 45.0 / 40.0;
    close("colleagues", report.groups[1].expect("people"), asked);
}

#[test]
fn a_consultation_is_skipped_when_no_colleague_is_free() {
    let mut station = lossy();
    station.groups.push(AgentGroup { agents: vec![0; station.periods], classes: vec![] });
    station.classes[0].afterwards.consultation = asking(1.0, 1);
    let report = simulate(&station);
    close("blocking", blocking(&report), erlang_b(8.4, 12));
    // One colleague for everybody: most must do without.
    station.groups[1].agents = vec![1; station.periods];
    let report = simulate(&station);
    let busy = report.groups[1].expect("one person").mean;
    assert!(busy > 0.6 && busy < 1.0, "{busy}");
    assert!(blocking(&report).mean < erlang_b(252.0 / 3600.0 * 210.0, 12) - 0.05);
}

/// First level, 12 people; four in ten go to second level, 6 people, 150 s.
fn two_levels() -> Station {
    let mut station = Station::erlang(252.0, Seconds(120.0), 12, 400);
    let second = ContactClass {
        expected: vec![0.0; station.periods],
        handle: vec![Seconds(150.0); station.periods],
        groups: vec![vec![1]],
        ..station.classes[0].clone()
    };
    station.classes[0].afterwards.hand_overs = vec![HandOver { to: 1, share: 0.4 }];
    station.classes.push(second);
    let agents = vec![6; station.periods];
    station.groups.push(AgentGroup { agents, classes: vec![vec![1]] });
    station
}

#[test]
fn first_and_second_level_wait_as_jacksons_network_does() {
    let report = simulate(&two_levels());
    let [first, second] = &report.classes[..] else { panic!("two classes") };
    close("handed over", second.offered, 400.0 * 252.0 * 0.4);
    close("first wait", first.wait_of_answered.expect("calls"), 6.129_621_013_116_656);
    let (load, n) = (100.8 / 3600.0 * 150.0, 6.0);
    let b = erlang_b(load, 6);
    let waiting = n * b / (n - load * (1.0 - b));
    let wait = waiting * 150.0 / (n - load);
    close("second wait", second.wait_of_answered.expect("calls"), wait);
    close("both waits", second.wait_of_journey.expect("calls"), wait + 6.129_621_013_116_656);
}

#[test]
fn who_is_handed_over_waits_with_new_patience_and_nobody_is_lost_on_the_way() {
    let mut station = two_levels().with_patience(Seconds(60.0));
    station.groups[1].agents = vec![2; station.periods];
    (station.warm_up, station.closing) = (0, Closing::Drain);
    let report = simulate(&station);
    for class in &report.classes {
        let ends = class.answered.mean + class.abandoned.mean + class.blocked.mean;
        assert!((class.offered.mean - ends).abs() < 1e-6, "{} in, {ends} out", class.offered.mean);
    }
    let [first, second] = &report.classes[..] else { panic!("two classes") };
    close("handed over", second.offered, 0.4 * first.answered.mean);
    assert!(second.abandonment.expect("calls").mean > 0.4);
}

#[test]
fn two_staffings_hand_the_same_contacts_over() {
    // Plenty of people in both: everybody is answered at once, so the journeys must be the same.
    let run = |more: u32| {
        let mut station = two_levels();
        station.groups[0].agents = vec![60 + more; station.periods];
        station.groups[1].agents = vec![60 + more; station.periods];
        simulate(&station)
    };
    let (few, many) = (run(0), run(9));
    assert_eq!(few.classes[1].offered, many.classes[1].offered);
    assert_eq!(few.busy_hours, many.busy_hours);
}

#[test]
fn journeys_that_cannot_be_are_refused() {
    let budget = Budget::default();
    let refused = |hand_overs: Vec<HandOver>| {
        let mut station = two_levels();
        station.classes[0].afterwards.hand_overs = hand_overs;
        station.simulate(1, &budget).expect_err("refused")
    };
    for hand_overs in [
        vec![HandOver { to: 0, share: 0.1 }],
        vec![HandOver { to: 2, share: 0.1 }],
        vec![HandOver { to: 1, share: 0.7 }, HandOver { to: 1, share: 0.4 }],
    ] {
        assert!(matches!(refused(hand_overs), SimulationError::Station(_)));
    }
    let negative = refused(vec![HandOver { to: 1, share: -0.1 }]);
    assert!(matches!(negative, SimulationError::Number { .. }));
    let mut station = lossy();
    station.classes[0].afterwards.consultation = asking(0.5, 7);
    assert!(matches!(station.simulate(1, &budget), Err(SimulationError::Station(_))));
    station.classes[0].afterwards.consultation = None;
    let upside_down = Shape::Triangular { low: 3.0, mode: 2.0, high: 1.0 };
    station.classes[0].afterwards.wrap_up = Some((Seconds(60.0), upside_down));
    assert!(matches!(station.simulate(1, &budget), Err(SimulationError::Shape { .. })));
}
