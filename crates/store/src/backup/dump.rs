//! From databases to the stream.

use std::collections::HashMap;

use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, ColumnIndex, Decode, Postgres, Row, Sqlite, Transaction, Type};
use tokio::sync::mpsc::Sender;

use super::catalogue::{Found, Snapshot, on};
use super::format::{self, Column, Counter, Kind, Manifest, Sum, Value, put, put_note, put_value};
use super::{BACKUP_FORMAT, BackupHeader, Copied, FILES, MAX_ROW, TableSum, file_in, version_ids};
use crate::db::{Db, FACTS, Part, VAULT};
use crate::{FOLDER_FORMAT, Store, StoreError, VersionId, sql};

/// Size of what is handed on at once. A larger row goes on its own.
const CHUNK: usize = 256 * 1024;

/// How often both snapshots are taken again because a version was forgotten between them.
const SNAPSHOT_TRIES: u32 = 20;

/// Names of the two parts in the stream, with their place in the program.
pub(super) const PARTS: [(&str, Part); 2] = [("facts", FACTS), ("vault", VAULT)];

/// Collects records and hands them on in chunks.
pub(super) struct Out {
    chunk: Vec<u8>,
    to: Sender<Vec<u8>>,
    /// Of all that was handed on.
    hash: blake3::Hasher,
}

impl Out {
    /// Hands on what was collected when it is enough, or in any case.
    async fn flush(&mut self, always: bool) -> Result<(), StoreError> {
        if self.chunk.len() >= CHUNK || (always && !self.chunk.is_empty()) {
            let chunk = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK + 4096));
            self.hash.update(&chunk);
            // Whoever took the chunks gave up, and says why.
            self.to.send(chunk).await.map_err(|_| StoreError::Stopped)?;
        }
        Ok(())
    }

    async fn note(&mut self, tag: u8, note: &impl serde::Serialize) -> Result<(), StoreError> {
        put_note(&mut self.chunk, tag, note)?;
        self.flush(false).await
    }
}

/// Writes everything of `store` to `to`.
pub(super) async fn dump(
    store: &Store,
    now: i64,
    to: Sender<Vec<u8>>,
) -> Result<Copied, StoreError> {
    let (mut facts, mut vault, mismatched) = consistent(store.db(), &store.vault().db).await?;
    let header = BackupHeader {
        format: BACKUP_FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now,
        folder_format: FOLDER_FORMAT,
        installation: meta(&mut facts, "installation").await?.unwrap_or_default(),
        facts_schema: schema_version(&mut facts).await?,
        vault_schema: schema_version(&mut vault).await?,
    };
    let mut out = Out {
        chunk: format::MAGIC.to_vec(),
        to,
        hash: blake3::Hasher::new(),
    };
    out.note(b'H', &header).await?;
    let mut files = Vec::new();
    for name in FILES {
        let path = file_in(store.folder(), name);
        match std::fs::read(&path) {
            Ok(bytes) => {
                let body = [name.as_bytes(), &[0], &bytes].concat();
                put(&mut out.chunk, b'F', &body);
                files.push((*name).to_owned());
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::file(&path)(error)),
        }
    }
    let facts_counters = facts.counters().await?;
    // The vault may hold rows of versions that began after the snapshot of the facts. Their
    // numbers will be given again, so they must not come along.
    let newest = facts_counters
        .iter()
        .find(|(table, _)| table == "source_version")
        .map_or(0, |(_, value)| *value);
    let mut tables = Vec::new();
    for found in facts.tables("facts").await? {
        tables.push(put_table(&mut facts, &found, None, Some(&mut out)).await?);
    }
    for found in vault.tables("vault").await? {
        tables.push(put_table(&mut vault, &found, Some(newest), Some(&mut out)).await?);
    }
    let vault_counters = vault.counters().await?;
    for (part, counters) in [("facts", facts_counters), ("vault", vault_counters)] {
        for (table, value) in counters {
            let counter = Counter {
                part: part.to_owned(),
                table,
                value,
            };
            out.note(b'S', &counter).await?;
        }
    }
    out.flush(true).await?;
    let manifest = Manifest {
        tables: tables.clone(),
        files: files.clone(),
        hash: out.hash.finalize().to_hex().to_string(),
    };
    out.note(b'M', &manifest).await?;
    out.flush(true).await?;
    facts.close().await?;
    vault.close().await?;
    Ok(Copied {
        header,
        tables,
        files,
        mismatched: version_ids(mismatched),
    })
}

/// Keeps everybody from writing for as long as it is held.
pub(super) struct Still {
    _sqlite: Vec<Transaction<'static, Sqlite>>,
    _postgres: Vec<Transaction<'static, Postgres>>,
}

/// Waits for whoever writes, and lets nobody begin.
pub(super) async fn hold_still(store: &Store) -> Result<Still, StoreError> {
    let mut still = Still {
        _sqlite: Vec::new(),
        _postgres: Vec::new(),
    };
    for db in [store.db(), &store.vault().db] {
        match db {
            Db::Sqlite { writer, .. } => {
                still
                    ._sqlite
                    .push(writer.begin_with("BEGIN IMMEDIATE").await?);
            }
            Db::Postgres(pool) => {
                let mut snapshot = Snapshot::of(db).await?;
                let names: Vec<String> = snapshot
                    .tables("")
                    .await?
                    .iter()
                    .map(|found| format!("\"{}\"", found.table.table))
                    .collect();
                snapshot.close().await?;
                let mut held = pool.begin().await?;
                // Reading goes on; changing waits.
                let statement = format!("LOCK TABLE {} IN SHARE MODE", names.join(", "));
                sqlx::raw_sql(AssertSqlSafe(statement))
                    .execute(&mut *held)
                    .await?;
                still._postgres.push(held);
            }
        }
    }
    Ok(still)
}

/// Snapshots of both databases that belong together, and the versions that can't be made to.
async fn consistent(
    facts: &Db,
    vault: &Db,
) -> Result<(Snapshot, Snapshot, Vec<VersionId>), StoreError> {
    let mut before: Option<Vec<VersionId>> = None;
    for _ in 0..SNAPSHOT_TRIES {
        let mut of_facts = Snapshot::of(facts).await?;
        let mut of_vault = Snapshot::of(vault).await?;
        let wrong = mismatched(&mut of_facts, &mut of_vault).await?;
        // The same versions twice: not a moment between two snapshots, but damage.
        if wrong.is_empty() || before.as_ref() == Some(&wrong) {
            return Ok((of_facts, of_vault, wrong));
        }
        of_facts.close().await?;
        of_vault.close().await?;
        before = Some(wrong);
    }
    Err(StoreError::Busy)
}

/// Published versions of which the vault holds another number of sealed rows than the facts
/// say, in states of both that belong together.
///
/// # Errors
/// A database does not answer.
pub async fn mismatches(store: &Store) -> Result<Vec<VersionId>, StoreError> {
    let (facts, vault, wrong) = consistent(store.db(), &store.vault().db).await?;
    facts.close().await?;
    vault.close().await?;
    Ok(wrong)
}

async fn mismatched(
    facts: &mut Snapshot,
    vault: &mut Snapshot,
) -> Result<Vec<VersionId>, StoreError> {
    let counted: Vec<(i64, i64)> = on!(facts, |conn| {
        sqlx::query_as(sql::SEALED_ROWS_COUNTED)
            .fetch_all(conn)
            .await?
    });
    let sealed: Vec<(i64, i64)> = on!(vault, |conn| {
        sqlx::query_as(sql::SEALED_ROWS_OF_ALL)
            .fetch_all(conn)
            .await?
    });
    let sealed: HashMap<i64, i64> = sealed.into_iter().collect();
    Ok(counted
        .into_iter()
        .filter(|(version, rows)| sealed.get(version).copied().unwrap_or(0) != *rows)
        .map(|(version, _)| VersionId(version))
        .collect())
}

async fn meta(snapshot: &mut Snapshot, name: &str) -> Result<Option<String>, StoreError> {
    Ok(on!(snapshot, |conn| {
        sqlx::query_scalar(sql::META)
            .bind(name)
            .fetch_optional(conn)
            .await?
    }))
}

async fn schema_version(snapshot: &mut Snapshot) -> Result<u32, StoreError> {
    meta(snapshot, "schema_version")
        .await?
        .and_then(|text| text.parse().ok())
        .ok_or(StoreError::Unreadable("schema version"))
}

/// Reads a table in the order of its key: sums it up, and writes it when there is an `out`.
/// With `newest`, rows of later versions are left out.
pub(super) async fn put_table(
    snapshot: &mut Snapshot,
    found: &Found,
    newest: Option<i64>,
    mut out: Option<&mut Out>,
) -> Result<TableSum, StoreError> {
    let table = &found.table;
    let mut sum = Sum::default();
    if let Some(out) = &mut out {
        out.note(b'T', table).await?;
    }
    let statement = select(found, matches!(snapshot, Snapshot::Postgres(_)));
    let version = table.columns.iter().position(|c| c.name == "version_id");
    let mut row_bytes = Vec::new();
    on!(snapshot, |conn| {
        let mut rows = sqlx::query(AssertSqlSafe(statement)).fetch(&mut *conn);
        while let Some(row) = rows.try_next().await? {
            if let (Some(newest), Some(column)) = (newest, version)
                && row.try_get::<i64, usize>(column)? > newest
            {
                continue;
            }
            row_bytes.clear();
            encode(&row, &table.columns, &mut row_bytes)?;
            if row_bytes.len() > MAX_ROW as usize {
                return Err(StoreError::TooLarge("a row"));
            }
            sum.take(&row_bytes);
            if let Some(out) = &mut out {
                put(&mut out.chunk, b'R', &row_bytes);
                out.flush(false).await?;
            }
        }
    });
    let sum = sum.end(&table.part, &table.table);
    if let Some(out) = &mut out {
        out.note(b'E', &sum).await?;
    }
    Ok(sum)
}

/// Texts are ordered by their bytes on both engines, so that the same rows come in one order.
fn select(found: &Found, postgres: bool) -> String {
    let columns: Vec<String> = found
        .table
        .columns
        .iter()
        .map(|c| format!("\"{}\"", c.name))
        .collect();
    let order: Vec<String> = found
        .key
        .iter()
        .map(|c| match c.kind {
            Kind::Text if postgres => format!("\"{}\" COLLATE \"C\"", c.name),
            _ => format!("\"{}\"", c.name),
        })
        .collect();
    format!(
        "SELECT {} FROM \"{}\" ORDER BY {}",
        columns.join(", "),
        found.table.table,
        order.join(", ")
    )
}

fn encode<'r, R>(row: &'r R, columns: &[Column], out: &mut Vec<u8>) -> Result<(), StoreError>
where
    R: Row,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    f64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
    &'r str: Decode<'r, R::Database> + Type<R::Database>,
    &'r [u8]: Decode<'r, R::Database> + Type<R::Database>,
{
    for (place, column) in columns.iter().enumerate() {
        let value = match column.kind {
            Kind::Int => row.try_get::<Option<i64>, _>(place)?.map(Value::Int),
            Kind::Real => row.try_get::<Option<f64>, _>(place)?.map(Value::Real),
            Kind::Bool => row.try_get::<Option<bool>, _>(place)?.map(Value::Bool),
            Kind::Text => row.try_get::<Option<&str>, _>(place)?.map(Value::Text),
            Kind::Bytes => row.try_get::<Option<&[u8]>, _>(place)?.map(Value::Bytes),
        };
        put_value(out, value.unwrap_or(Value::Null))?;
    }
    Ok(())
}
