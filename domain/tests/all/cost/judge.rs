//! The judge adds it all up, and only lawful rosters become clean ones.

use crate::world::{World, hours, share, week};
use domain::AvailabilityKind::PreferOff;
use domain::laws::{Rule, SeatCap, WeeklyHours, WorkingDays};
use domain::*;

/// Li Wei on Monday from 09:00 to 17:00, who would rather not; weekly bounds do not matter.
fn monday() -> World {
    week("2025-11-10")
        .with(|c| {
            c.rules.weekly_hours = Rule::off(WeeklyHours);
            c.rules.working_days = Rule::off(WorkingDays);
            c.rules.contract_templates.strength = laws::Strength::Off;
        })
        .row("Li Wei", PreferOff(share(0.25)), "Mon 00:00-24:00")
        .shift("Li Wei", "Mon 09:00-17:00")
}

fn need(world: &World, agents: u32) -> Requirement {
    let grid = world.grid();
    let mut all = vec![Agents(0); grid.len()];
    all[20] = Agents(agents);
    let queue = QueueRequirement {
        queue: "phone".into(),
        seated: all.clone(),
        load: vec![Erlangs(0.0); all.len()],
        binding: vec![None; all.len()],
        agents: all,
        curves: Vec::new(),
        pooled: Vec::new(),
        deferrable: None,
    };
    Requirement { grid, queues: vec![queue] }
}

#[test]
fn the_total_is_pay_and_missing_people_and_broken_wishes() {
    let world = monday().with(|c| c.rules.preferences.strength = laws::Strength::Soft(Money(3000)));
    let verdict = judge(&world.centre, &need(&world, 2), &world.roster(), &[]);
    assert_eq!(verdict.cost.pay.total(), Money(24000));
    assert_eq!(verdict.cost.shortage, Money(3000)); // one person for half an hour at 60.00
    assert_eq!(verdict.cost.soft, Money(750)); // a quarter of a wish at 30.00
    assert_eq!(verdict.cost.total(), Money(27750));
    let soft: Vec<_> = verdict.soft().map(|v| (v.law, v.unit, v.price)).collect();
    assert_eq!(soft, [("preferences", "wish", Some(Money(750)))]);
    assert!(verdict.is_lawful());
}

#[test]
fn a_hard_law_makes_a_roster_unlawful_a_soft_one_dear_and_one_that_is_off_neither() {
    let seats = SeatCap { seats: Agents(0) };
    let with = |rule| {
        let world = monday().with(|c| c.rules.seat_cap = rule);
        let need = need(&world, 0);
        (certify(&world.centre, &need, world.roster(), &[]), world)
    };
    let (unlawful, _) = with(Rule::hard(seats));
    let verdict = unlawful.expect_err("a breach of a hard law");
    assert_eq!(verdict.hard().map(|v| v.law).collect::<Vec<_>>(), ["seat_cap"]);
    let (dear, world) = with(Rule::soft(Money(100), seats));
    let clean = dear.expect("a lawful roster");
    assert_eq!(clean.roster(), &world.roster());
    let seats_price = clean.verdict().soft().find(|v| v.law == "seat_cap").and_then(|v| v.price);
    assert_eq!(seats_price, Some(Money(800)));
    let (neither, _) = with(Rule::off(seats));
    let clean = neither.expect("a lawful roster");
    assert!(clean.verdict().violations.iter().all(|v| v.law != "seat_cap"));
}

#[test]
fn violations_come_in_the_order_of_the_rules() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 06:00-23:00");
    let verdict = judge(&world.centre, &need(&world, 0), &world.roster(), &[]);
    let laws: Vec<_> = verdict.violations.iter().map(|v| v.law).collect();
    assert_eq!(laws, ["contract_templates", "daily_hours", "weekly_hours", "working_days"]);
}

#[test]
fn the_profiles_keep_what_they_promise() {
    let hard = laws::Strength::Hard;
    let (plain, china, eu) = (Rules::plain(), Rules::china(), Rules::eu());
    assert_eq!((china.daily_hours.strength, china.daily_hours.law.max), (hard, hours(11)));
    assert_eq!((china.weekly_rest.strength, china.weekly_rest.law.days), (hard, 1));
    let day = (china.overtime_per_day.strength, china.overtime_per_day.law.max);
    let month = (china.overtime_per_month.strength, china.overtime_per_month.law.max);
    assert_eq!((day, month), ((hard, hours(3)), (hard, hours(36))));
    assert_eq!((china.consecutive_days_max.law.max, china.protected.strength), (6, hard));
    assert_eq!((eu.daily_rest.strength, eu.daily_rest.law.rest), (hard, hours(11)));
    let stretch = (eu.breaks.strength, eu.breaks.law.longest_stretch);
    assert_eq!(stretch, (hard, Some(hours(6))));
    assert_eq!((eu.weekly_rest.strength, eu.weekly_rest.law.days), (hard, 1));
    assert_eq!(plain.overtime_per_month.strength, laws::Strength::Off);
    assert_eq!(plain.skills.strength, hard);
}

#[test]
fn a_requirement_of_another_week_finds_nobody_there() {
    let (world, next) = (monday(), week("2025-11-17").agent("Li Wei"));
    let verdict = judge(&world.centre, &need(&next, 2), &world.roster(), &[]);
    assert_eq!(verdict.missing.iter().map(|m| m.agents).sum::<f64>(), 2.0);
}
