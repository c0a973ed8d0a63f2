use crate::world::{week, week_in_berlin, weeks};
use chrono::NaiveDate;
use domain::{Grid, GridError, Minutes, Moment, Slot, Span};

#[test]
fn slots_and_moments_lead_to_each_other() {
    let world = week("2025-11-10");
    let grid = world.grid();
    let shift = world.span("Tue 08:30-09:00");
    let slot = grid.slot_of(shift.start).expect("in the horizon");
    assert_eq!(slot, Slot(48 + 17));
    assert_eq!(grid.span(slot), shift);
    assert_eq!(grid.slot_of(shift.end - Minutes(1)), Some(slot));
    assert_eq!(grid.slot_of(shift.end), Some(Slot(slot.0 + 1)));
}

#[test]
fn the_horizon_ends_at_the_last_midnight() {
    let world = week("2025-11-10");
    let (grid, end) = (world.grid(), world.span("Mon+1 00:00-00:30").start);
    assert_eq!(grid.horizon().end, end);
    assert_eq!(grid.slot_of(end), None);
    assert_eq!(grid.slot_of(grid.horizon().start - Minutes(1)), None);
    assert_eq!(grid.signed_slot(grid.horizon().start - Minutes(1)), -1);
    assert_eq!(grid.signed_slot(end), 336);
}

#[test]
fn dates_are_numbered_and_those_outside_have_no_number() {
    let world = weeks(2, "2025-11-10");
    let grid = world.grid();
    assert_eq!(grid.day_of_date(world.day("Mon")), Some(0));
    assert_eq!(grid.day_of_date(world.day("Sun+1")), Some(13));
    assert_eq!(grid.day_of_date(world.day("Sun-1")), None);
    assert_eq!(grid.day_of_date(world.day("Mon+2")), None);
    assert_eq!(grid.date(13), world.day("Sun+1"));
}

#[test]
fn the_day_after_clocks_go_forward_begins_two_half_hours_earlier() {
    let world = week_in_berlin("2025-03-24");
    let grid = world.grid();
    assert_eq!(grid.len(), 334);
    assert_eq!(grid.slots_of_day(6), 288..334);
    assert_eq!(grid.local(Slot(288 + 4)).to_string(), "2025-03-30 03:00:00");
    assert_eq!(grid.day_span(6).length(), Minutes::hours(23));
}

#[test]
fn a_day_is_covered_by_spans_that_touch_and_not_by_spans_with_a_gap() {
    let world = week("2025-11-10");
    let covers = |spans: &[&str]| {
        let spans: Vec<Span> = spans.iter().map(|s| world.span(s)).collect();
        world.grid().is_day_inside(1, &spans)
    };
    assert!(covers(&["Tue 00:00-24:00"]));
    assert!(covers(&["Mon 18:00-Tue 12:00", "Tue 12:00-Wed 06:00"]));
    assert!(!covers(&["Mon 18:00-Tue 12:00", "Tue 12:01-Wed 06:00"]));
    assert!(!covers(&["Tue 00:00-23:59"]));
    assert!(!covers(&["Tue 00:01-24:00"]));
    assert!(!covers(&[]));
}

#[test]
fn moments_count_minutes_of_real_time() {
    assert_eq!(Moment(90) - Moment(30), Minutes(60));
    let night = week_in_berlin("2025-10-20").span("Sat 22:00-06:00");
    assert_eq!(night.length(), Minutes::hours(9));
}

#[test]
fn a_horizon_lies_within_the_years_of_four_digits() {
    let of = |day| Grid::new(chrono_tz::Europe::Berlin, day, 42, Minutes(30));
    let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
    for outside in [NaiveDate::MAX, NaiveDate::MIN, day("9999-01-01"), day("1899-12-31")] {
        assert_eq!(of(outside), Err(GridError::Years(outside)));
    }
    for inside in [day("9998-12-31"), day("1900-01-01")] {
        assert!(of(inside).is_ok(), "{inside}");
    }
}
