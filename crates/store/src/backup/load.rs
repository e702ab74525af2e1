//! From the stream to databases.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tokio::sync::mpsc;

use super::catalogue::{RESTORING_TABLE, Snapshot, identity_columns, is_plain};
use super::dump::{PARTS, put_table};
use super::format::{self, Counter, Manifest, Record, Sum, Table, Value, values};
use super::{
    BACKUP_FORMAT, BackupError, BackupHeader, Copied, FILES, TableSum, described, file_in,
};
use crate::db::{Part, SQLITE_PAGE, Way, connect_options};
use crate::{FOLDER_FORMAT, Store, StoreConfig, StoreError, sql};

/// Marks a data folder whose databases in PostgreSQL are not whole yet.
pub const RESTORING_FILE: &str = "restoring";

/// Says that databases were put here and that the audit has yet to tell of it. It comes with the
/// folder in one step, so that a restore that was killed afterwards is told of all the same.
pub const ARRIVED_FILE: &str = "arrived";

/// Beside the folder: where it is built before it takes its name.
const DRAFT_ENDING: &str = "restoring";

/// Rows are handed from thread to thread in parcels of about this size.
const PARCEL: usize = 512 * 1024;

/// Parcels on their way.
const IN_FLIGHT: usize = 3;

/// Rows of one statement on SQLite: fewer round trips for tables of many small rows.
const ROWS_AT_ONCE: usize = 50;

/// What is sent to PostgreSQL at once.
const COPY_CHUNK: usize = 256 * 1024;

/// Numbers the advisory lock that a restore holds on a database of PostgreSQL.
const RESTORE_LOCK: i64 = 0x6661_726f_0001;

/// Where a copy goes.
#[derive(Clone, Debug)]
pub struct Place {
    /// Folder and databases. A folder that is not there is made.
    pub config: StoreConfig,
    /// Leave the folder as it is and fill the databases in PostgreSQL only: a move of databases
    /// that stay with their folder.
    pub databases_only: bool,
}

/// What the reading thread hands on.
enum Step {
    Header(BackupHeader),
    File {
        name: String,
        bytes: Vec<u8>,
    },
    Table(Table),
    Rows(Vec<Vec<u8>>),
    Counter(Counter),
    /// All sums were compared, and the stream is whole.
    Whole(Manifest),
}

/// Reads a copy to its end; with a `place`, restores it there.
pub(super) async fn load<R: Read + Send + 'static>(
    input: R,
    place: Option<&Place>,
) -> Result<Copied, StoreError> {
    let (steps, mut read) = mpsc::channel(IN_FLIGHT);
    let reader = tokio::task::spawn_blocking(move || read_all(input, &steps));
    let built = build(&mut read, place).await;
    drop(read);
    // What is wrong with the stream is why nothing could be built from it.
    match reader.await.map_err(|_| StoreError::Stopped)? {
        Err(error) if !matches!(built, Err(StoreError::Backup(_))) => Err(error.into()),
        _ => built,
    }
}

/// On its own thread: reads, decrypts, and compares sums.
fn read_all(input: impl Read, to: &mpsc::Sender<Step>) -> Result<(), BackupError> {
    let mut input = std::io::BufReader::with_capacity(PARCEL, input);
    // A receiver that is gone has an error of its own to tell.
    let send = |step| to.blocking_send(step).is_ok();
    format::read_magic(&mut input)?;
    let mut hash = blake3::Hasher::new();
    hash.update(format::MAGIC);
    let mut seen: Vec<TableSum> = Vec::new();
    let mut files: Vec<String> = Vec::new();
    let mut open: Option<(Table, Sum)> = None;
    let mut parcel: Vec<Vec<u8>> = Vec::new();
    let mut size = 0;
    let mut first = true;
    loop {
        let record = format::read(&mut input, &mut hash)?;
        if first != matches!(record, Record::Header(_)) {
            return Err(BackupError::Damaged("its first record"));
        }
        first = false;
        let in_table = matches!(record, Record::Row(_) | Record::End(_));
        if in_table != open.is_some() {
            return Err(BackupError::Damaged("a record in the wrong place"));
        }
        let wanted = match record {
            Record::Header(header) => {
                check_header(&header)?;
                send(Step::Header(header))
            }
            Record::File { name, bytes } => {
                if !FILES.contains(&name.as_str()) || files.contains(&name) {
                    return Err(BackupError::Damaged("a file that does not belong in it"));
                }
                files.push(name.clone());
                send(Step::File { name, bytes })
            }
            Record::Table(table) => {
                check_table(&table, &seen)?;
                open = Some((table.clone(), Sum::default()));
                send(Step::Table(table))
            }
            Record::Row(row) => {
                if let Some((table, sum)) = &mut open {
                    values(&row, &table.columns)?;
                    sum.take(&row);
                }
                size += row.len();
                parcel.push(row);
                if size < PARCEL {
                    continue;
                }
                size = 0;
                send(Step::Rows(std::mem::take(&mut parcel)))
            }
            Record::End(said) => {
                let Some((table, sum)) = open.take() else {
                    continue;
                };
                if sum.end(&table.part, &table.table) != said {
                    return Err(BackupError::WrongTable(table.table));
                }
                seen.push(said);
                size = 0;
                parcel.is_empty() || send(Step::Rows(std::mem::take(&mut parcel)))
            }
            Record::Counter(counter) => {
                if !seen
                    .iter()
                    .any(|t| t.part == counter.part && t.table == counter.table)
                {
                    return Err(BackupError::Damaged("a counter of no table"));
                }
                send(Step::Counter(counter))
            }
            Record::Manifest(manifest) => {
                if manifest.tables != seen || manifest.files != files {
                    return Err(BackupError::Damaged("its list of tables"));
                }
                if manifest.hash != hash.finalize().to_hex().as_str() {
                    return Err(BackupError::Damaged("its sum"));
                }
                format::read_end(&mut input)?;
                send(Step::Whole(manifest));
                return Ok(());
            }
        };
        if !wanted {
            return Ok(());
        }
    }
}

fn check_header(header: &BackupHeader) -> Result<(), BackupError> {
    for (what, found, supported) in [
        ("the format", header.format, BACKUP_FORMAT),
        ("data folder format", header.folder_format, FOLDER_FORMAT),
        ("facts schema", header.facts_schema, PARTS[0].1.newest()),
        ("vault schema", header.vault_schema, PARTS[1].1.newest()),
    ] {
        if found > supported {
            return Err(BackupError::Newer {
                what,
                found,
                supported,
            });
        }
    }
    Ok(())
}

/// Names become part of statements, so they are checked although they were encrypted.
fn check_table(table: &Table, seen: &[TableSum]) -> Result<(), BackupError> {
    let part = |name: &str| PARTS.iter().position(|(part, _)| *part == name);
    let plain = is_plain(&table.table) && table.columns.iter().all(|c| is_plain(&c.name));
    let order = seen.last().map_or(Some(0), |last| part(&last.part));
    let again = seen
        .iter()
        .any(|t| t.part == table.part && t.table == table.table);
    match part(&table.part) {
        Some(own) if plain && !again && order.is_some_and(|before| before <= own) => Ok(()),
        _ => Err(BackupError::Damaged("a table in the wrong place")),
    }
}

/// Takes the steps and builds. Nothing is seen by others until all was read back.
async fn build(
    steps: &mut mpsc::Receiver<Step>,
    place: Option<&Place>,
) -> Result<Copied, StoreError> {
    // The reader's error is told when the steps end early.
    let Some(Step::Header(header)) = steps.recv().await else {
        return Err(StoreError::Stopped);
    };
    let mut site = match place {
        Some(place) => Some(Site::prepare(place, &header).await?),
        None => None,
    };
    loop {
        let step = steps.recv().await.ok_or(StoreError::Stopped)?;
        if let Step::Whole(manifest) = step {
            if let Some(site) = site {
                site.publish(&manifest).await?;
            }
            return Ok(Copied {
                header,
                tables: manifest.tables,
                files: manifest.files,
                mismatched: Vec::new(),
            });
        }
        if let Some(site) = &mut site {
            site.take(step).await?;
        }
    }
}

/// Where a copy is being built.
struct Site {
    place: Place,
    /// The folder under construction, with its lock; none when the folder stays as it is.
    draft: Option<(PathBuf, File)>,
    /// The two databases, in the order of [`PARTS`].
    targets: [Target; 2],
    /// The table that rows are for now, and its place in `targets`.
    table: Option<(usize, Table)>,
}

/// A database under construction.
enum Target {
    Sqlite(SqliteConnection),
    Postgres {
        conn: PgConnection,
        /// Constraints that were taken off for loading: table and statement that puts it on.
        later: Vec<String>,
    },
}

impl Site {
    async fn prepare(place: &Place, header: &BackupHeader) -> Result<Self, StoreError> {
        let draft = match place.databases_only {
            true => None,
            false => Some(make_draft(&place.config)?),
        };
        let folder = draft.as_ref().map(|(path, _)| path.as_path());
        let config = &place.config;
        let facts_url = config.database_url.as_deref();
        let vault_url = config.vault_url.as_deref().or(facts_url);
        let applied = [header.facts_schema, header.vault_schema];
        let mut targets = Vec::new();
        for ((url, (_, part)), applied) in
            [facts_url, vault_url].into_iter().zip(PARTS).zip(applied)
        {
            let target = match (url, folder) {
                (Some(url), _) => Target::postgres(url, part, applied, config).await?,
                (None, Some(folder)) => Target::sqlite(folder, part, applied).await?,
                (None, None) => {
                    return Err(BackupError::NoDatabase.into());
                }
            };
            targets.push(target);
        }
        let Ok(targets) = <[Target; 2]>::try_from(targets) else {
            return Err(StoreError::Stopped);
        };
        Ok(Self {
            place: place.clone(),
            draft,
            targets,
            table: None,
        })
    }

    async fn take(&mut self, step: Step) -> Result<(), StoreError> {
        match step {
            Step::Header(_) | Step::Whole(_) => {}
            Step::File { name, bytes } => {
                if let Some((folder, _)) = &self.draft {
                    write_private(&file_in(folder, &name), &bytes)?;
                }
            }
            Step::Table(table) => {
                let place = PARTS.iter().position(|(part, _)| *part == table.part);
                let place = place.ok_or(BackupError::Damaged("a table in the wrong place"))?;
                self.targets[place].begin(&table).await?;
                self.table = Some((place, table));
            }
            Step::Rows(rows) => {
                if let Some((place, table)) = &self.table {
                    self.targets[*place].put(table, &rows).await?;
                }
            }
            Step::Counter(counter) => {
                let place = PARTS.iter().position(|(part, _)| *part == counter.part);
                let place = place.ok_or(BackupError::Damaged("a counter of no table"))?;
                self.targets[place].count(&counter).await?;
            }
        }
        Ok(())
    }

    /// Reads everything back, and lets others see it.
    async fn publish(self, manifest: &Manifest) -> Result<(), StoreError> {
        let Self {
            place,
            draft,
            targets,
            ..
        } = self;
        let mut held = Vec::new();
        for (target, (name, _)) in targets.into_iter().zip(PARTS) {
            held.extend(target.verify(name, manifest).await?);
        }
        let in_postgres = !held.is_empty();
        if let Some((folder, lock)) = draft {
            write_private(
                &folder.join("format"),
                format!("faro-data {FOLDER_FORMAT}\n").as_bytes(),
            )?;
            if in_postgres {
                write_private(&folder.join(RESTORING_FILE), b"")?;
            }
            write_private(&folder.join(ARRIVED_FILE), b"")?;
            sync_all_in(&folder)?;
            let to = &place.config.folder;
            if to.join(RESTORING_FILE).exists() {
                // An earlier restore came this far. The mark stays until the end.
                take_over(&folder, to)?;
            } else {
                // Over an empty folder or none: one step of the operating system.
                fs::rename(&folder, to).map_err(StoreError::file(to))?;
            }
            sync_folder(to)?;
            sync_folder(to.parent().unwrap_or(Path::new(".")))?;
            drop(lock);
        } else if in_postgres {
            write_private(&place.config.folder.join(ARRIVED_FILE), b"")?;
            write_private(&place.config.folder.join(crate::store::MOVED_FILE), b"")?;
            sync_folder(&place.config.folder)?;
        }
        // From here on the databases can be opened, the vault's first: facts never stand
        // without it.
        while let Some(mut conn) = held.pop() {
            sqlx::raw_sql(AssertSqlSafe(format!("DROP TABLE {RESTORING_TABLE}")))
                .execute(&mut conn)
                .await?;
            conn.close().await?;
        }
        let marker = place.config.folder.join(RESTORING_FILE);
        if in_postgres && !place.databases_only {
            fs::remove_file(&marker).map_err(StoreError::file(&marker))?;
        }
        // Brings databases of an older Faro up to date, and checks that they belong together.
        let store = Store::open(&place.config).await?;
        store.close().await;
        Ok(())
    }
}

impl Target {
    async fn sqlite(folder: &Path, part: Part, applied: u32) -> Result<Self, StoreError> {
        let path = folder.join(part.file);
        write_private(&path, b"")?;
        let mut conn = SqliteConnectOptions::new()
            .filename(&path)
            .page_size(SQLITE_PAGE)
            // Nobody sees the file before it is whole and synced, so it needs no journal.
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .foreign_keys(false)
            .connect()
            .await?;
        sqlx::raw_sql(sql::CREATE_META).execute(&mut conn).await?;
        for step in part.steps_on_sqlite(applied) {
            sqlx::raw_sql(*step).execute(&mut conn).await?;
        }
        sqlx::raw_sql("BEGIN").execute(&mut conn).await?;
        // What guards tables against people would refuse the rows of a backup too.
        let triggers: Vec<String> =
            sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                .fetch_all(&mut conn)
                .await?;
        let texts: Vec<String> =
            sqlx::query_scalar("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
                .fetch_all(&mut conn)
                .await?;
        sqlx::raw_sql("CREATE TEMP TABLE put_back (text TEXT NOT NULL)")
            .execute(&mut conn)
            .await?;
        for (name, text) in triggers.iter().zip(&texts) {
            sqlx::raw_sql(AssertSqlSafe(format!("DROP TRIGGER \"{name}\"")))
                .execute(&mut conn)
                .await?;
            sqlx::query("INSERT INTO put_back VALUES ($1)")
                .bind(text)
                .execute(&mut conn)
                .await?;
        }
        Ok(Self::Sqlite(conn))
    }

    async fn postgres(
        url: &str,
        part: Part,
        applied: u32,
        config: &StoreConfig,
    ) -> Result<Self, StoreError> {
        let mut conn = connect_options(url, "DATABASE_URL", Way::of(config))?
            .options([("search_path", part.schema)])
            .application_name("faro restore")
            .connect()
            .await?;
        let schema = part.schema;
        let free: bool = sqlx::query_scalar("SELECT pg_try_advisory_lock($1 + hashtext($2))")
            .bind(RESTORE_LOCK)
            .bind(schema)
            .fetch_one(&mut conn)
            .await?;
        if !free {
            return Err(BackupError::Running(described(config)).into());
        }
        let tables: Vec<String> = sqlx::query_scalar(
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = $1",
        )
        .bind(schema)
        .fetch_all(&mut conn)
        .await?;
        let interrupted = tables.iter().any(|t| t == RESTORING_TABLE);
        if !tables.is_empty() && !interrupted {
            return Err(BackupError::NotEmpty(described(config)).into());
        }
        // Marked before anything is in it: whoever opens it is told, and the next restore may
        // begin again.
        sqlx::raw_sql(AssertSqlSafe(format!(
            "BEGIN; DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; \
             CREATE TABLE {schema}.{RESTORING_TABLE} (id BIGINT PRIMARY KEY NOT NULL); COMMIT"
        )))
        .execute(&mut conn)
        .await?;
        sqlx::raw_sql("BEGIN").execute(&mut conn).await?;
        sqlx::raw_sql(sql::CREATE_META).execute(&mut conn).await?;
        for step in part.steps_on_postgres(applied) {
            sqlx::raw_sql(*step).execute(&mut conn).await?;
        }
        // Tables come by name, not by who refers to whom.
        let references: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT CAST(t.relname AS TEXT), CAST(c.conname AS TEXT), pg_get_constraintdef(c.oid) \
             FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE c.contype = 'f' \
             AND c.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) \
             ORDER BY 1, 2",
        )
        .fetch_all(&mut conn)
        .await?;
        let mut later = Vec::new();
        for (table, name, text) in references {
            sqlx::raw_sql(AssertSqlSafe(format!(
                "ALTER TABLE \"{table}\" DROP CONSTRAINT \"{name}\""
            )))
            .execute(&mut conn)
            .await?;
            later.push(format!(
                "ALTER TABLE \"{table}\" ADD CONSTRAINT \"{name}\" {text}"
            ));
        }
        Ok(Self::Postgres { conn, later })
    }

    /// Makes a table empty: a migration may have put rows in.
    async fn begin(&mut self, table: &Table) -> Result<(), StoreError> {
        let name = &table.table;
        match self {
            Self::Sqlite(conn) => {
                sqlx::raw_sql(AssertSqlSafe(format!("DELETE FROM \"{name}\"")))
                    .execute(conn)
                    .await?;
            }
            Self::Postgres { conn, later } => {
                sqlx::raw_sql(AssertSqlSafe(format!(
                    "ALTER TABLE \"{name}\" DISABLE TRIGGER USER; DELETE FROM \"{name}\""
                )))
                .execute(conn)
                .await?;
                later.push(format!("ALTER TABLE \"{name}\" ENABLE TRIGGER USER"));
            }
        }
        Ok(())
    }

    async fn put(&mut self, table: &Table, rows: &[Vec<u8>]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(conn) => put_sqlite(conn, table, rows).await,
            Self::Postgres { conn, .. } => put_postgres(conn, table, rows).await,
        }
    }

    async fn count(&mut self, counter: &Counter) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(conn) => {
                // A table whose numbers are not counted has no entry to change.
                let changed = sqlx::query("UPDATE sqlite_sequence SET seq = $2 WHERE name = $1")
                    .bind(&counter.table)
                    .bind(counter.value)
                    .execute(&mut *conn)
                    .await?
                    .rows_affected();
                if changed == 0 {
                    sqlx::query("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)")
                        .bind(&counter.table)
                        .bind(counter.value)
                        .execute(conn)
                        .await?;
                }
            }
            Self::Postgres { conn, .. } => {
                let counting = identity_columns(conn).await?;
                let column = counting.iter().find(|(table, _)| *table == counter.table);
                if let Some((table, column)) = column
                    && counter.value > 0
                {
                    sqlx::query("SELECT setval(pg_get_serial_sequence(quote_ident($1), $2), $3)")
                        .bind(table)
                        .bind(column)
                        .bind(counter.value)
                        .execute(conn)
                        .await?;
                }
            }
        }
        Ok(())
    }

    /// Finishes the database and compares what lies in it with what the copy says. Gives the
    /// connection that still holds the marker, on PostgreSQL.
    async fn verify(
        self,
        part: &str,
        manifest: &Manifest,
    ) -> Result<Option<PgConnection>, StoreError> {
        let mut snapshot = match self {
            Self::Sqlite(mut conn) => {
                let texts: Vec<String> = sqlx::query_scalar("SELECT text FROM put_back")
                    .fetch_all(&mut conn)
                    .await?;
                for text in texts {
                    sqlx::raw_sql(AssertSqlSafe(text))
                        .execute(&mut conn)
                        .await?;
                }
                sqlx::raw_sql("COMMIT").execute(&mut conn).await?;
                let broken: Vec<(String,)> =
                    sqlx::query_as("SELECT \"table\" FROM pragma_foreign_key_check")
                        .fetch_all(&mut conn)
                        .await?;
                if let Some((table,)) = broken.into_iter().next() {
                    return Err(BackupError::WrongTable(table).into());
                }
                Snapshot::Sqlite(conn)
            }
            Self::Postgres { mut conn, later } => {
                for text in later {
                    sqlx::raw_sql(AssertSqlSafe(text))
                        .execute(&mut conn)
                        .await?;
                }
                sqlx::raw_sql("COMMIT").execute(&mut conn).await?;
                Snapshot::Postgres(conn)
            }
        };
        let wanted: Vec<&TableSum> = manifest.tables.iter().filter(|t| t.part == part).collect();
        let found = snapshot.tables(part).await?;
        for table in &found {
            let sum = put_table(&mut snapshot, table, None, None).await?;
            if !wanted.contains(&&sum) {
                return Err(BackupError::WrongTable(sum.table).into());
            }
        }
        if found.len() != wanted.len() {
            return Err(BackupError::Damaged("its list of tables").into());
        }
        match snapshot {
            Snapshot::Postgres(conn) => Ok(Some(conn)),
            other => {
                other.close().await?;
                Ok(None)
            }
        }
    }
}

async fn put_sqlite(
    conn: &mut SqliteConnection,
    table: &Table,
    rows: &[Vec<u8>],
) -> Result<(), StoreError> {
    for group in rows.chunks(ROWS_AT_ONCE) {
        // Two texts for each table: of a full group, and of what is left.
        for part in match group.len() {
            ROWS_AT_ONCE => group.chunks(ROWS_AT_ONCE),
            _ => group.chunks(1),
        } {
            let mut query = sqlx::query(AssertSqlSafe(insert(table, part.len())));
            for row in part {
                for value in values(row, &table.columns)? {
                    query = match value {
                        Value::Null => query.bind(None::<i64>),
                        Value::Int(n) => query.bind(n),
                        Value::Real(n) => query.bind(n),
                        Value::Bool(b) => query.bind(b),
                        Value::Text(text) => query.bind(text.to_owned()),
                        Value::Bytes(bytes) => query.bind(bytes.to_vec()),
                    };
                }
            }
            query.execute(&mut *conn).await?;
        }
    }
    Ok(())
}

fn insert(table: &Table, rows: usize) -> String {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|c| format!("\"{}\"", c.name))
        .collect();
    let row = format!("({})", vec!["?"; table.columns.len()].join(", "));
    format!(
        "INSERT INTO \"{}\" ({}) VALUES {}",
        table.table,
        columns.join(", "),
        vec![row; rows].join(", ")
    )
}

/// By `COPY` in its binary form (PostgreSQL manual, COPY, "Binary Format"), which also takes the
/// numbers of counting columns as they are.
async fn put_postgres(
    conn: &mut PgConnection,
    table: &Table,
    rows: &[Vec<u8>],
) -> Result<(), StoreError> {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|c| format!("\"{}\"", c.name))
        .collect();
    let statement = format!(
        "COPY \"{}\" ({}) FROM STDIN (FORMAT binary)",
        table.table,
        columns.join(", ")
    );
    let mut copy = conn.copy_in_raw(&statement).await?;
    let mut chunk = b"PGCOPY\n\xff\r\n\0".to_vec();
    chunk.extend_from_slice(&[0; 8]);
    for row in rows {
        chunk.extend_from_slice(&(table.columns.len() as u16).to_be_bytes());
        for value in values(row, &table.columns)? {
            let field = |chunk: &mut Vec<u8>, bytes: &[u8]| {
                chunk.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
                chunk.extend_from_slice(bytes);
            };
            match value {
                Value::Null => chunk.extend_from_slice(&(-1_i32).to_be_bytes()),
                Value::Int(n) => field(&mut chunk, &n.to_be_bytes()),
                Value::Real(n) => field(&mut chunk, &n.to_be_bytes()),
                Value::Bool(b) => field(&mut chunk, &[b.into()]),
                Value::Text(text) => field(&mut chunk, text.as_bytes()),
                Value::Bytes(bytes) => field(&mut chunk, bytes),
            }
        }
        if chunk.len() >= COPY_CHUNK {
            copy.send(std::mem::take(&mut chunk)).await?;
        }
    }
    chunk.extend_from_slice(&(-1_i16).to_be_bytes());
    copy.send(chunk).await?;
    copy.finish().await?;
    Ok(())
}

/// Makes the folder that is built beside its place, and claims it. What an interrupted restore
/// left there is removed.
fn make_draft(config: &StoreConfig) -> Result<(PathBuf, File), StoreError> {
    let folder = std::path::absolute(&config.folder).map_err(StoreError::file(&config.folder))?;
    let interrupted = folder.join(RESTORING_FILE).exists();
    let used = fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some());
    if used && !interrupted {
        return Err(BackupError::NotEmpty(folder.display().to_string()).into());
    }
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{DRAFT_ENDING}"));
    let draft = folder.with_file_name(name);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(&draft).map_err(StoreError::file(&draft))?;
    let lock_path = draft.join("server.lock");
    let lock = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&lock_path)
        .map_err(StoreError::file(&lock_path))?;
    if lock.try_lock().is_err() {
        return Err(BackupError::Running(folder.display().to_string()).into());
    }
    for entry in fs::read_dir(&draft)
        .map_err(StoreError::file(&draft))?
        .flatten()
    {
        if entry.path() != lock_path {
            fs::remove_file(entry.path()).map_err(StoreError::file(&entry.path()))?;
        }
    }
    Ok((draft, lock))
}

/// Moves every file of `from` over those of the same name in `to`.
fn take_over(from: &Path, to: &Path) -> Result<(), StoreError> {
    for entry in fs::read_dir(from)
        .map_err(StoreError::file(from))?
        .flatten()
    {
        let target = to.join(entry.file_name());
        fs::rename(entry.path(), &target).map_err(StoreError::file(&target))?;
    }
    fs::remove_dir(from).map_err(StoreError::file(from))
}

/// Writes a file that only its owner can read, in place of what was there.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(StoreError::file(path))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(StoreError::file(path))
}

fn sync_all_in(folder: &Path) -> Result<(), StoreError> {
    for entry in fs::read_dir(folder)
        .map_err(StoreError::file(folder))?
        .flatten()
    {
        let path = entry.path();
        File::open(&path)
            .and_then(|file| file.sync_all())
            .map_err(StoreError::file(&path))?;
    }
    sync_folder(folder)
}

/// Makes names in a folder survive a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(StoreError::file(folder))
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> Result<(), StoreError> {
    Ok(())
}
