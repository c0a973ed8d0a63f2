//! The Lighthouse sample: a small harbour office in Bremen, two queues, eight people. Generated.
//!
//! No promotion, no holiday, twelve weeks of half-hours up to Sunday 2025-03-09: small enough to
//! read whole, for the documentation and for tests.

use crate::library::previous::{Habit, week};
use crate::library::table::{availability, clock, day, people, share, whole, window};
use crate::library::volume::{EventEffects, Truth, draw};
use chrono::Days;
use domain::{
    Agent, Arrangements, BreakKind, BreakRule, Calendar, Centre, Channel, Contract, Currency,
    Inputs, Minutes, Money, OpeningHours, Period, Queue, Rules, Seconds, ShiftTemplate, Shortage,
    StartTimes, Target, TargetKind,
};

/// The Monday of the week to plan.
const MONDAY: &str = "2025-03-10";
/// How many days of history lie before it.
const DAYS: u64 = 84;

/// The Lighthouse sample, a pure function of `seed`.
#[must_use]
pub fn lighthouse(seed: u64) -> Inputs {
    let zone = chrono_tz::Europe::Berlin;
    let centre = Centre {
        name: "Lighthouse, Bremen (generated sample)".into(),
        zone,
        currency: Currency::new("EUR").unwrap_or(Currency::CNY),
        interval: Minutes(30),
        week_start: chrono::Weekday::Mon,
        queues: vec![phone(), mail()],
        contracts: vec![full_time(), part_time()],
        templates: templates(),
        agents: people(include_str!("people.csv")),
        availability: availability(include_str!("availability.csv"), zone),
        rules: Rules::eu(),
        calendar: Calendar::default(),
        statutory_holidays: Vec::new(),
    };
    let first = day(MONDAY) - Days::new(DAYS);
    let effects = EventEffects::read("class,phase");
    let history = whole(draw(&centre, (first, DAYS as usize), &truths(), &effects, seed));
    let previous = week(&centre, day(MONDAY) - Days::new(7), habit);
    Inputs { centre, history, previous, arrangements: Arrangements::default() }
}

fn phone() -> Queue {
    let kind = TargetKind::ServiceLevel { share: share(0.8), within: Seconds(20.0) };
    let weekday = vec![window("08:00-18:00")];
    let mut windows: [Vec<_>; 7] = std::array::from_fn(|_| weekday.clone());
    windows[5] = vec![window("09:00-13:00")];
    windows[6] = Vec::new();
    Queue {
        id: "phone".into(),
        name: "Phone".into(),
        channel: Channel::Phone,
        hours: OpeningHours { windows },
        targets: vec![Target { kind, period: Period::Interval }],
        patience: Some(Seconds(120.0)),
        shrinkage: share(0.05),
        max_occupancy: None,
        shortage: Shortage { light: Money(6_000), light_share: share(0.2), heavy: Money(12_000) },
    }
}

fn mail() -> Queue {
    let kind = TargetKind::Deadline { share: share(0.9), within: Minutes::hours(24) };
    Queue {
        id: "mail".into(),
        name: "Mail".into(),
        channel: Channel::Ticket,
        hours: OpeningHours::daily(&[window("07:00-21:00")]),
        targets: vec![Target { kind, period: Period::Day }],
        patience: None,
        shrinkage: share(0.05),
        max_occupancy: None,
        shortage: Shortage { light: Money(4_000), light_share: share(1.0), heavy: Money(4_000) },
    }
}

fn full_time() -> Contract {
    Contract {
        id: "full_time".into(),
        name: "Full time".into(),
        week_paid_min: Minutes::hours(40),
        week_paid_max: Minutes::hours(40),
        week_days_min: 5,
        week_days_max: 5,
        templates: vec!["day8".into()],
        wage: Money(2_200),
        guaranteed: Minutes::hours(40),
        daily_overtime: Vec::new(),
        weekly_overtime: Vec::new(),
        night: None,
        holiday_multiplier: 2.0,
    }
}

fn part_time() -> Contract {
    Contract {
        id: "part_time".into(),
        name: "Part time".into(),
        week_paid_min: Minutes::hours(15),
        week_paid_max: Minutes::hours(25),
        week_days_min: 3,
        week_days_max: 5,
        templates: vec!["part5".into()],
        wage: Money(2_000),
        guaranteed: Minutes::hours(15),
        ..full_time()
    }
}

fn templates() -> Vec<ShiftTemplate> {
    let meal = BreakRule {
        kind: BreakKind::Meal,
        length: Minutes(30),
        earliest: Minutes(180),
        latest: Minutes(300),
        paid: false,
    };
    let starts = |from, to| StartTimes { from: clock(from), to: clock(to), step: Minutes(30) };
    let (day8, part5) = (starts("08:00", "10:00"), starts("08:00", "13:00"));
    vec![
        ShiftTemplate { id: "day8".into(), starts: day8, length: Minutes(510), breaks: vec![meal] },
        ShiftTemplate { id: "part5".into(), starts: part5, length: Minutes(300), breaks: vec![] },
    ]
}

/// The truth the history is drawn from.
fn truths() -> Vec<Truth> {
    let phone = Truth {
        queue: "phone".into(),
        daily: 300.0,
        weekday: [1.2, 1.05, 1.0, 0.95, 0.9, 0.5, 0.0],
        bumps: vec![(10.5, 1.8, 1.0), (15.0, 2.0, 0.8)],
        growth: 0.0,
        shifts: Vec::new(),
        aht: 240.0,
        shared: 0.05,
        bursty: 1.2,
        lost: Some(0.04),
        outages: Vec::new(),
    };
    let mail = Truth {
        queue: "mail".into(),
        daily: 40.0,
        weekday: [1.3, 1.1, 1.0, 1.0, 1.0, 0.7, 0.6],
        bumps: vec![(11.0, 3.0, 1.0), (19.0, 2.0, 0.6)],
        aht: 300.0,
        lost: None,
        ..phone.clone()
    };
    vec![phone, mail]
}

/// How each agent worked in the week before.
fn habit(number: usize, agent: &Agent) -> Habit<'static> {
    if agent.contract.as_str() == "part_time" {
        return Habit { template: "part5", days: &[0, 1, 2, 4], start: clock("08:00") };
    }
    let start = clock(if number.is_multiple_of(2) { "08:00" } else { "09:30" });
    Habit { template: "day8", days: &[0, 1, 2, 3, 4], start }
}
