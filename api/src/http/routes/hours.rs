//! What everybody worked and earned, for payroll.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::{agent, team};
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::media::{Media, listing};
use crate::http::parameters::{Parameters, bad};
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, ListingRefusals, Refusals};
use crate::http::served::Served;
use crate::http::wire;
use crate::keys::Scope;
use axum::extract::State;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use utoipa::IntoParams;

/// What a listing of hours can be asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct HoursQuery {
    /// The centre [default: the only one]
    #[param(required = false)]
    centre: String,
    /// `horizon`: the whole roster published last; `week`: every whole week people were told
    #[param(required = false, default = "horizon")]
    period: String,
    /// With `week`: weeks that begin on this civil date or later
    #[param(required = false, format = Date)]
    from: String,
    /// With `week`: weeks that end on this civil date or earlier
    #[param(required = false, format = Date)]
    to: String,
    /// Hours of this team
    #[param(required = false)]
    team: String,
    /// Hours of this agent: an id, or `external:` and the id of another system
    #[param(required = false)]
    agent: String,
}

/// Hours and premiums of every agent per pay period.
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
        AbsentRefusals,
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
    let centre = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let served = app.served(&centre).await?;
    let schedule = &*served.current;
    let team = team(&parameters, schedule, &reader)?;
    let agent = agent(&parameters, schedule, &reader)?;
    let wanted = |h: &&wire::Hours| {
        reader.sees(&h.team)
            && team.is_none_or(|team| team == h.team)
            && agent.as_ref().is_none_or(|agent| *agent == h.agent)
    };
    let (days, all) = asked(&parameters, &served)?;
    let whole = wire::HoursList {
        from: days.0.to_string(),
        to: days.1.to_string(),
        currency: schedule.centre.currency.code().to_owned(),
        agents: all.into_iter().filter(wanted).cloned().collect(),
    };
    app.reads().add(&reader.key, "read:hours", &centre.id, "", whole.agents.len());
    listing(media, &whole, &whole.agents)
}

/// The hours of the periods asked for, and the days that these span.
fn asked<'a>(
    parameters: &Parameters,
    served: &'a Served,
) -> Result<((NaiveDate, NaiveDate), Vec<&'a wire::Hours>), ApiError> {
    let (from, to) = (parameters.date("from")?, parameters.date("to")?);
    match parameters.text("period") {
        None | Some("horizon") if from.is_some() || to.is_some() => {
            Err(bad("from", "a horizon has its own days; give `period=week` beside it"))
        }
        None | Some("horizon") => {
            Ok((served.current.days(), served.current.hours.iter().collect()))
        }
        Some("week") => {
            let last = |first: &NaiveDate| *first + Days::new(6);
            let within = |first: &NaiveDate| {
                from.is_none_or(|from| from <= *first) && to.is_none_or(|to| last(first) <= to)
            };
            let weeks: Vec<_> = served.weeks.iter().filter(|(first, _)| within(first)).collect();
            let days = served.current.days();
            let first = weeks.first().map_or(from.unwrap_or(days.0), |(first, _)| **first);
            let last = weeks.last().map_or(to.unwrap_or(days.1), |(first, _)| last(first));
            Ok(((first, last), weeks.into_iter().flat_map(|(_, hours)| hours.iter()).collect()))
        }
        Some(_) => Err(bad("period", "give `horizon` or `week`")),
    }
}
