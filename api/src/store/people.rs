//! Erasing a person: the one write that changes documents, and it says so on each of them.

use super::audit::{self, Deed};
use super::documents::{self, Files};
use super::{Store, StoreError, db};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult};

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

/// A text without a person; `None` when it does not name them.
pub type Free<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// Columns in which words of people or of the solver may name somebody: their table, and what they
/// are set to then.
const TOLD: [(&str, &str, &str); 7] = [
    ("changes", "reason", "reason = $1"),
    ("publications", "reason", "reason = $1"),
    ("solve_runs", "spec", "spec = $1"),
    ("solve_runs", "error", "error = $1"),
    ("documents", "provenance", "provenance = $1, erased = {now}"),
    ("documents", "summary", "summary = $1, erased = {now}"),
    ("deliveries", "body", "body = $1"),
];

#[derive(Debug, FromQueryResult)]
struct Text {
    text: String,
}

impl Store {
    /// Replaces a person by `pseudonym` everywhere in a centre: in documents, in what was asked of
    /// runs, in the change feed, in the audit log; closes their calendar; forgets remembered
    /// answers. `free` takes them out of a text. The files that named them are deleted for good.
    /// Backups keep them until they are deleted themselves.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn erase(
        &self,
        centre: &str,
        agent: &str,
        pseudonym: &str,
        erased: &[Erased],
        free: Free<'_>,
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
        for (table, column, sets) in TOLD {
            scrub(&turn, centre, (table, column, sets), free).await?;
        }
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
    db::run(turn, "DELETE FROM idempotency WHERE status IS NOT NULL", []).await.map(drop)
}

/// Takes a person out of a column of words.
async fn scrub(
    turn: &DatabaseTransaction,
    centre: &str,
    (table, column, sets): (&str, &str, &str),
    free: Free<'_>,
) -> Result<(), StoreError> {
    let own = if table == "deliveries" {
        "webhook IN (SELECT id FROM webhooks WHERE centre = $2)"
    } else {
        "centre = $2"
    };
    let sql = format!(
        "SELECT DISTINCT {column} AS text FROM {table}
         WHERE {} AND {column} IS NOT NULL AND {column} <> ''",
        own.replace("$2", "$1")
    );
    let sets = sets.replace("{now}", db::clock(turn));
    for Text { text } in db::all::<Text>(turn, &sql, [centre.into()]).await? {
        if let Some(without) = free(&text) {
            let sql = format!("UPDATE {table} SET {sets} WHERE {own} AND {column} = $3");
            db::run(turn, &sql, [without.into(), centre.into(), text.into()]).await?;
        }
    }
    Ok(())
}

/// Deletes files that no document holds any more.
pub(super) async fn drop_unused_blobs(on: &impl ConnectionTrait) -> Result<u64, StoreError> {
    let sql = "DELETE FROM blobs WHERE NOT EXISTS
               (SELECT 1 FROM document_files f WHERE f.blob = blobs.hash)";
    db::run(on, sql, []).await
}
