//! What the server sends and takes.

mod admin;
mod plans;
mod schedule;

pub(super) use admin::{
    AuditPage, CalendarAddress, Deliveries, KeyList, KeyMade, KeyTold, NewHook, NewKeyBody, Person,
    PersonErased, Rotation, WebhookMade, Webhooks,
};
pub(super) use plans::{
    CentreEntry, CentreList, Change, Changes, Document, Documents, NewCentre, PublicationBody,
    Published, Run, Runs, version_tag,
};
pub(super) use schedule::{Agents, Centre, Hours, HoursList, Queue, Roster, Shift, Shifts};

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value as Json;

/// A moment, given in milliseconds since 1970, as text.
pub(super) fn stamp(millis: i64) -> String {
    let at = DateTime::<Utc>::from_timestamp_millis(millis).unwrap_or_default();
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// JSON that is kept as text.
fn kept(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or(Json::Null)
}
