//! A backtest on the wire.

use forecast::backtest::{self as core, Model, Scores, Slice};
use scenarios::staffed::AgentsError;
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
    /// What a day's own reports are worth, by the hour at which it is forecast again.
    pub within_day: Vec<WithinDay>,
}

/// Errors of a day's rest, and of the day after, before and after its reports were used.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WithinDay {
    /// The hour.
    pub clock: String,
    /// The rest of the day.
    pub rest: Sharpened,
    /// The day after.
    pub tomorrow: Sharpened,
}

/// Errors before and after, over the same intervals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sharpened {
    /// How many intervals.
    pub intervals: usize,
    /// WAPE before.
    pub before: f64,
    /// WAPE after.
    pub after: f64,
    /// Share of intervals inside the 80 % band after.
    pub coverage80: f64,
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
    /// Mean absolute error over that of last week's value within the history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mase: Option<f64>,
    /// `Σ(f − y) / Σy`.
    pub bias: f64,
    /// `Σ|a − â| / Σa` of handle times, weighted with contacts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wape_aht: Option<f64>,
    /// `Σ|people for f − people for y| / Σ people for y`, over all intervals and lead weeks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agents: Option<f64>,
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

impl Backtest {
    /// A backtest with the errors in people of every queue, in its order.
    #[must_use]
    pub fn new(backtest: &forecast::Backtest, people: &[Vec<AgentsError>]) -> Self {
        let queue = |(q, people): (&forecast::backtest::QueueBacktest, &Vec<AgentsError>)| {
            let agents = |model, slice| {
                let found = people.iter().find(|e| (e.model, e.slice) == (model, slice));
                found.map(|e| e.error)
            };
            let one = |(m, s, scores): &(Model, Slice, Scores)| Score {
                agents: agents(*m, *s),
                ..score(*m, *s, scores)
            };
            QueueBacktest {
                queue: q.queue.to_string(),
                origins: q.origins.iter().map(ToString::to_string).collect(),
                scores: q.scores.iter().map(one).collect(),
                within_day: q.within_day.iter().map(WithinDay::from).collect(),
            }
        };
        Self { queues: backtest.queues.iter().zip(people).map(queue).collect() }
    }
}

impl From<&core::WithinDay> for WithinDay {
    fn from(hour: &core::WithinDay) -> Self {
        let part = |s: &core::Sharpened| Sharpened {
            intervals: s.intervals,
            before: s.before,
            after: s.after,
            coverage80: s.coverage80,
        };
        Self {
            clock: hour.clock.to_string(),
            rest: part(&hour.rest),
            tomorrow: part(&hour.tomorrow),
        }
    }
}

fn score(model: Model, slice: Slice, scores: &Scores) -> Score {
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
        mase: scores.mase,
        bias: scores.bias,
        wape_aht: scores.wape_aht,
        agents: None,
        pinball: scores.pinball,
        coverage80: scores.coverage80,
        coverage95: scores.coverage95,
    }
}
