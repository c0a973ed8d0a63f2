//! Handle times by time of day, weekday and event; freak reports.

use crate::world::*;
use chrono::{Datelike, Timelike};
use domain::*;

/// 240 s, evenings from six 20 % longer, Saturdays 10 % shorter.
fn seconds(local: chrono::NaiveDateTime) -> f64 {
    let evening = if local.hour() >= 18 { 1.2 } else { 1.0 };
    let saturday = if local.weekday() == chrono::Weekday::Sat { 0.9 } else { 1.0 };
    240.0 * evening * saturday
}

fn timed(world: &World) -> Vec<IntervalRecord> {
    let mut records = world.records();
    for record in &mut records {
        record.aht = Some(Seconds(seconds(record.at.local(world.zone))));
    }
    records
}

#[test]
fn evenings_and_saturdays_are_learned() {
    let world = World::usual();
    let (demand, grid) = (world.study_of(timed(&world), 1).demand, world.grid(1));
    for slot in grid.slots().filter(|s| demand.open[s.0]) {
        close(demand.aht[slot.0].0, seconds(grid.local(slot)), 0.02);
    }
}

#[test]
fn a_forgotten_contact_of_three_hours_moves_nothing() {
    let world = World::usual();
    let mut records = timed(&world);
    let last = records.len() - 1;
    records[last - 5].aht = Some(Seconds(10_800.0));
    let clean = world.study_of(timed(&world), 1).demand;
    let dirty = world.study_of(records, 1).demand;
    for (c, d) in clean.aht.iter().zip(&dirty.aht) {
        close(d.0, c.0, 0.02);
    }
}

#[test]
fn sales_questions_take_longer_and_are_expected_to() {
    let sale = |name: &str, date: &str| {
        promotion(name, &format!("{date} 00:00"), &format!("{date} 23:59"))
    };
    let world = World::usual()
        .event(sale("spring", "2025-03-12"))
        .event(sale("may", "2025-05-14"))
        .event(sale("summer", "2025-07-09"));
    let mut records = timed(&world);
    for record in &mut records {
        let date = record.at.date(world.zone);
        if date == day("2025-03-12") || date == day("2025-05-14") {
            record.aht = record.aht.map(|aht| Seconds(1.5 * aht.0));
        }
    }
    let (demand, grid) = (world.study_of(records, 1).demand, world.grid(1));
    let noon = |n: usize| demand.aht[grid.slots_of_day(n).start + 24].0;
    assert!(noon(2) > 1.25 * noon(1), "{} {}", noon(2), noon(1));
    close(noon(1), 240.0, 0.02);
}

#[test]
fn a_history_without_any_handle_time_is_refused() {
    let world = World::usual();
    let mut records = world.records();
    records.iter_mut().for_each(|r| r.aht = None);
    let options = forecast::Options::default();
    let history = history("care", records);
    let error = forecast::forecast(&world.centre(), &history, &world.grid(1), &options);
    assert_eq!(error.unwrap_err().code(), "E2008");
}
