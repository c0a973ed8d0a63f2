//! `paiban backtest`.

use crate::cli::answer::Answer;
use crate::cli::args::CentreArg;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, count, percent, plural};
use crate::cli::{CliError, Exit, folder};
use crate::wire;
use domain::Centre;
use forecast::backtest::QueueBacktest;
use forecast::{BacktestOptions, backtest};
use std::io::{self, Write};

const EXAMPLES: &str = "\
Examples:
  paiban backtest shop                       six origins, four weeks ahead
  paiban backtest shop --origins 3 --weeks 2 quicker
  paiban backtest shop --json | jq '.queues[].scores[] | select(.slice == \"promotion\")'";

const WORDS: &str = "\
Each origin is a day in the past: the history before it is forecast onwards and compared with what
came. WAPE: sum of absolute errors ÷ sum of contacts, over intervals and over day totals; bias: the
same with signs; in band: share of intervals inside the 80 % band (80 % is right); last week: the
value of a week ago again; 4-week mean: of the same weekday and interval, holidays left out.";

/// Measure the forecast on the centre's own past, beside what a spreadsheet would do
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Backtest {
    #[command(flatten)]
    centre: CentreArg,
    /// How many origins
    #[arg(long, value_name = "N", default_value_t = 6,
          value_parser = clap::value_parser!(u8).range(1..=52))]
    origins: u8,
    /// How many weeks ahead
    #[arg(long, value_name = "N", default_value_t = 4,
          value_parser = clap::value_parser!(u8).range(1..=12))]
    weeks: u8,
}

impl Backtest {
    /// Prints errors by slice of days and by model.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let inputs = folder::open(&self.centre.centre, &talk)?.inputs;
        talk.say("backtest: forecasting from earlier days");
        let options = BacktestOptions {
            origins: usize::from(self.origins),
            weeks: usize::from(self.weeks),
            ..BacktestOptions::default()
        };
        let done = backtest(&inputs.centre, &inputs.history, &options)?;
        drop(talk);
        answer.give(
            || wire::Backtest::from(&done),
            |style, out| {
                for queue in &done.queues {
                    print(&inputs.centre, queue, style, out)?;
                }
                writeln!(out, "{}", style.faint(WORDS))
            },
        )
    }
}

fn print(
    centre: &Centre,
    queue: &QueueBacktest,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = centre.queue(&queue.queue).map_or(queue.queue.as_str(), |q| &q.name);
    let origins = plural(queue.origins.len(), "origin", "origins");
    let head = format!("{name} ({origins})");
    let columns = [head.as_str(), "model", "intervals", "WAPE", "of days", "bias", "in band"];
    let mut table = Table::new(&columns).read_left(1);
    let wire = wire::Backtest::from(&forecast::Backtest { queues: vec![queue.clone()] });
    let mut scores = wire.queues.into_iter().flat_map(|q| q.scores).collect::<Vec<_>>();
    scores.sort_by_cached_key(|s| (slice_order(&s.slice), s.slice.clone()));
    let mut last = String::new();
    for score in scores {
        let slice = score.slice.replace('_', " ");
        let shown = if slice == last { String::new() } else { format!("  {slice}") };
        last = slice;
        table.row([
            shown,
            model(score.model).to_owned(),
            count(score.intervals as f64),
            percent(score.wape, 1),
            percent(score.wape_day, 1),
            percent(score.bias, 1),
            score.coverage80.map_or(String::new(), |c| percent(c, 0)),
        ]);
    }
    table.print(style, out)?;
    writeln!(out)
}

fn slice_order(slice: &str) -> usize {
    let order = ["all", "ordinary", "promotion", "holiday"];
    order.iter().position(|s| *s == slice).unwrap_or(order.len())
}

fn model(name: &str) -> &str {
    match name {
        "seasonal_naive" => "last week",
        "weekday_mean" => "4-week mean",
        other => other,
    }
}
