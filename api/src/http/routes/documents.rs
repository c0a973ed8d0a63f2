//! Documents of a centre and their files.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::{PageQuery, after, cut, limit};
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::parameters::{Parameters, bad};
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals};
use crate::http::wire;
use crate::keys::Scope;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::IntoParams;

/// What documents can be.
const KINDS: [&str; 11] = [
    "inputs",
    "forecast",
    "requirement",
    "roster",
    "verdict",
    "performance",
    "scenario",
    "comparison",
    "capacity",
    "actuals",
    "reconciliation",
];

/// Which documents are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct DocumentQuery {
    /// `inputs`, `forecast`, `requirement`, `roster`, `verdict`, `performance`, `scenario`,
    /// `comparison`, `capacity`, `actuals` or `reconciliation`
    #[param(required = false)]
    kind: String,
    /// Documents on a page
    #[param(required = false, minimum = 1, maximum = 1000, default = 100)]
    limit: u32,
    /// `next_cursor` of the page before
    #[param(required = false)]
    cursor: String,
}

/// Documents of a centre, newest first.
#[utoipa::path(
    get,
    operation_id = "listDocuments",
    path = "/centres/{centre}/documents",
    tag = "documents",
    params(("centre" = String, Path, description = "The centre's id"), DocumentQuery),
    responses(
        (status = 200, description = "a page of documents", body = wire::Documents),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(centre): Path<String>,
    parameters: Parameters,
) -> Result<Json<wire::Documents>, ApiError> {
    let parameters = parameters.only::<DocumentQuery>()?;
    let kind = parameters.text("kind");
    if kind.is_some_and(|kind| !KINDS.contains(&kind)) {
        return Err(bad("kind", format!("give one of {}", KINDS.join(", "))));
    }
    page(&app, &reader, &centre, kind, &parameters).await
}

/// Documents of one kind, for the addresses that are named after it.
macro_rules! listing {
    ($name:ident, $operation:literal, $path:literal, $kind:literal, $what:literal) => {
        #[doc = concat!("The centre's ", $what, ", newest first.")]
        #[utoipa::path(
                    get,
                    operation_id = $operation,
                    path = $path,
                    tag = "documents",
                    params(("centre" = String, Path, description = "The centre's id"), PageQuery),
                    responses(
                        (status = 200, description = "a page of documents", body = wire::Documents),
                        Refusals,
                        AbsentRefusals,
                    ),
                    security(("key" = ["plans:read"]))
                )]
        pub(in crate::http) async fn $name(
            State(app): State<App>,
            reader: Reader,
            Path(centre): Path<String>,
            parameters: Parameters,
        ) -> Result<Json<wire::Documents>, ApiError> {
            let parameters = parameters.only::<PageQuery>()?;
            page(&app, &reader, &centre, Some($kind), &parameters).await
        }
    };
}

listing!(forecasts, "listForecasts", "/centres/{centre}/forecasts", "forecast", "forecasts");
listing!(
    requirements,
    "listRequirements",
    "/centres/{centre}/requirements",
    "requirement",
    "requirements"
);
listing!(rosters, "listRosters", "/centres/{centre}/rosters", "roster", "rosters");
listing!(scenarios, "listScenarios", "/centres/{centre}/scenarios", "scenario", "scenarios");
listing!(
    comparisons,
    "listComparisons",
    "/centres/{centre}/comparisons",
    "comparison",
    "comparisons of scenarios"
);
listing!(
    performances,
    "listPerformances",
    "/centres/{centre}/performances",
    "performance",
    "simulated performances"
);

async fn page(
    app: &App,
    reader: &Reader,
    centre: &str,
    kind: Option<&str>,
    parameters: &Parameters,
) -> Result<Json<wire::Documents>, ApiError> {
    reader.needs(Scope::Plans)?.needs_everybody()?;
    let centre = app.centre(reader, centre).await?;
    let (before, limit) = (after(parameters)?, limit(parameters)?);
    let mut rows = app.store().documents(&centre.id, kind, before, limit + 1).await?;
    let next_cursor = cut(&mut rows, limit, |row| (row.created, row.id.clone()));
    let documents = rows.into_iter().map(Into::into).collect();
    Ok(Json(wire::Documents { documents, next_cursor }))
}

/// One document with its files.
#[utoipa::path(
    get,
    operation_id = "readDocument",
    path = "/centres/{centre}/documents/{document}",
    tag = "documents",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("document" = String, Path, description = "The document's id"),
    ),
    responses(
        (status = 200, description = "the document", body = wire::Document),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    reader: Reader,
    Path((centre, id)): Path<(String, String)>,
    parameters: Parameters,
) -> Result<Json<wire::Document>, ApiError> {
    reader.needs(Scope::Plans)?.needs_everybody()?;
    parameters.none()?;
    let centre = app.centre(&reader, &centre).await?;
    let mut document: wire::Document = app.store().document(&centre.id, &id).await?.into();
    let files = app.store().file_list(&id).await?;
    document.files = Some(files.into_iter().map(Into::into).collect());
    Ok(Json(document))
}

/// One file of a document, as it was sent or made.
#[utoipa::path(
    get,
    operation_id = "readFile",
    path = "/centres/{centre}/documents/{document}/files/{name}",
    tag = "documents",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("document" = String, Path, description = "The document's id"),
        ("name" = String, Path, description = "The file's name"),
    ),
    responses(
        (status = 200, description = "the file", content(
            (String = "text/csv"),
            (String = "text/html"),
            (String = "application/toml"),
            (Object = "application/json"),
            (String = "application/octet-stream"),
        )),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn file(
    State(app): State<App>,
    reader: Reader,
    Path((centre, id, name)): Path<(String, String, String)>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    reader.needs(Scope::Plans)?.needs_everybody()?;
    parameters.none()?;
    let centre = app.centre(&reader, &centre).await?;
    app.store().document(&centre.id, &id).await?;
    let bytes = app.store().file(&id, &name).await?;
    app.reads().add(&reader.key, "read:file", &centre.id, &id, 1);
    let ending = name.rsplit('.').next().unwrap_or_default();
    let kind = match ending {
        "csv" | "tsv" => "text/csv",
        "toml" => "application/toml",
        "json" => "application/json",
        "html" => "text/html",
        _ => "application/octet-stream",
    };
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}
