//! Single intervals that are beyond belief: a reporting error, a prank, a loop in the dialler.
//!
//! ```text
//! λ   = max(median over the day of y/P, μ/4) · P             what the rest of the day suggests
//! φ   = max(1, median((y − λ)²/λ) / 0.455) over λ > 1        how noisy intervals usually are
//! spike:  y > λ + 6·√(φλ + 0.0225 λ²) + 2
//! ```
//! A spike that no holiday and no event in the calendar explains is replaced by `λ` and listed.
//! When more than 5 % of the
//! intervals qualify, the days are simply like that, and nothing is touched.

use crate::days::Cell;
use crate::numeric::stats::median;
use crate::origin::Origin;
use crate::prepared::Prepared;
use chrono::NaiveDate;

const SHARE_MAX: f64 = 0.05;
const SDS: f64 = 6.0;

/// An interval that was replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Spike {
    /// The day.
    pub date: NaiveDate,
    /// Minutes after midnight at which the interval begins.
    pub minute: u16,
    /// What was reported.
    pub reported: f64,
    /// What the rest of the day suggests, used in its place.
    pub used: f64,
}

/// The spikes of the whole history, in time order.
pub(crate) fn find(origin: &Origin<'_>) -> Vec<Spike> {
    let table = &origin.prepared.table;
    let mut expected: Vec<(usize, usize, f64, f64)> = Vec::new();
    for day in 0..origin.days {
        let shares = origin.profile.weekday(table.weekday(day));
        let level = day_level(table.day(day), shares).max(0.25 * origin.levels[day]);
        for (slot, (cell, share)) in table.day(day).iter().zip(shares).enumerate() {
            if let Some(count) = cell.offered() {
                expected.push((day, slot, count, level * share));
            }
        }
    }
    let noise = expected.iter().filter(|(.., lambda)| *lambda > 1.0);
    let mut noise: Vec<f64> = noise.map(|(.., y, lambda)| (y - lambda).powi(2) / lambda).collect();
    let phi = median(&mut noise).map_or(1.5, |m| (m / 0.455).max(1.0));
    let beyond = |y: f64, lambda: f64| {
        let floor = lambda.max(0.5);
        y > lambda + SDS * (phi * floor + 0.0225 * lambda * lambda).sqrt() + 2.0
    };
    let minutes = 1440 / table.slots();
    let unexplained = |day: usize, slot: usize| {
        let kind = &origin.prepared.kinds[day];
        kind.holiday.is_none() && kind.event.as_ref().is_none_or(|e| !e.slots.contains(&slot))
    };
    let spikes: Vec<Spike> = expected
        .iter()
        .filter(|&&(day, slot, y, lambda)| beyond(y, lambda) && unexplained(day, slot))
        .map(|&(day, slot, reported, used)| Spike {
            date: table.date(day),
            minute: (slot * minutes) as u16,
            reported,
            used,
        })
        .collect();
    if (spikes.len() as f64) < SHARE_MAX * expected.len() as f64 { spikes } else { Vec::new() }
}

/// The queue with what the rest of the day suggests in the place of each spike.
pub(crate) fn replaced(prepared: &Prepared, spikes: &[Spike]) -> Prepared {
    let mut cleaned = prepared.clone();
    let table = &mut cleaned.table;
    let (minutes, first) = (1440 / table.slots(), table.first());
    for spike in spikes {
        let day = (spike.date - first).num_days() as usize;
        table.day_mut(day)[usize::from(spike.minute) / minutes] = Cell::Offered(spike.used);
    }
    cleaned
}

/// The day's level as its median interval sees it; 0 when none is usable.
fn day_level(cells: &[Cell], shares: &[f64]) -> f64 {
    let ratios = cells.iter().zip(shares).filter(|(_, share)| **share > 0.004);
    let mut ratios: Vec<f64> =
        ratios.filter_map(|(cell, share)| Some(cell.offered()? / share)).collect();
    median(&mut ratios).unwrap_or(0.0)
}
