//! `paiban serve`.

use crate::cli::answer::Answer;
use crate::cli::config::Config;
use crate::cli::{CliError, Exit};
use crate::http::Server;
use crate::wire;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban keys add shop payroll --scope schedules:read --scope payroll:read
  paiban serve shop                        take the planned folder in, and serve it
  curl -H \"Authorization: Bearer $KEY\" http://127.0.0.1:8080/api/v1/schedules/shifts?limit=20
  paiban serve shop --open-report          the report at http://127.0.0.1:8080/ for this machine
  paiban serve --store postgres://paiban@db/paiban --config paiban.toml
  paiban serve --config paiban.toml --print-config
  paiban serve --openapi > api.json        the OpenAPI document, without serving

Settings come from flags, then the environment (PAIBAN_STORE, PAIBAN_ADDRESS, …), then the file of
--config, then defaults. Only a lawful roster is told to anybody. A roster written anew into the
folder is taken in within seconds; keys made or revoked count from the next request on.";

/// Serve centres to planners, HR systems, payroll and calendars over HTTP
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// Folder with a centre and the roster.csv that `paiban roster` wrote, to take in and follow
    #[arg(value_name = "CENTRE")]
    centre: Option<PathBuf>,
    #[command(flatten)]
    config: Config,
    /// Show the report of the folder without a key; only on a loopback address
    #[arg(long)]
    open_report: bool,
    /// Print the settings that count, and stop
    #[arg(long)]
    print_config: bool,
    /// Print the OpenAPI document and stop
    #[arg(long)]
    openapi: bool,
}

impl Serve {
    /// Prints the address, then answers until it is told to stop.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        if self.openapi {
            return answer.document(&Server::openapi());
        }
        let settings = self.config.settled(self.centre.as_deref())?;
        if self.print_config {
            let told = settings.told();
            return answer.give(|| settings.clone(), |_, out| write!(out, "{told}"));
        }
        let what = self
            .centre
            .as_ref()
            .map_or_else(|| settings.store_name(), |folder| folder.display().to_string());
        // spans that are left are sent when it goes
        let _export = crate::telemetry::start().map_err(CliError::Config)?;
        let options = settings.options(self.centre, self.open_report)?;
        let scheme = if options.tls.is_some() { "https" } else { "http" };
        Server::open(&options)?.run(|address| {
            let address = format!("{scheme}://{address}/");
            // whoever no longer reads standard output is still served
            let _ = answer.give(
                || wire::Serving { centre: what.clone(), address: address.clone() },
                |_, out| writeln!(out, "serving {what} at {address}"),
            );
        })?;
        Ok(Exit::Fine)
    }
}
