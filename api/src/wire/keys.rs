//! Keys on the wire, without what opens anything but the one time it is shown.

use crate::keys;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

/// The keys of a centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Keys {
    /// Oldest first.
    pub keys: Vec<Key>,
}

/// A key as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Key {
    /// How it is called in lists and logs.
    pub id: String,
    /// What a planner calls it.
    pub name: String,
    /// What it may read.
    pub scopes: Vec<String>,
    /// The one team it may see; everybody when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// When it was made.
    pub created: String,
    /// From when it no longer opens anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// When it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked: Option<String>,
    /// Whether it opens anything now.
    pub valid: bool,
}

/// A new key, shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyMade {
    /// How it is called in lists and logs.
    pub id: String,
    /// The key itself.
    pub key: String,
}

/// A key that opens nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyRevoked {
    /// Its id.
    pub revoked: String,
}

/// The address of an agent's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarPath {
    /// Whose.
    pub agent: String,
    /// The path on the server, with the token that opens it.
    pub path: String,
}

impl Key {
    /// A key as it stands at `now`.
    #[must_use]
    pub fn at(key: &keys::Key, now: DateTime<Utc>) -> Self {
        let stamp = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        Self {
            id: key.id.clone(),
            name: key.name.clone(),
            scopes: key.scopes.iter().map(ToString::to_string).collect(),
            team: key.team.clone(),
            created: stamp(key.created),
            expires: key.expires.map(stamp),
            revoked: key.revoked.map(stamp),
            valid: key.is_valid(now),
        }
    }
}
