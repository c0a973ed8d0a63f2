//! API keys: made, listed, replaced, revoked.

use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::body::{Body, short, unfit};
use crate::http::log;
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::{Refusals, WriteRefusals};
use crate::http::wire;
use crate::keys::{Key, NewKey, Scope};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{Days, TimeDelta};

/// Every key that the asking one may know of, oldest first; never a key itself.
#[utoipa::path(
    get,
    operation_id = "listKeys",
    path = "/keys",
    tag = "admin",
    responses((status = 200, description = "the keys", body = wire::KeyList), Refusals),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::KeyList>, ApiError> {
    reader.needs(Scope::Admin)?.needs_everybody()?;
    parameters.none()?;
    let keys = app.store().keys().await?.into_iter();
    let own = |k: &Key| reader.centre().is_none_or(|centre| k.centre.as_deref() == Some(centre));
    Ok(Json(wire::KeyList { keys: keys.filter(own).map(Into::into).collect() }))
}

/// The key that asks: what it may do, for which team and centre, and until when.
#[utoipa::path(
    get,
    operation_id = "readOwnKey",
    path = "/keys/own",
    tag = "admin",
    responses((status = 200, description = "the key", body = wire::KeyTold), Refusals),
    security(("key" = []))
)]
pub(in crate::http) async fn read_own(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::KeyTold>, ApiError> {
    parameters.none()?;
    let key = app.store().key(&reader.key).await?.ok_or(ApiError::KeyUnknown)?;
    Ok(Json(key.into()))
}

/// Makes a key, which is shown this once. It may do and see no more than the key that makes it.
#[utoipa::path(
    post,
    operation_id = "addKey",
    path = "/keys",
    tag = "admin",
    request_body = wire::NewKeyBody,
    responses((status = 201, description = "made", body = wire::KeyMade), WriteRefusals),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn add(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
    Body(body): Body<wire::NewKeyBody>,
) -> Result<(StatusCode, Json<wire::KeyMade>), ApiError> {
    reader.needs(Scope::Admin)?;
    parameters.none()?;
    let name = short("#/name", &body.name, 100)?;
    if body.scopes.is_empty() {
        return Err(unfit("#/scopes", "give at least one scope"));
    }
    let days = body.expires_in_days;
    if days.is_some_and(|days| !(1..=3660).contains(&days)) {
        return Err(unfit("#/expires_in_days", "give 1 to 3660 days"));
    }
    if !reader.covers(&body.scopes, body.team.as_deref(), body.centre.as_deref()) {
        return Err(unfit("#/scopes", "a key makes only keys that may do and see no more than it"));
    }
    if let Some(centre) = &body.centre {
        app.centre(&reader, centre).await?;
    }
    if let Some(team) = &body.team {
        short("#/team", team, 100)?;
    }
    let new = NewKey {
        name,
        scopes: body.scopes,
        team: body.team,
        centre: body.centre,
        expires: days.and_then(|d| log::now().checked_add_days(Days::new(u64::from(d)))),
        replaces: None,
    };
    let (id, key) = app.store().add_key(&new, &reader.key).await?;
    Ok((StatusCode::CREATED, Json(wire::KeyMade { id, key })))
}

/// Makes a key that takes the place of another: the same scopes, team, centre and end. The old one
/// goes on for the overlap, so that its users can change over without a gap.
#[utoipa::path(
    post,
    operation_id = "rotateKey",
    path = "/keys/{key}/rotate",
    tag = "admin",
    params(("key" = String, Path, description = "The old key's id")),
    request_body = wire::Rotation,
    responses((status = 201, description = "made", body = wire::KeyMade), WriteRefusals),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn rotate(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
    Body(body): Body<wire::Rotation>,
) -> Result<(StatusCode, Json<wire::KeyMade>), ApiError> {
    reader.needs(Scope::Admin)?;
    parameters.none()?;
    if body.overlap_hours > 168 {
        return Err(unfit("#/overlap_hours", "give 0 to 168 hours"));
    }
    let old = own(&app, &reader, &id).await?;
    if !old.is_valid(log::now()) {
        return Err(ApiError::NotNow("the key is revoked or expired already"));
    }
    let new = NewKey {
        name: old.name,
        scopes: old.scopes,
        team: old.team,
        centre: old.centre,
        expires: old.expires,
        replaces: Some(old.id),
    };
    let (made, key) = app.store().add_key(&new, &reader.key).await?;
    let end = log::now() + TimeDelta::hours(i64::from(body.overlap_hours));
    app.store().end_key(&id, Some(end), &reader.key).await?;
    Ok((StatusCode::CREATED, Json(wire::KeyMade { id: made, key })))
}

/// Revokes a key: from the next request on it opens nothing.
#[utoipa::path(
    delete,
    operation_id = "revokeKey",
    path = "/keys/{key}",
    tag = "admin",
    params(("key" = String, Path, description = "The key's id")),
    responses((status = 204, description = "revoked"), WriteRefusals),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn revoke(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<StatusCode, ApiError> {
    reader.needs(Scope::Admin)?;
    parameters.none()?;
    own(&app, &reader, &id).await?;
    app.store().end_key(&id, None, &reader.key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A key that the asking one may change: one that may do and see no more than it.
async fn own(app: &App, reader: &Reader, id: &str) -> Result<Key, ApiError> {
    let keys = app.store().keys().await?;
    let covered = |k: &Key| reader.covers(&k.scopes, k.team.as_deref(), k.centre.as_deref());
    let found = keys.into_iter().find(|k| k.id == id && covered(k));
    found.ok_or(ApiError::NoSuch("key"))
}
