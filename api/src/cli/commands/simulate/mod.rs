//! `paiban simulate`.
//!
//! | file | prints |
//! |---|---|
//! | `intervals` | service per half-hour with confidence intervals |
//! | `worst` | the half-hours in which most is lost, and why |

mod intervals;
mod worst;

use crate::cli::answer::Answer;
use crate::cli::args::RosterArgs;
use crate::cli::folder::Finished;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, count, day, decimal, percent, plural};
use crate::cli::{CliError, Exit, folder};
use crate::wire;
use domain::{Centre, Estimate, Measures, Performance};
use scenarios::simulate::{misses, simulate};
use std::io::{self, Write};

const EXAMPLES: &str = "\
Examples:
  paiban simulate shop shop/roster.csv                    until service levels are known to ± 0.5 %
  paiban simulate shop shop/roster.csv --replications 20  quicker
  paiban simulate shop shop/roster.csv --reasons          worst half-hours, broken promises, why
  paiban simulate shop shop/roster.csv --intervals        every half-hour
  paiban simulate shop shop/roster.csv --json | jq '.queues[].total'";

const WORDS: &str = "\
Contacts are drawn one by one from the forecast, with busier and calmer days, and answered by the
people on the roster as rostered; shown are means with half of their 95 % confidence interval. mean
wait: seconds until answered, of those answered (tickets: hours until taken up); occupancy: work
done ÷ what the people at work could do, all their chats open.";

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
    /// Name the half-hours in which most is lost, the promises not kept, and why
    #[arg(long)]
    reasons: bool,
    /// Show every half-hour, not only days
    #[arg(long)]
    intervals: bool,
}

impl Simulate {
    /// Prints service per queue and day, the worst half-hours and the promises not kept.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let finished = Finished::open(&self.given, &talk)?;
        let demand = finished.demand(&talk)?;
        let Finished { inputs, roster, .. } = &finished;
        let centre = &inputs.centre;
        let requirement = folder::staffing(inputs, &demand, &talk)?;
        talk.say("simulating");
        let mut options = folder::simulation_options(inputs, self.seed);
        options.budget.most = self.replications;
        options.budget.least = options.budget.least.min(self.replications);
        let performance = simulate(centre, &demand, roster, &inputs.previous, &options)?;
        let broken = misses(&performance, &requirement, centre);
        drop(talk);
        answer.give(
            || wire::Performance::from(&performance).with_misses(&performance.grid, &broken),
            |style, out| {
                print(centre, &performance, self.intervals, style, out)?;
                if self.reasons {
                    writeln!(out)?;
                    worst::print(centre, &performance, &requirement, style, out)?;
                    crate::cli::misses::print(centre, &performance.grid, &broken, style, out)?;
                    writeln!(out)?;
                }
                writeln!(out, "{}", style.faint(WORDS))
            },
        )
    }
}

fn print(
    centre: &Centre,
    performance: &Performance,
    each: bool,
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
        if each {
            intervals::print(&performance.grid, queue, ticket, style, out)?;
        }
        let meaning = wire::service_level_means(&queue.definition);
        writeln!(out, "  {}\n", style.faint(&format!("service level: {meaning}")))?;
    }
    let runs = plural(performance.replications as usize, "replication", "replications");
    let contacts = count(performance.contacts as f64);
    writeln!(out, "{runs}, {contacts} contacts, seed {}", performance.seed)
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
