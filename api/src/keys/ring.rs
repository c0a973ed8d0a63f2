//! Every key of a centre, as `keys.toml` keeps them.
//!
//! ```toml
//! calendar_secret = "9f86d0…"
//! [[keys]]
//! id = "k_1a2b3c4d"
//! name = "payroll"
//! hash = "60303a…"
//! scopes = ["schedules:read"]
//! created = "2026-11-21T20:00:00Z"
//! ```

use super::KeyError;
use super::key::{Key, Scope};
use super::secret::{fingerprint, is_same, random_hex, seal};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

const FILE: &str = "keys.toml";

/// How every key begins, so that scanners for leaked secrets can find one.
const PREFIX: &str = "paiban_";

/// Every key of a centre, and the secret its calendar tokens are derived from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keyring {
    /// The secret of calendar tokens, hexadecimal; empty before the first key is made.
    #[serde(default)]
    calendar_secret: String,
    /// How often each agent's calendar token was replaced.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    calendar_turns: BTreeMap<String, u32>,
    /// The keys, oldest first.
    #[serde(default)]
    keys: Vec<Key>,
}

/// What a new key is to be.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// What a planner calls it.
    pub name: String,
    /// What it may read.
    pub scopes: Vec<Scope>,
    /// The one team it may see.
    pub team: Option<String>,
    /// When it ends.
    pub expires: Option<DateTime<Utc>>,
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

impl Keyring {
    /// Where a centre's keys are kept.
    #[must_use]
    pub fn path(folder: &Path) -> PathBuf {
        folder.join(FILE)
    }

    /// The keys of a centre; none when there is no file yet.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`], and [`KeyError::Exposed`] when other users may read the file.
    pub fn read(folder: &Path) -> Result<Self, KeyError> {
        let path = Self::path(folder);
        let unreadable = |cause: &dyn ToString| KeyError::Unreadable {
            path: path.clone(),
            cause: cause.to_string(),
        };
        if !path.exists() {
            return Ok(Self::default());
        }
        if is_exposed(&path).map_err(|e| unreadable(&e))? {
            return Err(KeyError::Exposed(path));
        }
        let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&e))?;
        // a parser's message may quote the line, and with it a hash or the secret
        toml::from_str(&text).map_err(|e| unreadable(&e.message()))
    }

    /// Changes a centre's keys, one change at a time, and writes them whole or not at all.
    ///
    /// # Errors
    /// What `change` answers, and [`KeyError`] when the file cannot be read or written.
    pub fn change<T>(
        folder: &Path,
        change: impl FnOnce(&mut Self) -> Result<T, KeyError>,
    ) -> Result<T, KeyError> {
        let failed = |source| KeyError::Unwritable { path: Self::path(folder), source };
        let turn = private(&folder.join(".keys.lock"), false).map_err(failed)?;
        turn.lock().map_err(failed)?;
        let mut ring = Self::read(folder)?;
        if ring.calendar_secret.is_empty() {
            ring.calendar_secret = random_hex()?;
        }
        let done = change(&mut ring)?;
        ring.write(folder).map_err(failed)?;
        Ok(done)
    }

    fn write(&self, folder: &Path) -> std::io::Result<()> {
        let text = toml::to_string(self).map_err(std::io::Error::other)?;
        let partial = folder.join(format!(".{FILE}.partial"));
        let mut file = private(&partial, true)?;
        file.write_all(b"# API keys: hashes only. Change with `paiban keys`.\n")?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(partial, Self::path(folder))
    }

    /// Makes a key; the text returned is the key itself and is kept nowhere.
    ///
    /// # Errors
    /// [`KeyError::Random`] when there are no random bits.
    pub fn add(&mut self, new: NewKey, now: DateTime<Utc>) -> Result<(String, String), KeyError> {
        let key = format!("{PREFIX}{}", random_hex()?);
        let hash = fingerprint(key.as_bytes());
        let id = format!("k_{}", &hash[..8]);
        self.keys.push(Key {
            id: id.clone(),
            name: new.name,
            hash,
            scopes: new.scopes,
            team: new.team,
            created: now,
            expires: new.expires,
            revoked: None,
        });
        Ok((id, key))
    }

    /// Revokes a key; revoking it again changes nothing.
    ///
    /// # Errors
    /// [`KeyError::NoSuchKey`].
    pub fn revoke(&mut self, id: &str, now: DateTime<Utc>) -> Result<(), KeyError> {
        let found = self.keys.iter_mut().find(|k| k.id == id);
        let key = found.ok_or_else(|| KeyError::NoSuchKey(id.to_owned()))?;
        key.revoked.get_or_insert(now);
        Ok(())
    }

    /// Every key, oldest first.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The key that `presented` is. Every key is compared, in constant time.
    ///
    /// # Errors
    /// [`Refused`] when it is none of them or opens nothing any more.
    pub fn open(&self, presented: &str, now: DateTime<Utc>) -> Result<&Key, Refused> {
        let hash = fingerprint(presented.as_bytes());
        let mut found = None;
        for key in &self.keys {
            if is_same(&key.hash, &hash) {
                found = Some(key);
            }
        }
        match found {
            None => Err(Refused::Unknown),
            Some(key) if key.revoked.is_some() => Err(Refused::Revoked),
            Some(key) if !key.is_valid(now) => Err(Refused::Expired),
            Some(key) => Ok(key),
        }
    }

    /// The token of an agent's calendar; `None` before the first key is made.
    #[must_use]
    pub fn calendar_token(&self, agent: &str) -> Option<String> {
        let turn = self.calendar_turns.get(agent).copied().unwrap_or(0);
        let message = format!("calendar\0{agent}\0{turn}");
        (!self.calendar_secret.is_empty())
            .then(|| seal(self.calendar_secret.as_bytes(), message.as_bytes()))
    }

    /// Whether `token` opens the calendar of `agent`.
    #[must_use]
    pub fn opens_calendar(&self, agent: &str, token: &str) -> bool {
        self.calendar_token(agent).is_some_and(|right| is_same(&right, token))
    }

    /// Gives an agent's calendar a new token; the old one opens nothing any more.
    pub fn rotate_calendar(&mut self, agent: &str) {
        *self.calendar_turns.entry(agent.to_owned()).or_default() += 1;
    }
}

/// Opens a file for writing that only its owner may read.
fn private(path: &Path, empty: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(empty);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

#[cfg(unix)]
fn is_exposed(path: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_exposed(_: &Path) -> std::io::Result<bool> {
    Ok(false)
}
