//! The laws of one person over the horizon, each as a resource of the pricing.
//!
//! A law here is a little automaton: a level that every day moves, and a price or a refusal. The
//! same law is a predicate in [`domain::laws`]; the two share no code.

mod changed;
mod consecutive_days;
mod consecutive_days_off;
mod fairness;
mod nights;
mod overtime_per_month;
mod period_hours;
mod preferences;
mod protected;
mod start_variation;
mod week_pay;
mod weekends_off;
mod weekly_hours;
mod weekly_rest;
mod working_days;

pub(crate) use changed::ChangedPerson;
pub(crate) use consecutive_days::{ConsecutiveDaysMax, ConsecutiveDaysMin};
pub(crate) use consecutive_days_off::ConsecutiveDaysOffMin;
pub(crate) use fairness::{Fairness, Sort};
pub(crate) use nights::{AfterNight, NightsInARow};
pub(crate) use overtime_per_month::OvertimePerMonth;
pub(crate) use period_hours::PeriodHours;
pub(crate) use preferences::LongWish;
pub(crate) use protected::ProtectedWeek;
pub(crate) use start_variation::{Branch, Spread, StartVariation};
pub(crate) use week_pay::WeekPay;
pub(crate) use weekends_off::WeekendsOff;
pub(crate) use weekly_hours::WeeklyHours;
pub(crate) use weekly_rest::WeeklyRest;
pub(crate) use working_days::WorkingDays;

use domain::laws::Strength;
use std::fmt::Debug;

/// What one day's shift means to the laws. What no active law looks at stays at its default, so
/// that shifts which are alike to all laws are one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Work {
    /// Paid minutes.
    pub(crate) paid: i32,
    /// Minutes above the contract's first daily overtime tier.
    pub(crate) overtime: i32,
    /// Whether at least a paid hour lies in the night.
    pub(crate) night: bool,
    /// Whether it ends late.
    pub(crate) late: bool,
    /// The clock time of its start, in minutes.
    pub(crate) start: i32,
    /// Which long wishes it touches, a bit each.
    pub(crate) wishes: u32,
    /// Whether it is not what the person was told.
    pub(crate) changed: bool,
}

impl Work {
    /// What all of these laws together look at.
    pub(crate) fn seen_by(&self, laws: &[&dyn Resource]) -> Self {
        laws.iter().map(|law| law.sees(self)).fold(Self::default(), |a, b| Self {
            paid: a.paid.max(b.paid),
            overtime: a.overtime.max(b.overtime),
            night: a.night || b.night,
            late: a.late || b.late,
            start: a.start.max(b.start),
            wishes: a.wishes | b.wishes,
            changed: a.changed || b.changed,
        })
    }
}

/// What the laws know of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Today {
    /// Its number in the horizon.
    pub(crate) day: usize,
    /// Its week's number in the horizon.
    pub(crate) week: usize,
    /// Whether it is its week's last day.
    pub(crate) week_ends: bool,
    /// Whether the next week begins in another month, or not at all.
    pub(crate) month_ends: bool,
    /// The number of the month its week begins in, from 0.
    pub(crate) month: usize,
    /// Whether it is the horizon's last day.
    pub(crate) last: bool,
    /// Monday is 0.
    pub(crate) weekday: u32,
}

/// Where a law stands after a day, and what the day cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Step {
    /// The level tomorrow starts from.
    pub(crate) level: i32,
    /// The price of today's breaches in minor units.
    pub(crate) price: i64,
}

impl Step {
    /// On to `level`, free of charge.
    pub(crate) const fn to(level: i32) -> Option<Self> {
        Some(Self { level, price: 0 })
    }
    /// On to `level` at a price; `None` when the price is a refusal.
    pub(crate) fn at(level: i32, price: Option<i64>) -> Option<Self> {
        price.map(|price| Self { level, price })
    }
}

/// Days to come after a day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Left {
    /// In its week.
    pub(crate) week: i32,
    /// In the horizon.
    pub(crate) horizon: i32,
}

/// A law of one person as a resource: `None` from [`Resource::step`] means that no lawful roster
/// goes on that way.
pub(crate) trait Resource: Debug + Send + Sync {
    /// The law's name, as in `rules.toml`.
    fn name(&self) -> &'static str;
    /// The level on the horizon's first morning.
    fn begin(&self) -> i32;
    /// What the law looks at of a day's work; the rest stays at its default.
    fn sees(&self, work: &Work) -> Work;
    /// The level after a day with this work, or off.
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step>;
    /// A level that stands for this one with so many days left in the week and the horizon: levels
    /// that can no longer make a difference become one.
    fn settle(&self, level: i32, _left: Left) -> i32 {
        level
    }
    /// Every level after the day, where a law may choose: the best of them is what it costs.
    fn steps(&self, level: i32, today: &Today, work: Option<&Work>, all: &mut Vec<Step>) {
        all.extend(self.step(level, today, work));
    }
}

/// How much a law that is not off matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Never.
    Hard,
    /// This much per unit, in minor units.
    Price(i64),
}

impl Weight {
    /// The weight of a law; `None` when it is off.
    pub(crate) fn of(strength: Strength) -> Option<Self> {
        match strength {
            Strength::Hard => Some(Self::Hard),
            Strength::Soft(price) => Some(Self::Price(price.0)),
            Strength::Off => None,
        }
    }
    /// The price of a breach of `amount` units, rounded as the judge does; `None` when it may not
    /// be.
    pub(crate) fn charge(self, amount: f64) -> Option<i64> {
        match self {
            _ if amount <= 0.0 => Some(0),
            Self::Hard => None,
            Self::Price(price) => Some((price as f64 * amount).round() as i64),
        }
    }
    /// The price of `minutes`, every hour begun.
    pub(crate) fn charge_hours(self, minutes: i32) -> Option<i64> {
        self.charge(f64::from((minutes.max(0) + 59) / 60))
    }
    /// The price of `count` units.
    pub(crate) fn charge_count(self, count: i32) -> Option<i64> {
        self.charge(f64::from(count.max(0)))
    }
}
