//! Targets per day and week: what is expected on the curves, and what it costs to miss them.

use crate::world::{World, share, week};
use domain::*;

const SECONDS: Seconds = Seconds(30.0);

/// The phone is called ten times in each half-hour from 09:00 to 10:00 on these days; 0, 1, 2, 3
/// people answer 0, 5, 9 and 10 of them in time, and let them wait 400, 300, 100 and 0 seconds.
fn need(world: &World, days: &[usize], targets: &[Target]) -> Requirement {
    let grid = world.grid();
    let mut curves = vec![ServiceCurve::default(); grid.len()];
    for slot in days.iter().flat_map(|day| [48 * day + 18, 48 * day + 19]) {
        curves[slot] = ServiceCurve {
            offered: Contacts(10.0),
            answered_in_time: [0.0, 5.0, 9.0, 10.0].map(Contacts).to_vec(),
            waited: [400.0, 300.0, 100.0, 0.0].map(Seconds).to_vec(),
        };
    }
    let queue = QueueRequirement {
        queue: "phone".into(),
        agents: vec![Agents(0); grid.len()],
        seated: vec![Agents(0); grid.len()],
        load: vec![Erlangs(0.0); grid.len()],
        binding: vec![None; grid.len()],
        curves,
        pooled: targets.to_vec(),
        deferrable: None,
    };
    Requirement { grid, queues: vec![queue] }
}

fn level(percent: f64, period: Period) -> Target {
    let kind = TargetKind::ServiceLevel { share: share(percent / 100.0), within: SECONDS };
    Target { kind, period }
}

fn wait(seconds: f64, period: Period) -> Target {
    Target { kind: TargetKind::MeanWait(Seconds(seconds)), period }
}

/// First slot, contacts or seconds too many, and price of every promise not kept.
fn unkept(world: &World, need: &Requirement) -> Vec<(usize, f64, i64)> {
    let verdict = judge(&world.centre, need, &world.roster(), &world.previous);
    let prices: i64 = verdict.unkept.iter().map(|u| u.price.0).sum();
    let missing: i64 = verdict.missing.iter().map(|m| m.price.0).sum();
    assert_eq!(verdict.cost.shortage.0, prices + missing);
    let exact = |x: f64| (x * 1e9).round() / 1e9;
    verdict.unkept.iter().map(|u| (u.slots.start, exact(u.excess), u.price.0)).collect()
}

#[test]
fn contacts_too_late_cost_what_the_people_cost_who_are_missing_for_them() {
    // 80 % of 20 contacts may leave 4 late. Alone, each half-hour keeps it with two people, the
    // second of whom answers four more: a quarter of an agent per contact, 60.00 · ½ h · ¼ = 7.50;
    // beyond a fifth of the contacts, four, 15.00.
    let one = week("2025-11-10").shift("Li Wei", "Mon 09:00-10:00");
    let need = need(&one, &[0], &[level(80.0, Period::Day)]);
    assert_eq!(unkept(&one, &need), [(0, 6.0, 4 * 750 + 2 * 1500)]);
    let more = one.shift("Wang Fang", "Mon 09:00-09:30");
    assert_eq!(unkept(&more, &need), [(0, 2.0, 2 * 750)]);
    // a good half-hour makes up for a bad one: 1 + 1 of 4
    let both = more.shift("Zhao Min", "Mon 09:30-10:00");
    assert_eq!(unkept(&both, &need), []);
}

#[test]
fn a_week_makes_up_for_its_days_and_a_day_for_its_half_hours() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 09:00-10:00");
    let world = world.shifts("Wang Fang", &["Tue"], "09:00-10:00");
    let world = world.shifts("Zhao Min", &["Tue"], "09:00-10:00");
    let world = world.shifts("Qian Hao", &["Tue"], "09:00-10:00");
    let seventy = |period| need(&world, &[0, 1], &[level(70.0, period)]);
    let days: Vec<usize> = unkept(&world, &seventy(Period::Day)).iter().map(|u| u.0).collect();
    assert_eq!(days, [0], "ten of twenty late on Monday, none on Tuesday");
    assert_eq!(unkept(&world, &seventy(Period::Week)), [], "ten of forty");
    let both = need(&world, &[0, 1], &[level(70.0, Period::Day), level(90.0, Period::Week)]);
    assert_eq!(unkept(&world, &both).len(), 2, "each promise by itself");
}

#[test]
fn half_a_person_answers_half_of_what_one_does() {
    let parts = ["09:00-09:15 chat"];
    let world = week("2025-11-10").shift_with("Li Wei", "Mon 09:00-09:30", &parts);
    let need = need(&world, &[0], &[level(80.0, Period::Day)]);
    let present = [0.5, 0.0];
    let phone = &need.queues[0];
    let kind = phone.pooled[0].kind;
    assert_eq!(phone.expected(kind, 18..19, &[&[0.0; 18][..], &present].concat()), Some(0.25));
    assert_eq!(unkept(&world, &need)[0].1, 7.5 + 10.0 - 4.0);
}

#[test]
fn a_mean_wait_counts_seconds() {
    // 20 s · 20 contacts = 400 s allowed; 600 s with one person. Two people keep it alone, the
    // second saves 200 s: 60.00 · ½ h / 200 = 0.15 a second, for the first 80 s; 0.30 beyond.
    let world = week("2025-11-10").shift("Li Wei", "Mon 09:00-10:00");
    let need = need(&world, &[0], &[wait(20.0, Period::Day)]);
    assert_eq!(unkept(&world, &need), [(0, 200.0, 80 * 15 + 120 * 30)]);
    assert_eq!(unkept(&world.shift("Wang Fang", "Mon 09:00-09:30"), &need), []);
}

#[test]
fn a_day_without_contacts_promises_nothing() {
    let world = week("2025-11-10");
    let need = need(&world, &[2], &[level(80.0, Period::Day)]);
    let days: Vec<usize> = unkept(&world, &need).iter().map(|u| u.0).collect();
    assert_eq!(days, [96], "Wednesday");
}

#[test]
fn a_slot_that_keeps_its_promise_by_itself_needs_who_the_curve_says() {
    let world = week("2025-11-10");
    let people = |target: Target| need(&world, &[0], &[target]).queues[0].in_interval(Slot(18)).0;
    assert_eq!(people(level(45.0, Period::Day)), 1);
    assert_eq!(people(level(80.0, Period::Week)), 2);
    assert_eq!(people(level(100.0, Period::Day)), 3);
    assert_eq!(people(wait(10.0, Period::Day)), 2, "100 s for ten contacts");
    assert_eq!(
        need(&world, &[0], &[level(80.0, Period::Day)]).queues[0].in_interval(Slot(20)).0,
        0
    );
}
