//! Errors by name, each with its formula.

use super::{Model, Prediction};
use crate::numeric::stats::mean;
use crate::prepared::Prepared;
use chrono::NaiveDate;
use domain::LEVELS;
use std::collections::BTreeMap;

/// Which intervals a score is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slice {
    /// All of them.
    All,
    /// Those so many whole weeks after the origin.
    Week(usize),
    /// Days without promotion, holiday or other event.
    Ordinary,
    /// Days of promotions and other events.
    Promotion,
    /// Holidays.
    Holiday,
}

/// Errors over some intervals; `y` what came, `f` what was expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// How many intervals.
    pub intervals: usize,
    /// Weighted absolute percentage error: `Σ|y − f| / Σy`.
    pub wape: f64,
    /// The same over day totals.
    pub wape_day: f64,
    /// Mean absolute error over that of last week's value within the history; `None` when the
    /// history has no two weeks.
    pub mase: Option<f64>,
    /// `Σ(f − y) / Σy`.
    pub bias: f64,
    /// Mean quantile loss `max(p(y−q), (p−1)(y−q))` over the stated levels ÷ mean `y`.
    pub pinball: Option<f64>,
    /// Share of intervals between the 10 % and the 90 % quantile, both included.
    pub coverage80: Option<f64>,
    /// Share of intervals between the 2.5 % and the 97.5 % quantile, both included.
    pub coverage95: Option<f64>,
    /// Contact-weighted `Σ|a − â| / Σa` of handle times.
    pub wape_aht: Option<f64>,
}

/// The scores of every model over every slice that has contacts.
pub(crate) fn all(predictions: &[Prediction], whole: &Prepared) -> Vec<(Model, Slice, Scores)> {
    let usual_change = weekly_change(whole);
    let mut slices: BTreeMap<(Model, Slice), Vec<Prediction>> = BTreeMap::new();
    for prediction in predictions {
        for slice in slices_of(prediction, whole) {
            slices.entry((prediction.model, slice)).or_default().push(*prediction);
        }
    }
    let score = |((model, slice), of): ((Model, Slice), Vec<Prediction>)| {
        Some((model, slice, Scores::of(&of, usual_change)?))
    };
    slices.into_iter().filter_map(score).collect()
}

fn slices_of(prediction: &Prediction, whole: &Prepared) -> [Slice; 3] {
    let day = (prediction.date - whole.table.first()).num_days() as usize;
    let kind = whole.kinds.get(day);
    let sort = match kind {
        Some(kind) if kind.holiday.is_some() => Slice::Holiday,
        Some(kind) if kind.event.is_some() => Slice::Promotion,
        _ => Slice::Ordinary,
    };
    [Slice::All, Slice::Week(prediction.week), sort]
}

impl Scores {
    /// The scores of `predictions`; `None` when nothing came in them.
    fn of(predictions: &[Prediction], usual_change: Option<f64>) -> Option<Self> {
        let y = |p: &Prediction| p.actual.offered.0;
        let came: f64 = predictions.iter().map(y).sum();
        if came <= 0.0 {
            return None;
        }
        let n = predictions.len() as f64;
        let missed: f64 = predictions.iter().map(|p| (p.expected.0 - y(p)).abs()).sum();
        let too_much: f64 = predictions.iter().map(|p| p.expected.0 - y(p)).sum();
        let within = |low: usize, high: usize| {
            mean(predictions.iter().filter_map(|p| {
                let q = p.quantiles?;
                Some(f64::from(u8::from(q[low].0 <= y(p) && y(p) <= q[high].0)))
            }))
        };
        let loss = mean(predictions.iter().filter_map(pinball));
        Some(Self {
            intervals: predictions.len(),
            wape: missed / came,
            wape_day: by_day(predictions) / came,
            mase: usual_change.map(|change| missed / n / change),
            bias: too_much / came,
            pinball: loss.map(|loss| loss / (came / n)),
            coverage80: within(1, 5),
            coverage95: within(0, 6),
            wape_aht: aht_error(predictions),
        })
    }
}

fn pinball(prediction: &Prediction) -> Option<f64> {
    let quantiles = prediction.quantiles?;
    let losses = LEVELS.iter().zip(quantiles).map(|(p, q)| {
        let over = prediction.actual.offered.0 - q.0;
        (p * over).max((p - 1.0) * over)
    });
    mean(losses)
}

/// `Σ|total − expected total|` over days of origins.
fn by_day(predictions: &[Prediction]) -> f64 {
    let mut days: BTreeMap<(NaiveDate, NaiveDate), f64> = BTreeMap::new();
    for p in predictions {
        *days.entry((p.origin, p.date)).or_default() += p.expected.0 - p.actual.offered.0;
    }
    days.values().map(|difference| difference.abs()).sum()
}

fn aht_error(predictions: &[Prediction]) -> Option<f64> {
    let (mut missed, mut spent) = (0.0, 0.0);
    for p in predictions {
        if let (Some(expected), Some(actual)) = (p.aht, p.actual.aht) {
            let contacts = p.actual.answered.unwrap_or(p.actual.offered).0;
            missed += contacts * (expected.0 - actual.0).abs();
            spent += contacts * actual.0;
        }
    }
    (spent > 0.0).then(|| missed / spent)
}

/// The mean absolute change of an interval from one week to the next.
fn weekly_change(whole: &Prepared) -> Option<f64> {
    let table = &whole.table;
    let changes = (7..table.days()).flat_map(|day| {
        let pairs = table.day(day).iter().zip(table.day(day - 7));
        pairs.filter_map(|(now, before)| Some((now.offered()? - before.offered()?).abs()))
    });
    mean(changes).filter(|change| *change > 0.0)
}
