//! Writes that a client may send again without doing them twice.

use super::{Store, StoreError, db};
use sea_orm::FromQueryResult;
use std::time::Duration;

/// What is known of a write that a client named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing: do it, then [`Store::remember`] the answer.
    New,
    /// The same write is under way.
    UnderWay,
    /// Another write was sent under this name.
    Other,
    /// It was done, and this was the answer.
    Done {
        /// The status.
        status: u16,
        /// Headers that go with it, as JSON.
        headers: String,
        /// The body.
        body: String,
    },
}

#[derive(Debug, FromQueryResult)]
struct Row {
    request: String,
    status: Option<i64>,
    headers: Option<String>,
    body: Option<String>,
}

impl Store {
    /// Begins a write that `owner` calls `name`; `request` is its fingerprint. One that has been
    /// under way for longer than `most` was lost with its server, and is begun again.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn begin_named(
        &self,
        owner: &str,
        name: &str,
        request: &str,
        most: Duration,
    ) -> Result<Known, StoreError> {
        let insert = format!(
            "INSERT INTO idempotency (owner, name, request, created) VALUES ($1, $2, $3, {0})
             ON CONFLICT (owner, name) DO UPDATE SET created = {0}
             WHERE idempotency.status IS NULL AND idempotency.request = $3
             AND idempotency.created < {0} - $4",
            db::clock(self.db.write())
        );
        let most = i64::try_from(most.as_millis()).unwrap_or(i64::MAX);
        let values = [owner.into(), name.into(), request.into(), most.into()];
        if db::run(self.db.write(), &insert, values).await? == 1 {
            return Ok(Known::New);
        }
        let sql = "SELECT * FROM idempotency WHERE owner = $1 AND name = $2";
        let row: Option<Row> = db::one(self.db.write(), sql, [owner.into(), name.into()]).await?;
        Ok(match row {
            Some(row) if row.request != request => Known::Other,
            Some(Row { status: Some(status), headers, body, .. }) => Known::Done {
                status: u16::try_from(status).unwrap_or(500),
                headers: headers.unwrap_or_default(),
                body: body.unwrap_or_default(),
            },
            _ => Known::UnderWay,
        })
    }

    /// Keeps the answer to a named write.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn remember(
        &self,
        owner: &str,
        name: &str,
        status: u16,
        headers: &str,
        body: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE idempotency SET status = $1, headers = $2, body = $3
                   WHERE owner = $4 AND name = $5";
        let values =
            [i64::from(status).into(), headers.into(), body.into(), owner.into(), name.into()];
        db::run(self.db.write(), sql, values).await.map(drop)
    }

    /// Forgets a named write that was not done, so that it can be sent again.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn forget(&self, owner: &str, name: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM idempotency WHERE owner = $1 AND name = $2";
        db::run(self.db.write(), sql, [owner.into(), name.into()]).await.map(drop)
    }
}
