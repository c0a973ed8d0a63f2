//! The centres that a store serves.

use super::audit::{self, Deed};
use super::{Store, StoreError, db};
use sea_orm::FromQueryResult;

/// A centre with its pointers.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CentreRow {
    /// Its id in addresses.
    pub id: String,
    /// How people call it.
    pub name: String,
    /// The newest inputs.
    pub inputs: Option<String>,
    /// The roster that people are told.
    pub published: Option<String>,
    /// How often something was published.
    pub version: i64,
    /// When it was made.
    pub created: i64,
    /// When a pointer last moved.
    pub updated: i64,
    /// When a person was last erased; 0 when nobody was.
    pub erased: i64,
}

/// A centre with the moment of its last erasure.
const CENTRE: &str = "SELECT c.*, (SELECT COALESCE(MAX(e.at), 0) FROM erasures e
                      WHERE e.centre = c.id) AS erased FROM centres c";

impl Store {
    /// Makes a centre.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is one of this id.
    pub async fn add_centre(&self, id: &str, name: &str, who: &str) -> Result<(), StoreError> {
        let turn = self.db.begin().await?;
        let insert = format!(
            "INSERT INTO centres (id, name, created, created_by, updated)
             VALUES ($1, $2, {0}, $3, {0}) ON CONFLICT (id) DO NOTHING",
            db::clock(&turn)
        );
        if db::run(&turn, &insert, [id.into(), name.into(), who.into()]).await? == 0 {
            return Err(StoreError::Taken("centre"));
        }
        let deed = Deed {
            who: who.into(),
            what: "centre:add",
            centre: Some(id.into()),
            object: id.into(),
            new: Some(name.into()),
            ..Deed::default()
        };
        audit::note(&turn, deed).await?;
        Ok(turn.commit().await?)
    }

    /// Every centre, by id.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn centres(&self) -> Result<Vec<CentreRow>, StoreError> {
        db::all(self.db.read(), &format!("{CENTRE} ORDER BY c.id"), []).await
    }

    /// One centre.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub async fn centre(&self, id: &str) -> Result<CentreRow, StoreError> {
        let sql = format!("{CENTRE} WHERE c.id = $1");
        let found = db::one(self.db.read(), &sql, [id.into()]).await?;
        found.ok_or(StoreError::NoSuch("centre"))
    }
}
