//! What one possible shift costs by itself, worked out apart from `domain::pay`, its twin.

use crate::roster::reference::sets::Week;
use crate::roster::reference::sets::shape::{minutes_of, paid_within, windows};
use domain::{Activity, ClockWindow, Contract, Minutes, Money, OvertimeTier, Shift};

/// Thresholds in minutes with what each adds to the multiplier below it.
pub(crate) fn steps(tiers: &[OvertimeTier]) -> Vec<(i64, f64)> {
    let below = std::iter::once(1.0).chain(tiers.iter().map(|t| t.multiplier));
    tiers.iter().zip(below).map(|(t, below)| (t.above.0, t.multiplier - below)).collect()
}

/// Wage, night and holiday premiums of one shift.
pub(super) fn alone(shift: &Shift, contract: &Contract, week: &Week<'_>) -> Money {
    let price =
        |minutes: i64, multiplier: f64| contract.wage.for_minutes(Minutes(minutes), multiplier);
    let paid = minutes_of(shift, Activity::is_paid);
    let night = contract.night.map_or(Money::ZERO, |premium| {
        price(paid_within(shift, &windows(&premium.window, shift.date, week)), premium.extra)
    });
    let holidays: Vec<_> = week.centre.statutory_holidays.iter().collect();
    let zone = week.centre.zone;
    let days: Vec<_> = holidays.iter().filter_map(|d| ClockWindow::ALL_DAY.on(**d, zone)).collect();
    let holiday = price(paid_within(shift, &days), contract.holiday_multiplier - 1.0);
    price(paid, 1.0) + night + holiday
}
