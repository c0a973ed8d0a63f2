//! A backup: every row of every table at one moment, as compressed lines of JSON, the same for
//! SQLite and PostgreSQL, so that it can be restored into either.
//!
//! ```text
//! {"paiban_backup":1,"schema":4}
//! {"table":"centres","columns":["id","name",…]}
//! ["shop","Shop",…]                        bytes as {"b":"base64"}
//! {"end":1234}                             how many rows: a file without it was cut off
//! ```

use super::db::Db;
use super::schema::{PASSING, TABLES};
use super::{StoreError, db, migrate};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Statement, Value};
use serde_json::{Value as Json, json};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// Rows read at once.
const AT_ONCE: i64 = 200;

/// Writes a backup of `db` to `path`, whole or not at all; how many rows it holds.
pub(super) async fn write(db: &Db, path: &Path) -> Result<u64, StoreError> {
    let failed = |source| StoreError::File { path: path.to_owned(), source };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let partial = path.with_file_name(format!(".{name}.partial"));
    let file = private(&partial).map_err(failed)?;
    let mut out = GzEncoder::new(BufWriter::new(file), Compression::fast());
    let schema = migrate::version(db.write()).await?;
    let moment = db.snapshot().await?;
    writeln!(out, "{}", json!({ "paiban_backup": 1, "schema": schema })).map_err(failed)?;
    let mut rows = 0;
    for table in TABLES {
        if has_table(&moment, table).await? {
            rows += dump(&moment, table, &mut out).await?.map_err(failed)?;
        }
    }
    writeln!(out, "{}", json!({ "end": rows })).map_err(failed)?;
    let file = out.finish().and_then(|f| f.into_inner().map_err(std::io::Error::from));
    file.and_then(|f| f.sync_all()).map_err(failed)?;
    std::fs::rename(&partial, path).map_err(failed)?;
    Ok(rows)
}

fn private(path: &Path) -> std::io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

async fn has_table(on: &DatabaseTransaction, table: &str) -> Result<bool, StoreError> {
    let sql = match on.get_database_backend() {
        sea_orm::DbBackend::Postgres => {
            "SELECT COUNT(*) AS n FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name = $1"
        }
        _ => "SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND name = $1",
    };
    Ok(db::number(on, sql, [table.into()]).await? > 0)
}

async fn dump(
    on: &DatabaseTransaction,
    table: &str,
    out: &mut impl Write,
) -> Result<std::io::Result<u64>, StoreError> {
    let (mut done, mut told) = (0, false);
    loop {
        let sql = format!("SELECT * FROM {table} ORDER BY 1, 2 LIMIT {AT_ONCE} OFFSET {done}");
        let statement = Statement::from_string(on.get_database_backend(), sql);
        let rows = on.query_all_raw(statement).await?;
        for row in &rows {
            if !told {
                let head = json!({ "table": table, "columns": row.column_names() });
                if let Err(error) = writeln!(out, "{head}") {
                    return Ok(Err(error));
                }
                told = true;
            }
            let cells: Result<Vec<Json>, StoreError> =
                row.column_names().iter().map(|name| cell(row, name)).collect();
            if let Err(error) = writeln!(out, "{}", Json::Array(cells?)) {
                return Ok(Err(error));
            }
        }
        done += i64::try_from(rows.len()).unwrap_or(AT_ONCE);
        if rows.len() < usize::try_from(AT_ONCE).unwrap_or(usize::MAX) {
            return Ok(Ok(u64::try_from(done).unwrap_or_default()));
        }
    }
}

/// A cell as JSON: text, a whole number, bytes or nothing; there is nothing else in the store.
fn cell(row: &QueryResult, name: &str) -> Result<Json, StoreError> {
    if let Ok(number) = row.try_get::<Option<i64>>("", name) {
        return Ok(number.map_or(Json::Null, Json::from));
    }
    if let Ok(text) = row.try_get::<Option<String>>("", name) {
        return Ok(text.map_or(Json::Null, Json::from));
    }
    let bytes: Vec<u8> = row.try_get("", name)?;
    Ok(json!({ "b": STANDARD.encode(bytes) }))
}

/// Puts a backup in the place of everything that `db` holds, in one transaction: whoever reads sees
/// all of the old or all of the new.
pub(super) async fn read(db: &Db, path: &Path) -> Result<u64, StoreError> {
    let broken = |cause: &str| StoreError::NoBackup { path: path.into(), cause: cause.into() };
    let file = File::open(path).map_err(|source| StoreError::File { path: path.into(), source })?;
    let mut lines = BufReader::new(GzDecoder::new(BufReader::new(file))).lines();
    let mut next = || -> Result<Json, StoreError> {
        let line = lines.next().ok_or_else(|| broken("it ends too early"))?;
        let line = line.map_err(|e| broken(&e.to_string()))?;
        serde_json::from_str(&line).map_err(|e| broken(&e.to_string()))
    };
    let head = next()?;
    let schema = head["schema"].as_i64().filter(|_| head["paiban_backup"] == 1);
    let found = schema.ok_or_else(|| broken("its first line is another"))?;
    if found > migrate::NEWEST {
        return Err(StoreError::Newer { found, known: migrate::NEWEST });
    }
    if found < migrate::NEWEST {
        return Err(broken("it is of an older schema: restore it with the version that wrote it"));
    }
    let turn = db.begin().await?;
    for table in PASSING.iter().chain(TABLES.iter().rev()) {
        db::run(&turn, &format!("DELETE FROM {table}"), []).await?;
    }
    let (mut table, mut rows) = (None, 0);
    let told = loop {
        match next()? {
            Json::Array(cells) => {
                let table: &Head = table.as_ref().ok_or_else(|| broken("a row has no table"))?;
                let (sql, values) = table.insert(&cells).ok_or_else(|| broken("a row is bad"))?;
                db::run(&turn, &sql, values).await?;
                rows += 1;
            }
            line if line["end"].is_u64() => break line["end"].as_u64(),
            line => table = Some(Head::read(&line).ok_or_else(|| broken("a table is unknown"))?),
        }
    };
    if told != Some(rows) {
        return Err(broken("rows are missing"));
    }
    if db.is_postgres() {
        for table in ["publications", "changes", "audit"] {
            let sql = format!(
                "SELECT setval(pg_get_serial_sequence('{table}', 'seq'),
                 (SELECT COALESCE(MAX(seq), 0) + 1 FROM {table}), false)"
            );
            turn.execute_unprepared(&sql).await?;
        }
    }
    turn.commit().await?;
    Ok(rows)
}

/// A table of the backup: what its rows hold.
struct Head {
    table: &'static str,
    columns: Vec<String>,
}

impl Head {
    fn read(line: &Json) -> Option<Self> {
        let name = line["table"].as_str()?;
        let table = TABLES.iter().find(|t| **t == name)?;
        let plain = |c: &str| c.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let column = |c: &Json| c.as_str().filter(|c| plain(c)).map(str::to_owned);
        let columns: Option<Vec<String>> = line["columns"].as_array()?.iter().map(column).collect();
        Some(Self { table, columns: columns? })
    }

    /// The statement that takes a row, without the cells that hold nothing.
    fn insert(&self, cells: &[Json]) -> Option<(String, Vec<Value>)> {
        let filled = self.columns.iter().zip(cells).filter(|(_, cell)| !cell.is_null());
        let (names, cells): (Vec<&str>, Vec<&Json>) = filled.map(|(n, c)| (n.as_str(), c)).unzip();
        let values: Option<Vec<Value>> = cells.into_iter().map(value).collect();
        let marks: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
        let (table, names, marks) = (self.table, names.join(", "), marks.join(", "));
        Some((format!("INSERT INTO {table} ({names}) VALUES ({marks})"), values?))
    }
}

fn value(cell: &Json) -> Option<Value> {
    match cell {
        Json::String(text) => Some(text.clone().into()),
        Json::Number(number) => number.as_i64().map(Value::from),
        Json::Object(_) => STANDARD.decode(cell["b"].as_str()?).ok().map(Value::from),
        _ => None,
    }
}
