//! `paiban simulate`.

use crate::cli::answer::Answer;
use crate::cli::args::RosterArgs;
use crate::cli::folder::Finished;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, count, day, decimal, percent, plural};
use crate::cli::{CliError, Exit};
use crate::wire;
use domain::{Centre, Estimate, Measures, Performance};
use scenarios::simulate::{Options, simulate};
use std::io::{self, Write};

const EXAMPLES: &str = "\
Examples:
  paiban simulate shop shop/roster.csv                    until service levels are known to ± 0.5 %
  paiban simulate shop shop/roster.csv --replications 20  quicker
  paiban simulate shop shop/roster.csv --json | jq '.queues[].total'";

const WORDS: &str = "\
Contacts are drawn one by one from the forecast, with busier and calmer days, and answered by the
people on the roster as rostered; shown are means with half of their 95 % confidence interval. mean
wait: seconds until answered, of those answered (tickets: hours until taken up); occupancy: time
with contacts ÷ time at work.";

/// Simulate the service that a roster would give, contact by contact
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Simulate {
    #[command(flatten)]
    given: RosterArgs,
    /// Seed of every random choice
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The most replications
    #[arg(long, value_name = "N", default_value_t = 100,
          value_parser = clap::value_parser!(u32).range(2..=10_000))]
    replications: u32,
}

impl Simulate {
    /// Prints service per queue and day.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let finished = Finished::open(&self.given, &talk)?;
        let demand = finished.demand(&talk)?;
        let Finished { inputs, roster, .. } = &finished;
        let centre = &inputs.centre;
        talk.say("simulating");
        let mut options = Options { seed: self.seed, ..Options::default() };
        options.budget.most = self.replications;
        options.budget.least = options.budget.least.min(self.replications);
        let performance = simulate(centre, &demand, roster, &inputs.previous, &options)?;
        drop(talk);
        answer.give(
            || wire::Performance::from(&performance),
            |style, out| print(centre, &performance, style, out),
        )
    }
}

fn print(
    centre: &Centre,
    performance: &Performance,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for queue in &performance.queues {
        let name = centre.queue(&queue.queue).map_or(queue.queue.as_str(), |q| &q.name);
        let ticket =
            centre.queue(&queue.queue).is_some_and(|q| q.channel == domain::Channel::Ticket);
        let head = [name, "offered", "service level", "mean wait", "hung up", "occupancy"];
        let mut table = Table::new(&head);
        for (d, measures) in queue.days.iter().enumerate() {
            table.row(line(&format!("  {}", day(performance.grid.date(d))), measures, ticket));
        }
        table.row(line("  all days", &queue.horizon, ticket));
        table.print(style, out)?;
        let meaning = wire::service_level_means(&queue.definition);
        writeln!(out, "  {}\n", style.faint(&format!("service level: {meaning}")))?;
    }
    let runs = plural(performance.replications as usize, "replication", "replications");
    let contacts = count(performance.contacts as f64);
    writeln!(out, "{runs}, {contacts} contacts, seed {}", performance.seed)?;
    writeln!(out, "{}", style.faint(WORDS))
}

fn line(label: &str, measures: &Measures, ticket: bool) -> [String; 6] {
    let share = |e: Option<Estimate>| {
        e.map_or("-".to_owned(), |e| {
            format!("{} ± {}", percent(e.mean, 1), decimal(e.half_width * 100.0, 1))
        })
    };
    let unit = if ticket { 3600.0 } else { 1.0 };
    let wait = measures.mean_wait.map_or("-".to_owned(), |e| {
        let name = if ticket { "h" } else { "s" };
        format!("{} {name} ± {}", decimal(e.mean / unit, 1), decimal(e.half_width / unit, 1))
    });
    [
        label.to_owned(),
        count(measures.offered.mean),
        share(measures.service_level),
        wait,
        share(measures.abandonment.filter(|_| !ticket)),
        share(measures.occupancy),
    ]
}
