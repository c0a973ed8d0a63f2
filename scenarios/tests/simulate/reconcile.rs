//! Afterwards: a missed service level is split into its causes, and the parts add up.

use crate::centre::*;
use crate::cuts::{exact_roster, requirement};
use domain::{
    Agents, Centre, Contacts, Demand, Minutes, QueueId, Requirement, Roster, Seconds, Share,
};
use scenarios::reconcile::{
    Happened, QueueHappened, ReconcileError, Reconciliation, SlotHappened, Split, reconcile,
};
use scenarios::simulate::{Budget, Options, simulate};
use solver::staffing::queueing::{Flow, Of};

/// Ten people wanted and rostered for 80 calls of 180 s a half-hour, 80 % within 20 s.
struct Week {
    centre: Centre,
    demand: Demand,
    need: Requirement,
    roster: Roster,
}

fn week() -> Week {
    let centre = centre(vec![phone("sales")], agents("a", 20, &[("sales", 1.0)]));
    let demand = demand(&grid(1), &[("sales", 80.0, 180.0)], (9, 21));
    let need = requirement(&demand, 10);
    let roster = exact_roster(&need);
    Week { centre, demand, need, roster }
}

/// What the model says of 20 s with these numbers.
fn level(volume: f64, aht: f64, people: u32) -> f64 {
    let flow = Flow::new(Contacts(volume), Minutes(30), Seconds(aht))
        .and_then(|f| f.with_patience(Some(Seconds(120.0))))
        .expect("a flow");
    let steady = flow.with(Agents(people)).expect("steady");
    steady.service_level(Seconds(20.0), Of::Offered).get()
}

/// Every open half-hour went like this; `shown` is the reported service level.
fn day(volume: f64, aht: f64, people: f64, shown: f64) -> Happened {
    let slot = |s: usize| {
        let open = (18..42).contains(&s);
        let offered = Contacts(if open { volume } else { 0.0 });
        Some(SlotHappened {
            offered,
            aht: open.then_some(Seconds(aht)),
            in_time: Contacts(offered.0 * shown),
            attended: if open { people } else { 0.0 },
        })
    };
    let slots = (0..48).map(slot).collect();
    Happened { grid: grid(1), queues: vec![QueueHappened { queue: "sales".into(), slots }] }
}

fn split(week: &Week, happened: &Happened) -> Reconciliation {
    let Week { centre, demand, need, roster } = week;
    reconcile(centre, demand, need, roster, &[], happened).expect("a split")
}

fn horizon(week: &Week, happened: &Happened) -> Split {
    split(week, happened).queues[0].horizon.expect("somebody called")
}

#[track_caller]
fn only(split: Split, name: &str, expected: f64) {
    for (part, value) in split.parts().into_iter().filter(|(part, _)| *part != "margin") {
        let wanted = if part == name { expected } else { 0.0 };
        assert!((value - wanted).abs() < 1e-12, "{part}: {value} instead of {wanted}");
    }
}

#[test]
fn a_day_as_planned_has_only_its_margin() {
    let plan = level(80.0, 180.0, 10);
    let split = horizon(&week(), &day(80.0, 180.0, 10.0, plan));
    only(split, "none", 0.0);
    assert!((split.margin - (plan - 0.8)).abs() < 1e-12);
}

#[test]
fn each_cause_alone_is_named_alone() {
    let (week, plan) = (week(), level(80.0, 180.0, 10));
    let more = level(100.0, 180.0, 10);
    only(horizon(&week, &day(100.0, 180.0, 10.0, more)), "volume", more - plan);
    let longer = level(80.0, 220.0, 10);
    only(horizon(&week, &day(80.0, 220.0, 10.0, longer)), "handle time", longer - plan);
    let absent = level(80.0, 180.0, 8);
    only(horizon(&week, &day(80.0, 180.0, 8.0, absent)), "attendance", absent - plan);
    only(horizon(&week, &day(80.0, 180.0, 10.0, plan - 0.07)), "model", -0.07);
    let short = Week { roster: exact_roster(&requirement(&week.demand, 9)), ..week };
    let fewer = level(80.0, 180.0, 9);
    only(horizon(&short, &day(80.0, 180.0, 9.0, fewer)), "roster gaps", fewer - plan);
}

#[test]
fn half_a_person_lies_halfway() {
    let plan = level(80.0, 180.0, 10);
    let between = (level(80.0, 180.0, 9) + plan) / 2.0;
    only(horizon(&week(), &day(80.0, 180.0, 9.5, between)), "attendance", between - plan);
}

#[test]
fn the_parts_always_add_up_to_the_miss() {
    let mut week = week();
    week.centre.queues[0].shrinkage = Share::new(0.13).expect("a share");
    week.roster = exact_roster(&requirement(&week.demand, 9));
    let mut number = 1_u64;
    let mut draw = |low: f64, high: f64| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        low + (high - low) * (number >> 33) as f64 / f64::from(1_u32 << 31)
    };
    for _ in 0..20 {
        let mut happened = day(80.0, 180.0, 10.0, 0.8);
        for slot in happened.queues[0].slots.iter_mut().flatten() {
            slot.offered = Contacts(draw(0.0, 160.0));
            slot.in_time = Contacts(slot.offered.0 * draw(0.0, 1.0));
            slot.attended = draw(0.0, 14.0);
            slot.aht = Some(Seconds(draw(60.0, 400.0)));
        }
        let answer = split(&week, &happened);
        let queue = &answer.queues[0];
        let all = queue.slots.iter().chain(&queue.days).chain([&queue.horizon]);
        for split in all.flatten() {
            let sum: f64 = split.parts().iter().map(|(_, part)| part).sum();
            assert!((sum - split.miss()).abs() < 1e-12, "{sum} instead of {}", split.miss());
        }
        assert_eq!(queue.slots.iter().flatten().count(), 48);
    }
}

#[test]
fn a_simulated_busy_day_is_blamed_on_volume_and_on_who_stayed_away() {
    let week = week();
    let mut busier = week.demand.clone();
    for expected in &mut busier.queues[0].expected {
        expected.0 *= 1.15;
    }
    // Nine came instead of ten.
    let came = exact_roster(&requirement(&week.demand, 9));
    let budget = Budget { least: 200, most: 200, contacts: u64::MAX, half_width: 0.0 };
    let options = Options { seed: 2, budget, ..Options::default() };
    let shown = simulate(&week.centre, &busier, &came, &[], &options).expect("a simulation");
    let slot = |m: &domain::Measures| {
        Some(SlotHappened {
            offered: Contacts(m.offered.mean),
            aht: (m.offered.mean > 0.0).then_some(Seconds(180.0)),
            in_time: Contacts(m.in_time.mean),
            attended: m.at_work.mean,
        })
    };
    let slots = shown.queues[0].slots.iter().map(slot).collect();
    let happened =
        Happened { grid: grid(1), queues: vec![QueueHappened { queue: "sales".into(), slots }] };
    let split = horizon(&week, &happened);
    assert!(split.miss() < -0.05, "{split:?}");
    assert!(split.volume < -0.08 && split.attendance < -0.05, "{split:?}");
    assert!(split.handle_time.abs() < 0.01 && split.gaps.abs() < 1e-9, "{split:?}");
    assert!(split.model.abs() < 0.03, "simulation and formula nearly agree: {split:?}");
}

#[test]
fn what_was_not_reported_is_counted_and_what_was_not_promised_is_named() {
    let mut week = week();
    week.centre.queues.push(ticket("mail", 24));
    let mut happened = day(80.0, 180.0, 10.0, 0.8);
    happened.queues[0].slots[20] = None;
    let answer = split(&week, &happened);
    assert_eq!(answer.left_out, vec![QueueId::new("mail")]);
    assert_eq!((answer.queues[0].unreported, answer.queues[0].slots[20]), (1, None));
    assert_eq!(answer.queues[0].slots[3], None, "nobody called at night");
}

#[test]
fn reports_that_cannot_be_are_refused() {
    let week = week();
    let refuse = |happened: &Happened| {
        let Week { centre, demand, need, roster } = &week;
        reconcile(centre, demand, need, roster, &[], happened).expect_err("refused")
    };
    let impossible = day(80.0, 180.0, 10.0, 1.1);
    assert!(matches!(refuse(&impossible), ReconcileError::Number { slot: 18, .. }));
    let negative = day(80.0, 180.0, -1.0, 0.8);
    assert!(matches!(refuse(&negative), ReconcileError::Number { .. }));
    let mut elsewhere = day(80.0, 180.0, 10.0, 0.8);
    elsewhere.grid = grid(2);
    assert_eq!(refuse(&elsewhere), ReconcileError::Horizons);
    elsewhere = day(80.0, 180.0, 10.0, 0.8);
    elsewhere.queues.clear();
    assert_eq!(refuse(&elsewhere), ReconcileError::QueueMissing("sales".into()));
}
