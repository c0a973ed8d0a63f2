//! What the roster costs and where it comes from.

use super::CentreQuery;
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals};
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
    params(CentreQuery),
    responses(
        (status = 200, description = "cost and provenance", body = wire::Roster),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["plans:read"]))
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::Roster>, ApiError> {
    reader.needs(Scope::Plans)?.needs_everybody()?;
    let parameters = parameters.only::<CentreQuery>()?;
    let row = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let served = app.served(&row).await?;
    Ok(Json(wire::Roster::from(&*served.current)))
}
