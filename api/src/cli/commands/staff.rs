//! `paiban staff`.

use crate::cli::answer::Answer;
use crate::cli::args::WeekArgs;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, count, day, horizon};
use crate::cli::{CliError, Exit, folder};
use crate::{files, wire};
use domain::{Centre, QueueRequirement, Requirement, Slot, TargetKind};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban staff shop                     people needed in the week after the history ends
  paiban staff shop --json | jq .       the same for programs

The columns of requirement.csv: interval_start, queue, people on the roster, people at desks,
offered load in erlangs, the target that asked for the most people.";

const WORDS: &str = "\
erlang-hours: contacts × mean handle time; people: on the roster, shrinkage included; hours
needed: people over all intervals, for tickets the work that arrives; asked for by: the target
that asks for the most people at the peak";

/// Work out the people needed per queue and interval to keep every target
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Staff {
    #[command(flatten)]
    week: WeekArgs,
    /// Where to write the intervals [default: requirement.csv in the centre's folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Staff {
    /// Prints the peaks and hours of every day, writes intervals.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let (opened, grid) = folder::week(&self.week, &talk)?;
        let requirement = folder::requirement(&opened.inputs, &grid, &talk)?;
        drop(talk);
        let file = self.out.unwrap_or_else(|| self.week.centre.centre.join("requirement.csv"));
        files::write_requirement(&file, &requirement)?;
        let centre = &opened.inputs.centre;
        answer.give(
            || wire::Requirement::from(&requirement),
            |style, out| {
                print(centre, &requirement, style, out)?;
                wire::Written::one(&file).tell(out)
            },
        )
    }
}

fn print(
    centre: &Centre,
    requirement: &Requirement,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let grid = &requirement.grid;
    writeln!(out, "{} · {}\n", style.bold(&centre.name), horizon(grid))?;
    for need in &requirement.queues {
        let name = centre.queue(&need.queue).map_or(need.queue.as_str(), |q| &q.name);
        let head = [name, "erlang-hours", "most people", "at", "hours needed", "  asked for by"];
        let mut table = Table::new(&head).read_left(5);
        for d in 0..grid.days() {
            table.row(line(requirement, need, d));
        }
        table.print(style, out)?;
        writeln!(out)?;
    }
    writeln!(out, "{}", style.faint(WORDS))
}

fn line(requirement: &Requirement, need: &QueueRequirement, d: usize) -> [String; 6] {
    let grid = &requirement.grid;
    let interval = grid.interval().as_hours();
    let slots = grid.slots_of_day(d);
    let load: f64 = slots.clone().map(|s| need.load[s].0).sum::<f64>() * interval;
    let date = day(grid.date(d));
    if let Some(work) = &need.deferrable {
        let hours = work.arriving[slots].iter().sum::<f64>() * interval;
        let asked = format!("  {:.0} in time", work.share);
        return [date, count(load), String::new(), String::new(), count(hours), asked];
    }
    let peak = slots.clone().rev().max_by_key(|s| need.agents[*s]).unwrap_or(slots.start);
    let hours = slots.map(|s| f64::from(need.agents[s].0)).sum::<f64>() * interval;
    let asked = need.binding[peak].as_ref().map_or(String::new(), |k| format!("  {}", target(k)));
    let (people, at) = match need.agents[peak].0 {
        0 => ("-".to_owned(), String::new()),
        n => (n.to_string(), grid.clock(Slot(peak)).to_string()),
    };
    [date, count(load), people, at, count(hours), asked]
}

/// A target in words.
fn target(kind: &TargetKind) -> String {
    match kind {
        TargetKind::ServiceLevel { share, within } => {
            format!("{share:.0} answered within {within:.0}")
        }
        TargetKind::MeanWait(wait) => format!("mean wait at most {wait:.0}"),
        TargetKind::Abandonment(share) => format!("at most {share} hang up"),
        TargetKind::Occupancy(share) => format!("occupancy at most {share:.0}"),
        TargetKind::Deadline { share, within } => format!("{share:.0} done within {within}"),
    }
}
