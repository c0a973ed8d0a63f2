//! One key and what it may do.

use chrono::{DateTime, Utc};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a key may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
pub enum Scope {
    /// Shifts and the centre's frame.
    #[serde(rename = "schedules:read")]
    #[value(name = "schedules:read")]
    Schedules,
    /// Hours, premiums and pay per person.
    #[serde(rename = "payroll:read")]
    #[value(name = "payroll:read")]
    Payroll,
    /// The roster's cost and provenance, and the report with everything in it.
    #[serde(rename = "plans:read")]
    #[value(name = "plans:read")]
    Plans,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Schedules => "schedules:read",
            Self::Payroll => "payroll:read",
            Self::Plans => "plans:read",
        })
    }
}

/// A key as it is kept: everything but the key itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// How it is called in lists and logs; the key cannot be guessed from it.
    pub id: String,
    /// What a planner calls it.
    pub name: String,
    /// SHA-256 of the key, hexadecimal.
    pub hash: String,
    /// What it may read.
    pub scopes: Vec<Scope>,
    /// The one team it may see; everybody when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// When it was made.
    #[serde(with = "stamp")]
    pub created: DateTime<Utc>,
    /// From when it no longer opens anything.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "stamp_or_none")]
    pub expires: Option<DateTime<Utc>>,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "stamp_or_none")]
    pub revoked: Option<DateTime<Utc>>,
}

impl Key {
    /// Whether it opens anything at `now`.
    #[must_use]
    pub fn is_valid(&self, now: DateTime<Utc>) -> bool {
        self.revoked.is_none() && self.expires.is_none_or(|end| now < end)
    }
}

mod stamp {
    use super::{DateTime, Utc};
    use chrono::SecondsFormat;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &DateTime<Utc>, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<DateTime<Utc>, D::Error> {
        let text = String::deserialize(d)?;
        let at = DateTime::parse_from_rfc3339(&text).map_err(D::Error::custom)?;
        Ok(at.with_timezone(&Utc))
    }
}

mod stamp_or_none {
    use super::{DateTime, Utc, stamp};
    use serde::{Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "the signature is serde's")]
    pub(super) fn serialize<S: Serializer>(
        at: &Option<DateTime<Utc>>,
        s: S,
    ) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => stamp::serialize(at, s),
            None => s.serialize_none(),
        }
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        d: D,
    ) -> Result<Option<DateTime<Utc>>, D::Error> {
        stamp::deserialize(d).map(Some)
    }
}
