//! The sample centre: customer service of an online home-textile shop in Hangzhou. Generated.
//!
//! Four queues, sixty people of three contracts, sixty weeks of half-hours up to Sunday 2025-11-09,
//! and the week of Double 11 to plan. The history holds what makes such a week hard: 618 and last
//! year's Double 11 with presale waves, doors that open at 20:00 and midnight, the main day and the
//! wave of returns; Spring Festival, National Day, make-up workdays; a bot that took over a quarter
//! of after-sales chats on 2025-04-14 (a level shift nobody put in the calendar); half a day of
//! phone records lost on 2025-07-15; and noise with a busyness that whole days share.

mod queues;
mod terms;
mod whatifs;

pub use whatifs::WHATIFS;

use crate::library::previous::{Habit, week};
use crate::library::table::{availability, calendar, clock, day, people, rows, time, whole};
use crate::library::volume::{EventEffects, Truth, draw};
use chrono::NaiveDate;
use domain::{
    Agent, Agents, Arrangements, Centre, Currency, Inputs, Minutes, Money, Rules,
    laws::{MinimumStaffing, RestAfterNights, Rule, SeatCap},
};

/// The Monday of the week to plan.
const MONDAY: &str = "2025-11-10";
/// The first day of the history.
const FIRST: &str = "2024-09-16";
/// How many days the history has: sixty weeks.
const DAYS: usize = 420;

/// The Hangzhou sample, a pure function of `seed`: the same seed gives the same centre.
///
/// People, calendar and leave are the same for every seed; the history differs.
#[must_use]
pub fn hangzhou(seed: u64) -> Inputs {
    let zone = chrono_tz::Asia::Shanghai;
    let centre = Centre {
        name: "Qiantang Home, Hangzhou (generated sample)".into(),
        zone,
        currency: Currency::CNY,
        interval: Minutes(30),
        week_start: chrono::Weekday::Mon,
        queues: queues::queues(),
        contracts: terms::contracts(),
        templates: terms::templates(),
        agents: people(include_str!("people.csv")),
        availability: availability(include_str!("availability.csv"), zone),
        rules: laws(),
        calendar: calendar(include_str!("calendar.csv")),
        statutory_holidays: holidays(),
    };
    let effects = EventEffects::read(include_str!("effects.csv"));
    let history = whole(draw(&centre, (day(FIRST), DAYS), &truths(), &effects, seed));
    let previous = week(&centre, day(MONDAY) - chrono::Days::new(7), habit);
    Inputs { centre, history, previous, arrangements: Arrangements::default() }
}

/// The laws of the sample: the Chinese profile, with seats, floors and a rest after nights.
fn laws() -> Rules {
    let floors = [("presales_chat", 2), ("aftersales_chat", 1), ("phone", 2)];
    let floors = floors.map(|(queue, n)| (queue.into(), Agents(n))).to_vec();
    Rules {
        minimum_staffing: Rule::soft(Money(20_000), MinimumStaffing { floors }),
        seat_cap: Rule::hard(SeatCap { seats: Agents(48) }),
        rest_after_nights: Rule::soft(Money(1_500), RestAfterNights { rest: Minutes::hours(16) }),
        ..Rules::china()
    }
}

/// Statutory holidays of the Regulation on Public Holidays, in and around the history.
fn holidays() -> Vec<NaiveDate> {
    rows(include_str!("statutory_holidays.csv")).map(|row| day(row.get("date"))).collect()
}

/// The truth the history is drawn from.
fn truths() -> Vec<Truth> {
    let truth = |queue: &str, daily, aht, growth, weekday, bumps: &[(f64, f64, f64)]| Truth {
        queue: queue.into(),
        daily,
        weekday,
        bumps: bumps.to_vec(),
        growth,
        shifts: Vec::new(),
        aht,
        shared: 0.06,
        bursty: 1.3,
        lost: None,
        outages: Vec::new(),
    };
    let shop = [0.98, 0.97, 0.98, 0.99, 1.02, 1.05, 1.01];
    let care = [1.08, 1.04, 1.02, 1.00, 0.98, 0.94, 0.94];
    let office = [1.18, 1.10, 1.06, 1.04, 1.02, 0.84, 0.76];
    let evening = [(10.5, 1.6, 0.75), (15.0, 2.2, 0.8), (21.0, 1.9, 1.35)];
    let two_peaks = [(10.5, 1.7, 1.2), (15.5, 2.2, 1.0), (20.0, 1.6, 0.55)];
    let all_day = [(10.5, 2.0, 1.0), (15.5, 2.6, 1.0), (21.0, 2.5, 0.9), (4.0, 4.0, 0.05)];
    vec![
        Truth { lost: Some(0.05), ..truth("presales_chat", 1000.0, 420.0, 0.08, shop, &evening) },
        Truth {
            lost: Some(0.04),
            shifts: vec![(time("2025-04-14"), 0.75, 1.10)],
            ..truth("aftersales_chat", 520.0, 520.0, 0.10, care, &all_day)
        },
        Truth {
            lost: Some(0.06),
            outages: vec![(time("2025-07-15 09:00"), time("2025-07-15 15:00"))],
            ..truth("phone", 540.0, 250.0, -0.06, office, &two_peaks)
        },
        Truth { bursty: 1.6, ..truth("tickets", 105.0, 540.0, 0.05, care, &all_day) },
    ]
}

/// How each agent worked in the week before: five, four or three days at one time of day.
fn habit(number: usize, agent: &Agent) -> Habit<'static> {
    const FIVE: [&[u64]; 6] = [
        &[0, 1, 2, 3, 4],
        &[0, 1, 2, 3, 4],
        &[0, 1, 2, 5, 6],
        &[0, 3, 4, 5, 6],
        &[1, 2, 3, 4, 5],
        &[0, 1, 4, 5, 6],
    ];
    const FOUR: [&[u64]; 3] = [&[0, 1, 4, 5], &[2, 3, 5, 6], &[1, 2, 3, 6]];
    let queue = agent.skills.first().map_or("", |(q, _)| q.as_str());
    let starts: &[&str] = match (agent.contract.as_str(), queue) {
        ("part_time", "phone") => &["09:00", "14:00"],
        ("part_time", _) => &["10:00", "18:00"],
        ("outsourced", "presales_chat") => &["09:00", "13:00", "17:00"],
        (_, "presales_chat") => &["09:00", "13:00", "15:00"],
        (_, "phone") => &["09:00", "12:00"],
        _ => &["08:00", "15:00"],
    };
    // Protected people had no shift that runs into the night.
    let start = if agent.protected { starts[0] } else { starts[number % starts.len()] };
    let (template, days) = match agent.contract.as_str() {
        "part_time" => ("part6", FOUR[number % FOUR.len()]),
        "outsourced" => ("day8", FOUR[number % FOUR.len()]),
        _ => ("day8", FIVE[number / 3 % FIVE.len()]),
    };
    Habit { template, days, start: clock(start) }
}
