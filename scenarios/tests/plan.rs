//! The whole chain on the Lighthouse sample, stage by stage and as one function.

use domain::{AvailabilityKind, Grid, Inputs, Minutes, Money};
use scenarios::library::lighthouse;
use scenarios::plan::{Plan, PlanOptions, Planned, Rostered, Stage, owed, plan};
use std::ops::ControlFlow;

/// The week of Monday 2025-03-10 in Bremen.
fn week(inputs: &Inputs) -> Grid {
    let monday = "2025-03-10".parse().expect("a date");
    Grid::new(inputs.centre.zone, monday, 7, Minutes(30)).expect("a week")
}

/// Options that stop after so much work, whatever the machine.
fn options(work: u64) -> PlanOptions {
    let mut options = PlanOptions { version: "test".into(), ..PlanOptions::default() };
    options.input_hash = "abc".into();
    options.roster.seed = 5;
    options.roster.limits.work = Some(work);
    options
}

fn made(inputs: &Inputs, work: u64) -> Plan {
    let told = &mut |_: &Stage<'_>| ControlFlow::Continue(());
    plan(inputs, &week(inputs), &options(work), told).expect("a plan")
}

#[track_caller]
fn rostered(plan: &Plan) -> &Rostered {
    match &plan.planned {
        Planned::Rostered(rostered) => rostered,
        Planned::Impossible(conflict) => panic!("impossible: {conflict:?}"),
    }
}

#[test]
fn a_history_becomes_a_lawful_week_that_costs_what_the_engine_says() {
    let inputs = lighthouse(1);
    let plan = made(&inputs, 300);
    let found = rostered(&plan);
    let verdict = found.clean.verdict();
    assert!(verdict.is_lawful());
    assert_eq!(verdict.cost.total(), found.solution.cost);
    assert!(found.solution.bound <= found.solution.cost);
    assert!(found.clean.roster().shifts.len() > 30, "eight people work");
    let phone = &plan.demand.queues[0];
    let monday: f64 = phone.expected[..48].iter().map(|c| c.0).sum();
    assert!((250.0..450.0).contains(&monday), "about 360 calls on a Monday: {monday}");
}

#[test]
fn the_same_seed_and_work_make_the_same_plan() {
    let inputs = lighthouse(1);
    assert_eq!(made(&inputs, 200), made(&inputs, 200));
}

#[test]
fn a_roster_is_stamped_with_where_it_comes_from() {
    let inputs = lighthouse(1);
    let plan = made(&inputs, 100);
    let stamp = &rostered(&plan).clean.roster().provenance;
    assert_eq!((stamp.version.as_str(), stamp.seed), ("test", 5));
    assert_eq!(stamp.input_hash, "abc");
}

#[test]
fn the_stages_are_told_in_order() {
    let inputs = lighthouse(1);
    let mut heard = Vec::new();
    let mut told = |stage: &Stage<'_>| {
        let word = match stage {
            Stage::Forecast => "forecast",
            Stage::Staffing => "staffing",
            Stage::Roster(_) => "roster",
            Stage::Judge => "judge",
            Stage::Simulation => "simulation",
        };
        heard.push(word);
        ControlFlow::Continue(())
    };
    plan(&inputs, &week(&inputs), &options(50), &mut told).expect("a plan");
    heard.dedup();
    assert_eq!(heard, ["forecast", "staffing", "roster", "judge"]);
}

#[test]
fn a_locked_shift_on_a_day_of_leave_makes_the_week_impossible_and_names_the_person() {
    let mut inputs = lighthouse(1);
    let leave = inputs.centre.availability.iter().find(|a| a.kind == AvailabilityKind::Leave);
    let mut lock = leave.expect("Bruno's leave").clone();
    lock.kind = AvailabilityKind::LockedShift;
    lock.span.start = lock.span.start + Minutes::hours(8);
    lock.span.end = lock.span.start + Minutes(510);
    inputs.centre.availability.push(lock);
    match made(&inputs, 100).planned {
        Planned::Impossible(conflict) => assert_eq!(conflict.agents, ["bruno".into()]),
        Planned::Rostered(_) => panic!("Bruno cannot work while on leave"),
    }
}

#[test]
fn what_is_owed_is_guaranteed_time_less_leave() {
    // Six full-timers × 40 h × 22.00, less Bruno's day of leave, two part-timers × 15 h × 20.00.
    let inputs = lighthouse(1);
    let sum = Money(6 * 40 * 2_200 - 8 * 2_200 + 2 * 15 * 2_000);
    assert_eq!(owed(&inputs, &week(&inputs)), sum);
}
