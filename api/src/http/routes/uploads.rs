//! Uploading a centre's files and rosters made elsewhere.

use crate::files::{self, Fault, Faults};
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::body::unfit;
use crate::http::etag::expected;
use crate::http::folder::is_input;
use crate::http::planner::Planner;
use crate::http::problem::ApiError;
use crate::http::refusals::WriteRefusals;
use crate::http::wire;
use crate::jobs::{Workspace, lay_out};
use crate::store::{CentreRow, Files, NewDocument};
use axum::Json;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Files sent as `multipart/form-data`.
#[derive(Debug, utoipa::ToSchema)]
#[expect(dead_code, reason = "documents the body; `received` reads it")]
pub(in crate::http) struct Upload {
    /// One part per file, each with its file name, such as `centre.toml` or `history.parquet`.
    #[schema(content_media_type = "application/octet-stream")]
    file: Vec<String>,
}

/// Uploads files of a centre: all of them, or some that replace those of the newest inputs.
///
/// They are read together as `paiban` reads a folder. Every fault of every file comes back at once,
/// with file, line, column, cause and cure; inputs with errors are not kept. `If-Match` with the id
/// of the newest inputs refuses an upload made on older ones.
#[utoipa::path(
    post,
    operation_id = "uploadInputs",
    path = "/centres/{centre}/documents",
    tag = "documents",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("If-Match" = Option<String>, Header, description = "the id of the newest inputs, quoted"),
        ("Idempotency-Key" = Option<String>, Header, description = "Any name for this write"),
    ),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "kept, and the newest inputs from now on",
         body = wire::Document, headers(("Location" = String, description = "its address"))),
        WriteRefusals,
    ),
    security(("key" = ["plans:write"]))
)]
pub(in crate::http) async fn inputs(
    State(app): State<App>,
    Planner { reader, centre }: Planner,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, ApiError> {
    let expected = expected(&headers);
    let sent = received(request).await?;
    if let Some(name) = sent.keys().find(|name| !is_input(name)) {
        return Err(unfit("#/file", &format!("`{name}` is none of a centre's files")));
    }
    let mut centre = centre;
    for _ in 0..TRIES {
        let newest = centre.inputs.as_deref();
        let tag = format!("\"{}\"", newest.unwrap_or_default());
        if expected.as_ref().is_some_and(|seen| !seen.contains(&tag)) {
            return Err(ApiError::Changed(tag));
        }
        let (files, remarks) = read(with(&app, newest, &sent).await?, everything).await?;
        // the same files are the same inputs, whatever they replaced: they have no parents
        let kept = Kept { kind: "inputs", files, remarks, ..Kept::default() };
        let (new, remarks) = kept.document(&centre);
        if let Some(id) = app.store().put_inputs(&new, newest, &reader.key).await? {
            return told(&app, &centre, &id, &remarks).await;
        }
        // somebody else was faster: these files replace some of what is the newest now
        centre = app.centre(&reader, &centre.id).await?;
    }
    Err(ApiError::NotNow("other files of this centre keep coming in"))
}

/// How often files are put on the newest inputs while others are faster.
const TRIES: usize = 5;

/// The files of the newest inputs, with those sent in their places.
async fn with(app: &App, newest: Option<&str>, sent: &Files) -> Result<Files, ApiError> {
    let mut all = match newest {
        Some(newest) => app.store().files(newest).await?,
        None => Files::new(),
    };
    for (name, bytes) in sent {
        // the same table in another form takes the place of the one before
        let stem = name.split('.').next();
        all.retain(|old, _| old.split('.').next() != stem);
        all.insert(name.clone(), bytes.clone());
    }
    Ok(all)
}

/// Reads a centre's folder whole.
fn everything(folder: &std::path::Path) -> Result<Vec<Fault>, Faults> {
    let (inputs, mut remarks) = files::read_inputs(folder)?;
    let capacity = folder.join("capacity.toml");
    if capacity.exists() {
        remarks.extend(files::read_capacity(&capacity, &inputs.centre)?.1);
    }
    Ok(remarks)
}

/// Uploads a roster that was made or edited elsewhere, as `roster.csv`, on the newest inputs.
///
/// It is read against these inputs; whether it keeps every law is judged when it is published, or
/// by a run of `check`.
#[utoipa::path(
    post,
    operation_id = "uploadRoster",
    path = "/centres/{centre}/rosters",
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
pub(in crate::http) async fn roster(
    State(app): State<App>,
    Planner { reader, centre }: Planner,
    request: Request,
) -> Result<Response, ApiError> {
    let sent = received(request).await?;
    let taken = ["roster.csv", "requirement.csv"];
    if let Some(name) = sent.keys().find(|name| !taken.contains(&name.as_str())) {
        return Err(unfit("#/file", &format!("`{name}` is neither of {}", taken.join(", "))));
    }
    if !sent.contains_key("roster.csv") {
        return Err(unfit("#/file", "there is no roster.csv"));
    }
    let inputs = centre.inputs.clone().ok_or(ApiError::NoSuch("inputs"))?;
    let mut all = app.store().files(&inputs).await?;
    all.extend(sent.clone());
    let judge = |path: &std::path::Path| {
        let ((centre, previous), mut remarks) = files::read_centre_and_previous(path)?;
        remarks.extend(files::read_roster_after(&path.join("roster.csv"), &centre, &previous)?.1);
        if path.join("requirement.csv").exists() {
            files::read_requirement(&path.join("requirement.csv"), &centre)?;
        }
        Ok(remarks)
    };
    let (_, remarks) = read(all, judge).await?;
    let parents = vec![inputs];
    let kept = Kept { kind: "roster", parents, files: sent, remarks, ..Kept::default() };
    keep(&app, &reader, &centre, kept).await
}

/// The files of a body.
pub(super) async fn received(request: Request) -> Result<Files, ApiError> {
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| ApiError::MediaType("multipart/form-data"))?;
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            ApiError::TooLarge
        } else {
            unfit("#", &error.body_text())
        }
    };
    let mut files = Files::new();
    while let Some(part) = form.next_field().await.map_err(broken)? {
        let name = part.file_name().map(str::to_owned);
        let name = name.ok_or_else(|| unfit("#/file", "a part has no file name"))?;
        let bytes = part.bytes().await.map_err(broken)?;
        if files.insert(name, bytes.to_vec()).is_some() {
            return Err(unfit("#/file", "two parts have the same file name"));
        }
    }
    if files.is_empty() {
        return Err(unfit("#/file", "there is no file"));
    }
    Ok(files)
}

/// Reads files as a folder; they come back, with what was read, when they have no errors.
pub(super) async fn read<T: Send + 'static>(
    files: Files,
    how: impl FnOnce(&std::path::Path) -> Result<T, Faults> + Send + 'static,
) -> Result<(Files, T), ApiError> {
    let work = move || {
        let space = Workspace::new().map_err(|_| ApiError::Fault)?;
        lay_out(space.path(), &files).map_err(|_| ApiError::Fault)?;
        match how(space.path()) {
            Ok(found) => Ok((files, found)),
            Err(faults) => Err(ApiError::Files(Box::new(faults.json()))),
        }
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| ApiError::Fault)?
}

/// What an upload is kept as.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) kind: &'static str,
    pub(super) parents: Vec<String>,
    pub(super) summary: Option<serde_json::Value>,
    pub(super) files: Files,
    pub(super) remarks: Vec<Fault>,
}

impl Kept {
    /// The document to keep, and the remarks on it.
    fn document(self, centre: &CentreRow) -> (NewDocument, Vec<Fault>) {
        let provenance = json!({ "upload": true, "version": env!("CARGO_PKG_VERSION") });
        let document = NewDocument {
            centre: centre.id.clone(),
            kind: self.kind.to_owned(),
            parents: self.parents,
            provenance: provenance.to_string(),
            summary: self.summary.unwrap_or_else(|| json!({})).to_string(),
            files: self.files,
        };
        (document, self.remarks)
    }
}

/// Keeps an upload and answers with its document.
pub(super) async fn keep(
    app: &App,
    reader: &Reader,
    centre: &CentreRow,
    kept: Kept,
) -> Result<Response, ApiError> {
    let (document, remarks) = kept.document(centre);
    let id = app.store().put(&document, &reader.key).await?;
    told(app, centre, &id, &remarks).await
}

/// Answers with a document that was kept.
async fn told(
    app: &App,
    centre: &CentreRow,
    id: &str,
    remarks: &[Fault],
) -> Result<Response, ApiError> {
    let mut told: wire::Document = app.store().document(&centre.id, id).await?.into();
    let list = app.store().file_list(id).await?;
    told.files = Some(list.into_iter().map(Into::into).collect());
    told.remarks = Some(files::told(remarks));
    let location = format!("/api/v1/centres/{}/documents/{id}", centre.id);
    let tag = format!("\"{id}\"");
    let headers = [(header::LOCATION, location), (header::ETAG, tag)];
    Ok((StatusCode::CREATED, headers, Json(told)).into_response())
}
