//! What everybody worked and earned, for payroll.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::{agent, team};
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::media::{Media, listing};
use crate::http::parameters::Parameters;
use crate::http::problem::{ApiError, ListingRefusals, Refusals};
use crate::http::wire;
use crate::keys::Scope;
use axum::extract::State;
use axum::response::Response;
use utoipa::IntoParams;

/// What a listing of hours can be asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct HoursQuery {
    /// Hours of this team
    #[param(required = false)]
    team: String,
    /// Hours of this agent: an id, or `external:` and the id of another system
    #[param(required = false)]
    agent: String,
}

/// Hours and premiums of every agent over the planned horizon.
///
/// Pay is that of the roster as planned, by the contract's own rules; overtime is counted per day
/// first and per week for the rest.
#[utoipa::path(
    get,
    operation_id = "listHours",
    path = "/schedules/hours",
    tag = "schedules",
    params(HoursQuery),
    responses(
        (status = 200, description = "hours and premiums per agent", content(
            (wire::HoursList = "application/json"),
            (String = "text/csv"),
            (String = "application/x-ndjson"),
        )),
        Refusals,
        ListingRefusals,
    ),
    security(("key" = ["payroll:read"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
    media: Media,
) -> Result<Response, ApiError> {
    reader.needs(Scope::Payroll)?;
    let parameters = parameters.only::<HoursQuery>()?;
    let schedule = app.schedule();
    let team = team(&parameters, &schedule, &reader)?;
    let agent = agent(&parameters, &schedule, &reader)?;
    let wanted = |h: &&wire::Hours| {
        reader.sees(&h.team)
            && team.is_none_or(|team| team == h.team)
            && agent.as_ref().is_none_or(|agent| *agent == h.agent)
    };
    let grid = &schedule.clean.roster().grid;
    let whole = wire::HoursList {
        from: grid.first_day().to_string(),
        to: grid.date(grid.days() - 1).to_string(),
        currency: schedule.centre.currency.code().to_owned(),
        agents: schedule.hours.iter().filter(wanted).cloned().collect(),
    };
    listing(media, &whole, &whole.agents)
}
