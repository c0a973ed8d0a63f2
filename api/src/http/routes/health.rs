//! Whether the server lives and can answer: for machines that watch it, without a key.

use crate::http::app::App;
use axum::Json;
use axum::extract::State;
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

/// A lawful roster is loaded. The server does not listen before, so an answer is a yes.
#[utoipa::path(
    get,
    path = "/readyz",
    operation_id = "readyz",
    tag = "operations",
    responses((status = 200, description = "yes", body = Health)),
    security(())
)]
pub(in crate::http) async fn ready(State(app): State<App>) -> Json<Health> {
    let _loaded = app.schedule();
    Json(Health { status: "ok" })
}
