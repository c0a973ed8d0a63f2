//! One key and what it may do.

use chrono::{DateTime, Utc};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use utoipa::ToSchema;

/// What a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum, ToSchema)]
pub enum Scope {
    /// Shifts and the centre's frame.
    #[serde(rename = "schedules:read")]
    #[value(name = "schedules:read")]
    Schedules,
    /// Hours, premiums and pay per person.
    #[serde(rename = "payroll:read")]
    #[value(name = "payroll:read")]
    Payroll,
    /// Inputs, forecasts, rosters with their cost, runs, and the report with everything in it.
    #[serde(rename = "plans:read")]
    #[value(name = "plans:read")]
    Plans,
    /// Uploading inputs, starting runs, publishing.
    #[serde(rename = "plans:write")]
    #[value(name = "plans:write")]
    Write,
    /// Centres, keys, webhooks, the audit log, export and erasure of a person's data.
    #[serde(rename = "admin")]
    #[value(name = "admin")]
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 5] =
        [Self::Schedules, Self::Payroll, Self::Plans, Self::Write, Self::Admin];

    /// How it is spelled.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Schedules => "schedules:read",
            Self::Payroll => "payroll:read",
            Self::Plans => "plans:read",
            Self::Write => "plans:write",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Scope {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|s| s.name() == text).ok_or(())
    }
}

/// A key as it is kept: everything but the key itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// How it is called in lists and logs; the key cannot be guessed from it.
    pub id: String,
    /// What a planner calls it.
    pub name: String,
    /// SHA-256 of the key, hexadecimal.
    pub hash: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The one team it may see; everybody when absent.
    pub team: Option<String>,
    /// The one centre it may see; all of them when absent.
    pub centre: Option<String>,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// From when it no longer opens anything.
    pub expires: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked: Option<DateTime<Utc>>,
}

/// What a new key is to be.
#[derive(Debug, Clone, Default)]
pub struct NewKey {
    /// What a planner calls it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The one team it may see.
    pub team: Option<String>,
    /// The one centre it may see.
    pub centre: Option<String>,
    /// When it ends.
    pub expires: Option<DateTime<Utc>>,
    /// The key that it takes the place of.
    pub replaces: Option<String>,
}

/// Why a presented key opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nobody made it.
    Unknown,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

impl Key {
    /// Whether it opens anything at `now`.
    #[must_use]
    pub fn is_valid(&self, now: DateTime<Utc>) -> bool {
        self.revoked.is_none() && self.expires.is_none_or(|end| now < end)
    }

    /// Refuses a key that was revoked or whose time is over.
    ///
    /// # Errors
    /// [`Refused::Revoked`], [`Refused::Expired`].
    pub fn opens(self, now: DateTime<Utc>) -> Result<Self, Refused> {
        if self.revoked.is_some() {
            return Err(Refused::Revoked);
        }
        if self.is_valid(now) { Ok(self) } else { Err(Refused::Expired) }
    }
}
