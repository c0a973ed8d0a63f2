//! Tiny random centres: one to three people, one or two queues, every law hard, priced or off.

use super::dice::Dice;
use super::lawbook;
use super::worlds::{self, World};
use domain::laws::Strength;
use domain::{Activity, ClockTime, Minutes, Money, Shift, Span, Stretch};

/// The next tiny centre: wide (few days, many ways to spend each) or long (a week, few ways).
pub(super) fn centre(dice: &mut Dice) -> World {
    let (people, queues) = (dice.from(1, 3), dice.from(1, 2));
    let long = dice.percent(30);
    let days = *dice.pick(if long { &[5, 7, 7, 8] } else { &[1, 2, 2, 3] });
    let mut world = worlds::sized(dice, days, people, queues);
    for template in &mut world.centre.templates {
        let starts = &mut template.starts;
        let width = if long { 0 } else { 60 };
        starts.to = starts.to.min(ClockTime(starts.from.0 + width));
        for rule in template.breaks.iter_mut().filter(|_| long) {
            rule.latest = rule.earliest;
        }
    }
    for contract in world.centre.contracts.iter_mut().filter(|_| long) {
        contract.templates.truncate(if days == 5 { 2 } else { 1 });
    }
    soften(dice, &mut world);
    share_the_first_hours(dice, &mut world);
    world
}

/// Some hard laws get a price, or most centres would have no lawful roster.
fn soften(dice: &mut Dice, world: &mut World) {
    for law in lawbook::strengths(&mut world.centre.rules) {
        if *law == Strength::Hard && dice.percent(55) {
            *law = Strength::Soft(Money(dice.from(1, 50) * 100));
        }
    }
}

/// Shifts from before the horizon that reach into it divide one of its half-hours among queues.
fn share_the_first_hours(dice: &mut Dice, world: &mut World) {
    let (centre, grid) = (&world.centre, &world.requirement.grid);
    if centre.queues.len() < 2 {
        return;
    }
    let begin = grid.horizon().start;
    for shift in &mut world.previous {
        let Some(agent) = centre.agent(&shift.agent).filter(|a| a.skills.len() == 2) else {
            continue;
        };
        let works = |s: &Stretch| matches!(s.activity, Activity::Work(_)) && s.span.start >= begin;
        let Some(n) = shift.stretches.iter().position(works) else { continue };
        if dice.percent(60) {
            divide(shift, n, grid.interval(), &agent.skills[dice.from(0, 1) as usize].0);
        }
    }
}

/// The first half of a stretch's first slot goes to another queue.
fn divide(shift: &mut Shift, n: usize, interval: Minutes, queue: &domain::QueueId) {
    let span = shift.stretches[n].span;
    let half = span.start + Minutes(interval.0 / 2);
    shift.stretches[n].span = Span::new(half, span.end);
    let activity = Activity::Work(queue.clone());
    shift.stretches.insert(n, Stretch { span: Span::new(span.start, half), activity });
}
