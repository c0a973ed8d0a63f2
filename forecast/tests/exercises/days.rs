//! Closed, missing and zero; clock changes.

use crate::world::*;
use domain::*;

#[test]
fn a_week_without_reports_is_not_a_week_without_contacts() {
    let world = World::usual();
    let lost = day("2025-06-16")..=day("2025-06-22");
    let mut records = world.records();
    let whole = world.study(1).demand;
    let mut zeros = records.clone();
    records.retain(|r| !lost.contains(&r.at.date(world.zone)));
    let missing = world.study_of(records, 1).demand;
    let grid = world.grid(1);
    close(total(&missing, &grid, grid.first_day()), total(&whole, &grid, grid.first_day()), 0.01);
    for record in zeros.iter_mut().filter(|r| lost.contains(&r.at.date(world.zone))) {
        record.offered = Contacts(0.0);
    }
    let silent = world.study_of(zeros, 1);
    let listed = silent.freaks.iter().filter(|f| lost.contains(&f.date) && f.reported == 0.0);
    assert_eq!(listed.count(), 7, "a week of zeros is data, unlikely data, and is listed");
}

#[test]
fn half_a_day_of_reports_says_as_much_about_its_level_as_a_whole_one() {
    let world = World::usual();
    let mut records = world.records();
    let last = day("2025-07-06");
    records.retain(|r| {
        r.at.date(world.zone) < last || chrono::Timelike::hour(&r.at.local(world.zone)) < 10
    });
    let grid = world.grid(1);
    let (half, whole) = (world.study_of(records, 1).demand, world.study(1).demand);
    close(total(&half, &grid, grid.first_day()), total(&whole, &grid, grid.first_day()), 0.01);
}

#[test]
fn closed_hours_and_closed_days_expect_nobody() {
    let mut closure = promotion("stocktaking", "2025-07-09 00:00", "2025-07-09 12:00");
    closure.kind = EventKind::Closure;
    closure.effect = Effect::Closed;
    let mut holiday = promotion("day off", "2025-07-10 00:00", "2025-07-11 00:00");
    holiday.kind = EventKind::Holiday;
    holiday.effect = Effect::Closed;
    let world = World::usual().event(closure).event(holiday);
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    for slot in grid.slots() {
        let local = grid.local(slot);
        let shut = at("2025-07-09 00:00") <= local && local < at("2025-07-09 12:00")
            || local.date() == day("2025-07-10");
        let hour = chrono::Timelike::hour(&local);
        let open = (8..20).contains(&hour) && !shut;
        assert_eq!(demand.open[slot.0], open, "{local}");
        assert_eq!(demand.expected[slot.0].0 > 0.0, open, "{local}");
        assert_eq!(demand.quantiles[slot.0][6].0 > 0.0, open, "{local}");
    }
    // the open afternoon of the 9th is what an afternoon of a Wednesday is
    close(demand.expected[grid.slots_of_day(2).start + 30].0, 19.5, 0.02);
}

#[test]
fn contacts_reported_while_closed_are_named_and_left_out() {
    let world = World::usual();
    let mut records = world.records();
    let night = Moment::from_local(at("2025-07-06 23:00"), world.zone).unwrap();
    records.push(record(night, 50.0, 240.0));
    let study = world.study_of(records, 1);
    assert_eq!(study.demand.expected, world.study(1).demand.expected);
    let notes = &study.demand.decomposition.notes;
    assert!(notes.iter().any(|n| n.contains("50 contacts reported outside")), "{notes:?}");
}

#[test]
fn days_on_which_clocks_change_have_their_own_half_hours() {
    let mut world = World::usual();
    world.zone = chrono_tz::Europe::Berlin;
    world.hours = OpeningHours::always();
    world.first = day("2025-04-28");
    world.factors = vec![Box::new(|at| 10.0 + f64::from(chrono::Timelike::hour(&at)))];
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    assert_eq!(grid.first_day(), day("2025-10-27"));
    // history holds no change of clocks; this one holds the autumn one on 26 October
    world.days = 181;
    let (autumn, week) = (world.study(1).demand, world.grid(1));
    assert_eq!((week.first_day(), week.len()), (day("2025-10-26"), 338));
    for slot in week.slots() {
        let hour = f64::from(chrono::Timelike::hour(&week.local(slot)));
        close(autumn.expected[slot.0].0, 10.0 + hour, 0.01);
    }
    // and a history that ends with it is not upset by the repeated hour
    close(total(&demand, &grid, day("2025-10-27")), 48.0 * 10.0 + 2.0 * 276.0, 0.01);
}

#[test]
fn spring_skips_an_hour_without_making_the_day_quiet() {
    let mut world = World::usual().days(175);
    world.zone = chrono_tz::Europe::Berlin;
    world.hours = OpeningHours::always();
    world.first = day("2024-10-07");
    world.factors = vec![Box::new(|_| 10.0)];
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    assert_eq!(grid.first_day(), day("2025-03-31"), "the day after clocks went forward");
    close(total(&demand, &grid, grid.first_day()), 480.0, 0.002);
}
