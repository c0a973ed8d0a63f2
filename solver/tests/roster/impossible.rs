//! What makes a roster impossible: smallest clashes, and the cheapest way out.

use super::dice::Dice;
use super::enumeration;
use super::run;
use super::worlds::{self, World};
use domain::laws::{Rules, Strength};
use domain::{
    Agents, Availability, AvailabilityKind, Centre, ClockTime, ClockWindow, Minutes, Money,
    OpeningHours, QueueId, StartTimes, judge,
};
use solver::roster::{BREACH, Conflict, Limits, Options, Outcome, relax};
use std::ops::ControlFlow;

/// Every law off, three people of one queue open from nine to five, and nobody needed.
fn calm() -> World {
    let mut world = worlds::random(&mut Dice::new(502));
    let grid = domain::Grid::new(
        chrono_tz::Europe::Berlin,
        "2025-11-10".parse().expect("a date"),
        7,
        Minutes(60),
    );
    world.requirement.grid = grid.expect("a grid");
    let centre = &mut world.centre;
    centre.zone = chrono_tz::Europe::Berlin;
    centre.interval = Minutes(60);
    centre.queues.truncate(1);
    let (nine, five) = (ClockTime(9 * 60), ClockTime(17 * 60));
    let hours = ClockWindow::new(nine, five).expect("a window");
    centre.queues[0].hours = OpeningHours::daily(&[hours]);
    centre.calendar.events.clear();
    centre.statutory_holidays.clear();
    centre.templates.truncate(1);
    let template = &mut centre.templates[0];
    template.starts = StartTimes { from: nine, to: nine, step: Minutes(60) };
    (template.length, template.breaks) = (Minutes::hours(8), Vec::new());
    for contract in &mut centre.contracts {
        contract.templates = vec![centre.templates[0].id.clone()];
        (contract.week_paid_min, contract.week_paid_max) = (Minutes::ZERO, Minutes::hours(40));
        (contract.week_days_min, contract.week_days_max) = (0, 5);
        (contract.guaranteed, contract.wage) = (Minutes::ZERO, Money(2_000));
    }
    let first = centre.agents[0].clone();
    let person = |n: usize| domain::Agent {
        id: domain::AgentId::new(format!("p{n}")),
        skills: vec![(centre.queues[0].id.clone(), 1.0)],
        hire_date: None,
        protected: false,
        ..first.clone()
    };
    centre.agents = (0..3).map(person).collect();
    centre.availability.clear();
    for strength in strengths(&mut centre.rules) {
        *strength.1 = Strength::Off;
    }
    centre.rules.breaks.law.longest_stretch = None;
    for law in ["contract_templates", "one_shift_a_day", "skills", "opening_hours", "breaks"] {
        *named(centre, law) = Strength::Hard;
    }
    world.previous.clear();
    let need = &mut world.requirement.queues;
    need.truncate(1);
    let slots = world.requirement.grid.len();
    need[0].queue = centre.queues[0].id.clone();
    need[0].agents = vec![Agents(0); slots];
    need[0].seated = need[0].agents.clone();
    need[0].load = vec![domain::Erlangs(0.0); slots];
    need[0].binding = vec![None; slots];
    world
}

fn strengths(r: &mut Rules) -> Vec<(&'static str, &mut Strength)> {
    vec![
        ("one_shift_a_day", &mut r.one_shift_a_day.strength),
        ("contract_templates", &mut r.contract_templates.strength),
        ("breaks", &mut r.breaks.strength),
        ("availability", &mut r.availability.strength),
        ("locked_shifts", &mut r.locked_shifts.strength),
        ("skills", &mut r.skills.strength),
        ("opening_hours", &mut r.opening_hours.strength),
        ("daily_rest", &mut r.daily_rest.strength),
        ("daily_hours", &mut r.daily_hours.strength),
        ("weekly_rest", &mut r.weekly_rest.strength),
        ("weekly_hours", &mut r.weekly_hours.strength),
        ("working_days", &mut r.working_days.strength),
        ("period_hours", &mut r.period_hours.strength),
        ("overtime_per_day", &mut r.overtime_per_day.strength),
        ("overtime_per_month", &mut r.overtime_per_month.strength),
        ("consecutive_days_max", &mut r.consecutive_days_max.strength),
        ("consecutive_days_min", &mut r.consecutive_days_min.strength),
        ("consecutive_days_off_min", &mut r.consecutive_days_off_min.strength),
        ("weekends_off", &mut r.weekends_off.strength),
        ("nights_in_a_row", &mut r.nights_in_a_row.strength),
        ("rest_after_nights", &mut r.rest_after_nights.strength),
        ("start_variation", &mut r.start_variation.strength),
        ("protected", &mut r.protected.strength),
        ("minimum_staffing", &mut r.minimum_staffing.strength),
        ("seat_cap", &mut r.seat_cap.strength),
        ("fairness", &mut r.fairness.strength),
        ("preferences", &mut r.preferences.strength),
    ]
}

fn named<'c>(centre: &'c mut Centre, law: &str) -> &'c mut Strength {
    let mut all = strengths(&mut centre.rules).into_iter();
    all.find(|s| s.0 == law).expect("a law").1
}

/// A whole day of leave of person `n`.
fn leave(world: &mut World, n: usize, day: usize) {
    let span = world.grid().day_span(day);
    let agent = world.centre.agents[n].id.clone();
    world.centre.availability.push(Availability { agent, span, kind: AvailabilityKind::Leave });
}

fn floor(world: &mut World, people: u32) {
    let queue: QueueId = world.centre.queues[0].id.clone();
    world.centre.rules.minimum_staffing.law.floors = vec![(queue, Agents(people))];
    *named(&mut world.centre, "minimum_staffing") = Strength::Hard;
}

#[track_caller]
fn conflict(world: &World) -> Conflict {
    match run(world, 1, 60) {
        Ok(Outcome::Impossible(conflict)) => conflict,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn assert_possible(world: &World) {
    let outcome = run(world, 1, 60);
    assert!(matches!(outcome, Ok(Outcome::Found(_))), "{outcome:?}");
}

#[test]
fn a_floor_that_leave_empties_names_queue_day_and_the_people_away() {
    let mut world = calm();
    floor(&mut world, 2);
    *named(&mut world.centre, "availability") = Strength::Hard;
    leave(&mut world, 0, 6);
    leave(&mut world, 1, 6);
    leave(&mut world, 0, 2);
    let found = conflict(&world);
    assert_eq!(found.laws, ["minimum_staffing", "availability"]);
    let away: Vec<String> = found.agents.iter().map(ToString::to_string).collect();
    assert_eq!(away, ["p0", "p1"]);
    let days: Vec<String> = found.days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2025-11-16"], "one leave on Wednesday leaves two people");
    let [uncovered] = &found.uncovered[..] else { panic!("{found:?}") };
    assert_eq!((uncovered.due, uncovered.able), (Agents(2), 3));
    for leave_out in [0, 1] {
        let mut other = world.clone();
        other.centre.availability.remove(leave_out);
        assert_possible(&other);
    }
    for law in found.laws {
        let mut other = world.clone();
        *named(&mut other.centre, law) = Strength::Off;
        assert_possible(&other);
    }
}

#[test]
fn too_few_working_days_for_a_floor_name_every_day_and_no_leave() {
    let mut world = calm();
    floor(&mut world, 3);
    *named(&mut world.centre, "working_days") = Strength::Hard;
    // three people of five days each; three on each of seven days would take twenty-one
    let found = conflict(&world);
    assert_eq!(found.laws, ["minimum_staffing", "working_days"]);
    assert!(found.agents.is_empty(), "{found:?}");
    assert_eq!(found.days.len(), 6, "on five days all three can come, on six they cannot");
    let mut other = world.clone();
    *named(&mut other.centre, "working_days") = Strength::Off;
    assert_possible(&other);
}

#[test]
fn a_floor_above_the_seats_is_a_clash_of_the_two() {
    let mut world = calm();
    floor(&mut world, 3);
    world.centre.rules.seat_cap.law.seats = Agents(2);
    *named(&mut world.centre, "seat_cap") = Strength::Hard;
    let found = conflict(&world);
    assert_eq!(found.laws, ["minimum_staffing", "seat_cap"]);
    assert_eq!(found.days.len(), 1, "any one day is enough");
}

/// The world with one person, of whose rows only those that begin on these days are left, and of
/// whose hard laws only these are.
fn only(world: &World, found: &Conflict, skip: Option<&str>, without: Option<usize>) -> World {
    let mut world = world.clone();
    world.centre.agents.retain(|a| a.id == found.agents[0]);
    for (name, strength) in strengths(&mut world.centre.rules) {
        let shape = ["contract_templates", "one_shift_a_day", "skills", "opening_hours"];
        if !shape.contains(&name) && (!found.laws.contains(&name) || skip == Some(name)) {
            *strength = Strength::Off;
        }
    }
    let grid = world.grid().clone();
    let mut rows = Vec::new();
    for row in world.centre.availability.iter().filter(|r| r.agent == found.agents[0]) {
        use AvailabilityKind::{Leave, NoStart, Unavailable};
        for (n, date) in found.days.iter().enumerate().filter(|(n, _)| without != Some(*n)) {
            let day = grid.day_span(grid.day_of_date(*date).expect("a day of the horizon"));
            if !row.span.overlaps(&day) {
                continue;
            }
            if matches!(row.kind, Leave | Unavailable | NoStart) {
                let start = row.span.start.max(day.start);
                let span = domain::Span::new(start, row.span.end.min(day.end));
                rows.push(Availability { span, ..row.clone() });
            } else if n == 0 || row.span.start >= day.start {
                rows.push(row.clone());
            }
        }
    }
    world.centre.availability = rows;
    if !found.past {
        world.previous.clear();
    }
    world
}

#[test]
fn leaving_out_any_law_or_day_of_a_clash_gives_its_person_a_week() {
    let (mut laws, mut days) = (0, 0);
    for seed in 0..160 {
        let world = worlds::random(&mut Dice::new(seed));
        let Ok(Outcome::Impossible(found)) = run(&world, seed, 20) else { continue };
        if found.agents.len() != 1 || !found.uncovered.is_empty() {
            continue;
        }
        let outcome = |world: &World| run(world, 1, 20);
        let whole = outcome(&only(&world, &found, None, None));
        assert!(matches!(whole, Ok(Outcome::Impossible(_))), "seed {seed}: {found:?}");
        let laws_of = found.laws.iter().filter(|l| **l != "contract_templates");
        for law in laws_of {
            let fewer = outcome(&only(&world, &found, Some(law), None));
            assert!(matches!(fewer, Ok(Outcome::Found(_))), "seed {seed} {law}: {found:?}");
            laws += 1;
        }
        for n in 0..found.days.len() {
            let fewer = outcome(&only(&world, &found, None, Some(n)));
            assert!(matches!(fewer, Ok(Outcome::Found(_))), "seed {seed} day {n}: {found:?}");
            days += 1;
        }
    }
    assert!(laws > 30 && days > 10, "{laws} laws, {days} days");
}

#[test]
fn the_cheapest_relaxation_is_the_cheapest_of_all_there_are() {
    let (mut seen, mut cheapest) = (0, 0);
    for seed in 0..60 {
        let world = worlds::tiny(&mut Dice::new(seed));
        if enumeration::count(&world) > 2_000 {
            continue;
        }
        if !matches!(run(&world, seed, 20), Ok(Outcome::Impossible(_))) {
            continue;
        }
        let options = Options { seed, limits: Limits { work: Some(300), ..Limits::default() } };
        let found = relax(&world.case(), &options, &mut |_| ControlFlow::Continue(()));
        let Some(found) = found.expect("it can be loosened") else { continue };
        let mut soft = world.clone();
        for (name, strength) in strengths(&mut soft.centre.rules) {
            let fixed = ["contract_templates", "one_shift_a_day", "skills", "opening_hours"];
            if *strength == Strength::Hard && !fixed.contains(&name) {
                *strength = Strength::Soft(BREACH);
            }
        }
        let best = enumeration::optimum(&soft).expect("soft laws bar no roster");
        let total = found.cost + found.charged;
        assert!(total >= best, "seed {seed}: nothing is cheaper than the cheapest");
        assert!(!found.proved || total == best, "seed {seed}: {best:?} was proved to be {total:?}");
        cheapest += usize::from(total == best);
        assert!(found.charged > Money::ZERO, "seed {seed}: something must give");
        let judged = judge(&soft.centre, &soft.requirement, &found.roster, &soft.previous);
        assert_eq!(judged.cost.total(), found.cost + found.charged, "seed {seed}");
        seen += 1;
    }
    assert!(seen >= 8 && cheapest * 10 >= seen * 9, "{cheapest} of {seen} cheapest");
}
