//! One file per resource: a handler reads, asks the schedule once, and translates.

pub(super) mod calendar;
pub(super) mod centre;
pub(super) mod health;
pub(super) mod hours;
pub(super) mod report;
pub(super) mod roster;
pub(super) mod shifts;

use super::auth::Reader;
use super::parameters::{Parameters, bad};
use super::problem::ApiError;
use super::schedule::Schedule;
use axum::http::HeaderMap;
use chrono_tz::Tz;

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
