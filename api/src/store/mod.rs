//! The store: everything the server keeps, in SQLite or PostgreSQL.
//!
//! ```text
//! centre ─▶ inputs ─▶ roster          immutable documents, named by what they say, with parents
//!    └─ published ─────┘              a pointer that moves in a transaction, and never back unseen
//! ```
//! Runs, keys, webhooks and the audit log are rows beside them. `docs/guide/operate.md` says how it
//! is backed up, restored and cleared of a person's data.

mod audit;
mod backup;
mod centres;
mod db;
mod documents;
mod error;
mod idempotency;
mod keys;
mod leases;
mod migrate;
mod people;
mod publish;
mod retention;
mod runs;
mod schema;
mod sessions;
mod webhooks;

pub use audit::{Deed, Line};
pub use centres::CentreRow;
pub use documents::{DocumentRow, FileRow, Files, NewDocument};
pub use error::StoreError;
pub use idempotency::Known;
pub use leases::Held;
pub use people::{Erased, Free};
pub use publish::{ChangeRow, Publication, PublicationRow, Published};
pub use retention::{Retention, Swept};
pub use runs::{Ending, NewRun, QueueLimits, RunFilter, RunRow, Submitted};
pub use sessions::SessionTimes;
pub use webhooks::{DeliveryRow, EVENTS, WebhookRow};

use db::Db;
use std::path::Path;

/// The store; a clone is the same store.
#[derive(Debug, Clone)]
pub struct Store {
    db: Db,
}

impl Store {
    /// Opens the store at `url` (`postgres://…`, `sqlite:PATH` or a path) and brings it to the
    /// schema of this version; one that has been used is backed up first.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be reached, or a newer version has been here.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let db = Db::open(url).await?;
        migrate::to(&db, migrate::NEWEST).await?;
        Ok(Self { db })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn ping(&self) -> Result<(), StoreError> {
        db::number(self.db.read(), "SELECT CAST(1 AS BIGINT) AS n", []).await.map(drop)
    }

    /// Writes everything at this moment to a file, while others read and write; how many rows.
    ///
    /// # Errors
    /// [`StoreError::File`], [`StoreError::Failed`].
    pub async fn backup(&self, path: &Path) -> Result<u64, StoreError> {
        backup::write(&self.db, path).await
    }

    /// Puts a backup in the place of everything there is; how many rows. A store that holds
    /// something is left alone unless `replace` is said.
    ///
    /// # Errors
    /// [`StoreError::Occupied`], [`StoreError::NoBackup`].
    pub async fn restore(&self, path: &Path, replace: bool) -> Result<u64, StoreError> {
        let sql = "SELECT (SELECT COUNT(*) FROM centres) + (SELECT COUNT(*) FROM keys) AS n";
        if !replace && db::number(self.db.read(), sql, []).await? > 0 {
            return Err(StoreError::Occupied);
        }
        backup::read(&self.db, path).await
    }
}
