//! A person in the files of documents: found, and taken out.

use super::person::Person;
use super::problem::ApiError;
use crate::files;
use crate::jobs::{AWAY, Workspace, lay_out};
use crate::store::Files;
use domain::{Agent, AgentId, Arrangements, Availability, History, Shift};
use serde_json::{Value as Json, json};
use std::path::Path;

/// Tables that hold people, without their endings.
const TABLES: [&str; 3] = ["agents", "availability", "previous"];

/// A person's rows in the tables of the inputs, each after the names of its columns.
pub(super) async fn rows_of(files: Files, agent: String) -> Result<Json, ApiError> {
    blocking(move |space| {
        let written = canonical(space.path(), &files, |_| ())?;
        let mut found = serde_json::Map::new();
        for stem in TABLES {
            let name = format!("{stem}.csv");
            let text = written.get(&name).map(|b| String::from_utf8_lossy(b)).unwrap_or_default();
            let own = text.lines().skip(1).filter(|line| line.split(',').next() == Some(&agent));
            let rows: Vec<&str> = text.lines().take(1).chain(own).collect();
            if rows.len() > 1 {
                found.insert(name, json!(rows));
            }
        }
        Ok(Json::Object(found))
    })
    .await
}

/// Whom `id` names in inputs: an id, or `external:` and the id of another system.
pub(super) async fn found(files: Files, id: &str) -> Result<Option<Agent>, ApiError> {
    let id = id.to_owned();
    blocking(move |space| {
        lay_out(space.path(), &files).map_err(|_| ApiError::Fault)?;
        let read = files::read_centre(space.path());
        let (centre, _) = read.map_err(|faults| ApiError::Files(Box::new(faults.json())))?;
        let mut agents = centre.agents.into_iter();
        Ok(match id.strip_prefix("external:") {
            Some(other) => agents.find(|a| a.external_id.as_deref() == Some(other)),
            None => agents.find(|a| a.id.as_str() == id),
        })
    })
    .await
}

/// A document's files without a person: what replaces some of them, and which are dropped; `None`
/// when the person is not in it. A roster is read against the `inputs` it was made from.
pub(super) async fn without(
    kind: &str,
    own: Files,
    inputs: Files,
    person: Person,
) -> Result<Option<(Files, Vec<String>)>, ApiError> {
    let is_inputs = kind == "inputs";
    blocking(move |space| {
        let named: Vec<&String> = own
            .iter()
            .filter(|(name, bytes)| names(&person, name, bytes))
            .map(|(n, _)| n)
            .collect();
        if named.is_empty() {
            return Ok(None);
        }
        let written = if is_inputs {
            let erase = |inputs: &mut domain::Inputs| rename_all(inputs, &person);
            canonical(space.path(), &own, erase)?
        } else {
            Files::new()
        };
        let (mut changed, mut dropped) = (Files::new(), Vec::new());
        for name in named {
            let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
            let table = format!("{stem}.csv");
            let text = || std::str::from_utf8(&own[name]).ok();
            let (new_name, new) = if *name == AWAY && !is_inputs {
                let free = text().and_then(|text| person.scrubbed(text));
                (name.clone(), free.map(String::into_bytes))
            } else if TABLES.contains(&stem) || WORKBOOKS.contains(&ending) {
                (table.clone(), written.get(&table).cloned())
            } else if name == "roster.csv" {
                (name.clone(), roster_without(space.path(), &inputs, &own[name], &person))
            } else if ending == "json" {
                let free = text().and_then(|text| person.scrubbed_json(text));
                (name.clone(), free.map(String::into_bytes))
            } else if PLAIN.contains(&stem) {
                let free = text().and_then(|text| person.unmarked(text));
                (name.clone(), free.map(String::into_bytes))
            } else if ending == "toml" {
                let free = text().and_then(|text| person.scrubbed(text));
                (name.clone(), free.map(String::into_bytes))
            } else {
                (name.clone(), None)
            };
            if new.is_none() || new_name != *name {
                dropped.push(name.clone());
            }
            new.map(|new| changed.insert(new_name, new));
        }
        Ok(Some((changed, dropped)))
    })
    .await
}

/// Tables that cannot be searched as they are.
const WORKBOOKS: [&str; 3] = ["xlsx", "xls", "ods"];

/// Whether a file names a person.
fn names(person: &Person, name: &str, bytes: &[u8]) -> bool {
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    if WORKBOOKS.contains(&ending) {
        // one that cannot be read is not known to be without them
        return files::workbook_texts(bytes)
            .is_none_or(|texts| texts.iter().any(|text| person.is_named_in(text)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if PLAIN.contains(&stem) => person.unmarked(text).is_some(),
        Ok(text) if ending == "json" => person.scrubbed_json(text).is_some(),
        Ok(text) => person.is_named_in(text),
        // of another encoding: the tables are read as they are meant, the others hold no people
        Err(_) => TABLES.contains(&stem) || !PLAIN.contains(&stem),
    }
}

/// Files that hold no people, without their endings.
const PLAIN: [&str; 9] = [
    "centre",
    "rules",
    "capacity",
    "calendar",
    "drivers",
    "history",
    "actuals",
    "demand",
    "requirement",
];

/// Inputs, changed and written as the product writes them.
fn canonical(
    space: &Path,
    files: &Files,
    change: impl FnOnce(&mut domain::Inputs),
) -> Result<Files, ApiError> {
    let (from, to) = (space.join("from"), space.join("to"));
    let fault = |_| ApiError::Fault;
    std::fs::create_dir_all(&from).map_err(fault)?;
    lay_out(&from, files).map_err(fault)?;
    let has_history = files.keys().any(|name| name.starts_with("history."));
    let read = if has_history {
        files::read_inputs(&from).map(|(inputs, _)| inputs)
    } else {
        files::read_centre_and_previous(&from).map(|((centre, previous), _)| {
            let history = History { interval: centre.interval, queues: Vec::new() };
            let arrangements = Arrangements::default();
            domain::Inputs { centre, history, previous, arrangements }
        })
    };
    let mut inputs = read.map_err(|faults| ApiError::Files(Box::new(faults.json())))?;
    change(&mut inputs);
    files::write_inputs(&to, &inputs).map_err(|_| ApiError::Fault)?;
    crate::jobs::gather(&to).map_err(|_| ApiError::Fault)
}

fn rename_all(inputs: &mut domain::Inputs, person: &Person) {
    let new = AgentId::new(person.pseudonym.as_str());
    let is = |id: &AgentId| id.as_str() == person.id;
    for one in inputs.centre.agents.iter_mut().filter(|a: &&mut Agent| is(&a.id)) {
        one.id = new.clone();
        one.name = "erased".to_owned();
        one.external_id = None;
    }
    for one in inputs.centre.availability.iter_mut().filter(|a: &&mut Availability| is(&a.agent)) {
        one.agent = new.clone();
    }
    for one in inputs.previous.iter_mut().filter(|s: &&mut Shift| is(&s.agent)) {
        one.agent = new.clone();
    }
}

/// A roster with a person's id replaced; `None` when it cannot be read against its inputs.
fn roster_without(space: &Path, inputs: &Files, roster: &[u8], person: &Person) -> Option<Vec<u8>> {
    let (agent, pseudonym) = (person.id.as_str(), person.pseudonym.as_str());
    let folder = space.join("roster");
    std::fs::create_dir_all(&folder).ok()?;
    lay_out(&folder, inputs).ok()?;
    let path = folder.join("roster.csv");
    std::fs::write(&path, roster).ok()?;
    let (mut centre, _) = files::read_centre(&folder).ok()?;
    // the inputs may have been rewritten a moment ago
    if let Some(one) = centre.agents.iter().find(|a| a.id.as_str() == pseudonym).cloned() {
        centre.agents.push(Agent { id: AgentId::new(agent), ..one });
    }
    let (mut read, _) = files::read_roster(&path, &centre).ok()?;
    for shift in read.shifts.iter_mut().filter(|s| s.agent.as_str() == agent) {
        shift.agent = AgentId::new(pseudonym);
    }
    files::write_roster(&path, &read).ok()?;
    std::fs::read(&path).ok()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce(&Workspace) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let work = move || work(&Workspace::new().map_err(|_| ApiError::Fault)?);
    tokio::task::spawn_blocking(work).await.map_err(|_| ApiError::Fault)?
}
