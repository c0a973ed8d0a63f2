//! `paiban keys`.

use crate::cli::answer::Answer;
use crate::cli::args::CentreArg;
use crate::cli::{CliError, Exit};
use crate::keys::{Key, KeyError, Keyring, NewKey, Scope};
use crate::{files, wire};
use chrono::{DateTime, Days, SecondsFormat, Utc};
use domain::Agent;
use std::path::Path;
use std::time::SystemTime;

const EXAMPLES: &str = "\
Examples:
  paiban keys add shop hr-system                        shifts of everybody
  paiban keys add shop payroll --scope payroll:read --expires-in 90
  paiban keys add shop night-lead --team night          shifts of one team
  paiban keys list shop
  paiban keys revoke shop k_1a2b3c4d
  paiban keys calendar shop A01                         the address of one agent's calendar
  paiban keys calendar shop A01 --rotate                a new address; the old one closes

A key is shown once, when it is made; keys.toml keeps its SHA-256 only.";

/// Make, list and revoke the keys of a centre's server
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Keys {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Make a key and print it, this once
    Add(Add),
    /// List the keys, without the keys themselves
    List(List),
    /// Revoke a key
    Revoke(Revoke),
    /// Print the address of an agent's calendar
    Calendar(Calendar),
}

#[derive(Debug, clap::Args)]
struct Add {
    #[command(flatten)]
    centre: CentreArg,
    /// What the key is called in lists
    name: String,
    /// What it may read; may be given several times
    #[arg(long, value_enum, value_name = "SCOPE", default_values_t = [Scope::Schedules])]
    scope: Vec<Scope>,
    /// The one team it may see [default: everybody]
    #[arg(long)]
    team: Option<String>,
    /// Days until it ends [default: it does not end]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u64).range(1..=3660))]
    expires_in: Option<u64>,
    /// Print the key alone, for scripts
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, clap::Args)]
struct List {
    #[command(flatten)]
    centre: CentreArg,
}

#[derive(Debug, clap::Args)]
struct Revoke {
    #[command(flatten)]
    centre: CentreArg,
    /// The key's id, as listed
    id: String,
}

#[derive(Debug, clap::Args)]
struct Calendar {
    #[command(flatten)]
    centre: CentreArg,
    /// The agent's id
    agent: String,
    /// Make a new address and close the old one
    #[arg(long)]
    rotate: bool,
}

impl Keys {
    /// Changes or tells the keys of a centre.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        match self.action {
            Action::Add(add) => add.run(answer),
            Action::List(list) => list.run(answer),
            Action::Revoke(revoke) => revoke.run(answer),
            Action::Calendar(calendar) => calendar.run(answer),
        }
    }
}

impl Add {
    fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        if let Some(team) = &self.team {
            let known = agents(&self.centre.centre)?.iter().any(|a| a.team.as_str() == team);
            known.then_some(()).ok_or_else(|| KeyError::NoSuchTeam(team.clone()))?;
        }
        let new = NewKey {
            name: self.name,
            scopes: self.scope,
            team: self.team,
            expires: self.expires_in.and_then(|days| now().checked_add_days(Days::new(days))),
        };
        let (id, key) = Keyring::change(&self.centre.centre, |ring| ring.add(new, now()))?;
        answer.give(
            || wire::KeyMade { id: id.clone(), key: key.to_string() },
            |_, out| match self.quiet {
                true => writeln!(out, "{key}"),
                false => writeln!(out, "key {id}, shown this once:\n{key}"),
            },
        )
    }
}

impl List {
    fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let ring = Keyring::read(&self.centre.centre)?;
        answer.give(
            || wire::Keys {
                keys: ring.keys().iter().map(|key| wire::Key::at(key, now())).collect(),
            },
            |_, out| ring.keys().iter().try_for_each(|key| writeln!(out, "{}", told(key))),
        )
    }
}

fn told(key: &Key) -> String {
    let day = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let scopes: Vec<String> = key.scopes.iter().map(Scope::to_string).collect();
    let team = key.team.as_ref().map_or_else(|| "everybody".into(), |t| format!("team {t}"));
    let state = match (key.revoked, key.expires) {
        (Some(at), _) => format!("revoked {}", day(at)),
        (None, Some(end)) if !key.is_valid(now()) => format!("expired {}", day(end)),
        (None, Some(end)) => format!("until {}", day(end)),
        (None, None) => "without end".into(),
    };
    format!("{}  {}  {}  {team}  {state}", key.id, key.name, scopes.join(" "))
}

impl Revoke {
    fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        Keyring::change(&self.centre.centre, |ring| ring.revoke(&self.id, now()))?;
        answer.give(
            || wire::KeyRevoked { revoked: self.id.clone() },
            |_, out| writeln!(out, "revoked {}", self.id),
        )
    }
}

impl Calendar {
    fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let known = agents(&self.centre.centre)?.iter().any(|a| a.id.as_str() == self.agent);
        known.then_some(()).ok_or_else(|| KeyError::NoSuchAgent(self.agent.clone()))?;
        let token = Keyring::change(&self.centre.centre, |ring| {
            if self.rotate {
                ring.rotate_calendar(&self.agent);
            }
            Ok(ring.calendar_token(&self.agent).unwrap_or_default())
        })?;
        let path = format!("/api/v1/agents/{}/calendar.ics?token={token}", escaped(&self.agent));
        answer.give(
            || wire::CalendarPath { agent: self.agent.clone(), path: path.clone() },
            |_, out| writeln!(out, "{path}"),
        )
    }
}

fn agents(folder: &Path) -> Result<Vec<Agent>, CliError> {
    Ok(files::read_centre(folder)?.0.agents)
}

/// The wall clock.
fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

/// An id as a segment of an address.
fn escaped(id: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    let byte = |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    id.bytes().map(byte).collect()
}
