//! Exercises with an answer one can work out by hand.

use super::dice::Dice;
use super::worlds::{self, World};
use domain::laws::Strength;
use domain::{Agents, AvailabilityKind, ClockTime, Deferrable, Minutes, Money, Share, judge};
use solver::roster::reference::{admits, solve};
use solver::roster::{Limits, Options, Outcome, Solution, solve as engine};
use std::ops::ControlFlow;

/// Two people, one queue, two days; everything soft or unusual is off.
fn quiet() -> World {
    calm(worlds::tiny(&mut Dice::new(7)))
}

/// A world in which one shift of four hours from nine is all that anybody may work on a day.
fn calm(mut world: World) -> World {
    let centre = &mut world.centre;
    centre.rules = domain::Rules::plain();
    centre.rules.preferences.strength = Strength::Off;
    centre.availability.clear();
    centre.calendar.events.clear();
    centre.statutory_holidays.clear();
    world.previous.clear();
    let template = &mut centre.templates[0];
    template.starts.from = ClockTime(9 * 60);
    template.starts.to = ClockTime(9 * 60);
    template.length = Minutes::hours(4);
    template.breaks.clear();
    let (id, queue) = (template.id.clone(), centre.queues[0].id.clone());
    centre.queues[0].hours = domain::OpeningHours::always();
    for contract in &mut centre.contracts {
        contract.templates = vec![id.clone()];
        contract.week_paid_min = Minutes::ZERO;
        contract.week_days_min = 0;
        contract.guaranteed = Minutes::ZERO;
        contract.daily_overtime.clear();
        contract.weekly_overtime.clear();
        contract.night = None;
        contract.wage = Money(6000);
    }
    for agent in &mut centre.agents {
        agent.skills = vec![(queue.clone(), 1.0)];
        agent.hire_date = None;
        agent.protected = false;
        agent.period_to_date = Minutes::ZERO;
    }
    for need in &mut world.requirement.queues {
        need.agents.fill(Agents(0));
    }
    world
}

#[track_caller]
fn solved(world: &World) -> Box<Solution> {
    match solve(&world.case(), &Limits::default()) {
        Ok(Outcome::Found(solution)) => solution,
        other => panic!("{other:?}"),
    }
}

#[test]
fn nobody_comes_when_nobody_is_needed() {
    let solution = solved(&quiet());
    assert_eq!((solution.cost, solution.roster.shifts.len()), (Money::ZERO, 0));
}

#[test]
fn one_comes_when_one_is_needed_from_nine_to_one_and_missing_costs_more() {
    let mut world = quiet();
    world.centre.queues[0].shortage.light = Money(60_000);
    world.centre.queues[0].shortage.heavy = Money(60_000);
    let grid = world.grid().clone();
    for slot in grid.slots_of_day(0) {
        let clock = grid.clock(domain::Slot(slot)).0 / 60;
        world.requirement.queues[0].agents[slot] = Agents(u32::from((9..13).contains(&clock)));
    }
    let solution = solved(&world);
    assert_eq!(solution.cost, Money(4 * 6000), "four hours at sixty yuan");
    assert_eq!(solution.roster.shifts.len(), 1);
    assert_eq!(admits(&world.case(), &solution.roster), Ok(true));
}

#[test]
fn tickets_due_late_are_done_by_whoever_comes_before() {
    let mut world = quiet();
    world.centre.queues[0].shortage.light = Money(60_000);
    let grid = world.grid().clone();
    let slots = grid.len();
    let work = 2.0 * 60.0 / grid.interval().0 as f64;
    let mut due = vec![0.0; slots];
    due[slots - 1] = work;
    world.requirement.queues[0].deferrable =
        Some(Deferrable { arriving: vec![0.0; slots], due, backlog: work, share: Share::ALL });
    let solution = solved(&world);
    assert_eq!(solution.cost, Money(4 * 6000), "one shift does two hours of tickets");
    let verdict = judge(&world.centre, &world.requirement, &solution.roster, &world.previous);
    assert!(verdict.missing.is_empty());
}

#[test]
fn a_lock_on_a_day_of_leave_names_both_laws_and_the_person() {
    let mut world = quiet();
    let grid = world.grid().clone();
    let nine = grid.day_span(0).start + Minutes::hours(9);
    let agent = world.centre.agents[1].id.clone();
    let mut row = |span, kind| {
        let agent = agent.clone();
        world.centre.availability.push(domain::Availability { agent, span, kind });
    };
    row(grid.day_span(0), AvailabilityKind::Leave);
    row(domain::Span::new(nine, nine + Minutes::hours(4)), AvailabilityKind::LockedShift);
    match solve(&world.case(), &Limits::default()) {
        Ok(Outcome::Impossible(conflict)) => {
            assert_eq!(conflict.laws, vec!["availability", "locked_shifts"]);
            assert_eq!(conflict.agents, vec![agent]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_days_of_rest_in_a_week_leave_five_to_work() {
    let mut world = calm(worlds::sized(&mut Dice::new(7), 7, 1, 1));
    world.centre.queues[0].shortage.light = Money(60_000);
    world.centre.queues[0].shortage.heavy = Money(60_000);
    for contract in &mut world.centre.contracts {
        (contract.week_days_max, contract.week_paid_max) = (7, Minutes::hours(40));
    }
    let grid = world.grid().clone();
    for slot in grid.slots() {
        let needed = (9..13).contains(&(grid.clock(slot).0 / 60));
        world.requirement.queues[0].agents[slot.0] = Agents(u32::from(needed));
    }
    world.centre.rules.weekly_rest.law.days = 2;
    world.centre.rules.consecutive_days_max.strength = Strength::Off;
    let shifts = |strength| {
        let mut world = world.clone();
        world.centre.rules.weekly_rest.strength = strength;
        let options = Options { seed: 1, limits: Limits { work: Some(40), ..Limits::default() } };
        match engine(&world.case(), &options, &mut |_| ControlFlow::Continue(())) {
            Ok(Outcome::Found(found)) => found.roster.shifts.len(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(shifts(Strength::Off), 7);
    assert_eq!(shifts(Strength::Hard), 5);
    assert_eq!(shifts(Strength::Soft(Money(100_000))), 7, "a missed day costs 240,000");
    assert_eq!(shifts(Strength::Soft(Money(250_000))), 5);
}
