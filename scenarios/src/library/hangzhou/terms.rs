//! The contracts and shift shapes of the Hangzhou sample.

use crate::library::table::{clock, window};
use domain::{
    BreakKind, BreakRule, Contract, Minutes, Money, NightPremium, OvertimeTier, ShiftTemplate,
    StartTimes,
};

/// Full-time employees, part-time employees, people of an outsourcing partner.
pub(super) fn contracts() -> Vec<Contract> {
    vec![full_time(), part_time(), outsourced()]
}

/// 40 hours over five days, up to 48 with a sixth day; time and a half within a day, double beyond
/// the week's 40 hours, 30 per cent more at night, three times the wage on statutory holidays.
fn full_time() -> Contract {
    Contract {
        id: "full_time".into(),
        name: "Full time 全职".into(),
        week_paid_min: Minutes::hours(40),
        week_paid_max: Minutes::hours(48),
        week_days_min: 5,
        week_days_max: 6,
        templates: vec!["day8".into(), "long10".into()],
        wage: Money(3_600),
        guaranteed: Minutes::hours(40),
        daily_overtime: vec![OvertimeTier { above: Minutes::hours(8), multiplier: 1.5 }],
        weekly_overtime: vec![OvertimeTier { above: Minutes::hours(40), multiplier: 2.0 }],
        night: night(),
        holiday_multiplier: 3.0,
    }
}

/// 20 to 28 hours in short shifts, 20 of them owed.
fn part_time() -> Contract {
    Contract {
        id: "part_time".into(),
        name: "Part time 兼职".into(),
        week_paid_min: Minutes::hours(20),
        week_paid_max: Minutes::hours(28),
        week_days_min: 4,
        week_days_max: 6,
        templates: vec!["part4".into(), "part6".into()],
        wage: Money(3_000),
        guaranteed: Minutes::hours(20),
        daily_overtime: Vec::new(),
        weekly_overtime: Vec::new(),
        night: night(),
        holiday_multiplier: 3.0,
    }
}

/// As many or few hours as needed, at a dearer rate, nothing owed.
fn outsourced() -> Contract {
    Contract {
        id: "outsourced".into(),
        name: "Outsourced 外包".into(),
        week_paid_min: Minutes::ZERO,
        week_paid_max: Minutes::hours(44),
        week_days_min: 0,
        week_days_max: 6,
        templates: vec!["part6".into(), "day8".into()],
        wage: Money(5_200),
        guaranteed: Minutes::ZERO,
        daily_overtime: Vec::new(),
        weekly_overtime: Vec::new(),
        night: None,
        holiday_multiplier: 1.0,
    }
}

fn night() -> Option<NightPremium> {
    Some(NightPremium { window: window("22:00-06:00"), extra: 0.3 })
}

/// Eight hours with a meal and a rest, ten hours likewise, four hours through, six with a rest.
pub(super) fn templates() -> Vec<ShiftTemplate> {
    let shape = |id: &str, from, to, hours, breaks| ShiftTemplate {
        id: id.into(),
        starts: StartTimes { from: clock(from), to: clock(to), step: Minutes(30) },
        length: Minutes::hours(hours),
        breaks,
    };
    vec![
        shape("day8", "08:00", "17:00", 9, vec![meal(180, 300), rest(390, 450)]),
        shape("long10", "08:00", "15:00", 11, vec![meal(210, 300), rest(450, 540)]),
        shape("part4", "08:00", "22:00", 4, Vec::new()),
        shape("part6", "08:00", "20:00", 6, vec![rest(150, 210)]),
    ]
}

/// An unpaid hour for a meal that begins so many minutes after the shift's start.
const fn meal(earliest: i64, latest: i64) -> BreakRule {
    BreakRule {
        kind: BreakKind::Meal,
        length: Minutes(60),
        earliest: Minutes(earliest),
        latest: Minutes(latest),
        paid: false,
    }
}

/// A paid half-hour that begins so many minutes after the shift's start.
const fn rest(earliest: i64, latest: i64) -> BreakRule {
    BreakRule {
        kind: BreakKind::Rest,
        length: Minutes(30),
        earliest: Minutes(earliest),
        latest: Minutes(latest),
        paid: true,
    }
}
