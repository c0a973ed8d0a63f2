//! Scenarios to hold against a centre, and what really happened.

use super::uploads::{Kept, Upload, keep, read, received};
use crate::files;
use crate::http::app::App;
use crate::http::body::unfit;
use crate::http::planner::Planner;
use crate::http::problem::ApiError;
use crate::http::refusals::WriteRefusals;
use crate::http::wire;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::Centre;
use serde_json::{Value as Json, json};

/// Uploads scenarios: files such as `flu.toml`, with those they extend beside them.
///
/// They are read against the newest inputs, with every fault of every file. A run of `whatif` holds
/// each file of the document against the centre as it is.
#[utoipa::path(
    post,
    operation_id = "uploadScenarios",
    path = "/centres/{centre}/scenarios",
    tag = "documents",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Any name for this write"),
    ),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "kept", body = wire::Document,
         headers(("Location" = String, description = "its address"))),
        WriteRefusals,
    ),
    security(("key" = ["plans:write"]))
)]
pub(in crate::http) async fn add(
    State(app): State<App>,
    Planner { reader, centre }: Planner,
    request: Request,
) -> Result<Response, ApiError> {
    let sent = received(request).await?;
    if let Some(name) = sent.keys().find(|name| !is_name(name)) {
        return Err(unfit("#/file", &format!("`{name}` is no name such as flu.toml")));
    }
    let inputs = centre.inputs.clone().ok_or(ApiError::NoSuch("inputs"))?;
    let mut all = app.store().files(&inputs).await?;
    let names: Vec<String> = sent.keys().cloned().collect();
    all.extend(sent.iter().map(|(name, bytes)| (format!("scenarios/{name}"), bytes.clone())));
    let look = move |folder: &std::path::Path| {
        let (centre, _) = files::read_centre(folder)?;
        stories(&folder.join("scenarios"), &names, &centre)
    };
    let (_, (told, remarks)) = read(all, look).await?;
    let summary = Some(json!({ "scenarios": told }));
    let parents = vec![inputs];
    let kept = Kept { kind: "scenario", parents, summary, files: sent, remarks };
    keep(&app, &reader, &centre, kept).await
}

/// Every scenario's file, name and story; or every fault of all of them.
fn stories(
    folder: &std::path::Path,
    names: &[String],
    centre: &Centre,
) -> Result<(Vec<Json>, Vec<files::Fault>), files::Faults> {
    let (mut told, mut remarks, mut faults) = (Vec::new(), Vec::new(), files::Faults::default());
    for name in names {
        match files::read_scenario(&folder.join(name), centre) {
            Ok((file, found)) => {
                let (called, story) = (file.scenario.name, file.scenario.story);
                told.push(json!({ "file": name, "name": called, "story": story }));
                remarks.extend(found);
            }
            Err(found) => faults.extend(found),
        }
    }
    if faults.has_errors() { Err(faults) } else { Ok((told, remarks)) }
}

/// Uploads what really happened in the days of a roster, as `actuals.csv` or `actuals.xlsx`.
///
/// A run of `reconcile` says why service was not what the roster promised.
#[utoipa::path(
    post,
    operation_id = "uploadActuals",
    path = "/centres/{centre}/rosters/{document}/actuals",
    tag = "documents",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("document" = String, Path, description = "The roster's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Any name for this write"),
    ),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "kept", body = wire::Document,
         headers(("Location" = String, description = "its address"))),
        WriteRefusals,
    ),
    security(("key" = ["plans:write"]))
)]
pub(in crate::http) async fn actuals(
    State(app): State<App>,
    Planner { reader, centre }: Planner,
    Path((_, roster)): Path<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let document = app.store().document(&centre.id, &roster).await?;
    if document.kind != "roster" {
        return Err(ApiError::NoSuch("roster"));
    }
    let sent = received(request).await?;
    let taken = ["actuals.csv", "actuals.xlsx"];
    let name = match sent.keys().next() {
        Some(name) if sent.len() == 1 && taken.contains(&name.as_str()) => name.clone(),
        _ => return Err(unfit("#/file", &format!("send one of {}", taken.join(", ")))),
    };
    let parents: Vec<String> = serde_json::from_str(&document.parents).unwrap_or_default();
    let inputs = parents.first().ok_or(ApiError::NoSuch("inputs"))?;
    let mut all = app.store().files(inputs).await?;
    all.extend(app.store().files(&roster).await?);
    all.extend(sent.clone());
    let look = move |folder: &std::path::Path| {
        let (centre, _) = files::read_centre(folder)?;
        let (roster, _) = files::read_roster(&folder.join("roster.csv"), &centre)?;
        Ok(files::read_actuals(&folder.join(name), &centre, &roster.grid)?.1)
    };
    let (_, remarks) = read(all, look).await?;
    let parents = vec![roster];
    let kept = Kept { kind: "actuals", parents, files: sent, remarks, ..Kept::default() };
    keep(&app, &reader, &centre, kept).await
}

/// Whether a scenario's file may be called so.
fn is_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    let stem = name.strip_suffix(".toml").unwrap_or_default();
    (1..=80).contains(&stem.len()) && !stem.starts_with('.') && stem.bytes().all(plain)
}
