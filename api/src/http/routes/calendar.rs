//! One person's shifts as a calendar to subscribe to.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use crate::files;
use crate::http::app::App;
use crate::http::auth;
use crate::http::parameters::Parameters;
use crate::http::problem::{ApiError, CalendarRefusals};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::IntoParams;

/// What opens a calendar.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct CalendarQuery {
    /// The token of this agent's calendar, as `paiban keys calendar` prints it
    token: String,
}

/// The shifts of one agent as iCalendar.
///
/// Calendar programs cannot send a key, so the address carries a token that opens this one calendar
/// and nothing else; `paiban keys calendar --rotate` makes another and closes the old one.
#[utoipa::path(
    get,
    operation_id = "readCalendar",
    path = "/agents/{id}/calendar.ics",
    tag = "schedules",
    params(("id" = String, Path, description = "The agent's id"), CalendarQuery),
    responses(
        (status = 200, description = "the calendar", body = String, content_type = "text/calendar"),
        CalendarRefusals,
    ),
    security(())
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    let parameters = parameters.only::<CalendarQuery>()?;
    let token = parameters.text("token").unwrap_or_default();
    let opens = app.keys()?.opens_calendar(&id, token);
    auth::take(&app, &if opens { format!("calendar:{id}") } else { "strangers".into() })?;
    let schedule = app.schedule();
    let agent = schedule.centre.agents.iter().find(|a| opens && a.id.as_str() == id);
    let agent = agent.ok_or(ApiError::CalendarClosed)?;
    let roster = schedule.clean.roster();
    let text = files::agent_calendar(&schedule.centre, roster, &agent.id, schedule.written);
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}
