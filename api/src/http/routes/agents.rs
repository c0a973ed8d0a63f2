//! Who can be rostered, and the addresses of their calendars.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::CentreQuery;
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::media::{Media, listing};
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, ListingRefusals, Refusals, WriteRefusals};
use crate::http::schedule::Schedule;
use crate::http::wire;
use crate::keys::Scope;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use utoipa::IntoParams;

/// Which agents are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct AgentQuery {
    /// The centre [default: the only one]
    #[param(required = false)]
    centre: String,
    /// People of this team
    #[param(required = false)]
    team: String,
}

/// Everybody in the inputs of the published roster: ids, teams, contracts, skills; no names.
#[utoipa::path(
    get,
    operation_id = "listAgents",
    path = "/agents",
    tag = "agents",
    params(AgentQuery),
    responses(
        (status = 200, description = "the agents", content(
            (wire::Agents = "application/json"),
            (String = "text/csv"),
            (String = "application/x-ndjson"),
        )),
        Refusals,
        AbsentRefusals,
        ListingRefusals,
    ),
    security(("key" = ["schedules:read"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
    media: Media,
) -> Result<Response, ApiError> {
    reader.needs(Scope::Schedules)?;
    let parameters = parameters.only::<AgentQuery>()?;
    let centre = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let served = app.served(&centre).await?;
    let team = super::team(&parameters, &served.current, &reader)?;
    let wanted = |a: &&domain::Agent| {
        reader.sees(a.team.as_str()) && team.is_none_or(|team| team == a.team.as_str())
    };
    let agents = served.current.centre.agents.iter().filter(wanted);
    let whole = wire::Agents { agents: agents.map(Into::into).collect() };
    app.reads().add(&reader.key, "read:agents", &centre.id, "", whole.agents.len());
    listing(media, &whole, &whole.agents)
}

/// The id of an agent whom the key may see; somebody it may not see is as good as unknown.
pub(super) fn known(schedule: &Schedule, reader: &Reader, text: &str) -> Result<String, ApiError> {
    let found = schedule.agent(text).filter(|a| reader.sees(a.team.as_str()));
    found.map(|a| a.id.to_string()).ok_or(ApiError::NoSuch("agent"))
}

/// Opens a person's calendar: makes a new address, and closes the one before.
#[utoipa::path(
    post,
    operation_id = "openCalendar",
    path = "/agents/{id}/calendar",
    tag = "agents",
    params(("id" = String, Path, description = "The agent's id, or `external:…`"), CentreQuery),
    responses(
        (status = 201, description = "the address", body = wire::CalendarAddress),
        WriteRefusals,
    ),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn open_calendar(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<(StatusCode, Json<wire::CalendarAddress>), ApiError> {
    reader.needs(Scope::Admin)?;
    let parameters = parameters.only::<CentreQuery>()?;
    let centre = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let served = app.served(&centre).await?;
    let agent = known(&served.current, &reader, &id)?;
    let token = app.store().calendar(&centre.id, &agent, Some(true), &reader.key).await?;
    let token = token.ok_or(ApiError::Fault)?;
    let address = crate::http::calendar_address(&centre.id, &agent, &token);
    Ok((StatusCode::CREATED, Json(wire::CalendarAddress { address })))
}

/// Closes a person's calendar: its address opens nothing any more.
#[utoipa::path(
    delete,
    operation_id = "closeCalendar",
    path = "/agents/{id}/calendar",
    tag = "agents",
    params(("id" = String, Path, description = "The agent's id, or `external:…`"), CentreQuery),
    responses((status = 204, description = "closed"), WriteRefusals),
    security(("key" = ["admin"]))
)]
pub(in crate::http) async fn close_calendar(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<StatusCode, ApiError> {
    reader.needs(Scope::Admin)?;
    let parameters = parameters.only::<CentreQuery>()?;
    let centre = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let served = app.served(&centre).await?;
    let agent = known(&served.current, &reader, &id)?;
    app.store().calendar(&centre.id, &agent, Some(false), &reader.key).await?;
    Ok(StatusCode::NO_CONTENT)
}
