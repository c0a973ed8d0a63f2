//! One file per resource: a handler reads, asks the schedule once, and translates.

pub(super) mod agents;
pub(super) mod audit;
pub(super) mod calendar;
pub(super) mod centre;
pub(super) mod centres;
pub(super) mod changes;
pub(super) mod docs;
pub(super) mod documents;
pub(super) mod events;
pub(super) mod health;
pub(super) mod hours;
pub(super) mod keys;
pub(super) mod people;
pub(super) mod publish;
pub(super) mod report;
pub(super) mod roster;
pub(super) mod runs;
pub(super) mod scenarios;
pub(super) mod shifts;
pub(super) mod uploads;
pub(super) mod webhooks;

use super::auth::Reader;
use super::parameters::{Parameters, bad};
use super::problem::ApiError;
use super::schedule::Schedule;
use axum::http::HeaderMap;
use chrono_tz::Tz;
use utoipa::IntoParams;

/// Which centre is asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct CentreQuery {
    /// The centre [default: the only one]
    #[param(required = false)]
    centre: String,
}

/// Which page of a listing is asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "names and documents the parameters; `Parameters` reads them")]
struct PageQuery {
    /// Entries on a page
    #[param(required = false, minimum = 1, maximum = 1000, default = 100)]
    limit: u32,
    /// `next_cursor` of the page before
    #[param(required = false)]
    cursor: String,
}

/// Where a page of a listing by time and id begins.
fn after(parameters: &Parameters) -> Result<Option<(i64, String)>, ApiError> {
    let Some(cursor) = parameters.text("cursor") else { return Ok(None) };
    let (at, id) = cursor.split_once('-').ok_or(ApiError::CursorBad)?;
    let at = i64::from_str_radix(at, 16).map_err(|_| ApiError::CursorBad)?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let sound = at >= 0 && !id.is_empty() && id.len() <= 64 && id.bytes().all(plain);
    sound.then(|| Some((at, id.to_owned()))).ok_or(ApiError::CursorBad)
}

/// Cuts a listing that was asked for one entry more than the page holds; the next page's cursor.
fn cut<T>(rows: &mut Vec<T>, limit: usize, place: impl Fn(&T) -> (i64, String)) -> Option<String> {
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().map(place).map(|(at, id)| format!("{at:x}-{id}"))
}

/// How many entries a page holds.
fn limit(parameters: &Parameters) -> Result<usize, ApiError> {
    Ok(parameters.whole("limit", 1..=1000)?.unwrap_or(100))
}

/// The team that is asked for; a team that the key does not see is refused.
fn team<'a>(
    parameters: &'a Parameters,
    schedule: &Schedule,
    reader: &Reader,
) -> Result<Option<&'a str>, ApiError> {
    let Some(team) = parameters.text("team") else { return Ok(None) };
    if !reader.sees(team) {
        return Err(ApiError::TeamOnly);
    }
    let known = schedule.centre.agents.iter().any(|a| a.team.as_str() == team);
    known.then_some(Some(team)).ok_or_else(|| bad("team", format!("nobody is in `{team}`")))
}

/// The agent who is asked for; somebody whom the key does not see is as good as unknown.
fn agent(
    parameters: &Parameters,
    schedule: &Schedule,
    reader: &Reader,
) -> Result<Option<String>, ApiError> {
    let Some(text) = parameters.text("agent") else { return Ok(None) };
    let found = schedule.agent(text).filter(|a| reader.sees(a.team.as_str()));
    let unknown = || bad("agent", format!("there is no agent `{text}`"));
    found.map(|a| Some(a.id.to_string())).ok_or_else(unknown)
}

/// The zone a client prefers (RFC 7240, `Prefer: timezone=Europe/Berlin`). A preference that cannot
/// be met is passed over, as that standard asks; every time carries its offset.
fn preferred_zone(headers: &HeaderMap) -> Option<Tz> {
    let lines = headers.get_all("prefer").iter().filter_map(|v| v.to_str().ok());
    let mut wishes = lines.flat_map(|line| line.split([',', ';']));
    wishes.find_map(|wish| {
        let (name, zone) = wish.trim().split_once('=')?;
        let is_zone = name.trim().eq_ignore_ascii_case("timezone");
        is_zone.then(|| zone.trim().trim_matches('"').parse().ok())?
    })
}
