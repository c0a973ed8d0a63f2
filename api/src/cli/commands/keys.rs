//! `paiban keys`.

use crate::cli::answer::Answer;
use crate::cli::{CliError, Exit, with_store};
use crate::http::{calendar_address, folder_id};
use crate::keys::{Key, KeyError, NewKey, Scope};
use crate::store::Store;
use crate::{files, wire};
use chrono::{DateTime, Days, SecondsFormat, Utc};
use domain::Agent;
use std::path::{Path, PathBuf};
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

A key is shown once, when it is made; the store keeps its SHA-256 only.";

/// Who the audit log says makes and revokes keys here.
const WHO: &str = "paiban keys";

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

/// Where the keys are kept.
#[derive(Debug, clap::Args)]
struct Place {
    /// Folder of a centre; its keys lie in its paiban.db
    #[arg(value_name = "CENTRE")]
    centre: PathBuf,
    /// The store, when it lies elsewhere: postgres://…, or a SQLite file
    #[arg(long, value_name = "URL", env = "PAIBAN_STORE", hide_env_values = true)]
    store: Option<String>,
}

impl Place {
    fn url(&self) -> String {
        let usual = || self.centre.join("paiban.db").display().to_string();
        self.store.clone().unwrap_or_else(usual)
    }
}

#[derive(Debug, clap::Args)]
struct Add {
    #[command(flatten)]
    place: Place,
    /// What the key is called in lists
    name: String,
    /// What it may read; may be given several times
    #[arg(long, value_enum, value_name = "SCOPE", default_values_t = [Scope::Schedules])]
    scope: Vec<Scope>,
    /// The one team it may see [default: everybody]
    #[arg(long)]
    team: Option<String>,
    /// The one centre it may see, by its id in addresses [default: all of the store]
    #[arg(long, value_name = "ID")]
    only: Option<String>,
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
    place: Place,
}

#[derive(Debug, clap::Args)]
struct Revoke {
    #[command(flatten)]
    place: Place,
    /// The key's id, as listed
    id: String,
}

#[derive(Debug, clap::Args)]
struct Calendar {
    #[command(flatten)]
    place: Place,
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
            let known = agents(&self.place.centre)?.iter().any(|a| a.team.as_str() == team);
            known.then_some(()).ok_or_else(|| KeyError::NoSuchTeam(team.clone()))?;
        }
        let new = NewKey {
            name: self.name,
            scopes: self.scope,
            team: self.team,
            centre: self.only,
            expires: self.expires_in.and_then(|days| now().checked_add_days(Days::new(days))),
            replaces: None,
        };
        let made = async |store: Store| Ok(store.add_key(&new, WHO).await?);
        let (id, key) = with_store(&self.place.url(), made)?;
        answer.give(
            || wire::KeyMade { id: id.clone(), key: key.clone() },
            |_, out| match self.quiet {
                true => writeln!(out, "{key}"),
                false => writeln!(out, "key {id}, shown this once:\n{key}"),
            },
        )
    }
}

impl List {
    fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let keys = with_store(&self.place.url(), async |store| Ok(store.keys().await?))?;
        answer.give(
            || wire::Keys { keys: keys.iter().map(|key| wire::Key::at(key, now())).collect() },
            |_, out| keys.iter().try_for_each(|key| writeln!(out, "{}", told(key))),
        )
    }
}

fn told(key: &Key) -> String {
    let day = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let scopes: Vec<String> = key.scopes.iter().map(Scope::to_string).collect();
    let centre = key.centre.as_ref().map(|c| format!("  centre {c}")).unwrap_or_default();
    let team = key.team.as_ref().map_or_else(|| "everybody".into(), |t| format!("team {t}"));
    let state = match (key.revoked, key.expires) {
        (Some(at), _) => format!("revoked {}", day(at)),
        (None, Some(end)) if !key.is_valid(now()) => format!("expired {}", day(end)),
        (None, Some(end)) => format!("until {}", day(end)),
        (None, None) => "without end".into(),
    };
    format!("{}  {}  {}  {team}{centre}  {state}", key.id, key.name, scopes.join(" "))
}

impl Revoke {
    fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let end = async |store: Store| Ok(store.end_key(&self.id, None, WHO).await?);
        with_store(&self.place.url(), end)?;
        answer.give(
            || wire::KeyRevoked { revoked: self.id.clone() },
            |_, out| writeln!(out, "revoked {}", self.id),
        )
    }
}

impl Calendar {
    fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let known = agents(&self.place.centre)?.iter().any(|a| a.id.as_str() == self.agent);
        known.then_some(()).ok_or_else(|| KeyError::NoSuchAgent(self.agent.clone()))?;
        let centre = folder_id(&self.place.centre);
        let token = with_store(&self.place.url(), async |store| {
            let there = store.calendar(&centre, &self.agent, None, WHO).await?;
            if let Some(token) = there.filter(|_| !self.rotate) {
                return Ok(token);
            }
            let made = store.calendar(&centre, &self.agent, Some(true), WHO).await?;
            Ok(made.unwrap_or_default())
        })?;
        let path = calendar_address(&centre, &self.agent, &token);
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
