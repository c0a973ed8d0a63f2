//! What publications changed for whom.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::limit;
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, Refusals};
use crate::http::wire;
use crate::keys::Scope;
use axum::Json;
use axum::extract::State;
use utoipa::IntoParams;

/// Which part of the feed is asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct ChangeQuery {
    /// The centre [default: the only one]
    #[param(required = false)]
    centre: String,
    /// `cursor` of the answer before [default: from the beginning]
    #[param(required = false)]
    since: String,
    /// Changes in one answer
    #[param(required = false, minimum = 1, maximum = 1000, default = 100)]
    limit: u32,
}

/// The change feed: every shift created, moved or cancelled by a publication, oldest first.
///
/// Ask again with `cursor` as `since`: nothing is missed and nothing comes twice. A feed that goes
/// back further than changes are kept begins with the oldest kept.
#[utoipa::path(
    get,
    operation_id = "listChanges",
    path = "/schedules/changes",
    tag = "schedules",
    params(ChangeQuery),
    responses(
        (status = 200, description = "a part of the feed", body = wire::Changes),
        Refusals,
        AbsentRefusals,
    ),
    security(("key" = ["schedules:read"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
) -> Result<Json<wire::Changes>, ApiError> {
    reader.needs(Scope::Schedules)?;
    let parameters = parameters.only::<ChangeQuery>()?;
    let centre = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let number = |text: &str| text.strip_prefix('c')?.parse::<i64>().ok().filter(|n| *n >= 0);
    let since = match parameters.text("since") {
        Some(text) => number(text).ok_or(ApiError::CursorBad)?,
        None => 0,
    };
    let limit = limit(&parameters)?;
    let mut rows = app.store().changes(&centre.id, since, reader.team(), limit + 1).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().map_or(since, |row| row.seq);
    app.reads().add(&reader.key, "read:changes", &centre.id, "", rows.len());
    let changes = rows.into_iter().map(Into::into).collect();
    Ok(Json(wire::Changes { changes, cursor: format!("c{last}"), more }))
}
