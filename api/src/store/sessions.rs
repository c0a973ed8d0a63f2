//! Sessions of the console: who is logged in, as hashes of what their cookies hold.
//!
//! A session may do what its key may, and nothing once the key is revoked or over.

use super::audit::{self, Deed};
use super::{Store, StoreError, db};
use crate::keys::{Key, fingerprint, is_same, random_hex};
use sea_orm::FromQueryResult;
use std::time::Duration;

/// The most sessions of one key; the one unused longest makes room.
const EACH: i64 = 50;

/// How long a session may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTimes {
    /// From the login.
    pub whole: Duration,
    /// From the last request.
    pub idle: Duration,
}

impl Default for SessionTimes {
    fn default() -> Self {
        Self { whole: Duration::from_secs(12 * 3600), idle: Duration::from_secs(3600) }
    }
}

#[derive(Debug, FromQueryResult)]
struct Row {
    hash: String,
    key_id: String,
    seen: i64,
    now: i64,
}

impl Store {
    /// Begins a session of the key `id`; its token, which is kept nowhere.
    ///
    /// # Errors
    /// [`StoreError::Random`], [`StoreError::Failed`].
    pub async fn begin_session(
        &self,
        id: &str,
        times: &SessionTimes,
    ) -> Result<String, StoreError> {
        let token = random_hex().map_err(StoreError::Random)?;
        let turn = self.db.begin().await?;
        let now = db::clock(&turn);
        let sql = "DELETE FROM sessions WHERE hash IN (SELECT hash FROM sessions
                   WHERE key_id = $1 ORDER BY seen DESC, hash LIMIT 1000 OFFSET $2)";
        db::run(&turn, sql, [id.into(), (EACH - 1).into()]).await?;
        let insert = format!(
            "INSERT INTO sessions (hash, key_id, begun, seen, expires)
             VALUES ($1, $2, {now}, {now}, {now} + $3)"
        );
        let values = [fingerprint(token.as_bytes()).into(), id.into(), millis(times.whole).into()];
        db::run(&turn, &insert, values).await?;
        audit::note(&turn, deed(id, "session:begin")).await?;
        turn.commit().await?;
        Ok(token)
    }

    /// The key of a session that goes on. One that `is_used` goes on for another idle time from
    /// now; a page that only listens does not keep its session alive.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn session(
        &self,
        token: &str,
        times: &SessionTimes,
        is_used: bool,
    ) -> Result<Option<Key>, StoreError> {
        let hash = fingerprint(token.as_bytes());
        let now = db::clock(self.db.read());
        let sql = format!(
            "SELECT hash, key_id, seen, {now} AS now FROM sessions
             WHERE hash = $1 AND expires > {now} AND seen > {now} - $2"
        );
        let values = [hash.clone().into(), millis(times.idle).into()];
        let row: Option<Row> = db::one(self.db.read(), &sql, values).await?;
        let Some(row) = row.filter(|row| is_same(&row.hash, &hash)) else { return Ok(None) };
        // written down now and then: a page with many parts does not wait for a write of each
        if is_used && row.now - row.seen > millis(times.idle) / 20 {
            let sql = "UPDATE sessions SET seen = $1 WHERE hash = $2";
            db::run(self.db.write(), sql, [row.now.into(), hash.into()]).await?;
        }
        self.key(&row.key_id).await
    }

    /// Ends a session; one that is over already stays so.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn end_session(&self, token: &str, who: &str) -> Result<(), StoreError> {
        let turn = self.db.begin().await?;
        let hash = fingerprint(token.as_bytes());
        if db::run(&turn, "DELETE FROM sessions WHERE hash = $1", [hash.into()]).await? > 0 {
            audit::note(&turn, deed(who, "session:end")).await?;
        }
        Ok(turn.commit().await?)
    }
}

fn deed(who: &str, what: &'static str) -> Deed {
    Deed { who: who.into(), what, object: who.into(), ..Deed::default() }
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 4)
}
