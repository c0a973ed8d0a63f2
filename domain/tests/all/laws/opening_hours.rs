use crate::world::{World, week, week_in_berlin, window};
use domain::laws::WithinOpeningHours;
use domain::{Effect, Event, EventKind, OpeningHours};

/// A phone that is answered from `hours` every day.
fn phone(hours: &str) -> World {
    week("2025-11-10").with(|c| c.queues[0].hours = OpeningHours::daily(&[window(hours)]))
}

#[test]
fn nobody_answers_a_closed_phone() {
    let day = phone("09:00-21:00");
    day.clone().shift("Li Wei", "Mon 12:00-21:00").against(WithinOpeningHours).is_kept();
    day.clone().shift("Li Wei", "Mon 12:01-21:01").against(WithinOpeningHours).is_broken_by(1.0);
    day.shift("Li Wei", "Mon 14:00-23:00")
        .against(WithinOpeningHours)
        .is_broken_by(2.0)
        .says("Li Wei works 2 h on phone while it is closed, Mon 10 Nov 14:00-23:00");
}

#[test]
fn both_ends_of_a_day_add_up() {
    let world = phone("09:00-17:30").shift("Li Wei", "Mon 08:30-18:00");
    world.against(WithinOpeningHours).is_broken_by(1.0);
}

#[test]
fn one_may_be_at_work_idle_or_do_tickets_while_the_phone_is_closed() {
    phone("09:00-21:00")
        .shift_with("Li Wei", "Mon 07:00-16:00", &["07:00-08:00 idle", "08:00-09:00 mail"])
        .against(WithinOpeningHours)
        .is_kept();
}

#[test]
fn a_window_past_midnight_is_open_on_the_next_morning() {
    let late = phone("18:00-02:00");
    late.clone().shift("Li Wei", "Tue 18:00-02:00").against(WithinOpeningHours).is_kept();
    late.clone().shift("Li Wei", "Mon 00:00-02:00").against(WithinOpeningHours).is_kept();
    late.clone().shift("Li Wei", "Sun 18:00-02:00").against(WithinOpeningHours).is_kept();
    late.shift("Li Wei", "Sun 18:00-02:01").against(WithinOpeningHours).is_broken_by(1.0);
}

#[test]
fn two_windows_that_touch_are_one() {
    let world = week("2025-11-10").with(|c| {
        c.queues[0].hours = OpeningHours::daily(&[window("13:00-18:00"), window("09:00-13:00")]);
    });
    world.shift("Li Wei", "Mon 09:00-18:00").against(WithinOpeningHours).is_kept();
}

#[test]
fn a_closure_closes_the_queue_it_names_or_all() {
    let closed = |queue: Option<&str>, kind, effect| {
        let world = phone("00:00-24:00");
        let (start, end) = (world.day("Wed"), world.day("Thu"));
        let event = Event {
            start: start.and_hms_opt(12, 0, 0).expect("noon"),
            end: end.and_hms_opt(0, 0, 0).expect("midnight"),
            name: "moving house".to_owned(),
            class: "moving house".to_owned(),
            kind,
            phase: None,
            queue: queue.map(Into::into),
            effect,
            intensity: 1.0,
            confidence: Default::default(),
        };
        let world = world.with(|c| c.calendar.events.push(event));
        world.shift("Li Wei", "Wed 09:00-18:00").against(WithinOpeningHours)
    };
    closed(None, EventKind::Closure, Effect::Automatic).is_broken_by(6.0);
    closed(Some("phone"), EventKind::Event, Effect::Closed).is_broken_by(6.0);
    closed(Some("chat"), EventKind::Closure, Effect::Closed).is_kept();
    closed(None, EventKind::Holiday, Effect::Automatic).is_kept();
}

#[test]
fn hours_whose_beginning_is_skipped_by_the_clock_begin_at_the_jump() {
    let berlin = week_in_berlin("2025-03-24")
        .with(|c| c.queues[0].hours = OpeningHours::daily(&[window("02:30-12:00")]));
    berlin.clone().shift("Eva", "Sun 03:00-12:00").against(WithinOpeningHours).is_kept();
    berlin.shift("Eva", "Sun 01:30-11:30").against(WithinOpeningHours).is_broken_by(1.0);
}
