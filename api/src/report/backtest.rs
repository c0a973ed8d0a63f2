//! A backtest in one drawing: per queue the last origin's first week beside what came, and the
//! error by lead week of every model.

use super::svg::{Svg, band};
use domain::Centre;
use forecast::backtest::{Model, Prediction, QueueBacktest, Slice};

const WIDTH: f64 = 1110.0;
const ROW: f64 = 190.0;
const LEFT: f64 = 44.0;
const WEEK: f64 = 700.0;
const LEADS: (f64, f64) = (800.0, 290.0);
const HEIGHT: f64 = 130.0;

const STYLE: &str = "svg{background:#fff;font-family:system-ui,sans-serif}\
text{fill:#5d6b7c;font-size:11px}.end{text-anchor:end}.middle{text-anchor:middle}\
.name{font-size:13px;fill:#1b2430;font-weight:600}.grid{stroke:#dfe5ec}path{fill:none}\
path.band80{fill:#1f6feb;opacity:.2}path.mean{stroke:#1f6feb;stroke-width:1.6}\
path.came{stroke:#1b2430;stroke-width:1}path.naive{stroke:#d9412f;stroke-width:1.6}\
path.weekday{stroke:#e08e2b;stroke-width:1.6}";

/// The models with their class in the drawing and their words.
const MODELS: [(Model, &str, &str); 3] = [
    (Model::Paiban, "mean", "paiban"),
    (Model::WeekdayMean, "weekday", "4-week mean"),
    (Model::SeasonalNaive, "naive", "last week"),
];

/// A drawing that stands alone, one row per queue.
#[must_use]
pub fn backtest_plot(centre: &Centre, backtest: &forecast::Backtest) -> String {
    let mut svg = Svg::new(WIDTH, ROW * backtest.queues.len() as f64 + 10.0);
    for (n, queue) in backtest.queues.iter().enumerate() {
        let top = ROW * n as f64 + 30.0;
        let name = centre.queue(&queue.queue).map_or(queue.queue.as_str(), |q| &q.name);
        week(&mut svg, name, queue, top);
        leads(&mut svg, queue, top);
    }
    svg.alone(STYLE, "Forecasts of earlier days beside what came, and their errors")
}

/// The first week after the last origin: what came, what was expected, the 80 % band.
fn week(svg: &mut Svg, name: &str, queue: &QueueBacktest, top: f64) {
    let origin = queue.origins.last().copied();
    let own = |p: &&Prediction| p.model == Model::Paiban && Some(p.origin) == origin && p.week == 0;
    let shown: Vec<&Prediction> = queue.predictions.iter().filter(own).collect();
    let first = origin.map_or(String::new(), |day| format!(", week from {day}"));
    svg.text((LEFT, top - 12.0), "name", &format!("{name}{first}"));
    svg.text((LEFT + WEEK, top - 12.0), "end", "black: what came · blue: forecast, 80 % band");
    let high = |p: &&Prediction| p.quantiles.map_or(p.expected.0, |q| q[5].0);
    let most = shown.iter().map(|p| high(p).max(p.actual.offered.0)).fold(1.0, f64::max);
    let count = shown.len().max(2) as f64 - 1.0;
    let line = |value: &dyn Fn(&Prediction) -> f64| -> Vec<(f64, f64)> {
        let point = |(i, p): (usize, &&Prediction)| {
            (LEFT + WEEK * i as f64 / count, top + HEIGHT * (1.0 - value(p) / most))
        };
        shown.iter().enumerate().map(point).collect()
    };
    frame(svg, (LEFT, WEEK), top, most, &|v| format!("{v:.0}"));
    days(svg, &shown, top, count);
    let quantile =
        |level: usize| line(&|p: &Prediction| p.quantiles.map_or(p.expected.0, |q| q[level].0));
    svg.path(&band(quantile(5), quantile(1)), "band80");
    svg.path(&line(&|p| p.actual.offered.0), "came");
    svg.path(&line(&|p| p.expected.0), "mean");
}

/// The names of the days below.
fn days(svg: &mut Svg, shown: &[&Prediction], top: f64, count: f64) {
    let begins = (0..shown.len()).filter(|&i| i == 0 || shown[i].date != shown[i - 1].date);
    for i in begins {
        let x = LEFT + WEEK * i as f64 / count;
        svg.line((x, top), (x, top + HEIGHT), "grid");
        svg.text((x + 4.0, top + HEIGHT + 14.0), "", &shown[i].date.format("%a %-d").to_string());
    }
}

/// WAPE by weeks ahead, a line per model.
fn leads(svg: &mut Svg, queue: &QueueBacktest, top: f64) {
    let (left, width) = LEADS;
    let of = |model: Model| -> Vec<f64> {
        let weeks = queue.scores.iter().filter(|(m, ..)| *m == model);
        let weeks = weeks.filter_map(|(_, slice, scores)| match slice {
            Slice::Week(_) => Some(scores.wape),
            _ => None,
        });
        weeks.collect()
    };
    let most = MODELS.iter().flat_map(|(m, ..)| of(*m)).fold(0.01, f64::max) * 1.1;
    svg.text((left, top - 12.0), "name", "WAPE by week ahead");
    frame(svg, LEADS, top, most, &|v| format!("{:.0} %", 100.0 * v));
    for (n, (model, class, words)) in MODELS.into_iter().enumerate() {
        let errors = of(model);
        let step = width / errors.len().max(1) as f64;
        let at = |(i, e): (usize, &f64)| {
            (left + step * (i as f64 + 0.5), top + HEIGHT * (1.0 - e / most))
        };
        let points: Vec<(f64, f64)> = errors.iter().enumerate().map(at).collect();
        svg.path(&points, class);
        if n == 0 {
            for (i, (x, _)) in points.iter().enumerate() {
                svg.text((*x, top + HEIGHT + 14.0), "middle", &format!("{}", i + 1));
            }
        }
        if let Some((x, y)) = points.last() {
            svg.text((x.min(left + width) - 4.0, y - 5.0), "end", words);
        }
    }
}

/// Lines and values at the bottom, the middle and the top.
fn frame(
    svg: &mut Svg,
    (left, width): (f64, f64),
    top: f64,
    most: f64,
    told: &dyn Fn(f64) -> String,
) {
    for part in [0.0, 0.5, 1.0] {
        let y = top + HEIGHT * (1.0 - part);
        svg.line((left, y), (left + width, y), "grid");
        svg.text((left - 5.0, y + 4.0), "end", &told(most * part));
    }
}
