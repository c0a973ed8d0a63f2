//! The day model and its profiles as seen from the end of some day of the history.
//!
//! A forecast stands at the end of the history; an inner backtest stands at earlier days. Both are
//! origins, and both run the same passes: profile → day fit → profile → exposure.

use crate::fit::{DayFit, EXPOSURE_MIN, Problem, SETTLED, SETTLED_FOR_TRIAL, State, dot, trust};
use crate::layout::{Strength, Term};
use crate::numeric::stats::{mean, median};
use crate::prepared::Prepared;
use crate::profile::{Evidence, Memory, Profile, weights};

/// Holding this many days or fewer, a history is too short for month positions.
const SHORT_DAYS: usize = 91;
/// The autocorrelation of daily residuals is measured over so many days.
const ECHO_DAYS: usize = 90;

/// A history cut after `days` days, with everything that all configurations share.
#[derive(Debug)]
pub(crate) struct Origin<'a> {
    /// The queue.
    pub(crate) prepared: &'a Prepared,
    /// How many days of it are known.
    pub(crate) days: usize,
    /// The level of each known day under the usual configuration.
    pub(crate) levels: Vec<f64>,
    /// How far each known day is trusted.
    pub(crate) trust: Vec<f64>,
    /// The usual profile.
    pub(crate) profile: Profile,
    /// The share of a usual day that was reported, per known day.
    pub(crate) exposure: Vec<f64>,
    /// The data of the day fits.
    pub(crate) problem: Problem,
    /// The contacts of each known day.
    pub(crate) totals: Vec<Option<f64>>,
    start: State,
}

impl<'a> Origin<'a> {
    /// Stands at the end of the first `days` days; `None` when they hold nothing to fit.
    pub(crate) fn new(prepared: &'a Prepared, days: usize) -> Option<Self> {
        let table = &prepared.table;
        let totals: Vec<Option<f64>> = (0..days).map(|day| table.total(day)).collect();
        let usual = mean(totals.iter().flatten().copied())?;
        let own = |total: &Option<f64>| total.filter(|&t| t > 0.0).unwrap_or(usual.max(1e-6));
        let levels: Vec<f64> = totals.iter().map(own).collect();
        let trusts = totals.iter().map(|t| if t.is_some() { 1.0 } else { 0.0 }).collect();
        let first = Pass::new(prepared, &levels, trusts)?;
        let strength = Strength::usual(days < SHORT_DAYS);
        let problem = Problem::new(&prepared.design, &totals, &first.exposure);
        let fit = problem.fit(&prepared.design, &strength, None, SETTLED)?;
        let (levels, trusts) = levels_and_trust(prepared, &problem, &fit, &totals, &first.exposure);
        let pass = Pass::new(prepared, &levels, trusts)?;
        let problem = Problem::new(&prepared.design, &totals, &pass.exposure);
        Some(Self {
            prepared,
            days,
            levels,
            trust: pass.trust,
            profile: pass.profile,
            exposure: pass.exposure,
            problem,
            totals,
            start: fit.state,
        })
    }

    /// The day fit of one configuration, starting where the usual one ended.
    pub(crate) fn fit(&self, strength: &Strength) -> Option<DayFit> {
        self.problem.fit(&self.prepared.design, strength, Some(&self.start), SETTLED)
    }

    /// A rougher fit of one configuration, starting where another ended.
    pub(crate) fn try_fit(&self, strength: &Strength, start: Option<&State>) -> Option<DayFit> {
        let start = start.unwrap_or(&self.start);
        self.problem.fit(&self.prepared.design, strength, Some(start), SETTLED_FOR_TRIAL)
    }

    /// The sparse row of day number `day`, known or ahead.
    pub(crate) fn row(&self, day: usize) -> Vec<Term> {
        let mut row = Vec::new();
        self.problem.layout.row(&self.prepared.design, day, &mut row);
        row
    }

    /// The logarithm of the expected total of each of the next `ahead` days.
    pub(crate) fn outlook(&self, fit: &DayFit, ahead: usize) -> Vec<f64> {
        let last = self.last_echo(fit);
        (0..ahead)
            .map(|h| {
                let eta = dot(&self.row(self.days + h), &fit.coefficients);
                (eta + last.at(h + 1)).clamp(-20.0, 25.0)
            })
            .collect()
    }

    /// What the last day's surprise says about the next days.
    ///
    /// ```text
    /// r(d) = log((D + c)/(μE + c)), within ±0.3, 0 on holidays      c = 2 % of a mean day + ½
    /// adds r(last) · κ/(κ + 1/mean D) · ρ^h                         ρ lag-1 autocorrelation
    /// ```
    pub(crate) fn last_echo(&self, fit: &DayFit) -> Echo {
        let usual = mean(self.totals.iter().flatten().copied()).unwrap_or(0.0);
        let pad = 0.02 * usual + 0.5;
        let from = self.days.saturating_sub(ECHO_DAYS);
        let residuals: Vec<f64> = (from..self.days)
            .map(|day| match self.totals[day] {
                Some(total)
                    if self.exposure[day] >= EXPOSURE_MIN
                        && self.prepared.kinds[day].holiday.is_none() =>
                {
                    let rate = dot(&self.row(day), &fit.coefficients).clamp(-20.0, 25.0).exp();
                    let expected = rate * self.exposure[day];
                    ((total + pad) / (expected + pad)).ln().clamp(-0.3, 0.3)
                }
                _ => 0.0,
            })
            .collect();
        let squares = residuals.iter().map(|r| r * r).sum::<f64>().max(1e-9);
        let lagged: f64 = residuals.windows(2).map(|pair| pair[0] * pair[1]).sum();
        let rho = (lagged / squares + 2.0 / residuals.len() as f64).clamp(0.0, 0.95);
        let extra = fit.state.extra;
        let share = extra / (extra + 1.0 / usual.max(0.1));
        Echo { size: residuals.last().copied().unwrap_or(0.0) * share, rho }
    }

    /// The profile evidence for a memory of so many weeks.
    pub(crate) fn evidence(&self, weeks: f64) -> Evidence {
        let apart = self.prepared.holidays(self.days);
        Evidence::new(&self.prepared.table, &self.levels, &weights(weeks, &self.trust, &apart))
    }

    /// The median of the known days' totals.
    pub(crate) fn typical_total(&self) -> f64 {
        let mut totals: Vec<f64> = self.totals.iter().flatten().copied().collect();
        median(&mut totals).unwrap_or(0.0)
    }
}

/// How the surprise of the last day fades.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Echo {
    size: f64,
    rho: f64,
}

impl Echo {
    /// What it adds to the log rate `h` days ahead.
    pub(crate) fn at(&self, h: usize) -> f64 {
        self.size * self.rho.powf(h as f64)
    }
}

/// One pass from levels to profile to exposures.
struct Pass {
    trust: Vec<f64>,
    profile: Profile,
    exposure: Vec<f64>,
}

impl Pass {
    fn new(prepared: &Prepared, levels: &[f64], trust: Vec<f64>) -> Option<Self> {
        let table = &prepared.table;
        let apart = prepared.holidays(levels.len());
        let evidence = Evidence::new(table, levels, &weights(Memory::USUAL.weeks, &trust, &apart));
        let profile = evidence.profile(Memory::USUAL.contacts, &prepared.opening);
        let exposure: Vec<f64> =
            (0..levels.len()).map(|day| profile.exposure(table, day)).collect();
        exposure.iter().any(|&e| e >= EXPOSURE_MIN).then_some(Self { trust, profile, exposure })
    }
}

/// Levels of all known days under `fit`, and the trust in each that was reported.
fn levels_and_trust(
    prepared: &Prepared,
    problem: &Problem,
    fit: &DayFit,
    totals: &[Option<f64>],
    exposure: &[f64],
) -> (Vec<f64>, Vec<f64>) {
    let mut row = Vec::new();
    (0..totals.len())
        .map(|day| {
            problem.layout.row(&prepared.design, day, &mut row);
            let level = dot(&row, &fit.coefficients).clamp(-20.0, 25.0).exp();
            let trusted = totals[day].map_or(0.0, |total| {
                let expected = (level * exposure[day]).max(1e-9);
                trust((total - expected) / expected, fit.state.extra + 1.0 / expected.max(0.5))
            });
            (level, trusted)
        })
        .unzip()
}
