//! What tables a database has, asked from the database itself.
//!
//! The statements here are the engines' own, and those that copy rows are put together from
//! names that the catalogue gave: they stand outside `sql.rs`, whose statements are portable and
//! constant. Names are checked to be plain words before they become part of a statement.

use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{ConnectOptions as _, Connection as _};

use super::BackupError;
use super::format::{Column, Kind, Table};
use crate::StoreError;
use crate::db::Db;

/// Marks a schema of PostgreSQL that a restore is filling.
pub(crate) const RESTORING_TABLE: &str = "restoring";

/// Rows that SQLite's thread reads ahead. A row may be some megabytes.
const READ_AHEAD: usize = 2;

/// A connection that reads one state of a database however long it takes.
pub(super) enum Snapshot {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// A table with what is needed to read it in one order.
pub(super) struct Found {
    pub(super) table: Table,
    pub(super) key: Vec<Column>,
}

/// Runs a body with the connection, whichever it is.
macro_rules! on {
    ($snapshot:expr, |$conn:ident| $body:expr) => {
        match $snapshot {
            Snapshot::Sqlite($conn) => $body,
            Snapshot::Postgres($conn) => $body,
        }
    };
}
pub(super) use on;

impl Snapshot {
    /// The state of `db` now.
    pub(super) async fn of(db: &Db) -> Result<Self, StoreError> {
        Ok(match db {
            Db::Sqlite { readers, .. } => {
                let options = readers.connect_options();
                let options = options.as_ref().clone().row_buffer_size(READ_AHEAD);
                let mut conn = options.connect().await?;
                sqlx::raw_sql("BEGIN").execute(&mut conn).await?;
                // The first read takes the snapshot.
                sqlx::raw_sql("SELECT COUNT(*) FROM sqlite_master")
                    .execute(&mut conn)
                    .await?;
                Self::Sqlite(conn)
            }
            Db::Postgres(pool) => {
                let mut conn = pool.connect_options().connect().await?;
                sqlx::raw_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .execute(&mut conn)
                    .await?;
                sqlx::raw_sql("SELECT 1").execute(&mut conn).await?;
                Self::Postgres(conn)
            }
        })
    }

    pub(super) async fn close(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(conn) => conn.close().await?,
            Self::Postgres(conn) => conn.close().await?,
        }
        Ok(())
    }

    /// Every table, by name.
    pub(super) async fn tables(&mut self, part: &str) -> Result<Vec<Found>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = match self {
            Self::Sqlite(conn) => {
                sqlx::query_as(
                    "SELECT m.name, c.name, UPPER(c.type), c.pk FROM sqlite_master m, \
                     pragma_table_info(m.name) c WHERE m.type = 'table' \
                     AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name, c.cid",
                )
                .fetch_all(conn)
                .await?
            }
            Self::Postgres(conn) => {
                sqlx::query_as(
                    "SELECT CAST(t.relname AS TEXT), CAST(a.attname AS TEXT), \
                     UPPER(format_type(a.atttypid, a.atttypmod)), \
                     CAST(COALESCE(array_position(CAST(i.indkey AS SMALLINT[]), a.attnum), -1) + 1 \
                         AS BIGINT) \
                     FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid \
                     LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary \
                     WHERE t.relkind = 'r' AND t.relnamespace = \
                         (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) \
                     AND a.attnum > 0 AND NOT a.attisdropped AND t.relname <> $1 \
                     ORDER BY t.relname COLLATE \"C\", a.attnum",
                )
                .bind(RESTORING_TABLE)
                .fetch_all(conn)
                .await?
            }
        };
        let mut found: Vec<Found> = Vec::new();
        let mut keys: Vec<(i64, Column)> = Vec::new();
        let mut rows = rows.into_iter().peekable();
        while let Some((name, column, declared, key)) = rows.next() {
            let wrong = |why| BackupError::Table {
                table: name.clone(),
                why,
            };
            if !is_plain(&name) || !is_plain(&column) {
                return Err(wrong("a name with unusual characters").into());
            }
            let column = Column {
                name: column,
                kind: kind(&declared).ok_or_else(|| wrong("a column of an unknown type"))?,
            };
            if key > 0 {
                keys.push((key, column.clone()));
            }
            match found.last_mut() {
                Some(last) if last.table.table == name => last.table.columns.push(column),
                _ => found.push(Found {
                    table: Table {
                        part: part.to_owned(),
                        table: name.clone(),
                        columns: vec![column],
                    },
                    key: Vec::new(),
                }),
            }
            let ends = rows.peek().is_none_or(|(next, ..)| *next != name);
            if ends {
                if keys.is_empty() {
                    return Err(wrong("no primary key").into());
                }
                keys.sort_by_key(|(place, _)| *place);
                let key = keys.drain(..).map(|(_, column)| column).collect();
                if let Some(last) = found.last_mut() {
                    last.key = key;
                }
            }
        }
        Ok(found)
    }

    /// The highest number that each counting table has given, and the counting column.
    pub(super) async fn counters(&mut self) -> Result<Vec<(String, i64)>, StoreError> {
        match self {
            Self::Sqlite(conn) => {
                let counting: i64 = sqlx::query_scalar(
                    "SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_sequence'",
                )
                .fetch_one(&mut *conn)
                .await?;
                if counting == 0 {
                    return Ok(Vec::new());
                }
                Ok(
                    sqlx::query_as("SELECT name, seq FROM sqlite_sequence ORDER BY name")
                        .fetch_all(conn)
                        .await?,
                )
            }
            Self::Postgres(conn) => {
                // A counter is not part of a snapshot; it can only be ahead, which is safe.
                let counting = identity_columns(conn).await?;
                let mut out = Vec::new();
                for (table, column) in counting {
                    let value: Option<i64> = sqlx::query_scalar(
                        "SELECT s.last_value FROM pg_sequences s \
                         WHERE CAST(CAST(pg_get_serial_sequence(quote_ident($1), $2) AS regclass) AS oid) = \
                         CAST(CAST(quote_ident(s.schemaname) || '.' || quote_ident(s.sequencename) AS regclass) AS oid) \
                         AND s.schemaname = current_schema()",
                    )
                    .bind(&table)
                    .bind(&column)
                    .fetch_one(&mut *conn)
                    .await?;
                    if let Some(value) = value {
                        out.push((table, value));
                    }
                }
                Ok(out)
            }
        }
    }
}

/// Tables of PostgreSQL that count, with the column that does.
pub(super) async fn identity_columns(
    conn: &mut PgConnection,
) -> Result<Vec<(String, String)>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT CAST(t.relname AS TEXT), CAST(a.attname AS TEXT) FROM pg_class t \
         JOIN pg_attribute a ON a.attrelid = t.oid WHERE a.attidentity <> '' \
         AND t.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) \
         ORDER BY t.relname COLLATE \"C\"",
    )
    .fetch_all(conn)
    .await?)
}

/// Whether a name can stand in a statement.
pub(super) fn is_plain(name: &str) -> bool {
    let mut chars = name.bytes();
    chars
        .next()
        .is_some_and(|b| b.is_ascii_lowercase() || b == b'_')
        && chars.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn kind(declared: &str) -> Option<Kind> {
    Some(match declared {
        "BIGINT" | "INTEGER" => Kind::Int,
        "DOUBLE PRECISION" | "REAL" => Kind::Real,
        "BOOLEAN" => Kind::Bool,
        "TEXT" => Kind::Text,
        "BLOB" | "BYTEA" => Kind::Bytes,
        _ => return None,
    })
}
