//! `paiban staff`.
//!
//! | file | prints |
//! |---|---|
//! | `days` | every day's peak, hours and the target that asks for them |
//! | `heat` | people per half-hour and day as a map of shades |
//! | `why` | the story of one number |

mod days;
mod heat;
mod why;

use crate::cli::answer::Answer;
use crate::cli::args::WeekArgs;
use crate::cli::progress::Talk;
use crate::cli::text::{Style, horizon};
use crate::cli::{CliError, Exit, folder};
use crate::{files, wire};
use domain::{Centre, Requirement};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban staff shop                     people needed in the week after the history ends
  paiban staff shop --map               the same with a map of every queue's week
  paiban staff shop --why phone \"Tue 20:30\"
                                        load, target, curve, risk and shrinkage behind one number
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
    /// Draw every queue's week as a map of shades, a row per day and a column per half-hour
    #[arg(long)]
    map: bool,
    /// Tell why a queue needs so many people at a time: 20:30, "Tue 20:30", "2025-11-11 20:30"
    #[arg(long, num_args = 2, value_names = ["QUEUE", "TIME"])]
    why: Vec<String>,
}

impl Staff {
    /// Prints the peaks and hours of every day, writes intervals; or tells why of one number.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let (opened, grid) = folder::week(&self.week, &talk)?;
        let inputs = &opened.inputs;
        if let [queue, time] = self.why.as_slice() {
            return why::tell(inputs, &grid, (queue, time), talk, answer);
        }
        let requirement = folder::requirement(inputs, &grid, &talk)?;
        drop(talk);
        let file = self.out.unwrap_or_else(|| self.week.centre.centre.join("requirement.csv"));
        files::write_requirement(&file, &requirement)?;
        answer.give(
            || wire::Requirement::from(&requirement),
            |style, out| {
                print(&inputs.centre, &requirement, self.map, style, out)?;
                wire::Written::one(&file).tell(out)
            },
        )
    }
}

fn print(
    centre: &Centre,
    requirement: &Requirement,
    map: bool,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let grid = &requirement.grid;
    writeln!(out, "{} · {}\n", style.bold(&centre.name), horizon(grid))?;
    for need in &requirement.queues {
        let name = centre.queue(&need.queue).map_or(need.queue.as_str(), |q| &q.name);
        days::table(name, requirement, need).print(style, out)?;
        if map {
            heat::print(grid, need, style, out)?;
        }
        writeln!(out)?;
    }
    if map {
        writeln!(out, "{}\n", style.faint(heat::WORDS))?;
    }
    writeln!(out, "{}", style.faint(WORDS))
}
