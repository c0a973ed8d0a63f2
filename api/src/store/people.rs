//! Erasing a person: the one write that changes documents, and it says so on each of them.

use super::audit::{self, Deed};
use super::documents::{self, Files};
use super::{Store, StoreError, db};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

/// A document without a person: what replaces some of its files, and which of them are gone.
#[derive(Debug, Clone, Default)]
pub struct Erased {
    /// The document.
    pub document: String,
    /// Files with the person's id replaced and name gone.
    pub files: Files,
    /// Files that cannot be rewritten and are dropped.
    pub dropped: Vec<String>,
}

impl Store {
    /// Replaces a person by `pseudonym` everywhere in a centre: in documents, in the change feed,
    /// in the audit log; closes their calendar; forgets remembered answers. The files that named
    /// them are deleted for good. Backups keep them until they are deleted themselves.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn erase(
        &self,
        centre: &str,
        agent: &str,
        pseudonym: &str,
        erased: &[Erased],
        who: &str,
    ) -> Result<(), StoreError> {
        let turn = self.db.begin().await?;
        let now = db::clock(&turn);
        for one in erased {
            for (name, bytes) in &one.files {
                documents::put_file(&turn, &one.document, name, bytes).await?;
            }
            for name in &one.dropped {
                let sql = "DELETE FROM document_files WHERE document = $1 AND name = $2";
                let values = [one.document.clone().into(), name.clone().into()];
                db::run(&turn, sql, values).await?;
            }
            let sql = format!("UPDATE documents SET erased = {now} WHERE id = $1");
            db::run(&turn, &sql, [one.document.clone().into()]).await?;
        }
        rename(&turn, centre, agent, pseudonym).await?;
        drop_unused_blobs(&turn).await?;
        let sql =
            format!("INSERT INTO erasures (centre, pseudonym, at, who) VALUES ($1, $2, {now}, $3)");
        db::run(&turn, &sql, [centre.into(), pseudonym.into(), who.into()]).await?;
        let deed = Deed {
            who: who.into(),
            what: "person:erase",
            centre: Some(centre.into()),
            object: pseudonym.into(),
            ..Deed::default()
        };
        audit::note(&turn, deed).await?;
        Ok(turn.commit().await?)
    }
}

/// Takes a person out of the rows beside the documents.
async fn rename(
    turn: &DatabaseTransaction,
    centre: &str,
    agent: &str,
    pseudonym: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE changes SET agent = $1, old = NULL, new = NULL
               WHERE centre = $2 AND agent = $3";
    db::run(turn, sql, [pseudonym.into(), centre.into(), agent.into()]).await?;
    let sql = "UPDATE audit SET object = $1, old = NULL, new = NULL
               WHERE centre = $2 AND object = $3";
    db::run(turn, sql, [pseudonym.into(), centre.into(), agent.into()]).await?;
    let sql = "DELETE FROM calendars WHERE centre = $1 AND agent = $2";
    db::run(turn, sql, [centre.into(), agent.into()]).await?;
    // messages of failed runs may name people
    let sql = "UPDATE solve_runs SET error = NULL WHERE centre = $1 AND error IS NOT NULL";
    db::run(turn, sql, [centre.into()]).await?;
    db::run(turn, "DELETE FROM idempotency WHERE status IS NOT NULL", []).await.map(drop)
}

/// Deletes files that no document holds any more.
pub(super) async fn drop_unused_blobs(on: &impl ConnectionTrait) -> Result<u64, StoreError> {
    let sql = "DELETE FROM blobs WHERE NOT EXISTS
               (SELECT 1 FROM document_files f WHERE f.blob = blobs.hash)";
    db::run(on, sql, []).await
}
