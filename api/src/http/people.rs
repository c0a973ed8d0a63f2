//! A person in the files of documents: found, and taken out.

use super::problem::ApiError;
use crate::files;
use crate::jobs::{Workspace, lay_out};
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

/// A document's files without a person: what replaces some of them, and which are dropped; `None`
/// when the person is not in it. A roster is read against the `inputs` it was made from.
pub(super) async fn without(
    kind: &str,
    own: Files,
    inputs: Files,
    agent: String,
    pseudonym: String,
) -> Result<Option<(Files, Vec<String>)>, ApiError> {
    // workbooks cannot be searched as they are
    let opaque = |name: &str| ["xlsx", "xls", "ods"].iter().any(|e| name.ends_with(e));
    let named = |bytes: &[u8]| bytes.windows(agent.len()).any(|w| w == agent.as_bytes());
    if !own.iter().any(|(name, bytes)| opaque(name) || named(bytes)) {
        return Ok(None);
    }
    let is_inputs = kind == "inputs";
    blocking(move |space| {
        let written = if is_inputs {
            let erase = |inputs: &mut domain::Inputs| rename_all(inputs, &agent, &pseudonym);
            canonical(space.path(), &own, erase)?
        } else {
            Files::new()
        };
        let (mut changed, mut dropped) = (Files::new(), Vec::new());
        for (name, bytes) in own {
            let stem = name.split('.').next().unwrap_or_default();
            let table = format!("{stem}.csv");
            let (new_name, new) = if TABLES.contains(&stem) {
                (table.clone(), written.get(&table).cloned())
            } else if name == "roster.csv" {
                let new = roster_without(space.path(), &inputs, &bytes, &agent, &pseudonym);
                (name.clone(), new)
            } else if name.ends_with(".json") {
                (name.clone(), json_without(&bytes, &agent, &pseudonym))
            } else if PLAIN.contains(&stem) {
                continue;
            } else {
                (name.clone(), None)
            };
            if new.is_none() || new_name != name {
                dropped.push(name);
            }
            new.map(|new| changed.insert(new_name, new));
        }
        Ok(Some((changed, dropped)))
    })
    .await
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

/// A file of JSON without a person; one that is none goes as a whole.
fn json_without(bytes: &[u8], agent: &str, pseudonym: &str) -> Option<Vec<u8>> {
    let mut json: Json = serde_json::from_slice(bytes).ok()?;
    replace(&mut json, agent, pseudonym);
    Some(json.to_string().into_bytes())
}

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

fn rename_all(inputs: &mut domain::Inputs, agent: &str, pseudonym: &str) {
    let new = AgentId::new(pseudonym);
    let is = |id: &AgentId| id.as_str() == agent;
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
fn roster_without(
    space: &Path,
    inputs: &Files,
    roster: &[u8],
    agent: &str,
    pseudonym: &str,
) -> Option<Vec<u8>> {
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

/// Replaces every text that is exactly the person's id.
fn replace(json: &mut Json, agent: &str, pseudonym: &str) {
    match json {
        Json::String(text) if text == agent => pseudonym.clone_into(text),
        Json::Array(items) => items.iter_mut().for_each(|item| replace(item, agent, pseudonym)),
        Json::Object(map) => map.values_mut().for_each(|item| replace(item, agent, pseudonym)),
        _ => {}
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce(&Workspace) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let work = move || work(&Workspace::new().map_err(|_| ApiError::Fault)?);
    tokio::task::spawn_blocking(work).await.map_err(|_| ApiError::Fault)?
}
