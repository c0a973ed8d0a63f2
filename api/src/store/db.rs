//! One way to speak to SQLite and to PostgreSQL.
//!
//! SQLite has one writer connection, so that writes queue here instead of failing there, and a few
//! readers beside it (write-ahead log); PostgreSQL has one pool for both.

use super::StoreError;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, FromQueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Value,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// How long to wait for a connection, and for another process's write to SQLite.
const PATIENCE: Duration = Duration::from_secs(10);
/// Readers beside SQLite's one writer.
const READERS: u32 = 4;
/// Connections to PostgreSQL.
const CONNECTIONS: u32 = 10;

/// Connections to the database.
#[derive(Debug, Clone)]
pub(crate) struct Db {
    write: DatabaseConnection,
    read: DatabaseConnection,
    /// Where a SQLite database is.
    pub(crate) file: Option<PathBuf>,
}

impl Db {
    /// Opens `url`: `postgres://…`, `sqlite:PATH` or a bare path.
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        let closed = |e: sqlx::Error| StoreError::Closed(e.to_string());
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(closed)?;
            let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
            let pool = pool.connect_with(options).await.map_err(closed)?;
            let write = DatabaseConnection::from(pool);
            return Ok(Self { read: write.clone(), write, file: None });
        }
        let path = url.strip_prefix("sqlite:").unwrap_or(url).trim_start_matches("//");
        Self::open_file(Path::new(path)).await
    }

    async fn open_file(path: &Path) -> Result<Self, StoreError> {
        let closed = |e: sqlx::Error| StoreError::Closed(format!("{}: {e}", path.display()));
        private(path).map_err(|e| closed(sqlx::Error::Io(e)))?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        let writer = writer.connect_with(options.clone()).await.map_err(closed)?;
        let readers = SqlitePoolOptions::new().max_connections(READERS).acquire_timeout(PATIENCE);
        let readers = readers.connect_with(options).await.map_err(closed)?;
        let file = Some(path.to_owned());
        Ok(Self { write: writer.into(), read: readers.into(), file })
    }

    /// For statements that change nothing.
    pub(crate) const fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// For single statements that change something.
    pub(crate) const fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Postgres
    }

    /// Begins a transaction that will write.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// Begins a transaction that sees one moment of the whole store.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            isolation_level: self.is_postgres().then_some(sea_orm::IsolationLevel::RepeatableRead),
            ..TransactionOptions::default()
        };
        Ok(self.read.begin_with_options(options).await?)
    }
}

/// Makes the file when it is not there, so that only its owner may read it.
fn private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn statement(on: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(on.get_database_backend(), sql, values)
}

/// Every row of a question.
pub(crate) async fn all<T: FromQueryResult>(
    on: &impl ConnectionTrait,
    sql: &str,
    values: impl Into<Vec<Value>>,
) -> Result<Vec<T>, StoreError> {
    let rows = on.query_all_raw(statement(on, sql, values.into())).await?;
    Ok(rows.iter().map(|row| T::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// The first row of a question.
pub(crate) async fn one<T: FromQueryResult>(
    on: &impl ConnectionTrait,
    sql: &str,
    values: impl Into<Vec<Value>>,
) -> Result<Option<T>, StoreError> {
    let row = on.query_one_raw(statement(on, sql, values.into())).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// Changes something; how many rows were changed.
pub(crate) async fn run(
    on: &impl ConnectionTrait,
    sql: &str,
    values: impl Into<Vec<Value>>,
) -> Result<u64, StoreError> {
    Ok(on.execute_raw(statement(on, sql, values.into())).await?.rows_affected())
}

#[derive(Debug, FromQueryResult)]
struct Number {
    n: i64,
}

/// The number that a question for `n` answers; 0 when it has no row.
pub(crate) async fn number(
    on: &impl ConnectionTrait,
    sql: &str,
    values: impl Into<Vec<Value>>,
) -> Result<i64, StoreError> {
    Ok(one::<Number>(on, sql, values).await?.map_or(0, |row| row.n))
}

/// The database's own clock in milliseconds since 1970: the one clock that every worker shares.
pub(crate) fn clock(on: &impl ConnectionTrait) -> &'static str {
    match on.get_database_backend() {
        DbBackend::Postgres => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
        _ => "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
    }
}
