//! The shape of a day: which share of its contacts each clock interval gets, per weekday.
//!
//! ```text
//! ω(d) = 2^(−age in weeks / memory) · trust(d), holidays 0
//! all days  T(s) = Σ ω y / Σ ω μ
//! group     G(s) = (Σ ω y + κ·T(s)/|T|) / (Σ ω μ + κ/|T|)      Monday–Friday, Saturday, Sunday
//! weekday   P(s) = the same with G in the place of T
//! ```
//! `y` the interval's contacts, `μ` the day's level, `κ` the weight of the coarser shape in
//! contacts, `|T|` the sum over intervals. Each weekday's `P` is scaled to sum to one over its open
//! intervals. An open interval that no weekday of its own has seen takes the coarser shape.

use crate::days::{DayTable, Opening};

/// How long a profile remembers, and how much it trusts the coarser shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Weeks after which a day weighs half.
    pub weeks: f64,
    /// Contacts that the coarser shape is worth.
    pub contacts: f64,
}

impl Memory {
    /// What serves most queues well.
    pub const USUAL: Self = Self { weeks: 15.0, contacts: 100.0 };
}

/// The share of each clock interval in a day's contacts, per weekday from Monday.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Profile {
    slots: usize,
    shares: Vec<f64>,
}

/// Weighted contacts and weighted level per weekday and interval: what profiles are made of.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    slots: usize,
    contacts: Vec<f64>,
    level: Vec<f64>,
}

impl Evidence {
    /// Adds up the days before `levels.len()`; `weights[d]` is 0 for days that teach nothing.
    pub(crate) fn new(table: &DayTable, levels: &[f64], weights: &[f64]) -> Self {
        let slots = table.slots();
        let (mut contacts, mut level) = (vec![0.0; 7 * slots], vec![0.0; 7 * slots]);
        for (day, (&mu, &weight)) in levels.iter().zip(weights).enumerate() {
            if weight <= 0.0 {
                continue;
            }
            let at = table.weekday(day) * slots;
            for (slot, cell) in table.day(day).iter().enumerate() {
                if let Some(count) = cell.offered() {
                    contacts[at + slot] += weight * count;
                    level[at + slot] += weight * mu;
                }
            }
        }
        Self { slots, contacts, level }
    }

    /// The profile in which coarser shapes are worth `kappa` contacts.
    pub(crate) fn profile(&self, kappa: f64, opening: &Opening) -> Profile {
        let none = vec![0.0; self.slots];
        let all = self.shape(0..7, &none, 0.0);
        let groups = [
            self.shape(0..5, &all, kappa),
            self.shape(5..6, &all, kappa),
            self.shape(6..7, &all, kappa),
        ];
        let mut shares = Vec::with_capacity(7 * self.slots);
        for weekday in 0..7_usize {
            let group = &groups[weekday.saturating_sub(4)];
            let own = self.shape(weekday..weekday + 1, group, kappa);
            let open = opening.weekday(weekday);
            let masked = own.iter().zip(open).map(|(&share, &open)| if open { share } else { 0.0 });
            let masked: Vec<f64> = masked.collect();
            let sum = masked.iter().sum::<f64>().max(1e-12);
            shares.extend(masked.iter().map(|share| share / sum));
        }
        Profile { slots: self.slots, shares }
    }

    /// The shape of some weekdays, shrunk towards `coarse` by `kappa` contacts.
    fn shape(&self, weekdays: std::ops::Range<usize>, coarse: &[f64], kappa: f64) -> Vec<f64> {
        let sum = coarse.iter().sum::<f64>().max(1e-12);
        let worth = if kappa > 0.0 { kappa / sum } else { 0.0 };
        (0..self.slots)
            .map(|slot| {
                let add = |from: &[f64]| -> f64 {
                    weekdays.clone().map(|day| from[day * self.slots + slot]).sum()
                };
                let (contacts, level) = (add(&self.contacts), add(&self.level));
                if level > 0.0 {
                    (contacts + worth * coarse[slot]) / (level + worth)
                } else {
                    coarse[slot]
                }
            })
            .collect()
    }
}

impl Profile {
    /// The shares of a weekday, Monday being 0; they sum to one unless it is always closed.
    pub(crate) fn weekday(&self, weekday: usize) -> &[f64] {
        &self.shares[weekday * self.slots..(weekday + 1) * self.slots]
    }

    /// The mean shape of Monday to Friday.
    pub(crate) fn workday(&self) -> Vec<f64> {
        (0..self.slots)
            .map(|slot| (0..5).map(|day| self.weekday(day)[slot]).sum::<f64>() / 5.0)
            .collect()
    }

    /// The share of a usual day that the reported intervals of day `day` make up.
    pub(crate) fn exposure(&self, table: &DayTable, day: usize) -> f64 {
        let shares = self.weekday(table.weekday(day)).iter();
        let reported = shares.zip(table.day(day)).filter(|(_, cell)| cell.offered().is_some());
        reported.map(|(share, _)| share).sum()
    }
}

/// Day weights: halving every `weeks`, times `trust`, 0 on days marked in `apart`.
pub(crate) fn weights(weeks: f64, trust: &[f64], apart: &[bool]) -> Vec<f64> {
    let days = trust.len();
    let age = |day: usize| (days - 1 - day) as f64 / 7.0;
    (0..days)
        .map(|day| if apart[day] { 0.0 } else { trust[day] * (-age(day) / weeks).exp2() })
        .collect()
}
