//! Immutable documents, named by what they say.
//!
//! ```text
//! id = SHA-256(centre ‖ kind ‖ parents ‖ provenance ‖ summary ‖ name ‖ SHA-256(file) ‖ …)
//! ```
//! A document is a set of files: the inputs of a centre, a roster with its report. Files are kept
//! once, compressed, whatever number of documents holds them.

use super::audit::{self, Deed, limit_of};
use super::{Store, StoreError, db};
use crate::keys::fingerprint;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::BTreeMap;
use std::io::{Read, Write};

/// Files by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A document to be kept.
#[derive(Debug, Clone, Default)]
pub struct NewDocument {
    /// The centre it belongs to.
    pub centre: String,
    /// `inputs`, `forecast`, `requirement`, `roster`, `performance`, `comparison` or `scenario`.
    pub kind: String,
    /// The documents it was made from.
    pub parents: Vec<String>,
    /// How it was made, as JSON.
    pub provenance: String,
    /// What a listing says of it, as JSON.
    pub summary: String,
    /// Its files.
    pub files: Files,
}

/// A document as it is listed.
#[derive(Debug, Clone, FromQueryResult)]
pub struct DocumentRow {
    /// Its id: SHA-256 of what it says.
    pub id: String,
    /// The centre it belongs to.
    pub centre: String,
    /// What it is.
    pub kind: String,
    /// The documents it was made from, as JSON.
    pub parents: String,
    /// How it was made, as JSON.
    pub provenance: String,
    /// What a listing says of it, as JSON.
    pub summary: String,
    /// Bytes of all its files.
    pub size: i64,
    /// When it was kept.
    pub created: i64,
    /// Who kept it.
    pub created_by: String,
    /// When personal data was erased from it.
    pub erased: Option<i64>,
}

/// A file of a document.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FileRow {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub blob: String,
    /// Its length in bytes.
    pub size: i64,
}

#[derive(Debug, FromQueryResult)]
struct Blob {
    name: String,
    bytes: Vec<u8>,
}

impl NewDocument {
    /// The id: the same document is the same id, whoever keeps it and when.
    #[must_use]
    pub fn id(&self) -> String {
        let mut said = vec![self.centre.clone(), self.kind.clone(), self.parents.join(",")];
        said.extend([self.provenance.clone(), self.summary.clone()]);
        for (name, bytes) in &self.files {
            said.extend([name.clone(), fingerprint(bytes)]);
        }
        fingerprint(said.join("\0").as_bytes())
    }
}

/// Keeps a document within a transaction; its id.
pub(super) async fn put(
    on: &impl ConnectionTrait,
    new: &NewDocument,
    who: &str,
) -> Result<String, StoreError> {
    let id = new.id();
    let size: usize = new.files.values().map(Vec::len).sum();
    let insert = format!(
        "INSERT INTO documents (id, centre, kind, parents, provenance, summary, size, created,
         created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, {}, $8) ON CONFLICT (id) DO NOTHING",
        db::clock(on)
    );
    let parents = serde_json::to_string(&new.parents).unwrap_or_default();
    let (kind, centre) = (new.kind.clone(), new.centre.clone());
    let values = [
        id.clone().into(),
        centre.clone().into(),
        kind.clone().into(),
        parents.into(),
        new.provenance.clone().into(),
        new.summary.clone().into(),
        i64::try_from(size).unwrap_or(i64::MAX).into(),
        who.into(),
    ];
    if db::run(on, &insert, values).await? == 0 {
        return Ok(id);
    }
    for (name, bytes) in &new.files {
        put_file(on, &id, name, bytes).await?;
    }
    let (who, object) = (who.to_owned(), id.clone());
    let deed = Deed {
        who,
        what: "document:add",
        centre: Some(centre),
        object,
        new: Some(kind),
        ..Deed::default()
    };
    audit::note(on, deed).await?;
    Ok(id)
}

/// Keeps a file of a document.
pub(super) async fn put_file(
    on: &impl ConnectionTrait,
    document: &str,
    name: &str,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let (hash, size) = (fingerprint(bytes), i64::try_from(bytes.len()).unwrap_or(i64::MAX));
    let sql = "INSERT INTO blobs (hash, size, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    db::run(on, sql, [hash.clone().into(), size.into(), packed(bytes).into()]).await?;
    let sql = "INSERT INTO document_files (document, name, blob, size) VALUES ($1, $2, $3, $4)
               ON CONFLICT (document, name) DO UPDATE SET blob = $3, size = $4";
    db::run(on, sql, [document.into(), name.into(), hash.into(), size.into()]).await.map(drop)
}

/// Every file of a document.
pub(super) async fn files_of(
    on: &impl ConnectionTrait,
    document: &str,
    names: Option<&str>,
) -> Result<Files, StoreError> {
    let sql = "SELECT f.name AS name, b.bytes AS bytes FROM document_files f
               JOIN blobs b ON b.hash = f.blob
               WHERE f.document = $1 AND ($2 IS NULL OR f.name = $2)";
    let values = [document.into(), names.map(str::to_owned).into()];
    let rows: Vec<Blob> = db::all(on, sql, values).await?;
    rows.into_iter().map(|row| Ok((row.name, unpacked(&row.bytes)?))).collect()
}

impl Store {
    /// Keeps a document; its id. Keeping the same one again changes nothing. Inputs become the
    /// centre's newest inputs.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn put(&self, new: &NewDocument, who: &str) -> Result<String, StoreError> {
        let turn = self.db.begin().await?;
        let id = put(&turn, new, who).await?;
        if new.kind == "inputs" {
            let sql = format!(
                "UPDATE centres SET inputs = $1, updated = {} WHERE id = $2",
                db::clock(&turn)
            );
            db::run(&turn, &sql, [id.clone().into(), new.centre.clone().into()]).await?;
        }
        turn.commit().await?;
        Ok(id)
    }

    /// Keeps inputs that were made from the newest ones, `seen`, and makes them the newest; their
    /// id, or `None` when others are the newest by now, and then nothing has changed.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn put_inputs(
        &self,
        new: &NewDocument,
        seen: Option<&str>,
        who: &str,
    ) -> Result<Option<String>, StoreError> {
        let turn = self.db.begin().await?;
        let id = put(&turn, new, who).await?;
        let sql = format!(
            "UPDATE centres SET inputs = $1, updated = {}
             WHERE id = $2 AND COALESCE(inputs, '') = $3",
            db::clock(&turn)
        );
        let seen = seen.unwrap_or_default();
        let values = [id.clone().into(), new.centre.clone().into(), seen.into()];
        if db::run(&turn, &sql, values).await? == 0 {
            return Ok(None);
        }
        turn.commit().await?;
        Ok(Some(id))
    }

    /// A document of a centre.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub async fn document(&self, centre: &str, id: &str) -> Result<DocumentRow, StoreError> {
        let sql = "SELECT * FROM documents WHERE id = $1 AND centre = $2";
        let found = db::one(self.db.read(), sql, [id.into(), centre.into()]).await?;
        found.ok_or(StoreError::NoSuch("document"))
    }

    /// Documents of a centre, newest first, after the one made at `before`.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn documents(
        &self,
        centre: &str,
        kind: Option<&str>,
        before: Option<(i64, String)>,
        limit: usize,
    ) -> Result<Vec<DocumentRow>, StoreError> {
        let sql = "SELECT * FROM documents WHERE centre = $1 AND ($2 IS NULL OR kind = $2)
                   AND ($3 IS NULL OR created < $3 OR (created = $3 AND id < $4))
                   ORDER BY created DESC, id DESC LIMIT $5";
        let (at, id) = before.unzip();
        let kind = kind.map(str::to_owned);
        let values = [centre.into(), kind.into(), at.into(), id.into(), limit_of(limit)];
        db::all(self.db.read(), sql, values).await
    }

    /// The names and sizes of a document's files.
    ///
    /// # Errors
    /// [`StoreError::Failed`].
    pub async fn file_list(&self, document: &str) -> Result<Vec<FileRow>, StoreError> {
        let sql = "SELECT name, blob, size FROM document_files WHERE document = $1 ORDER BY name";
        db::all(self.db.read(), sql, [document.into()]).await
    }

    /// Every file of a document.
    ///
    /// # Errors
    /// [`StoreError::Failed`], [`StoreError::Broken`].
    pub async fn files(&self, document: &str) -> Result<Files, StoreError> {
        files_of(self.db.read(), document, None).await
    }

    /// One file of a document.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`].
    pub async fn file(&self, document: &str, name: &str) -> Result<Vec<u8>, StoreError> {
        let mut found = files_of(self.db.read(), document, Some(name)).await?;
        found.remove(name).ok_or(StoreError::NoSuch("file"))
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // writing into memory does not fail
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut plain = Vec::new();
    let read = GzDecoder::new(bytes).read_to_end(&mut plain);
    read.map_err(|_| StoreError::Broken("file"))?;
    Ok(plain)
}
