//! Brings a store to the schema of this version, in one transaction, after a backup.

use super::db::{self, Db};
use super::schema::MIGRATIONS;
use super::{StoreError, backup};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use std::path::{Path, PathBuf};

/// The schema that this version works on.
pub(super) const NEWEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;

/// Any number that no other program takes, for PostgreSQL's lock on migrations.
const LOCK: i64 = 0x7061_6962_616e;

/// Brings the store to `target`. A store that has been used is backed up beside itself first.
pub(super) async fn to(db: &Db, target: i64) -> Result<(), StoreError> {
    let found = version(db.write()).await?;
    if found > NEWEST {
        return Err(StoreError::Newer { found, known: NEWEST });
    }
    if found >= target {
        return Ok(());
    }
    if found > 0 {
        backup::write(db, &kept_as(db, found)).await?;
    }
    let turn = db.begin().await?;
    lock(&turn).await?;
    // another process may have been faster
    let found = version(&turn).await?;
    for step in MIGRATIONS.iter().filter(|m| found < m.version && m.version <= target) {
        for sql in step.sql {
            turn.execute_unprepared(&spelled(sql, db.is_postgres())).await?;
        }
        let insert = "INSERT INTO migrations (version, name) VALUES ($1, $2)";
        db::run(&turn, insert, [step.version.into(), step.name.into()]).await?;
    }
    Ok(turn.commit().await?)
}

/// The schema of a store; 0 when it is new.
pub(super) async fn version(on: &impl ConnectionTrait) -> Result<i64, StoreError> {
    let make = "CREATE TABLE IF NOT EXISTS migrations (version BIGINT PRIMARY KEY, name TEXT)";
    on.execute_unprepared(make).await?;
    db::number(on, "SELECT COALESCE(MAX(version), 0) AS n FROM migrations", []).await
}

async fn lock(turn: &DatabaseTransaction) -> Result<(), StoreError> {
    if turn.get_database_backend() == sea_orm::DbBackend::Postgres {
        turn.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    }
    Ok(())
}

fn spelled(sql: &str, is_postgres: bool) -> String {
    let (serial, bytes) = if is_postgres {
        ("seq BIGSERIAL PRIMARY KEY", "BYTEA NOT NULL")
    } else {
        ("seq INTEGER PRIMARY KEY AUTOINCREMENT", "BLOB NOT NULL")
    };
    sql.replace("seq SERIAL", serial).replace("BLOB NOT NULL", bytes)
}

/// Where the backup before a migration goes: beside a SQLite file, else into the working folder.
fn kept_as(db: &Db, found: i64) -> PathBuf {
    let name = |stem: &str| format!("{stem}.schema-{found}.backup");
    match &db.file {
        Some(file) => {
            file.with_file_name(name(&file.file_name().unwrap_or_default().to_string_lossy()))
        }
        None => Path::new(".").join(name("paiban")),
    }
}
