//! What changes do, and in which order.

use super::{day, light};
use domain::laws::{SeatCap, Strength};
use domain::{Agents, AvailabilityKind, ClockWindow, Money, OpeningHours, Share};
use scenarios::change::{
    Absence, Change, ChangeError, CrossTrain, Hours, Newcomers, RuleChange, Scope, Source, Volume,
    Wage, World, apply,
};
use scenarios::compare::{Forecasts, Scenario, rough};
use scenarios::plan::PlanOptions;

fn hire(count: usize) -> Newcomers {
    Newcomers {
        source: Source::Hired,
        count,
        contract: "part_time".into(),
        skills: vec![("phone".into(), 0.8)],
        from: None,
        until: None,
        training_days: 0,
        ramp_up: Vec::new(),
        fee: Money::ZERO,
        prefix: None,
    }
}

fn flu(share: f64) -> Change {
    Change::Absence(Absence {
        share: Share::new(share).expect("a share"),
        queues: Vec::new(),
        teams: Vec::new(),
        days: None,
        spell_days: 7,
    })
}

fn volume(times: f64, hours: Option<&str>) -> Change {
    let hours = hours.and_then(ClockWindow::parse);
    Change::Volume(Volume { scope: Scope { hours, ..Scope::default() }, times })
}

fn ill(world: &World) -> usize {
    let leave = |a: &&domain::Availability| a.kind == AvailabilityKind::Leave;
    world.inputs.centre.availability.iter().filter(leave).count()
}

#[test]
fn a_change_that_changes_nothing_changes_exactly_nothing() {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid, forecast::Options::default());
    let options = PlanOptions::default();
    let nothing = vec![
        volume(1.0, None),
        Change::Newcomers(hire(0)),
        flu(0.0),
        Change::Wage(Wage { contracts: Vec::new(), times: 1.0 }),
    ];
    let null = Scenario { name: "null".into(), story: "Nothing.".into(), changes: nothing };
    let before = rough(&world, &Scenario::base(), &forecasts, &options).expect("the base");
    let after = rough(&world, &null, &forecasts, &options).expect("the scenario");
    assert_eq!(before.demand, after.demand);
    assert_eq!(before.requirement, after.requirement);
    assert_eq!(before.world.inputs, after.world.inputs);
    assert_eq!(before.cost(), after.cost());
}

#[test]
fn flu_after_hiring_takes_some_of_those_hired_too() {
    let (world, grid) = light();
    let people = world.inputs.centre.agents.len();
    assert_eq!(people, 8);
    let (hire, flu) = (Change::Newcomers(hire(12)), flu(0.1));
    let known = ill(&world);
    let first = apply(world.clone(), &[hire.clone(), flu.clone()], &grid).expect("a world");
    let last = apply(world, &[flu, hire], &grid).expect("a world");
    assert_eq!(ill(&first) - known, 2, "a tenth of twenty");
    assert_eq!(ill(&last) - known, 1, "a tenth of eight, rounded");
}

#[test]
fn new_hours_take_their_share_of_what_the_day_has_become() {
    let (world, grid) = light();
    let forecasts = Forecasts::new(grid.clone(), forecast::Options::default());
    let windows = [ClockWindow::parse("08:00-20:00").expect("a window")];
    let open = Change::Hours(Hours {
        queues: vec!["phone".into()],
        hours: OpeningHours::daily(&windows),
        new_hours_share: Share::new(0.1),
    });
    let double = volume(2.0, Some("08:00-18:00"));
    let evening = |changes: &[Change]| {
        let world = apply(world.clone(), changes, &grid).expect("a world");
        let demand = forecasts.demand(&world).expect("a demand");
        // Monday 19:00
        demand.queues[0].expected[38].0
    };
    let (before, after) = (evening(&[open.clone(), double.clone()]), evening(&[double, open]));
    assert!(before > 0.0, "the evening is open now");
    assert!((after / before - 2.0).abs() < 1e-9, "a tenth of twice as much: {before}, {after}");
}

#[test]
fn those_hired_are_away_in_training_and_slow_for_a_while() {
    let (world, grid) = light();
    let wave = Newcomers {
        from: Some(day("2025-03-10")),
        training_days: 2,
        ramp_up: vec![0.5],
        fee: Money(10_000),
        ..hire(3)
    };
    let after = apply(world.clone(), &[Change::Newcomers(wave)], &grid).expect("a world");
    let centre = &after.inputs.centre;
    assert_eq!(centre.agents.len(), 11);
    let temp = &centre.agents[8];
    assert_eq!(temp.efficiency(&"phone".into()), Some(0.4), "0.8 at half speed");
    assert!(centre.on_leave(&temp.id, &grid, 1) && !centre.on_leave(&temp.id, &grid, 2));
    // three times 100, and three times two days of eight hours at 20
    assert_eq!(after.fees(), Money(3 * 10_000 + 3 * 16 * 2_000));
}

#[test]
fn who_learns_a_queue_keeps_the_other_and_too_few_are_named() {
    let (world, grid) = light();
    let learn = |count| {
        Change::CrossTrain(CrossTrain {
            count,
            from_queue: Some("phone".into()),
            from_team: None,
            skill: ("mail".into(), 0.7),
            from: None,
            training_days: 0,
        })
    };
    let can = |world: &World| {
        let centre = &world.inputs.centre;
        centre.agents.iter().filter(|a| a.efficiency(&"mail".into()).is_some()).count()
    };
    let free = 8 - can(&world);
    if free > 0 {
        let after = apply(world.clone(), &[learn(1)], &grid).expect("a world");
        assert_eq!(can(&after), can(&world) + 1);
    }
    let Err(ChangeError::At { number: 1, why }) = apply(world, &[learn(9)], &grid) else {
        panic!("nine of eight cannot learn")
    };
    assert!(matches!(*why, ChangeError::TooFew { wanted: 9, .. }), "{why}");
}

#[test]
fn a_law_changes_alone_and_wages_round_to_the_cent() {
    let (world, grid) = light();
    let mut rules = domain::Rules::plain();
    rules.seat_cap = domain::laws::Rule::hard(SeatCap { seats: Agents(3) });
    let rule = RuleChange { laws: vec!["seat_cap"], rules };
    let wage = Wage { contracts: vec!["full_time".into()], times: 1.065 };
    let changes = [Change::Rule(Box::new(rule)), Change::Wage(wage)];
    let after = apply(world.clone(), &changes, &grid).expect("a world");
    let (old, new) = (&world.inputs.centre, &after.inputs.centre);
    assert_eq!(new.rules.seat_cap.strength, Strength::Hard);
    assert_eq!(new.rules.daily_rest, old.rules.daily_rest, "other laws stay");
    assert_eq!(new.contracts[0].wage, Money(2_343));
    assert_eq!(new.contracts[1].wage, old.contracts[1].wage);
}
