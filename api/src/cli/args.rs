//! Arguments that several commands share.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Money;
use solver::roster::Limits;
use std::path::PathBuf;
use std::time::Duration;

/// A centre's folder.
#[derive(Debug, clap::Args)]
pub(crate) struct CentreArg {
    /// Folder with centre.toml, agents.csv, history.csv and the others
    #[arg(value_name = "CENTRE")]
    pub(crate) centre: PathBuf,
}

/// The days to plan.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct HorizonArgs {
    /// First day to plan [default: the first day of the week after the history ends]
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<NaiveDate>,
    /// How many weeks to plan, 1 to 6
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = clap::value_parser!(u8).range(1..=6))]
    pub(crate) weeks: u8,
}

/// A centre and the days to plan in it.
#[derive(Debug, clap::Args)]
pub(crate) struct WeekArgs {
    #[command(flatten)]
    pub(crate) centre: CentreArg,
    #[command(flatten)]
    pub(crate) horizon: HorizonArgs,
}

/// A centre and a finished roster of it.
#[derive(Debug, clap::Args)]
pub(crate) struct RosterArgs {
    #[command(flatten)]
    pub(crate) centre: CentreArg,
    /// The roster: roster.csv, or a spreadsheet with its columns
    #[arg(value_name = "ROSTER")]
    pub(crate) roster: PathBuf,
}

/// How long a search goes on when nothing is said.
const SECONDS: f64 = 60.0;

/// How long and how closely the roster is searched.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct SearchArgs {
    /// Stop after so many seconds of search [default: 60, or none with --work-limit]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) time_limit: Option<f64>,
    /// Stop when (cost - bound) / cost is at most so many per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0, value_parser = percent)]
    pub(crate) gap: f64,
    /// Stop after so many units of work: the same roster on every machine
    #[arg(long, value_name = "UNITS")]
    pub(crate) work_limit: Option<u64>,
    /// Stop when neither cost nor bound got better for so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds, conflicts_with = "work_limit")]
    pub(crate) stall: Option<f64>,
    /// Seed of every random choice
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

impl SearchArgs {
    /// The time that limits the search. A work limit stands alone, so that the clock has no say.
    fn seconds(&self) -> Option<f64> {
        self.time_limit.or_else(|| self.work_limit.is_none().then_some(SECONDS))
    }

    /// The options of the shift benchmark's engine.
    pub(crate) fn shift24(&self) -> solver::shift24::Options {
        solver::shift24::Options {
            seed: self.seed,
            time: self.seconds().map(Duration::from_secs_f64),
            work: self.work_limit,
            stall: self.stall.map(Duration::from_secs_f64),
            gap: self.gap / 100.0,
        }
    }

    /// The engine's options; the first limit reached counts.
    pub(crate) fn options(&self) -> solver::roster::Options {
        let limits = Limits {
            time: self.seconds().map(Duration::from_secs_f64),
            work: self.work_limit,
            stall: self.stall.map(Duration::from_secs_f64),
            gap: self.gap / 100.0,
        };
        solver::roster::Options { seed: self.seed, limits }
    }
}

pub(crate) fn seconds(text: &str) -> Result<f64, String> {
    let number = text.strip_suffix('s').unwrap_or(text);
    let value: f64 = number.parse().map_err(|_| format!("{text} is not a number of seconds"))?;
    if (0.1..=1e6).contains(&value) { Ok(value) } else { Err("give 0.1 to 1000000 seconds".into()) }
}

/// A number from 0 to 100.
pub(crate) fn percent(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| format!("{text} is not a number"))?;
    if (0.0..=100.0).contains(&value) { Ok(value) } else { Err("give 0 to 100 per cent".into()) }
}

/// An amount of money that is not negative.
pub(crate) fn amount(text: &str) -> Result<Money, String> {
    let value: f64 = text.parse().map_err(|_| format!("{text} is not a number"))?;
    let inside = (0.0..=1e9).contains(&value);
    inside.then_some(Money((value * 100.0).round() as i64)).ok_or_else(|| "give 0 or more".into())
}

/// A civil time such as `2025-11-11 14:00`.
pub(crate) fn local_time(text: &str) -> Result<NaiveDateTime, String> {
    let forms = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let read = |form: &&str| NaiveDateTime::parse_from_str(text, form).ok();
    forms.iter().find_map(read).ok_or_else(|| "write a time such as \"2025-11-11 14:00\"".into())
}
