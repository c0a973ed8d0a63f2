//! The errors in a table: slices of days down, models side by side, and the hours within a day.

use crate::cli::text::{Style, Table, count, decimal, percent, plural};
use crate::wire::{Backtest, QueueBacktest, Sharpened};
use domain::Centre;
use std::io::{self, Write};

const WORDS: &str = "\
Each origin is a day in the past: the history before it is forecast onwards and compared with what
came. WAPE: sum of absolute errors ÷ sum of contacts, over intervals and over day totals; MASE: mean
absolute error ÷ that of last week's value within the history; bias: as WAPE, with signs; pinball:
mean quantile loss ÷ mean contacts; in band: share of intervals inside the 80 % and 95 % bands;
people: sum of |people for the forecast - people for what came| ÷ people for what came, both at the
handle time that came; handle: error of handle times, weighted with contacts. last week: the value
of a week ago again; 4-week mean: of the same weekday and interval, holidays left out.";

/// Prints every queue.
pub(super) fn print(
    centre: &Centre,
    shown: &Backtest,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for queue in &shown.queues {
        let named = centre.queues.iter().find(|q| q.id.as_str() == queue.queue);
        let name = named.map_or(queue.queue.as_str(), |q| &q.name);
        scores(name, queue).print(style, out)?;
        if !queue.within_day.is_empty() {
            writeln!(out)?;
            within_day(queue).print(style, out)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", style.faint(WORDS))
}

fn scores(name: &str, queue: &QueueBacktest) -> Table {
    let origins = plural(queue.origins.len(), "origin", "origins");
    let head = format!("{name} ({origins})");
    let columns = [
        head.as_str(),
        "model",
        "intervals",
        "WAPE",
        "of days",
        "MASE",
        "bias",
        "pinball",
        "in 80 % band",
        "in 95 %",
        "people",
        "handle",
    ];
    let mut table = Table::new(&columns).read_left(1);
    let mut scores: Vec<_> = queue.scores.iter().collect();
    scores.sort_by_cached_key(|s| (slice_order(&s.slice), s.slice.clone()));
    let share = |value: Option<f64>, places| value.map_or(String::new(), |v| percent(v, places));
    let mut last = String::new();
    for score in scores {
        let slice = score.slice.replace('_', " ");
        let label = if slice == last { String::new() } else { format!("  {slice}") };
        last = slice;
        table.row([
            label,
            model(score.model).to_owned(),
            count(score.intervals as f64),
            percent(score.wape, 1),
            percent(score.wape_day, 1),
            score.mase.map_or(String::new(), |v| decimal(v, 2)),
            percent(score.bias, 1),
            score.pinball.map_or(String::new(), |v| decimal(v, 3)),
            share(score.coverage80, 0),
            share(score.coverage95, 0),
            share(score.agents, 1),
            share(score.wape_aht, 1),
        ]);
    }
    table
}

fn within_day(queue: &QueueBacktest) -> Table {
    let head =
        ["  forecast again at", "WAPE of the rest of the day", "in 80 % band", "of tomorrow"];
    let mut table = Table::new(&head);
    let moved = |s: &Sharpened| format!("{} → {}", percent(s.before, 1), percent(s.after, 1));
    for hour in &queue.within_day {
        table.row([
            format!("  {}", hour.clock),
            moved(&hour.rest),
            percent(hour.rest.coverage80, 0),
            moved(&hour.tomorrow),
        ]);
    }
    table
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
