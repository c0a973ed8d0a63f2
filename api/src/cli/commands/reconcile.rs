//! `paiban reconcile`.

use crate::cli::answer::Answer;
use crate::cli::args::RosterArgs;
use crate::cli::folder::Finished;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, day, decimal, percent};
use crate::cli::{CliError, Exit, folder};
use crate::files::Actuals;
use crate::{files, wire};
use domain::{Centre, Coverage, Inputs, QueueId, Roster, Slot};
use scenarios::reconcile::{Happened, QueueReconciliation, Reconciliation, Split, reconcile};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban reconcile shop shop/roster.csv actuals.csv
  paiban reconcile shop shop/roster.csv actuals.csv --demand shop/demand.csv
  paiban reconcile shop shop/roster.csv actuals.csv --json | jq '.queues[].horizon'

The columns of the file: interval_start, queue, offered, answered_within (the promised time), and
where known aht_seconds and attended, the mean number of people at their desks for the queue.";

const WORDS: &str = "\
Points of service level: promised + margin + volume + handle time + roster gaps + attendance + model
= actual, exactly. margin: what the plan promised beyond the target; volume, handle time: more or
longer contacts than forecast; roster gaps: people the roster lacked; attendance: people who were
not at their desks beyond the planned shrinkage; model: what the formulas cannot explain. Causes act
together, so each gets its effect averaged over all orders in which plan turns into day (Shapley).";

/// Split last week's service-level misses into volume, handle time, roster, attendance and model
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Reconcile {
    #[command(flatten)]
    given: RosterArgs,
    /// What really happened
    actuals: PathBuf,
    /// The demand that was planned for [default: forecast anew from the days before the roster]
    #[arg(long, value_name = "FILE")]
    demand: Option<PathBuf>,
}

impl Reconcile {
    /// Prints the split per queue and day.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let finished = Finished::open(&self.given, &talk)?;
        let Finished { inputs, roster, .. } = &finished;
        let centre = &inputs.centre;
        let (actuals, remarks) = files::read_actuals(&self.actuals, centre, &roster.grid)?;
        folder::remark(&remarks);
        let demand = match &self.demand {
            None => finished.demand(&talk)?,
            Some(file) => {
                let (demand, remarks) = files::read_demand(file, centre)?;
                folder::remark(&remarks);
                demand
            }
        };
        let requirement = folder::staffing(inputs, &demand, &talk)?;
        let mut attended = as_rostered(inputs, roster);
        let assumed = told(&mut attended, &actuals);
        let happened = Happened::of(&actuals.history, &roster.grid, &attended);
        let previous = &inputs.previous;
        let split = reconcile(centre, &demand, &requirement, roster, previous, &happened)?;
        drop(talk);
        answer.give(
            || wire::Reconciliation::new(&split, assumed),
            |style, out| print(centre, &split, assumed, style, out),
        )
    }
}

/// Puts the attendance that was reported in place of the plan's; in how many of the intervals
/// reported the plan's stays.
fn told(attended: &mut [(QueueId, Vec<Option<f64>>)], actuals: &Actuals) -> usize {
    let mut assumed = 0;
    for (id, people) in attended {
        let Some(history) = actuals.history.queue(id) else { continue };
        let reported = actuals.attended.iter().flatten().find(|(queue, _)| queue == id);
        let known = reported.map_or(&[][..], |(_, slots)| slots);
        for (there, known) in people.iter_mut().zip(known) {
            *there = known.or(*there);
        }
        assumed += history.records.len() - known.iter().flatten().count();
    }
    assumed
}

/// Everybody at their desk as rostered, the planned shrinkage taken off.
fn as_rostered(inputs: &Inputs, roster: &Roster) -> Vec<(QueueId, Vec<Option<f64>>)> {
    let coverage = Coverage::of(&inputs.centre, roster, &inputs.previous);
    let queues = inputs.centre.queues.iter().enumerate();
    let there = |(q, queue): (usize, &domain::Queue)| {
        let seated = 1.0 - queue.shrinkage.get();
        let slots = (0..roster.grid.len()).map(|s| Some(coverage.at(q, Slot(s)) * seated));
        (queue.id.clone(), slots.collect())
    };
    queues.map(there).collect()
}

fn print(
    centre: &Centre,
    split: &Reconciliation,
    assumed: usize,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for queue in &split.queues {
        let name = centre.queue(&queue.queue).map_or(queue.queue.as_str(), |q| &q.name);
        table(name, split, queue).print(style, out)?;
        let within = queue.within;
        writeln!(out, "  {}", style.faint(&format!("answered within {within:.0} ÷ offered")))?;
        if queue.unreported > 0 {
            writeln!(out, "  {} open intervals were not fully reported", queue.unreported)?;
        }
        writeln!(out)?;
    }
    if !split.left_out.is_empty() {
        let ids: Vec<&str> = split.left_out.iter().map(QueueId::as_str).collect();
        writeln!(out, "Without a promised time to answer, left out: {}", ids.join(", "))?;
    }
    if assumed > 0 {
        let why = "not reported: there attendance counts as planned.";
        writeln!(out, "Attendance of {assumed} intervals was {why}")?;
    }
    writeln!(out, "{}", style.faint(WORDS))
}

fn table(name: &str, split: &Reconciliation, queue: &QueueReconciliation) -> Table {
    let head = [
        name,
        "promised",
        "margin",
        "volume",
        "handle time",
        "roster gaps",
        "attendance",
        "model",
        "actual",
    ];
    let mut table = Table::new(&head);
    for (d, part) in queue.days.iter().enumerate() {
        table.row(line(&format!("  {}", day(split.grid.date(d))), part.as_ref()));
    }
    table.row(line("  all days", queue.horizon.as_ref()));
    table
}

fn line(label: &str, split: Option<&Split>) -> Vec<String> {
    let Some(split) = split else { return vec![label.to_owned(), "nothing reported".to_owned()] };
    let points = |value: f64| {
        let sign = if value >= 0.0005 { "+" } else { "" };
        format!("{sign}{}", decimal(100.0 * value, 1))
    };
    let parts = split.parts().into_iter().map(|(_, value)| points(value));
    let ends = [label.to_owned(), percent(split.promised, 1)];
    ends.into_iter().chain(parts).chain([percent(split.actual, 1)]).collect()
}
