//! Forgetting what is no longer needed.

use super::people::drop_unused_blobs;
use super::{Store, StoreError, db};
use std::time::Duration;

/// How long things are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Documents that were never published and nothing refers to, and finished runs.
    pub drafts: Duration,
    /// Answers to named writes.
    pub answers: Duration,
    /// Sent events.
    pub deliveries: Duration,
    /// The change feed and former publications' rosters.
    pub changes: Duration,
    /// The audit log.
    pub audit: Duration,
}

const DAY: Duration = Duration::from_secs(86_400);

impl Default for Retention {
    fn default() -> Self {
        Self {
            drafts: DAY * 90,
            answers: DAY,
            deliveries: DAY * 30,
            changes: DAY * 400,
            audit: DAY * 730,
        }
    }
}

/// What was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Documents.
    pub documents: u64,
    /// Runs.
    pub runs: u64,
    /// Everything else, files aside.
    pub rows: u64,
}

impl Store {
    /// Forgets everything older than `keep` says. The newest inputs, the published roster and
    /// whatever these were made from stay, however old.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn sweep(&self, keep: &Retention) -> Result<Swept, StoreError> {
        let turn = self.db.begin().await?;
        let now = db::clock(&turn);
        let millis = |d: Duration| i64::try_from(d.as_millis()).unwrap_or(i64::MAX);
        let mut swept = Swept::default();
        let rows = [
            ("idempotency", "created", "1 = 1", keep.answers),
            ("deliveries", "updated", "state <> 'pending'", keep.deliveries),
            ("changes", "at", "1 = 1", keep.changes),
            (
                "publications",
                "at",
                "version < (SELECT c.version FROM centres c
              WHERE c.id = publications.centre)",
                keep.changes,
            ),
            ("audit", "at", "1 = 1", keep.audit),
            ("sessions", "expires", "1 = 1", Duration::ZERO),
        ];
        for (table, column, when, keep) in rows {
            let sql = format!("DELETE FROM {table} WHERE {column} < {now} - $1 AND {when}");
            swept.rows += db::run(&turn, &sql, [millis(keep).into()]).await?;
        }
        let sql = format!(
            "DELETE FROM solve_runs WHERE ended < {now} - $1
             AND state NOT IN ('queued', 'running')"
        );
        swept.runs = db::run(&turn, &sql, [millis(keep.drafts).into()]).await?;
        let stale = format!(
            "created < {now} - $1
             AND NOT EXISTS (SELECT 1 FROM centres c WHERE c.inputs = documents.id
               OR c.published = documents.id)
             AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.roster = documents.id)
             AND NOT EXISTS (SELECT 1 FROM documents d
               WHERE d.parents LIKE '%' || documents.id || '%')
             AND NOT EXISTS (SELECT 1 FROM solve_runs r WHERE r.inputs = documents.id
               OR r.result = documents.id OR r.spec LIKE '%' || documents.id || '%')"
        );
        let keep = millis(keep.drafts);
        let sql = format!(
            "DELETE FROM document_files WHERE document IN (SELECT id FROM documents WHERE {stale})"
        );
        db::run(&turn, &sql, [keep.into()]).await?;
        let sql = format!("DELETE FROM documents WHERE {stale}");
        swept.documents = db::run(&turn, &sql, [keep.into()]).await?;
        drop_unused_blobs(&turn).await?;
        turn.commit().await?;
        Ok(swept)
    }
}
