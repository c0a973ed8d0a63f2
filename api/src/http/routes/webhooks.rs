//! Webhooks: where a centre's events are sent.

use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::body::{Body, unfit};
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals, WriteRefusals};
use crate::http::wire;
use crate::keys::Scope;
use crate::store::{CentreRow, EVENTS};
use crate::webhooks::is_allowed;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

/// How many webhooks a centre may have.
const MOST: usize = 20;

async fn may(app: &App, reader: &Reader, centre: &str) -> Result<CentreRow, ApiError> {
    reader.needs(Scope::Admin)?.needs_everybody()?;
    app.centre(reader, centre).await
}

/// The webhooks of a centre, oldest first.
#[utoipa::path(
    get,
    operation_id = "listWebhooks",
    path = "/centres/{centre}/webhooks",
    tag = "webhooks",
    params(("centre" = String, Path, description = "The centre's id")),
    responses(
        (status = 200, description = "the webhooks", body = wire::Webhooks),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(centre): Path<String>,
    parameters: Parameters,
) -> Result<Json<wire::Webhooks>, ApiError> {
    parameters.none()?;
    let centre = may(&app, &reader, &centre).await?;
    let webhooks = app.store().webhooks(&centre.id).await?;
    Ok(Json(wire::Webhooks { webhooks: webhooks.into_iter().map(Into::into).collect() }))
}

/// Makes a webhook. Its secret, shown this once, signs every event it is sent.
#[utoipa::path(
    post,
    operation_id = "addWebhook",
    path = "/centres/{centre}/webhooks",
    tag = "webhooks",
    params(("centre" = String, Path, description = "The centre's id")),
    request_body = wire::NewHook,
    responses((status = 201, description = "made", body = wire::WebhookMade), WriteRefusals),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn add(
    State(app): State<App>,
    reader: Reader,
    Path(centre): Path<String>,
    parameters: Parameters,
    Body(body): Body<wire::NewHook>,
) -> Result<(StatusCode, Json<wire::WebhookMade>), ApiError> {
    parameters.none()?;
    let centre = may(&app, &reader, &centre).await?;
    if !is_allowed(&body.url, app.has_private_hooks()) {
        return Err(ApiError::HookAddress);
    }
    let known = |e: &String| EVENTS.contains(&e.as_str());
    if body.events.is_empty() || !body.events.iter().all(known) {
        return Err(unfit("#/events", &format!("give some of {}", EVENTS.join(", "))));
    }
    if app.store().webhooks(&centre.id).await?.len() >= MOST {
        return Err(ApiError::NotNow("the centre has as many webhooks as it may"));
    }
    let (id, secret) =
        app.store().add_webhook(&centre.id, &body.url, &body.events, &reader.key).await?;
    Ok((StatusCode::CREATED, Json(wire::WebhookMade { id, secret })))
}

/// Closes a webhook.
#[utoipa::path(
    delete,
    operation_id = "closeWebhook",
    path = "/centres/{centre}/webhooks/{webhook}",
    tag = "webhooks",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("webhook" = String, Path, description = "The webhook's id"),
    ),
    responses((status = 204, description = "closed"), WriteRefusals),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn close(
    State(app): State<App>,
    reader: Reader,
    Path((centre, id)): Path<(String, String)>,
    parameters: Parameters,
) -> Result<StatusCode, ApiError> {
    parameters.none()?;
    let centre = may(&app, &reader, &centre).await?;
    app.store().close_webhook(&centre.id, &id, &reader.key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The latest deliveries to a webhook, newest first, with how they went.
#[utoipa::path(
    get,
    operation_id = "listDeliveries",
    path = "/centres/{centre}/webhooks/{webhook}/deliveries",
    tag = "webhooks",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("webhook" = String, Path, description = "The webhook's id"),
    ),
    responses(
        (status = 200, description = "the deliveries", body = wire::Deliveries),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn deliveries(
    State(app): State<App>,
    reader: Reader,
    Path((centre, id)): Path<(String, String)>,
    parameters: Parameters,
) -> Result<Json<wire::Deliveries>, ApiError> {
    parameters.none()?;
    let centre = may(&app, &reader, &centre).await?;
    let own = app.store().webhooks(&centre.id).await?;
    own.iter().find(|hook| hook.id == id).ok_or(ApiError::NoSuch("webhook"))?;
    let deliveries = app.store().deliveries(&id, 100).await?;
    Ok(Json(wire::Deliveries { deliveries: deliveries.into_iter().map(Into::into).collect() }))
}
