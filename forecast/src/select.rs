//! The automatic choice: every configuration is tried at earlier ends of the same history.
//!
//! ```text
//! loss(c) = mean over inner origins of √(mean over 14 days of min(|D − F|/(½F + ½ mean D), ½)²)
//! weight(c) ∝ prior(c) · exp(−(loss(c) − least)/(0.02 · least)),  below 2 % none
//! ```
//! Day forecasts are averaged geometrically with these weights. Profiles are then chosen in the
//! same way by `Σ|y − f|/Σf` over intervals (temperature 0.006, arithmetic mean). Last, the best
//! configuration is tried at every end with a known week after it, over as much of the horizon as
//! is known, to learn how wrong its forecasts are.

use crate::ensemble::{Ahead, Ensemble};
use crate::fit::DayFit;
use crate::interval::{Calibration, Trial};
use crate::layout::Strength;
use crate::numeric::stats::{mean, shares};
use crate::origin::Origin;
use crate::prepared::Prepared;
use crate::profile::{Memory, Profile};
use crate::shapes::Shapes;
use std::collections::BTreeMap;

const ORIGINS_MAX: usize = 10;
const TRIAL_DAYS: usize = 14;
const TRAINING_DAYS_MIN: usize = 21;
/// Below this many days of history month positions are not tried.
const MONTH_DAYS_MIN: usize = 91;
const TEMPERATURE: f64 = 0.02;
const PROFILE_TEMPERATURE: f64 = 0.006;
/// The loss of a day that is off by half or more, and of a configuration that cannot be fitted.
const WORST: f64 = 0.5;
const WEIGHT_MIN: f64 = 0.02;

/// Which configurations a queue's forecast averages, and how wrong such forecasts have been.
///
/// Choosing is the slow part; a choice can be kept and reused while the queue stays what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Day models and their weights, which sum to one.
    pub strengths: Vec<(Strength, f64)>,
    /// Profiles and their weights, which sum to one.
    pub memories: Vec<(Memory, f64)>,
    /// The error law.
    pub calibration: Calibration,
    /// How many earlier ends of the history it rests on.
    pub origins: usize,
}

impl Choice {
    /// Chooses for a history of `days` days and a horizon of `ahead` days after it.
    pub(crate) fn new(prepared: &Prepared, days: usize, ahead: usize) -> Self {
        let mut origins = Origins { prepared, at: BTreeMap::new() };
        let trials = origins.ends(days, TRIAL_DAYS, TRAINING_DAYS_MIN, ORIGINS_MAX);
        let strengths = strengths(&mut origins, &trials, days < MONTH_DAYS_MIN);
        let memories = memories(&mut origins, &trials, &strengths);
        let weeks = ahead.div_ceil(7).max(1);
        // the latest ends tell of the first weeks ahead only, ten at least of every week
        let ends = origins.ends(days, 7, 14, ORIGINS_MAX + weeks - 1);
        let calibration =
            calibration(&mut origins, &ends, (days, 7 * weeks), &strengths, &memories);
        Self { strengths, memories, calibration, origins: trials.len() }
    }

    /// The averaged profile at `origin`.
    pub(crate) fn profiles(&self, origin: &Origin<'_>) -> Vec<(Profile, f64)> {
        let used = self.memories.iter().filter(|(_, weight)| *weight > 0.0);
        used.map(|&(memory, weight)| (profile(origin, memory), weight)).collect()
    }
}

/// The profile of `memory` at `origin`.
pub(crate) fn profile(origin: &Origin<'_>, memory: Memory) -> Profile {
    origin.evidence(memory.weeks).profile(memory.contacts, &origin.prepared.opening)
}

/// Inner origins, each built once.
struct Origins<'a> {
    prepared: &'a Prepared,
    at: BTreeMap<usize, Option<Origin<'a>>>,
}

impl<'a> Origins<'a> {
    /// Up to `most` earlier ends, a week apart, each with `ahead` days after it and `least` before.
    fn ends(&mut self, days: usize, ahead: usize, least: usize, most: usize) -> Vec<usize> {
        let ends = (0..most).map_while(|nth| days.checked_sub(ahead + 7 * nth));
        let enough = ends.take_while(|&end| end >= least);
        enough.filter(|&end| self.get(end).is_some()).collect()
    }

    fn get(&mut self, end: usize) -> Option<&Origin<'a>> {
        let prepared = self.prepared;
        self.at.entry(end).or_insert_with(|| Origin::new(prepared, end)).as_ref()
    }
}

/// The configurations tried, with their prior weights.
fn candidates(short: bool) -> Vec<(Strength, f64)> {
    let mut all = Vec::new();
    for (memory_days, d) in [(250.0, 1.0), (60.0, 0.6)] {
        for (level, a) in [(0.015, 1.0), (0.005, 0.5), (0.04, 0.7)] {
            for (drift, b) in [(0.0, 1.0), (0.02, 0.5)] {
                for (month, c) in [(0.06, 1.0), (0.005, 0.3)] {
                    all.push((Strength { level, drift, month, memory_days }, a * b * c * d));
                }
            }
        }
    }
    all.retain(|(strength, _)| !short || strength.month < 0.02);
    all
}

fn strengths(origins: &mut Origins<'_>, ends: &[usize], short: bool) -> Vec<(Strength, f64)> {
    let mut all = candidates(short);
    if ends.is_empty() {
        all.retain(|(s, _)| s.level == Strength::usual(short).level && s.drift == 0.0);
        let weight = 1.0 / all.len() as f64;
        return all.into_iter().map(|(strength, _)| (strength, weight)).collect();
    }
    let mut losses = vec![0.0; all.len()];
    for &end in ends {
        let Some(origin) = origins.get(end) else { continue };
        let mut last = None;
        for ((strength, _), loss) in all.iter().zip(&mut losses) {
            let fit = origin.try_fit(strength, last.as_ref());
            *loss += fit.as_ref().map_or(WORST, |fit| day_loss(origin, fit)) / ends.len() as f64;
            last = fit.map(|fit| fit.state).or(last);
        }
    }
    weighted(&all, &losses, TEMPERATURE)
}

fn weighted<T: Copy>(all: &[(T, f64)], losses: &[f64], temperature: f64) -> Vec<(T, f64)> {
    let least = losses.iter().copied().fold(f64::INFINITY, f64::min);
    let weight = |((_, prior), loss): (&(T, f64), &f64)| {
        prior * (-(loss - least) / (temperature * least + 1e-9)).exp()
    };
    let weights: Vec<f64> = all.iter().zip(losses).map(weight).collect();
    let weights = shares(&weights, WEIGHT_MIN);
    all.iter().zip(weights).map(|(&(item, _), weight)| (item, weight)).collect()
}

/// The loss of one configuration at one origin.
fn day_loss(origin: &Origin<'_>, fit: &DayFit) -> f64 {
    let table = &origin.prepared.table;
    let usual = mean(origin.totals.iter().flatten().copied()).unwrap_or(0.0);
    let outlook = origin.outlook(fit, TRIAL_DAYS);
    let errors = outlook.iter().enumerate().filter_map(|(h, log_total)| {
        let day = origin.days + h;
        let total = table.total(day)?;
        let expected = log_total.exp() * origin.profile.exposure(table, day);
        let relative = (total - expected).abs() / (0.5 * expected.max(1.0) + 0.5 * usual);
        Some(relative.min(WORST).powi(2))
    });
    mean(errors).map_or(WORST, f64::sqrt)
}

fn memories(
    origins: &mut Origins<'_>,
    ends: &[usize],
    strengths: &[(Strength, f64)],
) -> Vec<(Memory, f64)> {
    const WEEKS: [f64; 3] = [5.0, 15.0, 60.0];
    const CONTACTS: [f64; 2] = [50.0, 500.0];
    let memory = |weeks| CONTACTS.map(|contacts| (Memory { weeks, contacts }, 1.0));
    let all: Vec<(Memory, f64)> = WEEKS.into_iter().flat_map(memory).collect();
    if ends.is_empty() {
        let usual = |m: &Memory| m.weeks == Memory::USUAL.weeks;
        return all.iter().map(|(m, _)| (*m, if usual(m) { 0.5 } else { 0.0 })).collect();
    }
    let mut losses = vec![0.0; all.len()];
    for &end in ends {
        let Some(origin) = origins.get(end) else { continue };
        let Some(ensemble) = Ensemble::new(origin, strengths) else { continue };
        let ahead = ensemble.ahead(TRIAL_DAYS);
        for (nth, weeks) in WEEKS.into_iter().enumerate() {
            let evidence = origin.evidence(weeks);
            for (kth, contacts) in CONTACTS.into_iter().enumerate() {
                let profile = evidence.profile(contacts, &origin.prepared.opening);
                let trials = trials(origin, &ahead, &profile);
                let missed: f64 = trials.iter().map(|t| (t.actual - t.expected).abs()).sum();
                let expected: f64 = trials.iter().map(|t| t.expected).sum();
                losses[nth * CONTACTS.len() + kth] +=
                    missed / expected.max(1e-9) / ends.len() as f64;
            }
        }
    }
    weighted(&all, &losses, PROFILE_TEMPERATURE)
}

/// The reported intervals after `origin` beside their forecast.
fn trials(origin: &Origin<'_>, ahead: &[Ahead], profile: &Profile) -> Vec<Trial> {
    let shapes = Shapes::new(origin, profile);
    let table = &origin.prepared.table;
    let mut trials = Vec::new();
    for (h, total) in ahead.iter().enumerate() {
        let day = origin.days + h;
        if day >= table.days() {
            break;
        }
        let shares = shapes.day(day, total.log_event.exp());
        for (cell, share) in table.day(day).iter().zip(shares) {
            if let Some(actual) = cell.offered() {
                let expected = (total.log_total.exp() * share).max(1e-6);
                trials.push(Trial { actual, expected, week: h / 7, weight: 1.0 });
            }
        }
    }
    trials
}

fn calibration(
    origins: &mut Origins<'_>,
    ends: &[usize],
    (days, ahead): (usize, usize),
    strengths: &[(Strength, f64)],
    memories: &[(Memory, f64)],
) -> Calibration {
    let best = strengths.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let memory = memories.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let (Some(&(strength, _)), Some(&(memory, _))) = (best, memory) else {
        return Calibration::unknown();
    };
    let (mut all, mut weights) = (Vec::new(), Vec::new());
    for &end in ends {
        let Some(origin) = origins.get(end) else { continue };
        let Some(ensemble) = Ensemble::new(origin, &[(strength, 1.0)]) else { continue };
        let tried = trials(origin, &ensemble.ahead(ahead), &profile(origin, memory));
        let weight = Trial::weight(end, days);
        weights.push(weight);
        all.extend(tried.into_iter().map(|trial| Trial { weight, ..trial }));
    }
    Calibration::fit(&all, &weights)
}
