//! From day totals to intervals: the weekday's profile, bent on holidays and event days.
//!
//! ```text
//! holiday   P'(s) ∝ (contacts of past days of the class in s + ½ M P(s))        M a median day
//! event     P'(s) ∝ P(s) · (smoothed observed + M P(s) + ½)/(smoothed expected + M P(s) + ½)
//! make-up workday   the mean shape of Monday to Friday
//! ```
//! "Observed" and "expected" run over the past days of the same class and phase; smoothing is a
//! Gaussian of one interval. An event that covers part of a day first raises its own hours as a
//! whole; without a past of its own it bends nothing else: the day's extra contacts fall into them.

use crate::origin::Origin;
use crate::prepared::EventDay;
use crate::profile::Profile;

const HOLIDAY_WORTH: f64 = 0.5;
/// How many median days the usual shape is worth against a step into the event's own hours.
const STEP_WORTH: f64 = 0.2;

/// The shapes of every kind of day at one origin under one profile.
#[derive(Debug)]
pub(crate) struct Shapes<'a> {
    origin: &'a Origin<'a>,
    profile: &'a Profile,
    typical: f64,
}

impl<'a> Shapes<'a> {
    /// Shapes under `profile`.
    pub(crate) fn new(origin: &'a Origin<'a>, profile: &'a Profile) -> Self {
        Self { origin, profile, typical: origin.typical_total() }
    }

    /// The shares of the intervals of day number `day`; they sum to one where it can be open.
    ///
    /// `uplift` is the day's total relative to what it would be without its event.
    pub(crate) fn day(&self, day: usize, uplift: f64) -> Vec<f64> {
        let kind = &self.origin.prepared.kinds[day];
        let usual = self.usual(day);
        if let Some(class) = &kind.holiday {
            self.holiday(class, usual)
        } else if let Some(event) = &kind.event {
            self.event(event, usual, uplift)
        } else {
            usual
        }
    }

    /// The shares of day number `day` as if it were no holiday and no event day.
    pub(crate) fn usual(&self, day: usize) -> Vec<f64> {
        let prepared = self.origin.prepared;
        if prepared.kinds[day].makeup {
            self.profile.workday()
        } else {
            self.profile.weekday(prepared.table.weekday(day)).to_vec()
        }
    }

    fn holiday(&self, class: &str, usual: Vec<f64>) -> Vec<f64> {
        let alike =
            |day: &usize| self.origin.prepared.kinds[*day].holiday.as_deref() == Some(class);
        let days: Vec<usize> = (0..self.origin.days).filter(alike).collect();
        let Some(observed) = self.observed(&days) else { return usual };
        let worth = HOLIDAY_WORTH * self.typical;
        let total = observed.iter().sum::<f64>() + worth;
        let bent = usual.iter().zip(&observed).map(|(&share, &count)| {
            if share > 0.0 { (count + worth * share) / total } else { 0.0 }
        });
        scaled(bent.collect(), usual.iter().sum())
    }

    fn event(&self, event: &EventDay, usual: Vec<f64>, uplift: f64) -> Vec<f64> {
        let kinds = &self.origin.prepared.kinds;
        let alike = |day: &usize| {
            let kind = &kinds[*day];
            kind.holiday.is_none() && kind.event.as_ref().is_some_and(|e| e.is_like(event))
        };
        let days: Vec<usize> = (0..self.origin.days).filter(alike).collect();
        let Some(observed) = self.observed(&days) else {
            return if event.whole { usual } else { into_hours(usual, &event.slots, uplift) };
        };
        let mut expected = vec![0.0; usual.len()];
        for &day in &days {
            let shares = self.profile.weekday(self.origin.prepared.table.weekday(day));
            let total = self.origin.totals[day].unwrap_or(0.0);
            expected.iter_mut().zip(shares).for_each(|(e, share)| *e += share * total);
        }
        let usual =
            if event.whole { usual } else { self.stepped(event, usual, &observed, &mut expected) };
        let (observed, expected) = (smoothed(&observed), smoothed(&expected));
        let bent = usual.iter().enumerate().map(|(slot, share)| {
            let worth = self.typical * share + 0.5;
            share * (observed[slot] + worth) / (expected[slot] + worth)
        });
        scaled(bent.collect(), usual.iter().sum())
    }

    /// A usual shape raised as a whole in the event's own hours and lowered outside them, as far as
    /// past days ask for it; `expected` likewise, so that single intervals only add what is left.
    fn stepped(
        &self,
        event: &EventDay,
        mut usual: Vec<f64>,
        observed: &[f64],
        expected: &mut [f64],
    ) -> Vec<f64> {
        let own = |slot: usize| event.slots.contains(&slot);
        for inside in [true, false] {
            let slots: Vec<usize> = (0..usual.len()).filter(|&slot| own(slot) == inside).collect();
            let sum = |of: &[f64]| slots.iter().map(|&slot| of[slot]).sum::<f64>();
            let worth = STEP_WORTH * self.typical * sum(&usual) + 0.5;
            let step = (sum(observed) + worth) / (sum(expected) + worth);
            for slot in slots {
                usual[slot] *= step;
                expected[slot] *= step;
            }
        }
        usual
    }

    /// The contacts per interval over `days`; `None` when none of them was reported.
    fn observed(&self, days: &[usize]) -> Option<Vec<f64>> {
        let table = &self.origin.prepared.table;
        let mut counts = vec![0.0; table.slots()];
        let mut any = false;
        for &day in days {
            any |= self.origin.totals[day].is_some();
            for (count, cell) in counts.iter_mut().zip(table.day(day)) {
                *count += cell.offered().unwrap_or(0.0);
            }
        }
        any.then_some(counts)
    }
}

/// Moves a day's extra contacts into the event's own hours, as far as they reach.
fn into_hours(mut usual: Vec<f64>, slots: &std::ops::Range<usize>, uplift: f64) -> Vec<f64> {
    let inside: f64 = usual[slots.clone()].iter().sum();
    if inside <= 0.0 || uplift <= 0.0 {
        return usual;
    }
    let times = (1.0 + (uplift - 1.0) / inside).max(0.1);
    let all: f64 = usual.iter().sum();
    usual[slots.clone()].iter_mut().for_each(|share| *share *= times);
    scaled(usual, all)
}

fn scaled(mut shares: Vec<f64>, sum: f64) -> Vec<f64> {
    let factor = sum / shares.iter().sum::<f64>().max(1e-12);
    shares.iter_mut().for_each(|share| *share *= factor);
    shares
}

/// A Gaussian running mean of one interval's width over the intervals that hold anything.
fn smoothed(counts: &[f64]) -> Vec<f64> {
    const REACH: usize = 4;
    let kernel: [f64; REACH + 1] = std::array::from_fn(|lag| (-0.5 * (lag * lag) as f64).exp());
    (0..counts.len())
        .map(|slot| {
            if counts[slot] <= 0.0 {
                return 0.0;
            }
            let near = slot.saturating_sub(REACH)..(slot + REACH + 1).min(counts.len());
            let held = near.filter(|&other| counts[other] > 0.0);
            let (sum, weight) = held.fold((0.0, 0.0), |(sum, weight), other| {
                let w = kernel[slot.abs_diff(other)];
                (sum + w * counts[other], weight + w)
            });
            sum / weight
        })
        .collect()
}
