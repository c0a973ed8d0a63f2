//! `paiban serve`.

use crate::cli::answer::Answer;
use crate::cli::{CliError, Exit};
use crate::http::{Log, Options, Rate, Server};
use crate::wire;
use clap::builder::RangedI64ValueParser;
use std::net::SocketAddr;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban keys add shop payroll --scope schedules:read --scope payroll:read
  paiban serve shop
  curl -H \"Authorization: Bearer $KEY\" http://127.0.0.1:8080/api/v1/schedules/shifts?limit=20
  paiban serve shop --open-report          the report at http://127.0.0.1:8080/ for this machine
  paiban serve shop --openapi > api.json   the OpenAPI document, without serving

Only a roster that keeps every hard law is served, read-only. A roster written anew is picked up
within seconds; keys made or revoked count from the next request on. Interrupt it to stop.";

/// Serve a planned centre to HR systems, payroll and calendars over HTTP
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// Folder with the centre and the roster.csv that `paiban roster` wrote
    #[arg(value_name = "CENTRE")]
    centre: PathBuf,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:8080")]
    address: SocketAddr,
    /// Requests per second that each key may send in the long run
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = positive())]
    rate: u16,
    /// Requests that each key may send at once
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = positive())]
    burst: u16,
    /// Show the report without a key; only on a loopback address
    #[arg(long)]
    open_report: bool,
    /// Print the OpenAPI document and stop
    #[arg(long)]
    openapi: bool,
}

impl Serve {
    /// Prints the address, then answers until it is told to stop.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let options = Options {
            folder: self.centre,
            address: self.address,
            rate: Rate { per_second: f64::from(self.rate), burst: u32::from(self.burst) },
            log: Log::stderr(),
            open_report: self.open_report,
        };
        let server = Server::open(&options)?;
        if self.openapi {
            return answer.document(&server.openapi());
        }
        let folder = options.folder.display();
        server.run(|address| {
            let address = format!("http://{address}/");
            // whoever no longer reads standard output is still served
            let _ = answer.give(
                || wire::Serving { centre: folder.to_string(), address: address.clone() },
                |_, out| writeln!(out, "serving {folder} at {address}"),
            );
        })?;
        Ok(Exit::Fine)
    }
}

fn positive() -> RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..)
}
