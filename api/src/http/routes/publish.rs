//! Making a roster the one people are told.

use crate::http::app::App;
use crate::http::body::Body;
use crate::http::etag::expected;
use crate::http::planner::Planner;
use crate::http::problem::ApiError;
use crate::http::refusals::WriteRefusals;
use crate::http::{publishing, wire};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

/// Publishes a roster: from now on it is what people are told for its days.
///
/// `If-Match` carries the ETag of the centre as the planner saw it; when somebody else published
/// since, the answer is 412 and nothing has changed. The roster is judged again first: one that
/// breaks a hard law is refused with 409.
#[utoipa::path(
    post,
    operation_id = "publishRoster",
    path = "/centres/{centre}/rosters/{roster}/publish",
    tag = "plans",
    params(
        ("centre" = String, Path, description = "The centre's id"),
        ("roster" = String, Path, description = "The roster's document"),
        ("If-Match" = String, Header, description = "ETag of the centre, such as \"v3\""),
        ("Idempotency-Key" = Option<String>, Header, description = "Any name for this write"),
    ),
    request_body = wire::PublicationBody,
    responses(
        (status = 200, description = "what people are told now", body = wire::Published),
        WriteRefusals,
    ),
    security(("key" = ["plans:write"]))
)]
pub(in crate::http) async fn publish(
    State(app): State<App>,
    Planner { reader, centre }: Planner,
    Path((_, roster)): Path<(String, String)>,
    headers: HeaderMap,
    Body(body): Body<wire::PublicationBody>,
) -> Result<Response, ApiError> {
    let reason = body.reason.unwrap_or_default();
    if reason.chars().count() > 500 {
        return Err(crate::http::body::unfit("#/reason", "give at most 500 characters"));
    }
    let seen = expected(&headers).ok_or(ApiError::VersionMissing)?;
    let tag = wire::version_tag(centre.version);
    if !seen.contains(&tag) {
        return Err(ApiError::Changed(tag));
    }
    let version =
        publishing::publish(&app, &centre, &roster, centre.version, &reason, &reader.key).await?;
    let tag = wire::version_tag(version);
    Ok(([(header::ETAG, tag)], Json(wire::Published { roster, version })).into_response())
}
