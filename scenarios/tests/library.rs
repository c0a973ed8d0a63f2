//! The samples hold what they say they hold.

use chrono::{Datelike, NaiveDate};
use domain::{Grid, Inputs, Minutes, Provenance, QueueId, Requirement, Roster};
use scenarios::library::{hangzhou, lighthouse};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Contacts of `queue` on one civil day.
fn day_total(inputs: &Inputs, queue: &str, day: &str) -> f64 {
    let history = inputs.history.queue(&QueueId::new(queue)).expect("the queue has a history");
    let on = |r: &&domain::IntervalRecord| r.at.date(inputs.centre.zone) == date(day);
    history.records.iter().filter(on).map(|r| r.offered.0).sum()
}

/// Mean contacts of `queue` per day over the days from `from` up to, not including, `to`.
fn level(inputs: &Inputs, queue: &str, from: &str, to: &str) -> f64 {
    let days = (date(to) - date(from)).num_days();
    let each = (0..days).map(|d| (date(from) + chrono::Days::new(d as u64)).to_string());
    each.map(|d| day_total(inputs, queue, &d)).sum::<f64>() / days as f64
}

/// Breaches of hard laws by the week before the horizon.
fn unlawful(inputs: &Inputs, monday: &str) -> Vec<String> {
    let grid = Grid::new(inputs.centre.zone, date(monday), 7, Minutes(30)).expect("a week");
    let requirement = Requirement { grid: grid.clone(), queues: Vec::new() };
    let roster = Roster::new(grid, inputs.previous.clone(), Provenance::default());
    let mut centre = inputs.centre.clone();
    centre.availability.clear();
    let verdict = domain::judge(&centre, &requirement, &roster, &[]);
    verdict.hard().map(|v| format!("{}: {}", v.law, v.breach.what)).collect()
}

#[test]
fn the_hangzhou_history_is_sixty_weeks_of_half_hours_up_to_the_sunday_before_double_11() {
    let inputs = hangzhou(1);
    for queue in &inputs.history.queues {
        let zone = inputs.centre.zone;
        let first = queue.records.first().expect("records").at.date(zone);
        let last = queue.records.last().expect("records").at.date(zone);
        assert_eq!((first, last), (date("2024-09-16"), date("2025-11-09")), "{}", queue.queue);
        assert!(queue.records.windows(2).all(|w| w[0].at < w[1].at), "no moment twice");
    }
    assert_eq!(inputs.centre.agents.len(), 60);
    assert_eq!(date("2025-11-09").weekday(), chrono::Weekday::Sun);
}

#[test]
fn a_seed_is_all_that_the_history_depends_on() {
    assert_eq!(hangzhou(7), hangzhou(7));
    assert_ne!(hangzhou(7).history, hangzhou(8).history);
    assert_eq!(hangzhou(7).centre, hangzhou(8).centre, "people and calendar are fixed");
}

#[test]
fn double_11_doubles_the_chats_and_its_returns_fill_the_tickets() {
    let inputs = hangzhou(1);
    let monday = level(&inputs, "presales_chat", "2024-09-23", "2024-09-28");
    assert!(day_total(&inputs, "presales_chat", "2024-11-11") > 1.8 * monday);
    let tickets = level(&inputs, "tickets", "2024-12-02", "2024-12-09");
    assert!(level(&inputs, "tickets", "2024-11-14", "2024-11-21") > 1.5 * tickets);
}

#[test]
fn the_doors_open_at_eight_in_the_evening() {
    let inputs = hangzhou(1);
    let history = inputs.history.queue(&QueueId::new("presales_chat")).expect("a queue");
    let at = |day: &str, hour: u32| {
        let when = date(day).and_hms_opt(hour, 0, 0).expect("a time");
        let record = history.records.iter().find(|r| r.at.local(inputs.centre.zone) == when);
        record.expect("an open half-hour").offered.0
    };
    assert!(at("2024-11-10", 20) > 2.0 * at("2024-11-10", 19));
    let midnight = |day: &str| at(day, 0) + at(day, 1);
    assert!(midnight("2024-11-11") > 1.4 * midnight("2024-11-12"), "the main day begins");
}

#[test]
fn the_bot_took_a_quarter_of_after_sales_chats_for_good() {
    let inputs = hangzhou(1);
    let before = level(&inputs, "aftersales_chat", "2025-03-10", "2025-03-31");
    let after = level(&inputs, "aftersales_chat", "2025-07-07", "2025-07-28");
    assert!((0.65..0.85).contains(&(after / before)), "{}", after / before);
}

#[test]
fn a_closed_phone_and_a_lost_record_leave_no_row_and_a_quiet_one_says_zero() {
    let inputs = hangzhou(1);
    let rows = |queue: &str, day: &str| {
        let history = inputs.history.queue(&QueueId::new(queue)).expect("a queue");
        history.records.iter().filter(|r| r.at.date(inputs.centre.zone) == date(day)).count()
    };
    assert_eq!(rows("phone", "2025-01-28"), 0, "closed for Spring Festival");
    assert_eq!(rows("phone", "2025-07-15"), 12, "records lost from 9 to 15 o'clock");
    assert_eq!(rows("phone", "2025-07-16"), 24, "nine to nine");
    let tickets = inputs.history.queue(&QueueId::new("tickets")).expect("a queue");
    assert!(tickets.records.iter().any(|r| r.offered.0 == 0.0 && r.aht.is_none()));
}

#[test]
fn the_noise_is_wider_than_poisson() {
    let inputs = hangzhou(1);
    let history = inputs.history.queue(&QueueId::new("phone")).expect("a queue");
    let all: Vec<f64> = history.records.iter().map(|r| r.offered.0).collect();
    let steps = all.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum::<f64>() / 2.0;
    let total: f64 = all.iter().sum();
    assert!(steps / total > 1.15, "variance between neighbours per contact: {}", steps / total);
}

#[test]
fn last_week_was_lawful_in_both_samples() {
    assert_eq!(unlawful(&hangzhou(1), "2025-11-03"), Vec::<String>::new());
    assert_eq!(unlawful(&lighthouse(1), "2025-03-03"), Vec::<String>::new());
}

#[test]
fn everything_in_a_sample_refers_to_something_that_exists() {
    for inputs in [hangzhou(1), lighthouse(1)] {
        let centre = &inputs.centre;
        for agent in &centre.agents {
            assert!(centre.contract(&agent.contract).is_some(), "{}", agent.name);
            assert!(agent.skills.iter().all(|(q, e)| centre.queue(q).is_some() && *e > 0.0));
        }
        for contract in &centre.contracts {
            assert!(contract.templates.iter().all(|t| centre.template(t).is_some()));
        }
        let last = inputs.history.queues.iter().flat_map(|q| &q.records).map(|r| r.at).max();
        let week = last.expect("records")..last.expect("records") + Minutes::hours(8 * 24);
        for row in &centre.availability {
            assert!(centre.agent(&row.agent).is_some(), "{}", row.agent);
            assert!(week.contains(&row.span.start), "{row:?} lies in the week to plan");
        }
        assert!(inputs.previous.iter().all(|s| centre.agent(&s.agent).is_some()));
    }
}

#[test]
fn the_audit_finds_nothing_wrong_in_the_samples() {
    for inputs in [hangzhou(1), lighthouse(1)] {
        let found: Vec<_> = domain::audit(&inputs.centre).iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}: {found:#?}", inputs.centre.name);
    }
}
