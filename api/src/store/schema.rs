//! The tables, one migration after the other. A migration that was released is never changed.
//!
//! Times are milliseconds since 1970. `SERIAL` and `BLOB` are spelled as each database wants them.

/// A step from one schema to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Migration {
    /// The schema it leads to.
    pub(super) version: i64,
    /// What it does, in one word or two.
    pub(super) name: &'static str,
    /// Its statements.
    pub(super) sql: &'static [&'static str],
}

/// Every migration, oldest first.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "documents", sql: DOCUMENTS },
    Migration { version: 2, name: "access", sql: ACCESS },
    Migration { version: 3, name: "runs", sql: RUNS },
    Migration { version: 4, name: "webhooks", sql: WEBHOOKS },
    Migration { version: 5, name: "sessions", sql: SESSIONS },
    Migration { version: 6, name: "turns", sql: TURNS },
];

/// The tables in an order in which each refers to earlier ones only.
pub(super) const TABLES: [&str; 15] = [
    "settings",
    "centres",
    "blobs",
    "documents",
    "document_files",
    "publications",
    "changes",
    "keys",
    "calendars",
    "audit",
    "idempotency",
    "solve_runs",
    "webhooks",
    "deliveries",
    "erasures",
];

/// Tables that a backup leaves out and a restore empties: nobody is logged in to what was restored.
pub(super) const PASSING: [&str; 1] = ["sessions"];

const DOCUMENTS: &[&str] = &[
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE centres (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, inputs TEXT, published TEXT,
        version BIGINT NOT NULL DEFAULT 0, created BIGINT NOT NULL, created_by TEXT NOT NULL,
        updated BIGINT NOT NULL)",
    "CREATE TABLE blobs (hash TEXT PRIMARY KEY, size BIGINT NOT NULL, bytes BLOB NOT NULL)",
    "CREATE TABLE documents (
        id TEXT PRIMARY KEY, centre TEXT NOT NULL REFERENCES centres (id), kind TEXT NOT NULL,
        parents TEXT NOT NULL, provenance TEXT NOT NULL, summary TEXT NOT NULL,
        size BIGINT NOT NULL, created BIGINT NOT NULL, created_by TEXT NOT NULL, erased BIGINT)",
    "CREATE INDEX documents_listed ON documents (centre, kind, created, id)",
    "CREATE TABLE document_files (
        document TEXT NOT NULL REFERENCES documents (id), name TEXT NOT NULL,
        blob TEXT NOT NULL REFERENCES blobs (hash), size BIGINT NOT NULL,
        PRIMARY KEY (document, name))",
    "CREATE INDEX document_files_blob ON document_files (blob)",
    "CREATE TABLE publications (
        seq SERIAL, centre TEXT NOT NULL REFERENCES centres (id), roster TEXT NOT NULL,
        first_day TEXT NOT NULL, last_day TEXT NOT NULL, previous TEXT, version BIGINT NOT NULL,
        at BIGINT NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL)",
    "CREATE UNIQUE INDEX publications_version ON publications (centre, version)",
    "CREATE TABLE changes (
        seq SERIAL, centre TEXT NOT NULL REFERENCES centres (id), version BIGINT NOT NULL,
        at BIGINT NOT NULL, kind TEXT NOT NULL, shift TEXT NOT NULL, agent TEXT NOT NULL,
        team TEXT NOT NULL, old TEXT, new TEXT, reason TEXT NOT NULL)",
    "CREATE INDEX changes_feed ON changes (centre, seq)",
    "CREATE TABLE erasures (
        centre TEXT NOT NULL REFERENCES centres (id), pseudonym TEXT NOT NULL, at BIGINT NOT NULL,
        who TEXT NOT NULL, PRIMARY KEY (centre, pseudonym))",
];

const ACCESS: &[&str] = &[
    "CREATE TABLE keys (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL,
        team TEXT, centre TEXT, created BIGINT NOT NULL, expires BIGINT, revoked BIGINT,
        replaces TEXT)",
    "CREATE TABLE calendars (
        centre TEXT NOT NULL, agent TEXT NOT NULL, turn BIGINT NOT NULL, is_open BIGINT NOT NULL,
        PRIMARY KEY (centre, agent))",
    "CREATE TABLE audit (
        seq SERIAL, at BIGINT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, centre TEXT,
        object TEXT NOT NULL, old TEXT, new TEXT)",
    "CREATE INDEX audit_centre ON audit (centre, seq)",
    "CREATE TABLE idempotency (
        owner TEXT NOT NULL, name TEXT NOT NULL, request TEXT NOT NULL, status BIGINT,
        headers TEXT, body TEXT, created BIGINT NOT NULL, PRIMARY KEY (owner, name))",
];

const RUNS: &[&str] = &[
    "CREATE TABLE solve_runs (
        id TEXT PRIMARY KEY, centre TEXT NOT NULL REFERENCES centres (id), kind TEXT NOT NULL,
        owner TEXT NOT NULL, spec TEXT NOT NULL, inputs TEXT NOT NULL, state TEXT NOT NULL,
        priority BIGINT NOT NULL, attempt BIGINT NOT NULL, attempts BIGINT NOT NULL,
        worker TEXT, lease BIGINT, cancel_requested BIGINT NOT NULL, submitted BIGINT NOT NULL,
        started BIGINT, ended BIGINT, updated BIGINT NOT NULL, progress TEXT, result TEXT,
        error TEXT)",
    "CREATE INDEX solve_runs_queue ON solve_runs (state, priority, submitted)",
    "CREATE INDEX solve_runs_listed ON solve_runs (centre, submitted, id)",
    "CREATE INDEX solve_runs_owner ON solve_runs (owner, state)",
];

const WEBHOOKS: &[&str] = &[
    "CREATE TABLE webhooks (
        id TEXT PRIMARY KEY, centre TEXT NOT NULL REFERENCES centres (id), url TEXT NOT NULL,
        secret TEXT NOT NULL, events TEXT NOT NULL, created BIGINT NOT NULL,
        created_by TEXT NOT NULL, revoked BIGINT)",
    "CREATE TABLE deliveries (
        id TEXT PRIMARY KEY, webhook TEXT NOT NULL REFERENCES webhooks (id), event TEXT NOT NULL,
        body TEXT NOT NULL, state TEXT NOT NULL, attempt BIGINT NOT NULL, next BIGINT NOT NULL,
        status BIGINT, created BIGINT NOT NULL, updated BIGINT NOT NULL)",
    "CREATE INDEX deliveries_due ON deliveries (state, next)",
];

const SESSIONS: &[&str] = &[
    "CREATE TABLE sessions (
        hash TEXT PRIMARY KEY, key_id TEXT NOT NULL, begun BIGINT NOT NULL, seen BIGINT NOT NULL,
        expires BIGINT NOT NULL)",
    "CREATE INDEX sessions_key ON sessions (key_id, seen)",
    "ALTER TABLE solve_runs ADD COLUMN trace TEXT",
];

/// Runs asked for within one millisecond are told apart by their turn.
const TURNS: &[&str] = &[
    "ALTER TABLE solve_runs ADD COLUMN turn BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX solve_runs_turn ON solve_runs (turn)",
];
