//! What the roster costs and where it comes from.

use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::parameters::Parameters;
use crate::http::problem::{ApiError, Refusals};
use crate::http::wire;
use crate::keys::Scope;
use axum::Json;
use axum::extract::State;

/// The roster that is served: its cost as the judge counts it, and its provenance.
#[utoipa::path(
    get,
    operation_id = "readRoster",
    path = "/roster",
    tag = "plans",
    responses(
        (status = 200, description = "cost and provenance", body = wire::Roster),
        Refusals,
    ),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::Roster>, ApiError> {
    reader.needs(Scope::Plans)?.needs_everybody()?;
    parameters.none()?;
    Ok(Json(wire::Roster::from(&*app.schedule())))
}
