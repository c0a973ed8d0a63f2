//! Whether the server lives and can answer: for machines that watch it, without a key.

use crate::http::app::App;
use crate::http::problem::{ApiError, Problem};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct Health {
    /// `ok`.
    status: &'static str,
}

/// The process answers.
#[utoipa::path(
    get,
    path = "/healthz",
    operation_id = "healthz",
    tag = "operations",
    responses((status = 200, description = "yes", body = Health)),
    security(())
)]
pub(in crate::http) async fn alive() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// The store answers. A balancer sends nobody here while it does not, or while the server stops.
#[utoipa::path(
    get,
    path = "/readyz",
    operation_id = "readyz",
    tag = "operations",
    responses(
        (status = 200, description = "yes", body = Health),
        (status = 503, description = "not now", body = Problem,
         content_type = "application/problem+json"),
    ),
    security(())
)]
pub(in crate::http) async fn ready(State(app): State<App>) -> Result<Json<Health>, ApiError> {
    if *app.stop().borrow() {
        return Err(ApiError::TooSlow);
    }
    app.store().ping().await?;
    Ok(Json(Health { status: "ok" }))
}

/// `GET /metrics` — counts in Prometheus' text form. They name routes and figures, nobody.
pub(in crate::http) async fn metrics(State(app): State<App>) -> Response {
    let queue = app.store().run_counts().await.ok();
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], app.metrics().text(queue)).into_response()
}
