//! A backtest on the wire.

use forecast::backtest::{Model, Scores, Slice};
use serde::Serialize;

/// Errors of the forecast at earlier days of the history, beside simple rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Backtest {
    /// One entry per queue.
    pub queues: Vec<QueueBacktest>,
}

/// Errors of one queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueueBacktest {
    /// Which queue.
    pub queue: String,
    /// The first days of the forecasts.
    pub origins: Vec<String>,
    /// One entry per model and slice of intervals.
    pub scores: Vec<Score>,
}

/// Errors of one model over one slice of intervals; `y` what came, `f` what was expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// `paiban`, `seasonal_naive` (last week again) or `weekday_mean` (of the last four weeks).
    pub model: &'static str,
    /// `all`, `week_1`…, `ordinary`, `promotion` or `holiday`.
    pub slice: String,
    /// How many intervals.
    pub intervals: usize,
    /// `Σ|y − f| / Σy`.
    pub wape: f64,
    /// The same over day totals.
    pub wape_day: f64,
    /// `Σ(f − y) / Σy`.
    pub bias: f64,
    /// Mean quantile loss ÷ mean `y`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinball: Option<f64>,
    /// Share of intervals inside the 80 % band.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage80: Option<f64>,
    /// Share of intervals inside the 95 % band.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage95: Option<f64>,
}

impl From<&forecast::Backtest> for Backtest {
    fn from(backtest: &forecast::Backtest) -> Self {
        let queue = |q: &forecast::backtest::QueueBacktest| QueueBacktest {
            queue: q.queue.to_string(),
            origins: q.origins.iter().map(ToString::to_string).collect(),
            scores: q.scores.iter().map(score).collect(),
        };
        Self { queues: backtest.queues.iter().map(queue).collect() }
    }
}

fn score((model, slice, scores): &(Model, Slice, Scores)) -> Score {
    let model = match model {
        Model::Paiban => "paiban",
        Model::SeasonalNaive => "seasonal_naive",
        Model::WeekdayMean => "weekday_mean",
    };
    let slice = match slice {
        Slice::All => "all".to_owned(),
        Slice::Week(n) => format!("week_{}", n + 1),
        Slice::Ordinary => "ordinary".to_owned(),
        Slice::Promotion => "promotion".to_owned(),
        Slice::Holiday => "holiday".to_owned(),
    };
    Score {
        model,
        slice,
        intervals: scores.intervals,
        wape: scores.wape,
        wape_day: scores.wape_day,
        bias: scores.bias,
        pinball: scores.pinball,
        coverage80: scores.coverage80,
        coverage95: scores.coverage95,
    }
}
