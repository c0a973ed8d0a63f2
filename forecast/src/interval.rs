//! How wrong forecasts of this queue have been: the spread around the mean, and its quantiles.
//!
//! ```text
//! var(y) = (φ·f + c²·f²) · s(week)²          fitted to the errors of the inner backtest
//! quantile(p) = f + z(p)·√var(y)             f > 15, z(p) from the quantiles of the errors
//!             = negative binomial            f < 3, and a straight blend in between
//! z(p)        = −z(1 − p) = ½ (ẑ(p) − ẑ(1 − p)), of few origins the 2p − 1 quantile of |ẑ|
//! ```
//! `s(week)` never falls with the lead. Errors of an origin that knew a share of the history count
//! by that share squared: a model that knew less erred more. Trials overlap, and ten of them may
//! all err to one side; how far is evidence, the side is chance, so bands lie evenly around `f`.
//! Fewer than eight nearly always err to one side: there the size of the errors counts, not the
//! distance of their quantiles from each other.
//!
//! A few inner origins, all from one stretch of time, cannot show how far a level may wander: with
//! fewer than eight, worth `n` of equal weight, `c²s²` is averaged with the `0.04²·(week + ½)` that
//! is usual, which counts as six origins, unless it is larger already. What a day's events may do
//! beyond that is added to `c²` as [`Unsure`].

use crate::numeric::counts;
use crate::numeric::stats::{quantile, weighted_quantiles};
use domain::{Contacts, LEVELS, Quantiles, Spread};

/// Lead weeks told apart; later ones are taken like the last.
const WEEKS: usize = 8;
const ORIGINS_ENOUGH: usize = 8;
/// A level usually wanders by so much per square root of a week (coefficient of variation) …
const GUESS_SD: f64 = 0.04;
/// … and believing that is worth so many origins.
const GUESS_WORTH: f64 = 6.0;

/// One interval of the inner backtest: what came, what was expected, how many weeks ahead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trial {
    /// Contacts that came.
    pub(crate) actual: f64,
    /// Contacts that were expected.
    pub(crate) expected: f64,
    /// Whole weeks between the origin and the interval.
    pub(crate) week: usize,
    /// How much it counts.
    pub(crate) weight: f64,
}

impl Trial {
    /// What an error counts that was made knowing `known` of the `days` that are known now.
    pub(crate) fn weight(known: usize, days: usize) -> f64 {
        (known as f64 / days.max(1) as f64).powi(2)
    }
}

/// The error law of one queue's forecasts.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    poisson: f64,
    shared: f64,
    weeks: [f64; WEEKS],
    /// Quantiles of standardised errors at [`LEVELS`]; `None` for the negative binomial alone.
    errors: Option<[f64; LEVELS.len()]>,
    /// The weight of what is usual for levels, while few origins were tried.
    guessed: f64,
}

/// Variance of the relative error of a day beyond what ordinary days show.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Unsure(pub(crate) f64);

impl Calibration {
    /// What is assumed while no origin of the history can be tried: `φ = 1.3`, `c = 0.1·√(1+week)`.
    #[must_use]
    pub fn unknown() -> Self {
        let weeks = std::array::from_fn(|week| (1.0 + week as f64).sqrt());
        Self { poisson: 1.3, shared: 0.1, weeks, errors: None, guessed: 0.0 }
    }

    /// Fits the law to the trials of inner origins that count by `weights`.
    pub(crate) fn fit(trials: &[Trial], weights: &[f64]) -> Self {
        if trials.is_empty() {
            return Self::unknown();
        }
        let bounded = winsorised(trials);
        let (poisson, shared2) = variance_law(trials, &bounded);
        let law = |f: f64| poisson * f + shared2 * f * f;
        let weeks = by_week(trials, &bounded, law);
        let standard = |t: &Trial| {
            let error = t.actual - t.expected;
            (error / law(t.expected).sqrt() / weeks[t.week.min(WEEKS - 1)], t.weight)
        };
        let busy = trials.iter().filter(|t| t.expected > 3.0);
        let mut errors: Vec<(f64, f64)> = busy.map(standard).collect();
        if errors.len() <= 100 {
            errors = trials.iter().map(standard).collect();
        }
        let few = weights.len() < ORIGINS_ENOUGH;
        let errors = if few { size_quantiles(errors) } else { even_quantiles(errors) };
        let origins = alike(weights);
        let guessed = if few { GUESS_WORTH / (GUESS_WORTH + origins) } else { 0.0 };
        Self { poisson, shared: shared2.sqrt(), weeks, errors: Some(errors), guessed }
    }

    /// The spread of an interval `week` whole weeks ahead on a day that is `unsure`.
    pub(crate) fn spread(&self, week: usize, unsure: Unsure) -> Spread {
        let scale = self.weeks[week.min(WEEKS - 1)];
        let measured = (self.shared * scale).powi(2);
        let guess = GUESS_SD * GUESS_SD * (week as f64 + 0.5);
        let shared2 = (1.0 - self.guessed) * measured + self.guessed * guess.max(measured);
        Spread {
            poisson: self.poisson * scale * scale,
            shared: (shared2 + unsure.0 * scale * scale).sqrt(),
        }
    }

    /// The quantiles of an interval with mean `expected` and this spread.
    pub(crate) fn quantiles(&self, expected: f64, spread: Spread) -> Quantiles {
        let f = expected.max(1e-6);
        let variance = spread.poisson * f + (spread.shared * f).powi(2);
        let busy = if self.errors.is_some() { ((f - 3.0) / 12.0).clamp(0.0, 1.0) } else { 0.0 };
        let few = if busy < 1.0 { counts::quantiles(f, variance) } else { [0.0; LEVELS.len()] };
        let errors = self.errors.unwrap_or_default();
        let mut least = 0.0_f64;
        std::array::from_fn(|level| {
            let many = f + errors[level] * variance.sqrt();
            least = least.max(busy * many + (1.0 - busy) * few[level]);
            Contacts(least)
        })
    }
}

/// Quantiles of an interval with this mean and spread where no errors of its own are at hand:
/// negative binomial up to 15 contacts, normal beyond.
pub(crate) fn normal_quantiles(expected: f64, spread: Spread) -> Quantiles {
    const NORMAL: [f64; LEVELS.len()] =
        [-1.959_964, -1.281_552, -0.674_490, 0.0, 0.674_490, 1.281_552, 1.959_964];
    let errors = (expected > 15.0).then_some(NORMAL);
    let law = Calibration { errors, ..Calibration::unknown() };
    law.quantiles(expected, spread)
}

/// Squared errors, those beyond the 99.5 % quantile of `|error|/√expected` brought down to it.
fn winsorised(trials: &[Trial]) -> Vec<f64> {
    let size = |t: &Trial| (t.actual - t.expected).abs() / t.expected.sqrt();
    let mut sizes: Vec<f64> = trials.iter().map(size).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let most = quantile(&sizes, 0.995).unwrap_or(f64::INFINITY);
    trials.iter().map(|t| (t.actual - t.expected).powi(2).min(most * most * t.expected)).collect()
}

/// How many origins of one weight say as much as origins with these: `(Σw)²/Σw²`, at least 1.
fn alike(weights: &[f64]) -> f64 {
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    (weights.iter().sum::<f64>().powi(2) / squares).max(1.0)
}

/// How much larger errors of each lead week are than `law` says, never falling with the lead.
fn by_week(trials: &[Trial], squares: &[f64], law: impl Fn(f64) -> f64) -> [f64; WEEKS] {
    let mut least = 0.0_f64;
    std::array::from_fn(|week| {
        let of_week = trials.iter().zip(squares).filter(|(trial, _)| trial.week == week);
        let (sum, weight, n) = of_week.fold((0.0, 0.0, 0), |(sum, weight, n), (t, square)| {
            (sum + t.weight * square / law(t.expected), weight + t.weight, n + 1)
        });
        let measured = (sum / weight).sqrt().clamp(0.7, 1.5);
        least = least.max(if n > 20 { measured } else { 1.0 });
        least
    })
}

/// Quantiles at [`LEVELS`] of `errors` with their weights, the same distance above and below zero.
fn even_quantiles(mut errors: Vec<(f64, f64)>) -> [f64; LEVELS.len()] {
    errors.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let own = weighted_quantiles(&errors, LEVELS).unwrap_or_default();
    std::array::from_fn(|level| 0.5 * (own[level] - own[LEVELS.len() - 1 - level]))
}

/// Quantiles at [`LEVELS`] of a law that is even around zero and exceeds `z(p)` in size as often as
/// `errors` do, which is a share of `2(1 − p)`.
fn size_quantiles(errors: Vec<(f64, f64)>) -> [f64; LEVELS.len()] {
    let mut sizes: Vec<(f64, f64)> = errors.into_iter().map(|(e, w)| (e.abs(), w)).collect();
    sizes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let within = LEVELS.map(|level| (2.0 * level - 1.0).max(0.0));
    let sizes = weighted_quantiles(&sizes, within).unwrap_or_default();
    std::array::from_fn(|level| match LEVELS[level] {
        p if p > 0.5 => sizes[level],
        p if p < 0.5 => -sizes[LEVELS.len() - 1 - level],
        _ => 0.0,
    })
}

/// `φ` and `c²` by least squares of squared errors on `f` and `f²`, weighted by `1/f²`.
fn variance_law(trials: &[Trial], squares: &[f64]) -> (f64, f64) {
    let largest = trials.iter().map(|t| t.expected).fold(0.0, f64::max);
    let (mut f2, mut f3, mut f4, mut ef, mut ef2) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (trial, square) in trials.iter().zip(squares) {
        let f = trial.expected;
        let weight = trial.weight * f.max(0.02 * largest).powi(-2);
        f2 += weight * f * f;
        f3 += weight * f.powi(3);
        f4 += weight * f.powi(4);
        ef += weight * square * f;
        ef2 += weight * square * f * f;
    }
    let determinant = f2 * f4 - f3 * f3;
    let solved = determinant.abs() > 1e-12 * f2 * f4;
    let (mut poisson, mut shared2) = if solved {
        ((ef * f4 - ef2 * f3) / determinant, (ef2 * f2 - ef * f3) / determinant)
    } else {
        (1.2, 0.02)
    };
    if shared2 < 1e-4 {
        shared2 = 1e-4;
        poisson = ef / f2;
    }
    if poisson < 0.9 {
        poisson = 0.9;
        shared2 = ((ef2 - poisson * f3) / f4).max(1e-4);
    }
    (poisson, shared2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half-hours of 80 and of 120 expected contacts, `errors` in turn, of this weight.
    fn trials(errors: &[f64], weight: f64) -> Vec<Trial> {
        let trial = |(&error, &expected): (&f64, &f64)| Trial {
            actual: expected + error,
            expected,
            week: 0,
            weight,
        };
        let expected = [80.0, 120.0].iter().flat_map(|f| vec![f; errors.len()]);
        errors.iter().cycle().zip(expected.cycle()).take(420).map(trial).collect()
    }

    fn width(law: &Calibration) -> f64 {
        let q = law.quantiles(100.0, law.spread(0, Unsure::default()));
        q[5].0 - q[1].0
    }

    #[test]
    fn ten_weeks_that_all_missed_to_one_side_leave_the_band_even() {
        let law = Calibration::fit(&trials(&[-10.0, 5.0, 15.0, 20.0, 30.0], 1.0), &[1.0; 10]);
        let q = law.quantiles(100.0, law.spread(0, Unsure::default()));
        for (low, high) in [(0, 6), (1, 5), (2, 4)] {
            assert!((q[low].0 + q[high].0 - 200.0).abs() < 1e-9, "{q:?}");
        }
        assert!(q[1].0 < 90.0 && (q[3].0 - 100.0).abs() < 1e-9, "{q:?}");
    }

    #[test]
    fn errors_made_with_a_quarter_of_the_history_hardly_count() {
        let (wild, calm) = ([-40.0, 0.0, 40.0], [-10.0, 0.0, 10.0]);
        let of = |known: usize| {
            let weight = Trial::weight(known, 100);
            let all = [trials(&wild, weight), trials(&calm, 1.0)].concat();
            width(&Calibration::fit(&all, &[weight, 1.0].repeat(5)))
        };
        let alone = width(&Calibration::fit(&trials(&calm, 1.0), &[1.0; 10]));
        assert!(of(25) < 1.7 * alone && of(100) > 2.2 * alone, "{alone} {} {}", of(25), of(100));
    }

    #[test]
    fn three_weeks_that_all_missed_to_one_side_widen_the_band_by_how_far() {
        let law = Calibration::fit(&trials(&[16.0, 18.0, 20.0, 22.0, 24.0], 1.0), &[1.0; 3]);
        let q = law.quantiles(100.0, law.spread(0, Unsure::default()));
        assert!(q[5].0 > 120.0 && q[1].0 < 80.0, "{q:?}");
    }

    #[test]
    fn a_later_week_is_never_thought_surer_than_an_earlier_one() {
        let wild = trials(&[-20.0, 0.0, 20.0], 1.0);
        let calm = trials(&[-10.0, 0.0, 10.0], 1.0);
        let later = calm.into_iter().map(|trial| Trial { week: 1, ..trial });
        let law = Calibration::fit(&[wild, later.collect()].concat(), &[1.0; 10]);
        let [first, second] = [0, 1].map(|week| law.spread(week, Unsure::default()));
        assert!(second.shared >= first.shared && second.poisson >= first.poisson);
    }

    #[test]
    fn few_origins_widen_the_band() {
        let errors = [-3.0, 0.0, 3.0];
        let [many, few] = [10, 3].map(|n| Calibration::fit(&trials(&errors, 1.0), &vec![1.0; n]));
        let far = |law: &Calibration| law.spread(3, Unsure::default()).shared;
        assert!(far(&few) > 2.0 * far(&many), "{} {}", far(&few), far(&many));
        assert!(alike(&[1.0, 1.0, 0.0]) == 2.0);
    }
}
