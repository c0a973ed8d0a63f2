//! Keys, calendars, webhooks, people's data and the audit log.

use super::{kept, stamp};
use crate::keys::{Key, Scope};
use crate::store::{DeliveryRow, Line, WebhookRow};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

/// A key to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct NewKeyBody {
    /// What it is called in lists.
    #[schema(min_length = 1, max_length = 100)]
    pub(in crate::http) name: String,
    /// What it may do: no more than the key that makes it.
    #[schema(min_items = 1)]
    pub(in crate::http) scopes: Vec<Scope>,
    /// The one team it may see.
    #[serde(default)]
    pub(in crate::http) team: Option<String>,
    /// The one centre it may see.
    #[serde(default)]
    pub(in crate::http) centre: Option<String>,
    /// Days until it ends, 1 to 3660.
    #[schema(minimum = 1, maximum = 3660)]
    #[serde(default)]
    pub(in crate::http) expires_in_days: Option<u32>,
}

/// How a key is replaced.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct Rotation {
    /// Hours that the old key still works, 0 to 168.
    #[schema(maximum = 168)]
    pub(in crate::http) overlap_hours: u32,
}

/// A key, without the key itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct KeyTold {
    /// Its id.
    pub(in crate::http) id: String,
    /// What it is called.
    pub(in crate::http) name: String,
    /// What it may do.
    pub(in crate::http) scopes: Vec<Scope>,
    /// The one team it may see.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) team: Option<String>,
    /// The one centre it may see.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) centre: Option<String>,
    /// When it was made.
    #[schema(format = DateTime)]
    pub(in crate::http) created: String,
    /// When it ends.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) expires: Option<String>,
    /// When it was revoked.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) revoked: Option<String>,
}

/// Every key, oldest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct KeyList {
    /// The keys.
    pub(in crate::http) keys: Vec<KeyTold>,
}

/// A new key, shown this once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct KeyMade {
    /// Its id.
    pub(in crate::http) id: String,
    /// The key itself; it is kept nowhere.
    pub(in crate::http) key: String,
}

impl From<Key> for KeyTold {
    fn from(key: Key) -> Self {
        let at = |t: chrono::DateTime<chrono::Utc>| stamp(t.timestamp_millis());
        Self {
            id: key.id,
            name: key.name,
            scopes: key.scopes,
            team: key.team,
            centre: key.centre,
            created: at(key.created),
            expires: key.expires.map(at),
            revoked: key.revoked.map(at),
        }
    }
}

/// The address of a person's calendar.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct CalendarAddress {
    /// Relative to the server; whoever has it sees this person's shifts.
    #[schema(example = "/api/v1/agents/A01/calendar.ics?centre=shop&token=…")]
    pub(in crate::http) address: String,
}

/// A webhook to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct NewHook {
    /// Where events are sent: https, to a public address.
    #[schema(max_length = 2000, example = "https://hr.example.com/paiban")]
    pub(in crate::http) url: String,
    /// Which events: `schedule.published`, `run.ended`.
    #[schema(min_items = 1)]
    pub(in crate::http) events: Vec<String>,
}

/// A new webhook; the secret is shown this once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct WebhookMade {
    /// Its id.
    pub(in crate::http) id: String,
    /// What signs every event.
    pub(in crate::http) secret: String,
}

/// A webhook.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Webhook {
    /// Its id.
    pub(in crate::http) id: String,
    /// Where events are sent.
    pub(in crate::http) url: String,
    /// Which events.
    pub(in crate::http) events: Vec<String>,
    /// When it was made.
    #[schema(format = DateTime)]
    pub(in crate::http) created: String,
}

/// The webhooks of a centre.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Webhooks {
    /// The webhooks, oldest first.
    pub(in crate::http) webhooks: Vec<Webhook>,
}

impl From<WebhookRow> for Webhook {
    fn from(row: WebhookRow) -> Self {
        Self {
            id: row.id,
            url: row.url,
            events: row.events.split(' ').map(str::to_owned).collect(),
            created: stamp(row.created),
        }
    }
}

/// An event on its way to a webhook.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Delivery {
    /// The same at every attempt.
    pub(in crate::http) id: String,
    /// What happened.
    pub(in crate::http) event: String,
    /// `pending`, `delivered` or `failed`.
    pub(in crate::http) state: String,
    /// How many attempts were made.
    pub(in crate::http) attempt: i64,
    /// The status of the last answer; absent when there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) status: Option<i64>,
    /// When it happened.
    #[schema(format = DateTime)]
    pub(in crate::http) created: String,
}

/// The latest deliveries of a webhook, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Deliveries {
    /// The deliveries, a hundred at most.
    pub(in crate::http) deliveries: Vec<Delivery>,
}

impl From<DeliveryRow> for Delivery {
    fn from(row: DeliveryRow) -> Self {
        Self {
            id: row.id,
            event: row.event,
            state: row.state,
            attempt: row.attempt,
            status: row.status,
            created: stamp(row.created),
        }
    }
}

/// Everything that the newest inputs and the published schedule say of a person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Person {
    /// Their rows in each file of the inputs, after the names of its columns.
    #[schema(value_type = Object)]
    pub(in crate::http) inputs: Json,
    /// Their shifts, called off or not.
    pub(in crate::http) shifts: Vec<super::Shift>,
    /// Their part of the change feed.
    pub(in crate::http) changes: Vec<super::Change>,
}

/// What an erasure did.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct PersonErased {
    /// What stands in the place of their id from now on.
    pub(in crate::http) pseudonym: String,
    /// How many documents were rewritten.
    pub(in crate::http) documents: usize,
}

/// A line of the audit log.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct AuditLine {
    /// Its number.
    pub(in crate::http) seq: i64,
    /// When.
    #[schema(format = DateTime)]
    pub(in crate::http) at: String,
    /// The key's id, the worker, or `folder`.
    pub(in crate::http) who: String,
    /// What was done.
    #[schema(example = "publish")]
    pub(in crate::http) what: String,
    /// The centre it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) centre: Option<String>,
    /// What it was done to.
    pub(in crate::http) object: String,
    /// The state before.
    #[schema(value_type = Option<Json>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) before: Option<Json>,
    /// The state after.
    #[schema(value_type = Option<Json>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) after: Option<Json>,
}

/// A page of the audit log, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct AuditPage {
    /// The lines.
    pub(in crate::http) lines: Vec<AuditLine>,
    /// Give it as `cursor` for the next page; null on the last one.
    #[schema(required)]
    pub(in crate::http) next_cursor: Option<String>,
}

impl From<Line> for AuditLine {
    fn from(line: Line) -> Self {
        let state = |text: String| match kept(&text) {
            Json::Null => Json::String(text),
            json => json,
        };
        Self {
            seq: line.seq,
            at: stamp(line.at),
            who: line.who,
            what: line.what,
            centre: line.centre,
            object: line.object,
            before: line.old.map(state),
            after: line.new.map(state),
        }
    }
}
