use crate::world::{week, week_in_berlin, window};
use domain::{Effect, Event, EventKind, OpeningHours, Span};

#[test]
fn a_queue_is_open_in_the_windows_of_today_and_of_last_night() {
    let mut hours = OpeningHours::daily(&[]);
    hours.windows[6] = vec![window("20:00-02:00")];
    let world = week("2025-11-10");
    let is_open = |when| hours.is_open(world.span(when).start, world.centre.zone);
    assert!(is_open("Sun 20:00-21:00") && is_open("Mon 01:59-03:00"));
    assert!(!is_open("Sun 19:59-21:00") && !is_open("Mon 02:00-03:00"));
    assert!(!is_open("Tue 01:00-02:00"));
}

/// A closure of all queues on Wednesday from noon.
fn closure(start: chrono::NaiveDateTime, hours: i64) -> Event {
    Event {
        start,
        end: start + chrono::TimeDelta::hours(hours),
        name: "inventory".to_owned(),
        class: "inventory".to_owned(),
        kind: EventKind::Closure,
        phase: None,
        queue: None,
        effect: Effect::Automatic,
        intensity: 1.0,
        confidence: Default::default(),
    }
}

#[test]
fn open_spans_are_windows_without_closures() {
    let world = week("2025-11-10");
    let noon = world.day("Wed").and_hms_opt(12, 0, 0).expect("noon");
    let world = world.with(|c| {
        c.queues[0].hours = OpeningHours::daily(&[window("09:00-21:00")]);
        c.calendar.events.push(closure(noon, 2));
    });
    let (centre, phone) = (&world.centre, &world.centre.queues[0]);
    let open = centre.open_spans(phone, world.span("Wed 10:00-Thu 10:00"));
    let expected = ["Wed 10:00-12:00", "Wed 14:00-21:00", "Thu 09:00-10:00"];
    assert_eq!(open, expected.map(|s| world.span(s)));
    let is_open = |when| centre.is_open(phone, world.span(when).start);
    assert!(is_open("Wed 11:59-12:30") && is_open("Wed 14:00-14:30"));
    assert!(!is_open("Wed 12:00-12:30") && !is_open("Wed 13:59-14:30"));
}

#[test]
fn a_queue_that_never_closes_is_one_span() {
    let world = week_in_berlin("2025-03-24");
    let horizon = world.grid().horizon();
    let open = world.centre.open_spans(&world.centre.queues[0], horizon);
    assert_eq!(open, [Span::new(horizon.start, horizon.end)]);
}
