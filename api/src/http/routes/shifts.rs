//! Who works when.

#![expect(unused_qualifications, reason = "the macro of the document spells its paths out")]

use super::{agent, preferred_zone, team};
use crate::http::app::App;
use crate::http::auth::Reader;
use crate::http::media::{Media, written};
use crate::http::page::Page;
use crate::http::parameters::{Parameters, bad};
use crate::http::problem::ApiError;
use crate::http::refusals::{AbsentRefusals, ListingRefusals, PageRefusals, Refusals};
use crate::http::rendered::{Asked, Rendered};
use crate::http::schedule::{Listed, Schedule};
use crate::http::served::Served;
use crate::http::wire;
use crate::keys::Scope;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use chrono::NaiveDate;
use domain::Activity;
use utoipa::IntoParams;

/// What a listing of shifts can be asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct ShiftQuery {
    /// The centre [default: the only one]
    #[param(required = false)]
    centre: String,
    /// Shifts that start on this civil date or later
    #[param(required = false, format = Date)]
    from: String,
    /// Shifts that start on this civil date or earlier
    #[param(required = false, format = Date)]
    to: String,
    /// Shifts of this team
    #[param(required = false)]
    team: String,
    /// Shifts of this agent: an id, or `external:` and the id of another system
    #[param(required = false, example = "external:HR-1001")]
    agent: String,
    /// Shifts with some work on this queue
    #[param(required = false)]
    queue: String,
    /// `scheduled`, `cancelled` (told before, and off now) or `all`
    #[param(required = false, default = "scheduled")]
    status: String,
    /// Shifts of which people were told something new at this moment or later
    #[param(required = false, format = DateTime, example = "2025-11-10T09:00:00+08:00")]
    updated_since: String,
    /// Shifts on a page
    #[param(required = false, minimum = 1, maximum = 1000, default = 100)]
    limit: u32,
    /// `next_cursor` of the page before
    #[param(required = false)]
    cursor: String,
}

/// Shifts as people are told of them, by start and agent: for every day the newest publication.
///
/// Pages add up to the whole; a roster that changed in between is answered with 410. CSV has a row
/// per stretch of one activity, NDJSON a line per shift; both give the next page as a `Link`.
#[utoipa::path(
    get,
    operation_id = "listShifts",
    path = "/schedules/shifts",
    tag = "schedules",
    params(
        ShiftQuery,
        ("Prefer" = Option<String>, Header, description = "`timezone=Europe/Berlin`"),
    ),
    responses(
        (status = 200, description = "a page of shifts", content(
            (wire::Shifts = "application/json"),
            (String = "text/csv"),
            (String = "application/x-ndjson"),
        )),
        Refusals,
        AbsentRefusals,
        ListingRefusals,
        PageRefusals,
    ),
    security(("key" = ["schedules:read"]))
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    reader: Reader,
    parameters: Parameters,
    media: Media,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    reader.needs(Scope::Schedules)?;
    let parameters = parameters.only::<ShiftQuery>()?;
    let centre = app.centre_or_only(&reader, parameters.text("centre")).await?;
    let served = app.served(&centre).await?;
    let asked = Asked {
        team: reader.team().map(str::to_owned),
        zone: preferred_zone(&headers),
        media,
        query: uri.query().unwrap_or_default().to_owned(),
    };
    let page = match served.pages.get(&asked) {
        Some(page) => page,
        None => {
            let page = rendered(&served, &parameters, &reader, &asked)?;
            served.pages.keep(asked, page)
        }
    };
    app.reads().add(&reader.key, "read:shifts", &centre.id, "", page.entries);
    Ok(page.answer(&headers))
}

/// A page as it is sent.
fn rendered(
    served: &Served,
    parameters: &Parameters,
    reader: &Reader,
    asked: &Asked,
) -> Result<Rendered, ApiError> {
    let schedule = &*served.current;
    let page = Page::asked(parameters, &served.mark)?;
    let wanted = Wanted::asked(parameters, schedule, reader)?;
    let all = served.shifts.iter().filter(|s| wanted.has(s, reader)).collect();
    let (shifts, next_cursor) = page.of(all)?;
    let zone = asked.zone.unwrap_or(schedule.centre.zone);
    let shifts: Vec<_> = shifts.into_iter().map(|s| wire::Shift::new(s, zone)).collect();
    let mut headers = HeaderMap::new();
    if let Some(cursor) = &next_cursor {
        headers.insert(header::LINK, next_link(&asked.query, cursor));
    }
    if asked.zone.is_some() {
        let applied = HeaderValue::from_str(&format!("timezone={}", zone.name()));
        headers.insert("preference-applied", applied.map_err(|_| ApiError::Fault)?);
    }
    let whole = wire::Shifts {
        shifts,
        next_cursor,
        timezone: zone.name().to_owned(),
        version: served.mark.clone(),
    };
    let body = written(asked.media, &whole, &whole.shifts)?;
    Rendered::new(asked.media, body, whole.shifts.len(), headers)
}

/// The shifts that are asked for.
struct Wanted {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    team: Option<String>,
    agent: Option<String>,
    queue: Option<String>,
    cancelled: Option<bool>,
    updated_since: Option<i64>,
}

impl Wanted {
    fn asked(
        parameters: &Parameters,
        schedule: &Schedule,
        reader: &Reader,
    ) -> Result<Self, ApiError> {
        let (from, to) = (parameters.date("from")?, parameters.date("to")?);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(bad("to", "`to` is before `from`"));
        }
        let queue = parameters.text("queue");
        if let Some(id) = queue
            && !schedule.centre.queues.iter().any(|q| q.id.as_str() == id)
        {
            return Err(bad("queue", format!("there is no queue `{id}`")));
        }
        Ok(Self {
            from,
            to,
            team: team(parameters, schedule, reader)?.map(str::to_owned),
            agent: agent(parameters, schedule, reader)?,
            queue: queue.map(str::to_owned),
            cancelled: match parameters.text("status") {
                None | Some("scheduled") => Some(false),
                Some("cancelled") => Some(true),
                Some("all") => None,
                Some(_) => return Err(bad("status", "give `scheduled`, `cancelled` or `all`")),
            },
            updated_since: parameters.moment("updated_since")?,
        })
    }

    fn has(&self, listed: &Listed, reader: &Reader) -> bool {
        let shift = &listed.shift;
        let on = |id: &String| {
            let works = |a: &Activity| matches!(a, Activity::Work(q) if q.as_str() == id);
            shift.stretches.iter().any(|s| works(&s.activity))
        };
        reader.sees(&listed.team)
            && self.from.is_none_or(|from| from <= shift.date)
            && self.to.is_none_or(|to| shift.date <= to)
            && self.team.as_ref().is_none_or(|team| *team == listed.team)
            && self.agent.as_ref().is_none_or(|agent| agent == shift.agent.as_str())
            && self.queue.as_ref().is_none_or(on)
            && self.cancelled.is_none_or(|cancelled| cancelled == listed.cancelled)
            && self.updated_since.is_none_or(|at| listed.updated.is_some_and(|u| u >= at))
    }
}

/// The next page, relative to this one's address.
fn next_link(query: &str, cursor: &str) -> HeaderValue {
    let kept = query.split('&').filter(|p| !p.is_empty() && !p.starts_with("cursor="));
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    pairs.push(format!("cursor={cursor}"));
    let link = format!("<?{}>; rel=\"next\"", pairs.join("&"));
    HeaderValue::try_from(link).unwrap_or_else(|_| HeaderValue::from_static(""))
}
