//! A planned folder beside the store: what a planner writes there is taken in and published.

use super::app::App;
use super::error::ServeError;
use super::publishing;
use super::schedule::Schedule;
use crate::store::{Files, NewDocument};
use chrono::{DateTime, Utc};
use serde_json::json;
use std::path::Path;
use std::time::SystemTime;

/// The files that frame a centre.
const FRAMES: [&str; 3] = ["centre.toml", "rules.toml", "capacity.toml"];
/// The tables that describe it, without their endings.
const TABLES: [&str; 6] = ["calendar", "drivers", "agents", "availability", "previous", "history"];
/// Endings of the tables.
const ENDINGS: [&str; 6] = ["csv", "tsv", "xlsx", "xls", "ods", "parquet"];
/// The files that a plan leaves.
const PLAN: [&str; 4] = ["roster.csv", "requirement.csv", "demand.csv", "report.html"];

/// Who publishes what stands in the folder.
const WHO: &str = "folder";

/// What tells one state of the folder from the next without reading it.
pub(super) type Stamp = Vec<Option<(u64, Option<SystemTime>)>>;

fn names() -> impl Iterator<Item = String> {
    let tables = TABLES.iter().flat_map(|stem| ENDINGS.map(|ending| format!("{stem}.{ending}")));
    FRAMES.map(str::to_owned).into_iter().chain(tables).chain(PLAN.map(str::to_owned))
}

/// Whether a centre's inputs may have a file of this name.
pub(super) fn is_input(name: &str) -> bool {
    let is_table = |(stem, ending): (&str, &str)| {
        TABLES.contains(&stem)
            && ENDINGS.contains(&ending)
            && (ending != "parquet" || stem == "history")
    };
    FRAMES.contains(&name) || name.split_once('.').is_some_and(is_table)
}

/// The folder's state.
pub(super) fn stamp(folder: &Path) -> Stamp {
    names().map(|name| stamp_of(&folder.join(name))).collect()
}

/// A file's state; `None` when it is not there.
fn stamp_of(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    std::fs::metadata(path).ok().map(|m| (m.len(), m.modified().ok()))
}

/// The id of a folder's centre: its name in small letters, digits and hyphens.
#[must_use]
pub fn id(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let id: String = name.chars().map(plain).take(60).collect();
    let id = id.trim_matches('-').to_owned();
    if id.is_empty() { "centre".to_owned() } else { id }
}

/// Reads the folder and publishes its roster, when that is another than the one published.
pub(super) async fn take_in(app: &App, folder: &Path, centre: &str) -> Result<(), ServeError> {
    let path = folder.to_owned();
    let read = tokio::task::spawn_blocking(move || read(&path)).await;
    let (inputs, plan, name) =
        read.map_err(|e| ServeError::Runtime(std::io::Error::other(e)))??;
    let store = app.store();
    if store.centre(centre).await.is_err() {
        store.add_centre(centre, &name, WHO).await?;
    }
    let new = |kind: &str, parents: Vec<String>, files: Files| NewDocument {
        centre: centre.to_owned(),
        kind: kind.to_owned(),
        parents,
        provenance: json!({ "command": "serve", "version": env!("CARGO_PKG_VERSION") }).to_string(),
        summary: "{}".to_owned(),
        files,
    };
    let inputs = store.put(&new("inputs", Vec::new(), inputs), WHO).await?;
    let roster = store.put(&new("roster", vec![inputs], plan), WHO).await?;
    let row = store.centre(centre).await?;
    if row.published.as_deref() != Some(roster.as_str()) {
        let reason = "the folder's roster";
        publishing::publish(app, &row, &roster, row.version, reason, WHO)
            .await
            .map_err(|problem| ServeError::Refused(problem.to_string()))?;
    }
    Ok(())
}

/// The files of a folder whose roster can be served, and the centre's name.
fn read(folder: &Path) -> Result<(Files, Files, String), ServeError> {
    let schedule = Schedule::read(folder, String::new(), DateTime::<Utc>::default())?;
    let (mut inputs, mut plan) = (Files::new(), Files::new());
    for name in names() {
        let Ok(bytes) = std::fs::read(folder.join(&name)) else { continue };
        let files = if PLAN.contains(&name.as_str()) { &mut plan } else { &mut inputs };
        files.insert(name, bytes);
    }
    Ok((inputs, plan, schedule.centre.name))
}
