//! Who changed what, and who read whose data.

use super::db;
use super::{Store, StoreError};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Something that was done.
#[derive(Debug, Clone, Default)]
pub struct Deed {
    /// The key's id, or the command that did it.
    pub who: String,
    /// What: `publish`, `read:shifts`, `key:add`, …
    pub what: &'static str,
    /// The centre it concerns, where it concerns one.
    pub centre: Option<String>,
    /// The id of what it was done to.
    pub object: String,
    /// The state before, as JSON or an id.
    pub old: Option<String>,
    /// The state after, as JSON or an id.
    pub new: Option<String>,
}

/// A line of the audit log.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Line {
    /// Its number; later lines have greater ones.
    pub seq: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who did it.
    pub who: String,
    /// What was done.
    pub what: String,
    /// The centre it concerns.
    pub centre: Option<String>,
    /// What it was done to.
    pub object: String,
    /// The state before.
    pub old: Option<String>,
    /// The state after.
    pub new: Option<String>,
}

/// Writes a deed down, in the same transaction as the deed itself.
pub(super) async fn note(on: &impl ConnectionTrait, deed: Deed) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO audit (at, who, what, centre, object, old, new)
         VALUES ({}, $1, $2, $3, $4, $5, $6)",
        db::clock(on)
    );
    let Deed { who, what, centre, object, old, new } = deed;
    let values = [who.into(), what.into(), centre.into(), object.into(), old.into(), new.into()];
    db::run(on, &sql, values).await.map(drop)
}

impl Store {
    /// Writes down that personal data was read.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn note(&self, deed: Deed) -> Result<(), StoreError> {
        note(self.db.write(), deed).await
    }

    /// The log before line `before`, newest first.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn audit(
        &self,
        centre: Option<&str>,
        what: Option<&str>,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Line>, StoreError> {
        let sql = "SELECT * FROM audit WHERE ($1 IS NULL OR centre = $1)
                   AND ($2 IS NULL OR what = $2) AND ($3 IS NULL OR seq < $3)
                   ORDER BY seq DESC LIMIT $4";
        let text = |t: Option<&str>| t.map(str::to_owned).into();
        let values = [text(centre), text(what), before.into(), limit_of(limit)];
        db::all(self.db.read(), sql, values).await
    }
}

/// A limit as a value of a statement.
pub(super) fn limit_of(limit: usize) -> sea_orm::Value {
    i64::try_from(limit).unwrap_or(i64::MAX).into()
}
