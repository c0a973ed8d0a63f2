//! The centres of the store.

use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::body::{Body, short, unfit};
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals, WriteRefusals};
use crate::http::wire;
use crate::keys::Scope;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Every centre that the key may see.
#[utoipa::path(
    get,
    operation_id = "listCentres",
    path = "/centres",
    tag = "centres",
    responses((status = 200, description = "the centres", body = wire::CentreList), Refusals),
    security(("key" = ["schedules:read"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::CentreList>, ApiError> {
    reader.needs(Scope::Schedules)?;
    parameters.none()?;
    let centres = app.store().centres().await?.into_iter();
    let centres = centres.filter(|c| reader.sees_centre(&c.id)).map(Into::into).collect();
    Ok(Json(wire::CentreList { centres }))
}

/// Makes a centre; its inputs are uploaded next.
#[utoipa::path(
    post,
    operation_id = "addCentre",
    path = "/centres",
    tag = "centres",
    request_body = wire::NewCentre,
    responses(
        (status = 201, description = "made", body = wire::CentreEntry,
         headers(("Location" = String, description = "its address"))),
        WriteRefusals,
    ),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn add(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
    Body(body): Body<wire::NewCentre>,
) -> Result<Response, ApiError> {
    reader.needs(Scope::Admin)?.needs_everybody()?;
    reader.needs_every_centre()?;
    parameters.none()?;
    if !is_id(&body.id) {
        return Err(unfit("#/id", "give 1 to 60 small letters, digits and hyphens"));
    }
    let name = short("#/name", &body.name, 200)?;
    app.store().add_centre(&body.id, &name, &reader.key).await?;
    let made: wire::CentreEntry = app.store().centre(&body.id).await?.into();
    let location = format!("/api/v1/centres/{}", made.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(made)).into_response())
}

/// One centre with its pointers. Its ETag is what publishing expects in `If-Match`.
#[utoipa::path(
    get,
    operation_id = "readCentreEntry",
    path = "/centres/{centre}",
    tag = "centres",
    params(("centre" = String, Path, description = "The centre's id")),
    responses(
        (status = 200, description = "the centre", body = wire::CentreEntry,
         headers(("ETag" = String, description = "the published version"))),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["schedules:read"]))
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    reader.needs(Scope::Schedules)?;
    parameters.none()?;
    let row = app.centre(&reader, &id).await?;
    let tag = wire::version_tag(row.version);
    Ok(([(header::ETAG, tag)], Json(wire::CentreEntry::from(row))).into_response())
}

fn is_id(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=60).contains(&id.len())
        && id.bytes().all(plain)
        && !id.starts_with('-')
        && !id.ends_with('-')
}
