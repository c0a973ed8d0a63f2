//! What a roster's working time costs, shift by shift and week by week.
//!
//! ```text
//! pay(week) = Σ shifts [ base + night + holiday ]
//!           + Σ dates daily overtime + weekly overtime + top-up
//!   base            paid × wage
//!   daily overtime  a date's paid time above each daily tier
//!                   × (multiplier − multiplier of the tier below) × wage
//!   night           paid time inside the night premium's window × extra × wage
//!   holiday         paid time on statutory holidays × (holiday multiplier − 1) × wage
//!   weekly overtime (Σ paid − daily overtime time) above each weekly tier, surcharged likewise
//!   top-up          guaranteed time not rostered × wage
//! ```
//! Each term is rounded to minor units once, so the total is a plain sum of whole amounts. The tier
//! below the first has multiplier 1. A shift belongs, with all its time, to the date and week it
//! starts in, but night and holiday time is counted where the minutes lie. Unpaid rests earn
//! nothing; training and meetings are paid time.

use crate::centre::Centre;
use crate::contract::{Contract, OvertimeTier};
use crate::moment::{ClockWindow, Span};
use crate::shift::Shift;
use crate::units::{Minutes, Money};
use chrono::Days;
use chrono_tz::Tz;
use std::ops::AddAssign;

/// What working time costs, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pay {
    /// Paid time at the plain wage.
    pub base: Money,
    /// Surcharges on overtime, daily and weekly.
    pub overtime: Money,
    /// Surcharges on night time.
    pub night: Money,
    /// Surcharges on statutory holidays.
    pub holiday: Money,
    /// Guaranteed time that was not rostered.
    pub top_up: Money,
}

impl Pay {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> Money {
        self.base + self.overtime + self.night + self.holiday + self.top_up
    }
}

impl AddAssign for Pay {
    fn add_assign(&mut self, o: Self) {
        self.base += o.base;
        self.overtime += o.overtime;
        self.night += o.night;
        self.holiday += o.holiday;
        self.top_up += o.top_up;
    }
}

/// Time above the first tier's threshold: zero without tiers.
#[must_use]
pub fn overtime(paid: Minutes, tiers: &[OvertimeTier]) -> Minutes {
    tiers.first().map_or(Minutes::ZERO, |t| (paid - t.above).max(Minutes::ZERO))
}

/// The surcharge on `paid` under rising `tiers`: each minute above a threshold earns what its tier
/// adds to the tier below.
#[must_use]
pub fn surcharge(paid: Minutes, tiers: &[OvertimeTier], wage: Money) -> Money {
    let mut below = 1.0;
    let mut sum = Money::ZERO;
    for tier in tiers {
        let above = (paid - tier.above).max(Minutes::ZERO);
        sum += wage.for_minutes(above, tier.multiplier - below);
        below = tier.multiplier;
    }
    sum
}

/// Paid minutes of `shift` inside the nightly `window`.
#[must_use]
pub fn paid_at_night(shift: &Shift, window: &ClockWindow, zone: Tz) -> Minutes {
    let nights: Vec<Span> = [shift.date.checked_sub_days(Days::new(1)), Some(shift.date)]
        .into_iter()
        .chain([shift.date.checked_add_days(Days::new(1))])
        .flatten()
        .filter_map(|day| window.on(day, zone))
        .collect();
    paid_inside(shift, &nights)
}

/// Paid minutes of `shift` on statutory holidays.
#[must_use]
pub fn paid_on_holidays(shift: &Shift, centre: &Centre) -> Minutes {
    let days: Vec<Span> = centre
        .statutory_holidays
        .iter()
        .filter(|h| (**h - shift.date).num_days().abs() <= 2)
        .filter_map(|h| ClockWindow::ALL_DAY.on(*h, centre.zone))
        .collect();
    paid_inside(shift, &days)
}

fn paid_inside(shift: &Shift, spans: &[Span]) -> Minutes {
    let paid = shift.stretches.iter().filter(|s| s.activity.is_paid());
    paid.flat_map(|s| spans.iter().map(|w| s.span.shared(w))).sum()
}

/// What one shift costs as the only one of its date: base, daily overtime, night, holiday.
#[must_use]
pub fn shift_pay(shift: &Shift, contract: &Contract, centre: &Centre) -> Pay {
    let wage = contract.wage;
    let night = contract.night.map_or(Money::ZERO, |n| {
        wage.for_minutes(paid_at_night(shift, &n.window, centre.zone), n.extra)
    });
    let holiday =
        wage.for_minutes(paid_on_holidays(shift, centre), contract.holiday_multiplier - 1.0);
    Pay {
        base: wage.for_minutes(shift.paid(), 1.0),
        overtime: surcharge(shift.paid(), &contract.daily_overtime, wage),
        night,
        holiday,
        top_up: Money::ZERO,
    }
}

/// One agent's overtime in a week of shifts in time order: the daily part (each date's paid time
/// above the first daily tier), and the weekly part (the rest of the week's paid time above the
/// first weekly tier).
#[must_use]
pub fn week_overtime(shifts: &[&Shift], contract: &Contract) -> (Minutes, Minutes) {
    let dates = paid_by_date(shifts);
    let daily: Minutes = dates.iter().map(|&paid| overtime(paid, &contract.daily_overtime)).sum();
    let paid: Minutes = dates.into_iter().sum();
    (daily, overtime(paid - daily, &contract.weekly_overtime))
}

/// Paid time of each date of shifts in time order.
fn paid_by_date(shifts: &[&Shift]) -> Vec<Minutes> {
    let dates = shifts.chunk_by(|a, b| a.date == b.date);
    dates.map(|date| date.iter().map(|s| s.paid()).sum()).collect()
}

/// What one agent's week costs: its shifts, weekly overtime and the guaranteed time not rostered.
#[must_use]
pub fn week_pay(
    shifts: &[&Shift],
    contract: &Contract,
    centre: &Centre,
    guaranteed: Minutes,
) -> Pay {
    let mut pay = Pay::default();
    for shift in shifts {
        pay += Pay { overtime: Money::ZERO, ..shift_pay(shift, contract, centre) };
    }
    for date in paid_by_date(shifts) {
        pay.overtime += surcharge(date, &contract.daily_overtime, contract.wage);
    }
    let paid: Minutes = shifts.iter().map(|s| s.paid()).sum();
    let (daily, _) = week_overtime(shifts, contract);
    pay.overtime += surcharge(paid - daily, &contract.weekly_overtime, contract.wage);
    pay.top_up = contract.wage.for_minutes((guaranteed - paid).max(Minutes::ZERO), 1.0);
    pay
}
