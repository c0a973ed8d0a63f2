//! Centres, documents, runs and publications.

use super::{kept, stamp};
use crate::jobs::RunSpec;
use crate::store::{CentreRow, ChangeRow, DocumentRow, FileRow, RunRow};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

/// A centre to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct NewCentre {
    /// Its id in addresses: 1 to 60 small letters, digits and hyphens.
    #[schema(example = "hangzhou", pattern = "^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$")]
    pub(in crate::http) id: String,
    /// How people call it.
    #[schema(min_length = 1, max_length = 200)]
    pub(in crate::http) name: String,
}

/// A centre and its pointers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct CentreEntry {
    /// Its id in addresses.
    pub(in crate::http) id: String,
    /// How people call it.
    pub(in crate::http) name: String,
    /// Its newest inputs.
    #[schema(required)]
    pub(in crate::http) inputs: Option<String>,
    /// The roster that people are told.
    #[schema(required)]
    pub(in crate::http) published: Option<String>,
    /// How often something was published; the ETag of this answer is made of it.
    pub(in crate::http) version: i64,
    /// When a pointer last moved.
    #[schema(format = DateTime)]
    pub(in crate::http) updated: String,
}

/// Every centre that the key may see.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct CentreList {
    /// The centres, by id.
    pub(in crate::http) centres: Vec<CentreEntry>,
}

impl From<CentreRow> for CentreEntry {
    fn from(row: CentreRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            inputs: row.inputs,
            published: row.published,
            version: row.version,
            updated: stamp(row.updated),
        }
    }
}

/// The ETag of a centre's published version.
pub(in crate::http) fn version_tag(version: i64) -> String {
    format!("\"v{version}\"")
}

/// A document: immutable, named by what it says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Document {
    /// SHA-256 of what it says.
    pub(in crate::http) id: String,
    /// The centre it belongs to.
    pub(in crate::http) centre: String,
    /// `inputs`, `forecast`, `requirement`, `roster`, `verdict`, `performance`, `scenario`,
    /// `comparison`, `capacity`, `actuals` or `reconciliation`.
    #[schema(example = "roster")]
    pub(in crate::http) kind: String,
    /// The documents it was made from.
    pub(in crate::http) parents: Vec<String>,
    /// How it was made.
    #[schema(value_type = Object)]
    pub(in crate::http) provenance: Json,
    /// Its plain figures: cost, bound, gap.
    #[schema(value_type = Object)]
    pub(in crate::http) summary: Json,
    /// Bytes of all its files.
    pub(in crate::http) size: i64,
    /// When it was first kept.
    #[schema(format = DateTime)]
    pub(in crate::http) created: String,
    /// Who kept it first.
    pub(in crate::http) created_by: String,
    /// When a person's data was erased from it; its files no longer match its id since then.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) erased: Option<String>,
    /// Its files; listed when one document is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) files: Option<Vec<FileEntry>>,
    /// Warnings and notes on the files just sent.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) remarks: Option<Json>,
}

/// A file of a document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct FileEntry {
    /// Its name.
    #[schema(example = "roster.csv")]
    pub(in crate::http) name: String,
    /// SHA-256 of its bytes.
    pub(in crate::http) sha256: String,
    /// Its length in bytes.
    pub(in crate::http) size: i64,
}

/// A page of documents, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Documents {
    /// The documents.
    pub(in crate::http) documents: Vec<Document>,
    /// Give it as `cursor` for the next page; null on the last one.
    #[schema(required)]
    pub(in crate::http) next_cursor: Option<String>,
}

impl From<DocumentRow> for Document {
    fn from(row: DocumentRow) -> Self {
        Self {
            id: row.id,
            centre: row.centre,
            kind: row.kind,
            parents: serde_json::from_str(&row.parents).unwrap_or_default(),
            provenance: kept(&row.provenance),
            summary: kept(&row.summary),
            size: row.size,
            created: stamp(row.created),
            created_by: row.created_by,
            erased: row.erased.map(stamp),
            files: None,
            remarks: None,
        }
    }
}

impl From<FileRow> for FileEntry {
    fn from(row: FileRow) -> Self {
        Self { name: row.name, sha256: row.blob, size: row.size }
    }
}

/// A run of the solver.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Run {
    /// Its id.
    #[schema(example = "r_5f2b8c0d1e3a4f6b7c8d")]
    pub(in crate::http) id: String,
    /// The centre it is for.
    pub(in crate::http) centre: String,
    /// What was asked for.
    pub(in crate::http) spec: Option<RunSpec>,
    /// The inputs it is solved from.
    pub(in crate::http) inputs: String,
    /// `queued`, `running`, `succeeded`, `failed` or `cancelled`.
    #[schema(example = "running")]
    pub(in crate::http) state: String,
    /// Which attempt this is, from 1 when it runs.
    pub(in crate::http) attempt: i64,
    /// How many attempts it may take.
    pub(in crate::http) attempts: i64,
    /// Whether it was asked to stop.
    pub(in crate::http) cancel_requested: bool,
    /// The key that asked for it.
    pub(in crate::http) owner: String,
    /// When it was asked for.
    #[schema(format = DateTime)]
    pub(in crate::http) submitted: String,
    /// When the present attempt began.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) started: Option<String>,
    /// When it ended.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) ended: Option<String>,
    /// When anything of it last changed.
    #[schema(format = DateTime)]
    pub(in crate::http) updated: String,
    /// How far it is: phase, cost, bound, gap, elapsed seconds.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) progress: Option<Json>,
    /// The document it made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) result: Option<String>,
    /// Why it failed: code, detail, cure.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) error: Option<Json>,
}

/// A page of runs, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Runs {
    /// The runs.
    pub(in crate::http) runs: Vec<Run>,
    /// Give it as `cursor` for the next page; null on the last one.
    #[schema(required)]
    pub(in crate::http) next_cursor: Option<String>,
}

impl From<RunRow> for Run {
    fn from(row: RunRow) -> Self {
        Self {
            id: row.id,
            centre: row.centre,
            spec: serde_json::from_str(&row.spec).ok(),
            inputs: row.inputs,
            state: row.state,
            attempt: row.attempt,
            attempts: row.attempts,
            cancel_requested: row.cancel_requested != 0,
            owner: row.owner,
            submitted: stamp(row.submitted),
            started: row.started.map(stamp),
            ended: row.ended.map(stamp),
            updated: stamp(row.updated),
            progress: row.progress.as_deref().map(kept),
            result: row.result,
            error: row.error.as_deref().map(kept),
        }
    }
}

/// Why a roster is published.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct PublicationBody {
    /// In the planner's words, for everybody whose shifts change.
    #[schema(max_length = 500, example = "two people ill on Tuesday")]
    #[serde(default)]
    pub(in crate::http) reason: Option<String>,
}

/// What people are told from now on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Published {
    /// The roster.
    pub(in crate::http) roster: String,
    /// The version it made.
    pub(in crate::http) version: i64,
}

/// What a publication changed for one shift.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Change {
    /// Its number in the feed.
    pub(in crate::http) seq: i64,
    /// The publication that made it.
    pub(in crate::http) version: i64,
    /// When.
    #[schema(format = DateTime)]
    pub(in crate::http) at: String,
    /// `created`, `moved` or `cancelled`.
    #[schema(example = "moved")]
    pub(in crate::http) kind: String,
    /// The shift's id, the same as in the listing of shifts.
    pub(in crate::http) shift: String,
    /// Whose shift.
    pub(in crate::http) agent: String,
    /// Their team.
    pub(in crate::http) team: String,
    /// The shift before, as the listing had it.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) before: Option<Json>,
    /// The shift after, as the listing has it.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::http) after: Option<Json>,
    /// Why, in the planner's words.
    pub(in crate::http) reason: String,
}

/// A page of the change feed, oldest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Changes {
    /// The changes.
    pub(in crate::http) changes: Vec<Change>,
    /// Give it as `since` next time; it stays good when nothing is new.
    pub(in crate::http) cursor: String,
    /// Whether there are more already.
    pub(in crate::http) more: bool,
}

impl From<ChangeRow> for Change {
    fn from(row: ChangeRow) -> Self {
        Self {
            seq: row.seq,
            version: row.version,
            at: stamp(row.at),
            kind: row.kind,
            shift: row.shift,
            agent: row.agent,
            team: row.team,
            before: row.old.as_deref().map(kept),
            after: row.new.as_deref().map(kept),
            reason: row.reason,
        }
    }
}
