use crate::world::{clock, window};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Europe::Berlin;
use domain::moment::{merged, without};
use domain::{ClockTime, ClockWindow, Minutes, Moment, Span};

fn at(text: &str) -> NaiveDateTime {
    text.parse().expect("a civil time")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn span(from: i64, to: i64) -> Span {
    Span::new(Moment(from), Moment(to))
}

#[test]
fn a_time_that_comes_twice_means_the_first() {
    let first = Moment::from_local(at("2025-10-26T02:30:00"), Berlin).expect("it occurs");
    assert_eq!(first.utc().to_rfc3339(), "2025-10-26T00:30:00+00:00");
    let again = first + Minutes::hours(1);
    assert_eq!(again.local(Berlin), first.local(Berlin));
}

#[test]
fn a_time_that_never_comes_is_none_or_the_moment_clocks_jump_to() {
    let skipped = at("2025-03-30T02:30:00");
    assert_eq!(Moment::from_local(skipped, Berlin), None);
    let next = Moment::from_local_or_next(skipped, Berlin).expect("a moment");
    assert_eq!(next.local(Berlin), at("2025-03-30T03:00:00"));
}

#[test]
fn clock_times_are_read_up_to_forty_eight_hours() {
    assert_eq!(ClockTime::parse("26:00"), Some(ClockTime(1560)));
    assert_eq!(ClockTime::parse(" 7:05"), Some(ClockTime(425)));
    assert_eq!(ClockTime::parse("48:01"), None);
    assert_eq!(ClockTime::parse("09:60"), None);
    assert_eq!(ClockTime::parse("09:5"), None);
    assert_eq!(ClockTime::parse("nine"), None);
    assert_eq!(clock("25:30").to_string(), "25:30");
}

#[test]
fn a_window_past_midnight_contains_both_of_its_sides() {
    let night = window("22:00-06:00");
    assert_eq!(night, ClockWindow { from: clock("22:00"), to: clock("30:00") });
    assert!(night.contains(clock("22:00")) && night.contains(clock("05:59")));
    assert!(!night.contains(clock("06:00")) && !night.contains(clock("21:59")));
    assert!(window("00:00-24:00").contains(clock("23:59")));
    assert_eq!(window("00:00-24:00"), ClockWindow::ALL_DAY);
    assert_eq!(ClockWindow::parse("24:00-26:00"), None);
}

#[test]
fn a_window_lasts_as_long_as_the_night_really_is() {
    let night = |day| window("22:00-06:00").on(date(day), Berlin).expect("a span").length();
    assert_eq!(night("2025-03-28"), Minutes::hours(8));
    assert_eq!(night("2025-03-29"), Minutes::hours(7));
    assert_eq!(night("2025-10-25"), Minutes::hours(9));
}

#[test]
fn a_window_whose_end_is_skipped_ends_at_the_jump_and_one_wholly_skipped_is_none() {
    let on = |text| window(text).on(date("2025-03-30"), Berlin);
    assert_eq!(on("01:00-02:30").map(|s| s.length()), Some(Minutes(60)));
    assert_eq!(on("02:30-04:00").map(|s| s.length()), Some(Minutes(60)));
    assert_eq!(on("02:00-03:00"), None);
}

#[test]
fn spans_are_half_open() {
    let (one, two) = (span(0, 60), span(60, 90));
    assert!(!one.overlaps(&two) && !one.contains(Moment(60)));
    assert_eq!(one.shared(&two), Minutes::ZERO);
    assert_eq!(one.within(&two), None);
    assert_eq!(span(0, 61).shared(&two), Minutes(1));
    assert_eq!(span(0, 61).within(&two), Some(span(60, 61)));
}

#[test]
fn spans_that_touch_are_merged_and_holes_are_cut_out() {
    assert_eq!(
        merged(vec![span(50, 60), span(0, 20), span(20, 30), span(5, 8)]),
        [span(0, 30), span(50, 60)]
    );
    let holes = [span(-5, 5), span(10, 20), span(55, 99)];
    assert_eq!(without(span(0, 60), &holes), [span(5, 10), span(20, 55)]);
    assert_eq!(without(span(12, 18), &holes), []);
    assert_eq!(without(span(30, 40), &holes), [span(30, 40)]);
}
