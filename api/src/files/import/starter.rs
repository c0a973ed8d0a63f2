//! A starter centre from an interval report: its queues, with hours guessed from when contacts
//! were answered, or came where the report does not say.
//!
//! Everything else in it is a usual value that a planner must look at; each is said in a note.

use super::history::ReportRow;
use crate::files::codes;
use crate::files::fault::{Faults, Place};
use crate::files::time::Written;
use chrono::{Datelike, NaiveDateTime, Weekday};
use domain::{
    BreakKind, BreakRule, Calendar, Centre, Channel, ClockTime, ClockWindow, Contract, Currency,
    Minutes, Money, OpeningHours, OvertimeTier, Period, Queue, Rules, Seconds, Share,
    ShiftTemplate, Shortage, StartTimes, Target, TargetKind,
};
use std::collections::BTreeMap;

/// A window is open where at least this share of the busiest interval's contacts come.
const OPEN_SHARE: f64 = 0.02;

/// A centre with the report's queues.
pub(super) fn centre(file: &str, rows: &[ReportRow], faults: &mut Faults) -> Centre {
    let interval = interval(rows);
    let mut by_queue: BTreeMap<&str, Vec<&ReportRow>> = BTreeMap::new();
    for row in rows {
        by_queue.entry(&row.queue).or_default().push(row);
    }
    let place = Place::file(file);
    let mut assume = |cause: String| faults.add(place, codes::IMPORT_ASSUMED, cause);
    assume(format!("intervals last {interval}, as the times of the rows say"));
    assume("timezone Asia/Shanghai, currency CNY, weeks from monday".into());
    assume(
        "every queue is phone, 80 % in 20 s, patience 180 s, shrinkage 0.1, a missing person \
         60.00 an hour for the first 20 % of those needed and 180.00 beyond"
            .into(),
    );
    let mut queues = Vec::new();
    for (id, rows) in by_queue {
        let answered = rows.iter().any(|row| row.answered().is_some());
        let hours = hours(&rows, interval, answered);
        assume(format!(
            "queue `{id}` opens {}: where at least {} % of its busiest interval's contacts {}",
            spoken(&hours),
            OPEN_SHARE * 100.0,
            if answered { "are answered" } else { "come" }
        ));
        queues.push(queue(id, hours));
    }
    let template = template(interval, &queues);
    assume(format!(
        "one contract of 40 to 48 h on 5 or 6 days at 30.00 an hour, half as much again above 8 h \
         a day and 40 h a week, three times on statutory holidays; shifts of {} h start on the \
         hour from {} to {}, with an unpaid meal of {}",
        template.length.as_hours(),
        template.starts.from,
        template.starts.to,
        template.breaks[0].length,
    ));
    assume("the rules are those of the profile `plain`, the calendar is empty".into());
    Centre {
        name: "Imported centre".into(),
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::CNY,
        interval,
        week_start: Weekday::Mon,
        queues,
        contracts: vec![contract()],
        templates: vec![template],
        agents: Vec::new(),
        availability: Vec::new(),
        rules: Rules::plain(),
        calendar: Calendar::default(),
        statutory_holidays: Vec::new(),
    }
}

fn local(row: &ReportRow) -> NaiveDateTime {
    match row.at {
        Written::Day(day) => day.and_time(chrono::NaiveTime::MIN),
        Written::Local(local) => local,
        Written::Fixed(at) => at.local(chrono_tz::Asia::Shanghai),
    }
}

/// The shortest usual interval on which every row begins.
fn interval(rows: &[ReportRow]) -> Minutes {
    let on = |interval: &i64| {
        rows.iter().all(|row| i64::from(ClockTime::of(local(row)).0) % interval == 0)
    };
    [60, 30, 15, 10, 5].into_iter().find(on).map_or(Minutes(5), Minutes)
}

/// For each weekday, from the first to the last clock time at which contacts are answered, or come,
/// as a rule. People call a closed centre too; only an open one answers.
fn hours(rows: &[&ReportRow], interval: Minutes, answered: bool) -> OpeningHours {
    let per_day = (1440 / interval.0) as usize;
    let mut sums = vec![vec![0.0_f64; per_day]; 7];
    for row in rows {
        let local = local(row);
        let weekday = local.weekday().num_days_from_monday() as usize;
        let slot = i64::from(ClockTime::of(local).0) / interval.0;
        let counted = if answered { row.answered().unwrap_or(0.0) } else { row.offered };
        sums[weekday][slot as usize] += counted;
    }
    let busiest = sums.iter().flatten().copied().fold(0.0, f64::max);
    let open = |x: &f64| *x > 0.0 && *x >= OPEN_SHARE * busiest;
    let clock = |slot: usize| ClockTime((slot as i64 * interval.0) as u16);
    let day = |weekday: usize| {
        let first = sums[weekday].iter().position(open);
        let last = sums[weekday].iter().rposition(open);
        match (first, last) {
            (Some(first), Some(last)) => {
                vec![ClockWindow { from: clock(first), to: clock(last + 1) }]
            }
            _ => Vec::new(),
        }
    };
    OpeningHours { windows: std::array::from_fn(day) }
}

fn spoken(hours: &OpeningHours) -> String {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let day = |(name, windows): (&&str, &Vec<ClockWindow>)| match windows.first() {
        Some(window) => format!("{name} {window}"),
        None => format!("{name} never"),
    };
    days.iter().zip(&hours.windows).map(day).collect::<Vec<_>>().join(", ")
}

fn share(value: f64) -> Share {
    Share::new(value).unwrap_or(Share::ALL)
}

fn queue(id: &str, hours: OpeningHours) -> Queue {
    let kind = TargetKind::ServiceLevel { share: share(0.8), within: Seconds(20.0) };
    Queue {
        id: id.into(),
        name: id.into(),
        channel: Channel::Phone,
        hours,
        targets: vec![Target { kind, period: Period::Interval }],
        patience: Some(Seconds(180.0)),
        shrinkage: share(0.1),
        max_occupancy: None,
        shortage: Shortage { light: Money(6000), light_share: share(0.2), heavy: Money(18_000) },
    }
}

fn contract() -> Contract {
    let tier = |hours, multiplier| OvertimeTier { above: Minutes::hours(hours), multiplier };
    Contract {
        id: "full_time".into(),
        name: "Full time".into(),
        week_paid_min: Minutes::hours(40),
        week_paid_max: Minutes::hours(48),
        week_days_min: 5,
        week_days_max: 6,
        templates: vec!["day".into()],
        wage: Money(3000),
        guaranteed: Minutes::hours(40),
        daily_overtime: vec![tier(8, 1.5)],
        weekly_overtime: vec![tier(40, 1.5)],
        night: None,
        holiday_multiplier: 3.0,
    }
}

/// Shifts of eight paid hours that can open the first queue and close the last one.
fn template(interval: Minutes, queues: &[Queue]) -> ShiftTemplate {
    let meal = if interval == Minutes(60) { Minutes(60) } else { Minutes(30) };
    let length = Minutes::hours(8) + meal;
    let windows = || queues.iter().flat_map(|q| q.hours.windows.iter().flatten());
    let first = windows().map(|w| w.from.0).min().unwrap_or(0) / 60 * 60;
    let end = windows().map(|w| w.to.0).max().unwrap_or(24 * 60);
    let last = i64::from(end) - length.0;
    let last = if end >= 24 * 60 { 23 * 60 } else { (last + 59).div_euclid(60) * 60 };
    let last = u16::try_from(last).unwrap_or(0).max(first);
    ShiftTemplate {
        id: "day".into(),
        starts: StartTimes { from: ClockTime(first), to: ClockTime(last), step: Minutes(60) },
        length,
        breaks: vec![BreakRule {
            kind: BreakKind::Meal,
            length: meal,
            earliest: Minutes::hours(3),
            latest: Minutes::hours(5),
            paid: false,
        }],
    }
}
