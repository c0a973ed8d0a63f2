//! Who did what.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::limit;
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::Refusals;
use crate::http::wire;
use crate::keys::Scope;
use axum::Json;
use axum::extract::State;
use utoipa::IntoParams;

/// Which part of the log is asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct AuditQuery {
    /// Lines on this centre
    #[param(required = false)]
    centre: String,
    /// Lines of this sort, such as `publish` or `read:shifts`
    #[param(required = false)]
    what: String,
    /// Lines on a page
    #[param(required = false, minimum = 1, maximum = 1000, default = 100)]
    limit: u32,
    /// `next_cursor` of the page before
    #[param(required = false)]
    cursor: String,
}

/// The audit log, newest first: every write, and who read personal data.
#[utoipa::path(
    get,
    operation_id = "listAudit",
    path = "/audit",
    tag = "admin",
    params(AuditQuery),
    responses((status = 200, description = "a page of the log", body = wire::AuditPage), Refusals),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::AuditPage>, ApiError> {
    reader.needs(Scope::Admin)?.needs_everybody()?;
    let parameters = parameters.only::<AuditQuery>()?;
    let before = match parameters.text("cursor") {
        Some(text) => {
            let number = text.strip_prefix('a').and_then(|n| n.parse::<i64>().ok());
            Some(number.filter(|n| *n >= 0).ok_or(ApiError::CursorBad)?)
        }
        None => None,
    };
    let limit = limit(&parameters)?;
    app.reads().flush(app.store()).await?;
    let centre = reader.centre().or(parameters.text("centre"));
    let what = parameters.text("what");
    let mut rows = app.store().audit(centre, what, before, limit + 1).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = rows.last().filter(|_| more).map(|row| format!("a{}", row.seq));
    Ok(Json(wire::AuditPage { lines: rows.into_iter().map(Into::into).collect(), next_cursor }))
}
