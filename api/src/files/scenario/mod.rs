//! `scenarios/*.toml`: what if.
//!
//! ```toml
//! name = "Double 11, 40 % bigger, with a bot"
//! story = "Marketing doubles the budget; the bot takes a third of pre-sales chats."
//! extends = ["double11-bigger.toml"]          # their changes come first
//!
//! [[change]]
//! deflect = 0.3
//! queues = ["presales_chat"]
//! dates = ["2025-11-10", "2025-11-13"]
//! hours = "20:00-24:00"
//! ```
//! Every sort of change: `docs/reference/scenarios.md`.

mod change;
mod people;
mod promotion;
mod scope;
mod sweep;

pub use sweep::Uncertainty;

use super::codes;
use super::document::{Document, Section, Value};
use super::fault::{Faults, Place};
use super::folder::Read;
use super::table::read_bytes;
use domain::Centre;
use scenarios::change::Change;
use scenarios::compare::{Scenario, Sweep};
use std::path::{Path, PathBuf};

/// A scenario's file.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioFile {
    /// The scenario, with the changes of those it extends before its own.
    pub scenario: Scenario,
    /// What is swept.
    pub sweep: Option<Sweep>,
    /// How its futures are drawn.
    pub uncertainty: Option<Uncertainty>,
}

/// What a scenario's changes may refer to.
pub(super) struct World<'a> {
    pub(super) centre: &'a Centre,
    pub(super) queues: Vec<&'a str>,
    pub(super) contracts: Vec<&'a str>,
}

/// Reads a scenario for `centre`, with those it extends.
///
/// # Errors
/// Every fault of every file read, when one of them is an error.
pub fn read_scenario(path: &Path, centre: &Centre) -> Read<ScenarioFile> {
    let mut faults = Faults::default();
    let world = World {
        centre,
        queues: centre.queues.iter().map(|q| q.id.as_str()).collect(),
        contracts: centre.contracts.iter().map(|c| c.id.as_str()).collect(),
    };
    let mut open = Vec::new();
    let file = read(path, &world, &mut open, &mut faults);
    faults.settle(file)
}

/// Reads one file; `open` are those that led to it.
fn read(
    path: &Path,
    world: &World<'_>,
    open: &mut Vec<PathBuf>,
    faults: &mut Faults,
) -> Option<ScenarioFile> {
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    if open.iter().any(|known| known == path) {
        faults.add(Place::file(&name), codes::EXTENDS_BAD, "this scenario extends itself");
        return None;
    }
    let bytes = read_bytes(path, &name, faults)?;
    let text = super::text::decode(&name, &bytes, faults)?.into_owned();
    open.push(path.to_owned());
    let mut parents = Vec::new();
    let own = {
        let doc = Document::parse(&name, &text, faults);
        let root = doc.root();
        let own = written(&root, &name, world);
        for value in root.get("extends").map(|v| items(&v)).unwrap_or_default() {
            let Some(file) = value.text() else { continue };
            let parent = path.with_file_name(file);
            if parent.is_file() {
                parents.push(parent);
            } else {
                value.fault(codes::EXTENDS_BAD, format!("there is no {file} beside this file"));
            }
        }
        root.finish();
        own
    };
    let mut changes: Vec<Change> = Vec::new();
    for parent in parents {
        let read = read(&parent, world, open, faults);
        changes.extend(read.into_iter().flat_map(|file| file.scenario.changes));
    }
    open.pop();
    let mut file = own?;
    changes.append(&mut file.scenario.changes);
    file.scenario.changes = changes;
    Some(file)
}

/// What the file itself says.
fn written(root: &Section<'_>, file: &str, world: &World<'_>) -> Option<ScenarioFile> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = root.get("name").map_or(Some(stem), |v| v.text());
    let story = root.need("story").and_then(|v| v.text());
    let listed = root.get("change").map(|v| v.sections()).unwrap_or_default();
    let changes: Vec<Option<Change>> = listed.iter().map(|s| change::read(s, world)).collect();
    let sweep = root.get("sweep").map(|v| sweep::read(&v, world));
    let uncertainty = root.get("uncertainty").map(|v| sweep::uncertainty(&v, world));
    Some(ScenarioFile {
        scenario: Scenario {
            name: name?.to_owned(),
            story: story?.to_owned(),
            changes: changes.into_iter().collect::<Option<Vec<Change>>>()?,
        },
        sweep: absent_or_read(sweep)?,
        uncertainty: absent_or_read(uncertainty)?,
    })
}

/// A part that may be absent but not wrong.
fn absent_or_read<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    match part {
        None => Some(None),
        Some(None) => None,
        Some(read) => Some(read),
    }
}

/// The values of a list, or a single value.
fn items<'a>(value: &Value<'a>) -> Vec<Value<'a>> {
    if value.is_list() { value.list().unwrap_or_default() } else { vec![value.clone()] }
}
