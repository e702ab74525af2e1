//! One database, on SQLite or PostgreSQL, behind one enum.
//!
//! The macros below expand a body once per driver, so that each statement is written once
//! and checked by the compiler against both.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgSslMode};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use sqlx::{ConnectOptions, Connection};

use crate::StoreError;
use crate::sql;

/// How long a writer waits for another process (server and command line may both write).
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// Readers of one SQLite file. Pages read a few megabytes at a time; more would only queue
/// on the disk.
const SQLITE_READERS: u32 = 4;

/// Connections to PostgreSQL of one process, well under its usual limit of 100.
const POSTGRES_CONNECTIONS: u32 = 8;

/// How long to wait for a PostgreSQL connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// Large pages: most bytes are blocks of hundreds of kilobytes.
pub(crate) const SQLITE_PAGE: u32 = 16_384;

/// A connected database.
#[derive(Clone)]
pub(crate) enum Db {
    /// One file: one writing connection and several reading ones.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    /// A schema of a PostgreSQL database.
    Postgres(PgPool),
}

/// Runs a body with the pool that reads.
macro_rules! read {
    ($db:expr, |$pool:ident| $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { readers: $pool, .. } => $body,
            $crate::db::Db::Postgres($pool) => $body,
        }
    };
}
pub(crate) use read;

/// Runs a body with the pool that writes.
macro_rules! write {
    ($db:expr, |$pool:ident| $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { writer: $pool, .. } => $body,
            $crate::db::Db::Postgres($pool) => $body,
        }
    };
}
pub(crate) use write;

/// Runs a body in a transaction and commits. SQLite takes the write lock at once: a
/// transaction that first reads and then writes would otherwise fail when another process
/// wrote in between.
macro_rules! transaction {
    ($db:expr, |$tx:ident| $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { writer, .. } => {
                let mut $tx = writer.begin_with("BEGIN IMMEDIATE").await?;
                let out = $body;
                $tx.commit().await?;
                out
            }
            $crate::db::Db::Postgres(pool) => {
                let mut $tx = pool.begin().await?;
                let out = $body;
                $tx.commit().await?;
                out
            }
        }
    };
}
pub(crate) use transaction;

/// One of the two databases.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// What it is called in messages.
    pub name: &'static str,
    /// SQLite file in the data folder.
    pub file: &'static str,
    /// PostgreSQL schema.
    pub schema: &'static str,
    sqlite: &'static [&'static str],
    postgres: &'static [&'static str],
    /// `PRAGMA secure_delete`: whether freed pages are overwritten.
    secure_delete: &'static str,
}

/// Facts, jobs and settings.
pub(crate) const FACTS: Part = Part {
    name: "the database of facts",
    file: "faro.sqlite",
    schema: "faro",
    sqlite: &[
        include_str!("../migrations/sqlite/facts/0001.sql"),
        include_str!("../migrations/sqlite/facts/0002_platform.sql"),
        include_str!("../migrations/sqlite/facts/0003_rights.sql"),
        include_str!("../migrations/sqlite/facts/0004_audit.sql"),
        include_str!("../migrations/sqlite/facts/0005_sharing.sql"),
        include_str!("../migrations/sqlite/facts/0006_directory.sql"),
        include_str!("../migrations/sqlite/facts/0007_profiles.sql"),
        include_str!("../migrations/sqlite/facts/0008_consent.sql"),
        include_str!("../migrations/sqlite/facts/0009_api.sql"),
        include_str!("../migrations/sqlite/facts/0010_agency_keys.sql"),
        include_str!("../migrations/sqlite/facts/0011_deletions.sql"),
        include_str!("../migrations/sqlite/facts/0012_passkeys.sql"),
        include_str!("../migrations/sqlite/facts/0013_emergency.sql"),
        include_str!("../migrations/sqlite/facts/0014_notifications.sql"),
        include_str!("../migrations/sqlite/facts/0017_elsewhere.sql"),
        include_str!("../migrations/sqlite/facts/0015_exports.sql"),
    ],
    postgres: &[
        include_str!("../migrations/postgres/facts/0001.sql"),
        include_str!("../migrations/postgres/facts/0002_platform.sql"),
        include_str!("../migrations/postgres/facts/0003_rights.sql"),
        include_str!("../migrations/postgres/facts/0004_audit.sql"),
        include_str!("../migrations/postgres/facts/0005_sharing.sql"),
        include_str!("../migrations/postgres/facts/0006_directory.sql"),
        include_str!("../migrations/postgres/facts/0007_profiles.sql"),
        include_str!("../migrations/postgres/facts/0008_consent.sql"),
        include_str!("../migrations/postgres/facts/0009_api.sql"),
        include_str!("../migrations/postgres/facts/0010_agency_keys.sql"),
        include_str!("../migrations/postgres/facts/0011_deletions.sql"),
        include_str!("../migrations/postgres/facts/0012_passkeys.sql"),
        include_str!("../migrations/postgres/facts/0013_emergency.sql"),
        include_str!("../migrations/postgres/facts/0014_notifications.sql"),
        include_str!("../migrations/postgres/facts/0017_elsewhere.sql"),
        include_str!("../migrations/postgres/facts/0015_exports.sql"),
    ],
    secure_delete: "FAST",
};

/// Sealed identities.
pub(crate) const VAULT: Part = Part {
    name: "the vault",
    file: "vault.sqlite",
    schema: "faro_vault",
    sqlite: &[
        include_str!("../migrations/sqlite/vault/0001.sql"),
        include_str!("../migrations/sqlite/vault/0002_rights.sql"),
        include_str!("../migrations/sqlite/vault/0016_blind_index.sql"),
    ],
    postgres: &[
        include_str!("../migrations/postgres/vault/0001.sql"),
        include_str!("../migrations/postgres/vault/0002_rights.sql"),
        include_str!("../migrations/postgres/vault/0016_blind_index.sql"),
    ],
    secure_delete: "ON",
};

/// How a PostgreSQL server elsewhere is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Over TLS that Faro checks.
    Direct,
    /// Through something that encrypts on its own, as whoever runs the server says.
    Tunnel,
}

impl Way {
    /// As the configuration says.
    pub(crate) fn of(config: &crate::StoreConfig) -> Self {
        match config.database_over_tunnel {
            true => Way::Tunnel,
            false => Way::Direct,
        }
    }
}

/// What an address says, when the way to it can be read by nobody else: a socket, this machine, or
/// TLS with a certificate that is checked and names the host.
pub(crate) fn connect_options(
    address: &str,
    variable: &'static str,
    way: Way,
) -> Result<PgConnectOptions, StoreError> {
    if !address.starts_with("postgres://") && !address.starts_with("postgresql://") {
        return Err(StoreError::Address(variable));
    }
    let options = PgConnectOptions::from_str(address).map_err(|_| StoreError::Address(variable))?;
    let mode = options.get_ssl_mode();
    if stays_here(&options) {
        // What PostgreSQL calls `prefer` encrypts and checks nothing: within a machine that is
        // only slower. What was asked for stays.
        return Ok(match mode {
            PgSslMode::Prefer | PgSslMode::Allow => options.ssl_mode(PgSslMode::Disable),
            _ => options,
        });
    }
    match (way, mode) {
        (_, PgSslMode::VerifyFull) | (Way::Tunnel, _) => Ok(options),
        (Way::Direct, _) => Err(StoreError::Unprotected(variable)),
    }
}

/// Whether a connection does not leave the machine.
fn stays_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let name = host.trim_start_matches('[').trim_end_matches(']');
    options.get_socket().is_some()
        || host.starts_with('/')
        || name == "localhost"
        || name
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

/// Numbers the advisory lock under which PostgreSQL migrations run ("faro" in ASCII).
const MIGRATION_LOCK: i64 = 0x6661_726f;

/// Whether this schema has the first of its tables.
const SCHEMA_THERE: &str = "SELECT EXISTS (SELECT 1 FROM pg_tables \
     WHERE schemaname = $1 AND tablename = 'meta')";

/// Whether a restore marked this schema and did not finish it.
const RESTORING: &str = "SELECT EXISTS (SELECT 1 FROM pg_tables \
     WHERE schemaname = $1 AND tablename = 'restoring')";

impl Part {
    /// Number of migrations that this program knows.
    pub(crate) fn newest(self) -> u32 {
        self.sqlite.len() as u32
    }

    /// The first `count` migrations for SQLite.
    pub(crate) fn steps_on_sqlite(self, count: u32) -> &'static [&'static str] {
        &self.sqlite[..self.sqlite.len().min(count as usize)]
    }

    /// The first `count` migrations for PostgreSQL.
    pub(crate) fn steps_on_postgres(self, count: u32) -> &'static [&'static str] {
        &self.postgres[..self.postgres.len().min(count as usize)]
    }

    /// Opens or creates the file in `folder`.
    pub(crate) async fn open_sqlite(self, folder: &Path) -> Result<Db, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(folder.join(self.file))
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        let writing = options
            .clone()
            .create_if_missing(true)
            .page_size(SQLITE_PAGE)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: what is committed survives a power cut, so a version number is never
            // given twice and the vault is never behind the facts (docs/adr/001).
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", self.secure_delete);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(writing)
            .await?;
        let db = Db::Sqlite {
            readers: SqlitePoolOptions::new()
                .max_connections(SQLITE_READERS)
                .connect_lazy_with(options.read_only(true)),
            writer,
        };
        self.migrate(&db).await?;
        Ok(db)
    }

    /// Connects to this part's schema at `address`. `variable` names the setting that the
    /// address came from, for messages.
    pub(crate) async fn open_postgres(
        self,
        address: &str,
        variable: &'static str,
        way: Way,
    ) -> Result<Db, StoreError> {
        let options = connect_options(address, variable, way)?
            .options([("search_path", self.schema)])
            .application_name("faro");
        // A pool keeps trying a server that is not there; one connection says so at once.
        options.connect().await?.close().await?;
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(CONNECT_TIMEOUT)
            .connect_with(options)
            .await?;
        let db = Db::Postgres(pool);
        self.migrate(&db).await?;
        Ok(db)
    }

    async fn migrate(self, db: &Db) -> Result<(), StoreError> {
        transaction!(db, |tx| {
            let steps = match db {
                Db::Sqlite { .. } => self.sqlite,
                Db::Postgres(_) => {
                    // Not one of the portable statements: only PostgreSQL has schemas.
                    sqlx::query("SELECT pg_advisory_xact_lock($1)")
                        .bind(MIGRATION_LOCK)
                        .execute(&mut *tx)
                        .await?;
                    // Asked first, because to make what is there takes the right to make it, which
                    // a running server need not have.
                    let there: bool = sqlx::query_scalar(SCHEMA_THERE)
                        .bind(self.schema)
                        .fetch_one(&mut *tx)
                        .await?;
                    if !there {
                        let create = match self.schema {
                            "faro" => "CREATE SCHEMA IF NOT EXISTS faro",
                            _ => "CREATE SCHEMA IF NOT EXISTS faro_vault",
                        };
                        sqlx::raw_sql(create).execute(&mut *tx).await?;
                        sqlx::raw_sql(sql::CREATE_META).execute(&mut *tx).await?;
                    }
                    let unfinished: bool = sqlx::query_scalar(RESTORING)
                        .bind(self.schema)
                        .fetch_one(&mut *tx)
                        .await?;
                    if unfinished {
                        return Err(StoreError::RestoreInterrupted);
                    }
                    self.postgres
                }
            };
            if matches!(db, Db::Sqlite { .. }) {
                sqlx::raw_sql(sql::CREATE_META).execute(&mut *tx).await?;
            }
            let found: Option<String> = sqlx::query_scalar(sql::META)
                .bind("schema_version")
                .fetch_optional(&mut *tx)
                .await?;
            let applied = match found {
                None => 0,
                Some(text) => text
                    .parse::<usize>()
                    .map_err(|_| StoreError::Unreadable("schema version"))?,
            };
            if applied > steps.len() {
                return Err(StoreError::NewerFormat {
                    what: self.name.to_owned(),
                    found: applied as u32,
                    supported: steps.len() as u32,
                });
            }
            for step in &steps[applied..] {
                sqlx::raw_sql(*step).execute(&mut *tx).await?;
            }
            if applied < steps.len() {
                sqlx::query(sql::SET_META)
                    .bind("schema_version")
                    .bind(steps.len().to_string())
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }
}

impl Db {
    /// A value of the database's own notes.
    pub(crate) async fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(read!(self, |pool| {
            sqlx::query_scalar(sql::META)
                .bind(key)
                .fetch_optional(pool)
                .await
        })?)
    }

    /// Notes a value unless one is there; gives the one that is there now.
    pub(crate) async fn note_once(&self, key: &str, value: &str) -> Result<String, StoreError> {
        transaction!(self, |tx| {
            sqlx::query(sql::NOTE_META)
                .bind(key)
                .bind(value)
                .execute(&mut *tx)
                .await?;
        });
        self.meta(key)
            .await?
            .ok_or(StoreError::Unreadable("installation"))
    }

    /// Makes sure that what was deleted is not left in the database's own files; `table` is
    /// written anew where the engine would keep old rows.
    pub(crate) async fn purge(&self, table: &str) -> Result<(), StoreError> {
        match self {
            Db::Sqlite { writer, .. } => {
                // Not portable: the log keeps pages as they were before the deletion.
                sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                    .execute(writer)
                    .await?;
            }
            Db::Postgres(pool) => {
                let statement = match table {
                    "data_key" => "VACUUM (FULL) data_key",
                    _ => "VACUUM segment",
                };
                sqlx::raw_sql(statement).execute(pool).await?;
            }
        }
        Ok(())
    }

    /// What SQLite's own check finds wrong; nothing on PostgreSQL.
    pub(crate) async fn damage(&self) -> Result<Option<String>, StoreError> {
        match self {
            Db::Sqlite { readers, .. } => {
                let said: String = sqlx::query_scalar("PRAGMA quick_check(1)")
                    .fetch_one(readers)
                    .await?;
                Ok((said != "ok").then_some(said))
            }
            Db::Postgres(_) => Ok(None),
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};

    use super::*;
    use crate::test_databases::{TestDatabase, on_both};

    async fn open(part: Part, folder: &Path, url: Option<&str>) -> Db {
        std::fs::create_dir_all(folder).expect("made");
        match url {
            None => part.open_sqlite(folder).await.expect("opens"),
            Some(url) => part
                .open_postgres(url, "DATABASE_URL", Way::Direct)
                .await
                .expect("opens"),
        }
    }

    #[test]
    fn nobody_on_the_way_to_postgresql_can_read_along() {
        let mode = |address: &str, way| {
            connect_options(address, "DATABASE_URL", way)
                .map(|options| format!("{:?}", options.get_ssl_mode()))
        };
        for here in [
            "postgres://faro@localhost/faro",
            "postgres://faro@127.0.0.1/faro",
            "postgres://faro@127.8.0.1:5433/faro",
            "postgres://faro@[::1]/faro",
            "postgres:///faro?host=/run/postgresql&user=faro",
            "postgres://faro@%2Frun%2Fpostgresql/faro",
        ] {
            assert_eq!(mode(here, Way::Direct).expect(here), "Disable", "{here}");
        }
        let asked = "postgres://faro@localhost/faro?sslmode=verify-full";
        assert_eq!(mode(asked, Way::Direct).expect(asked), "VerifyFull");
        for elsewhere in [
            "postgres://faro@db.example/faro",
            "postgres://faro@192.0.2.7/faro",
            "postgres://faro@[2001:db8::7]/faro",
            "postgres://faro@localhost/faro?host=db.example",
            "postgres://faro@localhost/faro?hostaddr=192.0.2.7",
            "postgres://faro@localhost.example/faro",
        ] {
            for less in ["", "disable", "allow", "prefer", "require", "verify-ca"] {
                let join = if elsewhere.contains('?') { '&' } else { '?' };
                let address = match less {
                    "" => elsewhere.to_owned(),
                    less => format!("{elsewhere}{join}sslmode={less}"),
                };
                assert!(
                    matches!(mode(&address, Way::Direct), Err(StoreError::Unprotected(_))),
                    "{address}"
                );
                assert!(mode(&address, Way::Tunnel).is_ok(), "{address}");
            }
            let join = if elsewhere.contains('?') { '&' } else { '?' };
            let full = format!("{elsewhere}{join}sslmode=verify-full");
            assert_eq!(mode(&full, Way::Direct).expect(&full), "VerifyFull");
        }
    }

    #[test]
    fn a_text_with_the_character_zero_is_no_riddle() {
        on_both(|folder, url| async move {
            let db = open(FACTS, &folder, url.as_deref()).await;
            match (db.meta("a\0b").await, &db) {
                (Err(StoreError::NulInText), Db::Postgres(_)) => {}
                (Ok(None), Db::Sqlite { .. }) => {}
                (other, _) => panic!("{other:?}"),
            }
            db.close().await;
            let gone = db.meta("a").await.expect_err("it is closed");
            assert_eq!(gone.outage(), Some(crate::Outage::OutOfReach));
        });
    }

    #[test]
    fn every_statement_is_understood_by_both_engines() {
        on_both(|folder, url| async move {
            for (part, statements) in [
                (FACTS, sql::FACT_LISTS.concat()),
                (VAULT, sql::VAULT_STATEMENTS.to_vec()),
            ] {
                let db = open(part, &folder, url.as_deref()).await;
                for (name, text) in sql::COMMON_STATEMENTS.iter().chain(&statements) {
                    let prepared = write!(&db, |pool| {
                        let mut connection = pool.acquire().await.expect("a connection");
                        let text = AssertSqlSafe(*text).into_sql_str();
                        connection.prepare(text).await.map(drop)
                    });
                    if let Err(error) = prepared {
                        panic!("{name}: {error}");
                    }
                }
                db.close().await;
            }
        });
    }

    #[test]
    fn no_statement_stands_outside_the_list() {
        let lists = [
            sql::FACT_LISTS,
            &[sql::COMMON_STATEMENTS, sql::VAULT_STATEMENTS],
        ]
        .concat();
        let names: BTreeSet<&str> = lists.iter().flat_map(|l| l.iter().map(|s| s.0)).collect();
        assert_eq!(names.len(), lists.iter().map(|l| l.len()).sum::<usize>());
        let mut all = String::new();
        for (file, text) in sources_of_this_crate() {
            // Copies speak to each engine's catalogue: see `backup/catalogue.rs`.
            let portable = !file.contains("sql/") && !file.contains("backup/");
            if portable && !file.ends_with("db.rs") {
                for verb in ["\"SELECT", "\"INSERT", "\"UPDATE", "\"DELETE"] {
                    assert!(!text.contains(verb), "{file} has a statement of its own");
                }
            }
            if !file.contains("sql/") {
                all.push_str(&text);
            }
        }
        for name in names {
            assert!(all.contains(&format!("::{name}")), "{name} is not used");
        }
    }

    /// Every source file of this crate, so that a new module is not forgotten.
    fn sources_of_this_crate() -> Vec<(String, String)> {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder of this crate") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "rs") {
                    let text = std::fs::read_to_string(&path).expect("a source file");
                    files.push((path.display().to_string(), text));
                }
            }
        }
        files
    }

    /// Table, column, type, whether it may be NULL, place in the primary key.
    type Schema = BTreeSet<(String, String, String, bool, i64)>;

    async fn sqlite_schema(db: &Db) -> Schema {
        let Db::Sqlite { readers, .. } = db else {
            panic!("SQLite");
        };
        let rows: Vec<(String, String, String, i64, i64)> = sqlx::query_as(
            "SELECT m.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_master m, \
             pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
        )
        .fetch_all(readers)
        .await
        .expect("read");
        rows.into_iter()
            .map(|(table, column, kind, not_null, key)| {
                let kind = match kind.as_str() {
                    // The only INTEGER columns are row numbers made by SQLite.
                    "INTEGER" => "BIGINT".to_owned(),
                    _ => kind,
                };
                (table, column, kind, not_null == 0 && key == 0, key)
            })
            .collect()
    }

    async fn postgres_schema(db: &Db, schema: &str) -> Schema {
        let Db::Postgres(pool) = db else {
            panic!("PostgreSQL");
        };
        let rows: Vec<(String, String, String, String, Option<i32>)> = sqlx::query_as(
            "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), \
             CAST(c.data_type AS TEXT), CAST(c.is_nullable AS TEXT), \
             (SELECT CAST(k.ordinal_position AS INTEGER) FROM information_schema.key_column_usage k \
              JOIN information_schema.table_constraints t USING (constraint_schema, constraint_name) \
              WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_schema = c.table_schema \
              AND k.table_name = c.table_name AND k.column_name = c.column_name) \
             FROM information_schema.columns c WHERE c.table_schema = $1",
        )
        .bind(schema)
        .fetch_all(pool)
        .await
        .expect("read");
        rows.into_iter()
            .map(|(table, column, kind, nullable, key)| {
                let kind = match kind.as_str() {
                    "bytea" => "BLOB".to_owned(),
                    other => other.to_uppercase(),
                };
                (
                    table,
                    column,
                    kind,
                    nullable == "YES",
                    key.unwrap_or(0).into(),
                )
            })
            .collect()
    }

    #[tokio::test]
    async fn both_engines_have_one_schema() {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(database) = TestDatabase::create().await else {
            return;
        };
        for part in [FACTS, VAULT] {
            assert_eq!(part.sqlite.len(), part.postgres.len(), "equal numbering");
            let sqlite = open(part, folder.path(), None).await;
            let postgres = open(part, folder.path(), Some(&database.url)).await;
            let (a, b) = (
                sqlite_schema(&sqlite).await,
                postgres_schema(&postgres, part.schema).await,
            );
            assert!(a.len() > 10, "the schema was read");
            assert_eq!(a, b, "{}", part.name);
            sqlite.close().await;
            postgres.close().await;
        }
        database.drop().await;
    }

    #[test]
    fn readers_of_sqlite_cannot_write() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let folder = tempfile::tempdir().expect("a folder");
            let db = open(FACTS, folder.path(), None).await;
            let refused = read!(&db, |pool| {
                sqlx::query(sql::SET_SETTING)
                    .bind("a")
                    .bind("1")
                    .execute(pool)
                    .await
                    .is_err()
            });
            assert!(refused);
            db.close().await;
        });
    }
}
