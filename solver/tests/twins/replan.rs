//! Planning again on random worlds: what must stay stays, and changes cost what they should.

use super::dice::Dice;
use super::worlds::{self, World};
use domain::{
    AgentId, Availability, AvailabilityKind, Minutes, Moment, Money, Roster, Shift, Slot, Span,
};
use solver::roster::{
    Change, ChangePrice, Keep, Limits, Options, Outcome, Replan, RosterError, Solution, solve,
};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::OnceLock;

/// A world, the roster its people were told of, and another need since.
struct Second {
    world: World,
    told: Roster,
}

/// Worlds of a week or less for which a first roster was found, and whose needs then ran the other
/// way round.
fn seconds() -> impl Iterator<Item = (u64, &'static Second)> {
    static MADE: OnceLock<Vec<(u64, Second)>> = OnceLock::new();
    let made =
        MADE.get_or_init(|| (0..140).filter_map(|seed| Some((seed, second(seed)?))).collect());
    made.iter().map(|(seed, second)| (*seed, second))
}

fn second(seed: u64) -> Option<Second> {
    let mut world = worlds::random(&mut Dice::new(7_000 + seed));
    if world.grid().days() > 7 {
        return None;
    }
    let told = found(&world, None)?.roster;
    for queue in &mut world.requirement.queues {
        queue.agents.reverse();
    }
    Some(Second { world, told })
}

fn found(world: &World, told: Option<Replan<'_>>) -> Option<Box<Solution>> {
    let limits = Limits { work: Some(40), ..Limits::default() };
    let mut case = world.case();
    case.told = told;
    match solve(&case, &Options { seed: 1, limits }, &mut |_| ControlFlow::Continue(())) {
        Ok(Outcome::Found(solution)) => Some(solution),
        Ok(Outcome::Impossible(_)) | Err(RosterError::NoneInTime) => None,
        Err(error) => panic!("{error}"),
    }
}

fn replan(told: &Roster) -> Replan<'_> {
    let (keep, price) = (Keep::default(), ChangePrice::default());
    Replan { told, name: None, edited_from: None, freeze: None, keep, price }
}

/// The changes of every world under this re-plan, forced ones left out; all of them together.
fn changes(of: impl Fn(&Second) -> Replan<'_>) -> Vec<(Change, Moment)> {
    let mut all = Vec::new();
    for (_, second) in seconds() {
        let again = of(second);
        let Some(solution) = found(&second.world, Some(again)) else { continue };
        let changes = again.changes(&second.world.centre, &solution.roster);
        assert_eq!(again.charge(&changes), solution.changes);
        assert!(solution.bound <= solution.total());
        let freeze = noon_of_the_second_day(&second.world);
        all.extend(changes.into_iter().filter(|c| !c.forced).map(|c| (c, freeze)));
    }
    all
}

fn noon_of_the_second_day(world: &World) -> Moment {
    world.grid().start(Slot(world.grid().slots_of_day(1).start)) + Minutes::hours(12)
}

fn starts(spans: &[Span]) -> Vec<Moment> {
    spans.iter().map(|s| s.start).collect()
}

#[test]
fn what_nobody_pays_for_stays_as_it_was_told() {
    let mut compared = 0;
    for (seed, second) in seconds() {
        let price = ChangePrice { shift: Money(10_000_000), person: Money::ZERO };
        let again = Replan { price, ..replan(&second.told) };
        let Some(solution) = found(&second.world, Some(again)) else { continue };
        let spans = |r: &Roster| r.shifts.iter().map(Shift::span).collect::<Vec<_>>();
        assert_eq!(spans(&solution.roster), spans(&second.told), "seed {seed}");
        assert_eq!(solution.changes, Money::ZERO);
        compared += 1;
    }
    assert!(compared > 10, "{compared}");
    assert!(changes(|s| replan(&s.told)).len() > 20, "free changes are made");
}

#[test]
fn nothing_that_begins_in_frozen_time_moves() {
    let frozen =
        changes(|s| Replan { freeze: Some(noon_of_the_second_day(&s.world)), ..replan(&s.told) });
    for (change, freeze) in &frozen {
        let mut moved = change.before.iter().chain(&change.after);
        assert!(moved.all(|span| span.start >= *freeze), "{change:?} before {freeze:?}");
    }
    assert!(frozen.len() > 10, "later days do change");
    let free = changes(|s| replan(&s.told));
    let early = |(change, freeze): &(Change, Moment)| {
        change.before.iter().chain(&change.after).any(|span| span.start < *freeze)
    };
    assert!(free.iter().any(early), "without the freeze they would");
}

#[test]
fn shifts_may_keep_their_start_times() {
    let moves = |(c, _): &(Change, Moment)| starts(&c.before) != starts(&c.after);
    let keep = Keep { start_times: true, ..Keep::default() };
    let kept = changes(|s| Replan { keep, ..replan(&s.told) });
    assert!(!kept.iter().any(moves), "{kept:?}");
    assert!(changes(|s| replan(&s.told)).iter().any(moves));
}

/// Paid minutes by person and day, of days on which somebody can come.
fn paid(roster: &Roster, world: &World, weekly: bool) -> BTreeMap<(AgentId, usize), i64> {
    let mut all = BTreeMap::new();
    for shift in &roster.shifts {
        let Some(day) = world.grid().day_of_date(shift.date) else { continue };
        let minutes = shift.stretches.iter().filter(|s| s.activity.is_paid());
        let minutes: i64 = minutes.map(|s| s.span.length().0).sum();
        *all.entry((shift.agent.clone(), if weekly { day / 7 } else { day })).or_default() +=
            minutes;
    }
    all
}

#[test]
fn people_may_keep_their_paid_time_of_each_day_or_week() {
    for weekly in [false, true] {
        let keep = Keep { daily_paid: !weekly, weekly_paid: weekly, ..Keep::default() };
        let (mut compared, mut would_move) = (0, false);
        for (seed, second) in seconds() {
            let again = Replan { keep, ..replan(&second.told) };
            let Some(solution) = found(&second.world, Some(again)) else { continue };
            let of = |roster| paid(roster, &second.world, weekly);
            assert_eq!(of(&solution.roster), of(&second.told), "seed {seed}, weekly {weekly}");
            let free = found(&second.world, Some(replan(&second.told))).expect("a roster");
            would_move |= of(&free.roster) != of(&second.told);
            compared += 1;
        }
        assert!(compared > 10 && would_move, "{compared}");
    }
}

#[test]
fn days_edited_by_hand_stay() {
    let keep = Keep { edits: true, ..Keep::default() };
    let mut edits = 0;
    for (seed, second) in seconds() {
        // the edit: whoever's first shift it is, it was not there before
        let mut original = second.told.clone();
        let Some(edited) = (!original.shifts.is_empty()).then(|| original.shifts.remove(0)) else {
            continue;
        };
        let again = Replan { keep, edited_from: Some(&original), ..replan(&second.told) };
        let Some(solution) = found(&second.world, Some(again)) else { continue };
        let mut shifts = solution.roster.shifts_of(&edited.agent);
        assert!(shifts.any(|s| s.span() == edited.span()), "seed {seed}: {edited:?}");
        edits += 1;
    }
    assert!(edits > 10, "{edits}");
}

#[test]
fn an_absence_is_no_change_that_is_charged_and_the_others_cover_for_it() {
    let mut covered = 0;
    for (seed, Second { world, told }) in seconds() {
        let Some(ill) = told.shifts.first().cloned() else { continue };
        let (span, mut world) = (ill.span(), world.clone());
        world.centre.availability.push(Availability {
            agent: ill.agent.clone(),
            span,
            kind: AvailabilityKind::Unavailable,
        });
        world.centre.rules.availability.strength = domain::laws::Strength::Hard;
        let price = ChangePrice { shift: Money(10_000_000), person: Money(1) };
        let again = Replan { price, ..replan(told) };
        let Some(solution) = found(&world, Some(again)) else { continue };
        let changes = again.changes(&world.centre, &solution.roster);
        let forced: Vec<&Change> = changes.iter().filter(|c| c.forced).collect();
        assert!(forced.iter().any(|c| c.agent == ill.agent && c.date == ill.date), "seed {seed}");
        let meets = |s: &Shift| s.span().overlaps(&span);
        assert!(!solution.roster.shifts_of(&ill.agent).any(meets), "seed {seed}");
        covered += 1;
    }
    assert!(covered > 10, "{covered}");
}
