//! What everybody worked and earned, for payroll.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::{agent, team};
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::media::{Media, listing};
use crate::http::parameters::{Parameters, bad};
use crate::http::periods::{self, Period};
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, ListingRefusals, Refusals};
use crate::http::served::Served;
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
    /// The centre [default: the only one]
    #[param(required = false)]
    centre: String,
    /// `horizon`: the roster published last; `range`: one period `from` … `to`; `week`, `month`:
    /// every week or calendar month that people were told of [default: range with `from`, else
    /// horizon]
    #[param(required = false)]
    period: String,
    /// The first civil date of the range; weeks and months that begin then or later
    #[param(required = false, format = Date)]
    from: String,
    /// The last civil date of the range; weeks and months that end then or earlier
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
/// Pay is that of the rosters as planned, for every day the one published last, by the contract's
/// own rules: overtime is counted per day first and per week for the rest. Where a period cuts a
/// week, weekly overtime falls on the day that passes its threshold, and what a guaranteed week is
/// topped up by on its last day, so that periods that meet add up. `days_told` says on how many of
/// its days people were told a roster.
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
    let wanted = |h: &wire::Hours| {
        reader.sees(&h.team)
            && team.is_none_or(|team| team == h.team)
            && agent.as_ref().is_none_or(|agent| *agent == h.agent)
    };
    let periods = asked(&parameters, &served)?;
    let days = (periods.first().map(|p| p.0), periods.last().map(|p| p.1));
    let told = served.current.days();
    let counting = served.clone();
    let count = move || periods.into_iter().flat_map(|p| periods::hours(&counting, p)).collect();
    let all: Vec<wire::Hours> =
        tokio::task::spawn_blocking(count).await.map_err(|_| ApiError::Fault)?;
    let whole = wire::HoursList {
        from: days.0.unwrap_or(told.0).to_string(),
        to: days.1.unwrap_or(told.1).to_string(),
        currency: schedule.centre.currency.code().to_owned(),
        agents: all.into_iter().filter(wanted).collect(),
    };
    app.reads().add(&reader.key, "read:hours", &centre.id, "", whole.agents.len());
    listing(media, &whole, &whole.agents)
}

/// The longest range in days.
const LONGEST: i64 = 400;

/// The periods asked for, in order.
fn asked(parameters: &Parameters, served: &Served) -> Result<Vec<Period>, ApiError> {
    let (from, to) = (parameters.date("from")?, parameters.date("to")?);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(bad("to", "`to` is before `from`"));
    }
    let within = |p: &Period| from.is_none_or(|from| from <= p.0) && to.is_none_or(|to| p.1 <= to);
    let given = from.is_some() || to.is_some();
    match parameters.text("period") {
        None | Some("range") if given => {
            let from = from.ok_or_else(|| bad("from", "a range has both ends; give `from`"))?;
            let to = to.ok_or_else(|| bad("to", "a range has both ends; give `to`"))?;
            if (to - from).num_days() >= LONGEST {
                return Err(bad("to", format!("a range has at most {LONGEST} days")));
            }
            Ok(vec![(from, to)])
        }
        Some("range") => Err(bad("from", "a range has both ends; give `from` and `to`")),
        Some("horizon") if given => {
            Err(bad("from", "a horizon has its own days; leave `period` out for a range"))
        }
        None | Some("horizon") => Ok(vec![served.current.days()]),
        Some("week") => Ok(periods::weeks(served).into_iter().filter(within).collect()),
        Some("month") => {
            let mut months: Vec<Period> = served.days.keys().map(|d| periods::month(*d)).collect();
            months.dedup();
            Ok(months.into_iter().filter(within).collect())
        }
        Some(_) => Err(bad("period", "give `horizon`, `range`, `week` or `month`")),
    }
}
