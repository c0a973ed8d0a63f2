//! One person's shifts as a calendar to subscribe to.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use crate::files;
use crate::http::app::App;
use crate::http::auth;
use crate::http::parameters::Parameters;
use crate::http::problem::ApiError;
use crate::http::refusals::CalendarRefusals;
use crate::http::schedule::Listed;
use crate::keys::is_same;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::Roster;
use utoipa::IntoParams;

/// What opens a calendar.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct CalendarQuery {
    /// The centre [default: the only one]
    #[param(required = false)]
    centre: String,
    /// The token of this agent's calendar, as its address has it
    token: String,
}

/// The shifts of one agent as iCalendar.
///
/// Calendar programs cannot send a key, so the address carries a token that opens this one calendar
/// and nothing else; opening it anew makes another address and closes the old one.
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
    let closed = |_| ApiError::CalendarClosed;
    let centre = match parameters.text("centre") {
        Some(centre) => app.store().centre(centre).await.map_err(closed),
        None => match app.store().centres().await?.as_slice() {
            [only] => Ok(only.clone()),
            _ => Err(ApiError::CalendarClosed),
        },
    };
    let (centre, right) = match centre {
        Ok(centre) => {
            let right = app.store().calendar(&centre.id, &id, None, "").await?;
            (Some(centre), right)
        }
        Err(_) => (None, None),
    };
    let opens = right.is_some_and(|right| is_same(&right, token));
    auth::take(&app, &if opens { format!("calendar:{id}") } else { "strangers".into() })?;
    let centre = centre.filter(|_| opens).ok_or(ApiError::CalendarClosed)?;
    let served = app.served(&centre).await?;
    let schedule = &served.current;
    let agent = schedule.centre.agents.iter().find(|a| a.id.as_str() == id);
    let agent = agent.ok_or(ApiError::CalendarClosed)?;
    let own = |l: &&Listed| !l.cancelled && l.shift.agent == agent.id;
    let shifts = served.shifts.iter().filter(own).map(|l| l.shift.clone()).collect();
    let roster = Roster { shifts, ..schedule.clean.roster().clone() };
    app.reads().add("calendar", "read:calendar", &centre.id, &id, 1);
    let text = files::agent_calendar(&schedule.centre, &roster, &agent.id, schedule.written);
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}
