//! The command line: one struct and one `run` per command, results to standard output, talk to
//! standard error, exit codes that mean something ([`Exit`]).

mod answer;
mod args;
mod child;
mod commands;
mod config;
mod error;
mod exit;
mod folder;
mod interrupt;
mod misses;
mod outcome;
mod output;
mod progress;
mod sources;
mod text;
mod week;

pub use error::CliError;
pub use exit::Exit;

use crate::http::ServeError;
use crate::store::Store;
use crate::wire;
use answer::Answer;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use domain::Cure;
use std::ffi::OsString;
use std::io::{self, Write};
use tokio::runtime::Runtime;

const EXAMPLES: &str = "\
Examples:
  paiban demo                         plan the sample centre's Double 11 week and print it
  paiban demo shop                    the same, keeping the centre's files in the folder shop
  paiban roster shop --time-limit 30  plan the week after the history ends
  paiban check shop shop/roster.csv   judge a roster, ours or one edited in a spreadsheet
  paiban explain shop shop/roster.csv what it costs, by interval, rule and person
  paiban whatif shop shop/scenarios/flu.toml
                                      what a scenario changes, and how surely

Exit codes:
  0  all went well          1  hard laws are broken, or no roster was found in time
  2  unusable input         3  no roster can keep every hard law
  4  a fault of the product";

/// Plan a contact centre's week: forecast, people needed, a lawful roster at the least cost
#[derive(Debug, Parser)]
#[command(name = "paiban", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(commands::demo::Demo),
    Import(commands::import::Import),
    Forecast(commands::forecast::Forecast),
    Backtest(commands::backtest::Backtest),
    Staff(commands::staff::Staff),
    Roster(commands::roster::Roster),
    Replan(commands::replan::Replan),
    Check(commands::check::Check),
    Explain(commands::explain::Explain),
    Simulate(commands::simulate::Simulate),
    Reconcile(commands::reconcile::Reconcile),
    Whatif(commands::whatif::Whatif),
    Capacity(commands::capacity::Capacity),
    Robust(commands::robust::Robust),
    Report(commands::report::Report),
    Benchmark(commands::benchmark::Benchmark),
    Serve(commands::serve::Serve),
    Worker(commands::worker::Worker),
    Backup(commands::backup::Backup),
    Restore(commands::backup::Restore),
    Keys(commands::keys::Keys),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
}

impl Command {
    fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        match self {
            Self::Demo(command) => command.run(answer),
            Self::Import(command) => command.run(answer),
            Self::Forecast(command) => command.run(answer),
            Self::Backtest(command) => command.run(answer),
            Self::Staff(command) => command.run(answer),
            Self::Roster(command) => command.run(answer),
            Self::Replan(command) => command.run(answer),
            Self::Check(command) => command.run(answer),
            Self::Explain(command) => command.run(answer),
            Self::Simulate(command) => command.run(answer),
            Self::Reconcile(command) => command.run(answer),
            Self::Whatif(command) => command.run(answer),
            Self::Capacity(command) => command.run(answer),
            Self::Robust(command) => command.run(answer),
            Self::Report(command) => command.run(answer),
            Self::Benchmark(command) => command.run(answer),
            Self::Serve(command) => command.run(answer),
            Self::Worker(command) => command.run(answer),
            Self::Backup(command) => command.run(answer),
            Self::Restore(command) => command.run(answer),
            Self::Keys(command) => command.run(answer),
            Self::Completions(command) => command.run(answer),
            Self::Man(command) => command.run(answer),
        }
    }
}

/// The whole command with its arguments and help, for completions and manual pages.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
        .mut_subcommand("backup", |c| only(c, &["file", "config", "store"]))
        .mut_subcommand("restore", |c| only(c, &["file", "config", "store", "replace"]))
        .mut_subcommand("worker", |c| only(c, &["config", "store", "hands", "memory"]))
}

/// A command whose help leaves out the settings that mean nothing to it; one file of settings may
/// still name them for all.
fn only(command: clap::Command, shown: &[&str]) -> clap::Command {
    let everywhere = ["json", "help"];
    command.mut_args(|arg| {
        let id = arg.get_id().as_str();
        let hide = !shown.contains(&id) && !everywhere.contains(&id);
        arg.hide(hide)
    })
}

/// Runs the command line `args`, the program's name first, and says how it ended.
pub fn run(args: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Exit {
    let named = |matches: clap::ArgMatches| {
        let name = matches.subcommand_name().unwrap_or_default().to_owned();
        Ok((name, Cli::from_arg_matches(&matches)?))
    };
    let parsed = command().try_get_matches_from(args).and_then(named);
    let (name, cli) = match parsed {
        Ok(parsed) => parsed,
        Err(usage) => {
            // help that nobody reads any more is no error
            let _ = usage.print();
            return if usage.use_stderr() { Exit::Unusable } else { Exit::Fine };
        }
    };
    child::within_its_run(&name, || answered(cli))
}

/// Does what was asked and reports what went wrong.
fn answered(cli: Cli) -> Exit {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match cli.command.run(&mut Answer::new(&mut out, cli.json)) {
        Ok(exit) => exit,
        Err(error) if error.is_broken_pipe() => Exit::Fine,
        Err(error) => {
            report(&error);
            if cli.json {
                // whoever no longer reads the answer has the text and the exit code
                let _ = answer::print(&wire::Problem::from(&error), &mut out);
            }
            error.exit()
        }
    }
}

/// `error[E2202]: …` and its hint; files tell each of their faults.
fn report(error: &CliError) {
    match error {
        CliError::Files(faults) => tell(&faults.to_string()),
        other => {
            tell(&format!("error[{}]: {other}\n  hint: {}", other.code(), other.cure()));
        }
    }
}

/// Does something with a store.
fn with_store<T>(
    url: &str,
    work: impl AsyncFnOnce(Store) -> Result<T, CliError>,
) -> Result<T, CliError> {
    let runtime = Runtime::new().map_err(ServeError::Runtime)?;
    runtime.block_on(async { work(Store::open(url).await?).await })
}

/// One message on standard error.
pub(crate) fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
