//! `paiban forecast`.
//!
//! | file | prints |
//! |---|---|
//! | `days` | every day's contacts with band and reasons |
//! | `explain` | what every day is made of, part by part |
//! | `stated` | the planner's statements beside the model and the blend |
//! | `against` | what changed since an earlier forecast |
//! | `today` | what this morning says about the rest of the day |

mod against;
mod days;
mod explain;
mod stated;
mod today;

use crate::cli::answer::Answer;
use crate::cli::args::{self, WeekArgs};
use crate::cli::progress::Talk;
use crate::cli::text::Style;
use crate::cli::{CliError, Exit, folder};
use crate::{files, wire};
use chrono::NaiveDateTime;
use domain::{Demand, Inputs};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban forecast shop                       the week after the history ends
  paiban forecast shop --weeks 4             the next four weeks
  paiban forecast shop --explain             what every day is made of, part by part
  paiban forecast shop --against last.csv    which days moved since that forecast, and why
  paiban forecast shop --now \"2025-11-11 14:00\" --today today.csv
                                             the rest of today and tomorrow, from this morning
  paiban forecast shop --json | jq .         every interval, for programs

The columns of demand.csv: interval_start, queue, expected contacts, quantiles q025 to q975 of one
interval's contacts, mean handle time in seconds.";

/// Forecast contacts and handle times per queue and interval, with their uncertainty
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Forecast {
    #[command(flatten)]
    week: WeekArgs,
    /// Where to write the intervals [default: demand.csv in the centre's folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Show what every day is made of: base × effects, event by event
    #[arg(long)]
    explain: bool,
    /// An earlier demand.csv: show which days moved since, and why
    #[arg(long, value_name = "DEMAND")]
    against: Option<PathBuf>,
    /// With --against: leave out days that moved by less than so many per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 2.0, value_parser = args::percent)]
    moved: f64,
    /// Forecast as of this civil time of today: what came so far moves the rest of today
    #[arg(long, value_name = "TIME", value_parser = args::local_time, requires = "today")]
    now: Option<NaiveDateTime>,
    /// What came today so far, in the columns of history.csv
    #[arg(long, value_name = "FILE", requires = "now")]
    today: Option<PathBuf>,
}

/// A forecast with what it is shown beside.
struct Shown {
    demand: Demand,
    changes: Option<Vec<forecast::Change>>,
    morning: Option<today::Morning>,
}

impl Forecast {
    /// Prints day totals, writes intervals.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let opened = folder::open(&self.week.centre.centre, &talk)?;
        let shown = self.forecast(&opened.inputs, &talk)?;
        drop(talk);
        let here = || self.week.centre.centre.join("demand.csv");
        let file = self.out.clone().unwrap_or_else(here);
        files::write_demand(&file, &shown.demand)?;
        answer.give(
            || wire::Demand::from(&shown.demand).with_changes(shown.changes.as_deref()),
            |style, out| {
                self.print(&opened.inputs, &shown, style, out)?;
                wire::Written::one(&file).tell(out)
            },
        )
    }

    fn forecast(&self, inputs: &Inputs, talk: &Talk) -> Result<Shown, CliError> {
        let earlier = self.against.as_ref().map(|file| {
            let (earlier, remarks) = files::read_demand(file, &inputs.centre)?;
            folder::remark(&remarks);
            Ok::<_, CliError>((file, earlier))
        });
        let earlier = earlier.transpose()?;
        let mut horizon = self.week.horizon;
        horizon.from = horizon.from.or(self.now.map(|now| now.date()));
        let grid = folder::horizon(inputs, horizon)?;
        let mut demand = folder::demand(inputs, &grid, talk)?;
        let mut morning = None;
        if let (Some(now), Some(file)) = (self.now, &self.today) {
            let (reports, remarks) = files::read_reports(&self.week.centre.centre, file)?;
            folder::remark(&remarks);
            let (later, told) = today::reforecast(&demand, &reports, now)?;
            (demand, morning) = (later, Some(told));
        }
        let changes = earlier
            .map(|(file, earlier)| against::changes(file, &earlier, &demand, self.moved / 100.0));
        Ok(Shown { changes: changes.transpose()?, demand, morning })
    }

    fn print(
        &self,
        inputs: &Inputs,
        shown: &Shown,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let centre = &inputs.centre;
        if self.explain {
            explain::print(centre, &shown.demand, style, out)?;
        } else {
            days::print(centre, &shown.demand, style, out)?;
        }
        if let Some(morning) = &shown.morning {
            today::print(centre, morning, style, out)?;
        }
        if let Some(changes) = &shown.changes {
            against::print(centre, changes, self.moved, style, out)?;
        }
        Ok(())
    }
}
