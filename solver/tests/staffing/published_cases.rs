//! Published values of Erlang B, C, A and finite queues, and the errors among them.
//!
//! `tests/queueing/cases.csv` states for each case the exact value (closed form, or 40 digits) and
//! what was published. Rows called `published_wrong` are errors in print: the engine gives the
//! exact value and so shows the published one to be wrong.

use domain::{Agents, Contacts, Minutes, Seconds, Share, TargetKind};
use solver::staffing::queueing::{Flow, Of, Steady};

const CASES: &str = include_str!("../queueing/cases.csv");

struct Case<'a> {
    name: &'a str,
    flow: Flow,
    agents: Agents,
    within: Seconds,
    measure: &'a str,
    exact: f64,
    published: Option<(f64, f64)>,
    verdict: &'a str,
}

fn cases() -> Vec<Case<'static>> {
    CASES.lines().skip(1).filter(|l| !l.is_empty()).map(case).collect()
}

fn case(line: &'static str) -> Case<'static> {
    let cell: Vec<&str> = line.split(',').collect();
    let number = |i: usize| cell[i].parse::<f64>().ok();
    let mut flow =
        Flow::new(Contacts(number(1).unwrap()), Minutes(60), Seconds(number(2).unwrap()))
            .unwrap()
            .with_patience(number(3).map(Seconds))
            .unwrap();
    if let Some(places) = number(4) {
        flow = flow.with_waiting_room(places as u32);
    }
    Case {
        name: cell[0],
        flow,
        agents: Agents(cell[5].parse().unwrap()),
        within: Seconds(number(6).unwrap_or(0.0)),
        measure: cell[7],
        exact: number(8).unwrap(),
        published: number(9).zip(number(10)),
        verdict: cell[11],
    }
}

impl Case<'_> {
    fn computed(&self) -> f64 {
        if let Some(wanted) = self.measure.strip_prefix("least ") {
            let targets: Vec<TargetKind> =
                wanted.split(' ').map(|w| target(w, self.within)).collect();
            return f64::from(self.flow.least(&targets, Agents(1000)).unwrap().agents.0);
        }
        if self.measure.starts_with("rostered") {
            let lost = Share::new(0.3).unwrap();
            return f64::from(solver::staffing::on_the_roster(self.agents, lost).unwrap().0);
        }
        measure(&self.flow.with(self.agents).unwrap(), self.measure, self.within)
    }
}

fn target(text: &str, within: Seconds) -> TargetKind {
    let (what, value) = text.split_once('=').unwrap();
    let value: f64 = value.parse().unwrap();
    let share = |v: f64| Share::new(v).unwrap();
    match what {
        "service>" => TargetKind::ServiceLevel { share: share(value), within },
        "occupancy<" => TargetKind::Occupancy(share(value)),
        "mean_wait<" => TargetKind::MeanWait(Seconds(value)),
        "wait_probability<" => {
            TargetKind::ServiceLevel { share: share(1.0 - value), within: Seconds(0.0) }
        }
        _ => panic!("unknown target {what}"),
    }
}

fn measure(steady: &Steady, name: &str, within: Seconds) -> f64 {
    match name {
        "in_time_of_offered" => steady.service_level(within, Of::Offered).get(),
        "in_time_of_answered" => steady.service_level(within, Of::Answered).get(),
        "in_time_of_offered_less_short_abandons" => {
            steady.service_level(within, Of::OfferedLessShortAbandons).get()
        }
        "occupancy" => steady.occupancy().get(),
        "wait_probability" => steady.wait_probability().get(),
        "blocked" => steady.blocking().get(),
        "blocked_of_2016" => 2016.0 * steady.blocking().get(),
        "abandoned" => steady.abandonment().get(),
        "abandoned_of_2016" => 2016.0 * steady.abandonment().get(),
        "mean_wait_s" => steady.mean_wait().unwrap().0,
        "mean_wait_of_all_s" => steady.mean_wait_of_all().unwrap().0,
        _ => panic!("unknown measure {name}"),
    }
}

#[test]
fn every_exact_value_is_met_to_nine_digits() {
    let all = cases();
    assert_eq!(all.len(), 71);
    for case in all {
        let (got, exact) = (case.computed(), case.exact);
        let error = (got - exact).abs() / exact.abs().max(f64::MIN_POSITIVE);
        assert!(got == exact || error < 1e-9, "{}: {got} instead of {exact}", case.name);
    }
}

#[test]
fn what_agrees_in_print_agrees_here_and_four_printed_values_are_wrong() {
    let mut wrong = Vec::new();
    for case in cases() {
        let Some((published, tolerance)) = case.published else { continue };
        let off = (case.computed() - published).abs();
        match case.verdict {
            "agrees" => assert!(off <= tolerance * (1.0 + 1e-6) + 1e-12, "{}", case.name),
            "published_wrong" => {
                assert!(off > tolerance, "{} is said to be wrong but fits", case.name);
                wrong.push(case.name);
            }
            "simulation_warm_up" => {
                // Simulated days start empty: waits are a little shorter than in the long run.
                assert!(off / published < 0.035, "{}", case.name);
            }
            verdict => panic!("{}: unknown verdict {verdict}", case.name),
        }
    }
    assert_eq!(wrong, ["CCT-4", "PRO-B", "PRO-C", "PRO-W"]);
}
