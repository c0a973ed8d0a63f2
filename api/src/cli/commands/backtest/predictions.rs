//! Every prediction as a CSV: the columns of common scorers of forecasts.

use super::save;
use crate::cli::answer::Answer;
use crate::cli::progress::Talk;
use crate::cli::text::plural;
use crate::cli::{CliError, Exit};
use crate::{files, wire};
use domain::{Centre, Demand, Quantiles, Slot};
use forecast::backtest::Model;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

const HEAD: &str = "model,series,origin,timestamp,mean,q025,q10,q90,q975,secs\n";

/// Forecasts every series and origin of an export, and writes the predictions.
///
/// `secs` is the time that the forecast of the origin took, reading and writing left out.
pub(super) fn of_export(
    folder: &Path,
    file: &Path,
    answer: &mut Answer<'_>,
) -> Result<Exit, CliError> {
    let talk = Talk::new();
    let mut text = HEAD.to_owned();
    let cases = files::exported(folder)?;
    for case in &cases {
        talk.say(format!("backtest: {} from {}", case.series, case.origin));
        let (inputs, grid) = case.read()?;
        let begin = Instant::now();
        let options = forecast::Options::default();
        let demand = forecast::forecast(&inputs.centre, &inputs.history, &grid, &options)?;
        let seconds = begin.elapsed().as_secs_f64();
        add(&mut text, case, &demand, seconds)?;
    }
    drop(talk);
    save(file, &text)?;
    let all = plural(cases.len(), "forecast", "forecasts");
    let written = wire::Written::one(file);
    answer.give(
        || &written,
        |_, out| {
            writeln!(out, "{all} of exported series")?;
            written.tell(out)
        },
    )
}

/// One line per interval that is asked for.
fn add(
    text: &mut String,
    case: &files::Exported,
    demand: &Demand,
    seconds: f64,
) -> Result<(), CliError> {
    let (queue, grid) = (&demand.queues[0], &demand.grid);
    for at in case.future()? {
        let Some(Slot(slot)) = grid.slot_of(at) else { continue };
        let key = format!("paiban,{},{}", case.series, case.origin);
        let stamp = grid.local(Slot(slot)).format("%Y-%m-%dT%H:%M:%S").to_string();
        let (mean, q) = (queue.expected[slot].0, Some(&queue.quantiles[slot]));
        line(text, &key, &stamp, mean, q, Some(seconds));
    }
    Ok(())
}

/// Writes the predictions of a centre's backtest, every model's.
pub(super) fn of_centre(
    centre: &Centre,
    done: &forecast::Backtest,
    file: &Path,
) -> Result<(), CliError> {
    let mut text = HEAD.to_owned();
    for queue in &done.queues {
        for one in &queue.predictions {
            let model = match one.model {
                Model::Paiban => "paiban",
                Model::SeasonalNaive => "seasonal_naive",
                Model::WeekdayMean => "weekday_mean",
            };
            let key = format!("{model},{},{}", queue.queue, one.origin);
            let stamp = one.at.local(centre.zone).format("%Y-%m-%dT%H:%M:%S").to_string();
            line(&mut text, &key, &stamp, one.expected.0, one.quantiles.as_ref(), None);
        }
    }
    save(file, &text)
}

fn line(
    text: &mut String,
    key: &str,
    stamp: &str,
    mean: f64,
    quantiles: Option<&Quantiles>,
    seconds: Option<f64>,
) {
    // writing to a string cannot fail
    let _ = write!(text, "{key},{stamp},{mean:.5}");
    match quantiles {
        Some(q) => {
            let [low, tenth, ninth, high] = [q[0].0, q[1].0, q[5].0, q[6].0];
            let _ = write!(text, ",{low:.5},{tenth:.5},{ninth:.5},{high:.5}");
        }
        None => text.push_str(",,,,"),
    }
    let _ = writeln!(text, ",{}", seconds.map_or(String::new(), |s| format!("{s:.5}")));
}
