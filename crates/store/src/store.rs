use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use faro_vocabulary::FactTable;

use crate::changes::ChangeSet;
use crate::db::{Db, FACTS, VAULT, Way, read, transaction, write};
use crate::error::stored;
use crate::issues;
use crate::model::{IssueEntry, NewSource, VersionId, VersionMeta, VersionSummary};
use crate::reader::Reader;
use crate::segment::{self, EncodedSegment, RowKey};
use crate::vault::{SealedBlob, SealedBlock, SealingKey, Vault, WrappedKey};
use crate::{StoreError, sql};

/// Format of the data folder that this program writes. It grows when a change can't be made
/// by a migration of the databases alone.
pub const FOLDER_FORMAT: u32 = 1;

const FORMAT_FILE: &str = "format";
/// Says that the databases of this folder are in PostgreSQL now: without its address Faro would
/// open the ones that stayed behind.
pub(crate) const MOVED_FILE: &str = "moved-to-postgresql";
const SERVER_LOCK_FILE: &str = "server.lock";
pub(crate) const INSTALLATION: &str = "installation";

/// A publication that meets another one tries again this often. Each time it loses, some
/// other import has been published.
const PUBLISH_TRIES: u32 = 100;

/// Where the data are.
#[derive(Clone, Default)]
pub struct StoreConfig {
    /// The data folder. Made when it is not there.
    pub folder: PathBuf,
    /// Address of a PostgreSQL database (`postgres://…`) for facts, jobs and settings;
    /// without one they are in `faro.sqlite` in the folder.
    pub database_url: Option<String>,
    /// Address of a PostgreSQL database for the vault. Without one it is in the database of
    /// `database_url`, or in `vault.sqlite` when there is none.
    pub vault_url: Option<String>,
    /// Whoever runs the server says that a tunnel encrypts the way to PostgreSQL elsewhere.
    pub database_over_tunnel: bool,
}

impl fmt::Debug for StoreConfig {
    /// Says which addresses are set, not what they are: they may carry passwords.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreConfig")
            .field("folder", &self.folder)
            .field("database_url", &self.database_url.is_some())
            .field("vault_url", &self.vault_url.is_some())
            .field("database_over_tunnel", &self.database_over_tunnel)
            .finish()
    }
}

/// The databases of one installation. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Store {
    reader: Reader,
    vault: Vault,
    folder: PathBuf,
}

/// Held while a server runs on a data folder; gone when it is dropped or its process ends,
/// however it ends.
#[derive(Debug)]
pub struct ServerLock {
    _file: File,
}

/// What [`Store::sweep`] removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Versions that were staged and never published.
    pub staged: Vec<VersionId>,
    /// Versions of which only the vault held something.
    pub orphans: Vec<VersionId>,
}

impl Store {
    /// Opens the data folder, making what is not there, and brings databases of an older
    /// Faro up to date. Several processes may have one folder open; SQLite lets one of them
    /// write at a time and the others wait.
    ///
    /// # Errors
    /// The folder or a database can't be reached, was written by a newer Faro, or facts and
    /// vault belong to different installations.
    pub async fn open(config: &StoreConfig) -> Result<Self, StoreError> {
        if config.database_url.is_none() && config.folder.join(MOVED_FILE).exists() {
            return Err(StoreError::Moved(config.folder.clone()));
        }
        Self::open_left_behind(config).await
    }

    /// Opens a data folder even when its databases were moved away: to finish a move that was
    /// interrupted.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_left_behind(config: &StoreConfig) -> Result<Self, StoreError> {
        let folder = config.folder.clone();
        prepare_folder(&folder)?;
        if folder.join(crate::backup::RESTORING_FILE).exists() {
            return Err(StoreError::RestoreInterrupted);
        }
        let opened = match Self::open_databases(config).await {
            Err(StoreError::DiskFull) if crate::reserve::release(&folder) => {
                Self::open_databases(config).await
            }
            opened => {
                crate::reserve::keep(&folder);
                opened
            }
        };
        let (facts, vault) = opened?;
        Ok(Self {
            reader: Reader { db: facts },
            vault: Vault { db: vault },
            folder,
        })
    }

    async fn open_databases(config: &StoreConfig) -> Result<(Db, Db), StoreError> {
        let folder = &config.folder;
        let way = Way::of(config);
        let facts = match &config.database_url {
            Some(address) => FACTS.open_postgres(address, "DATABASE_URL", way).await?,
            None => FACTS.open_sqlite(folder).await?,
        };
        let vault = match (&config.vault_url, &config.database_url) {
            (Some(address), _) => {
                VAULT
                    .open_postgres(address, "the vault's address", way)
                    .await?
            }
            (None, Some(address)) => VAULT.open_postgres(address, "DATABASE_URL", way).await?,
            (None, None) => VAULT.open_sqlite(folder).await?,
        };
        check_they_belong_together(&facts, &vault).await?;
        Ok((facts, vault))
    }

    /// The handle for analysis, pages and reports: it reads facts and has no way to the
    /// vault.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The vault.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn db(&self) -> &Db {
        &self.reader.db
    }

    /// Closes all connections. Afterwards every call fails.
    pub async fn close(&self) {
        self.reader.db.close().await;
        self.vault.db.close().await;
    }

    /// That both databases answer.
    ///
    /// # Errors
    /// One does not.
    pub async fn answers(&self) -> Result<(), StoreError> {
        self.reader.db.meta(INSTALLATION).await?;
        self.vault.db.meta(INSTALLATION).await?;
        Ok(())
    }

    /// What SQLite finds damaged in its files: database and its own words. PostgreSQL looks after
    /// its files itself.
    ///
    /// # Errors
    /// A database does not answer.
    pub async fn damage(&self) -> Result<Vec<(&'static str, String)>, StoreError> {
        let mut found = Vec::new();
        for (db, part) in [(self.db(), FACTS), (&self.vault.db, VAULT)] {
            found.extend(db.damage().await?.map(|said| (part.name, said)));
        }
        Ok(found)
    }

    /// Claims the data folder for a server. Commands need no claim: they may run beside it.
    ///
    /// # Errors
    /// [`StoreError::ServerRunning`] when another server has it.
    pub fn lock_server(&self) -> Result<ServerLock, StoreError> {
        let path = self.folder.join(SERVER_LOCK_FILE);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(StoreError::file(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(ServerLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::ServerRunning(self.folder.clone())),
            Err(TryLockError::Error(source)) => Err(StoreError::File { path, source }),
        }
    }

    /// Makes a source known.
    ///
    /// # Errors
    /// [`StoreError::SourceExists`] when the identifier is taken.
    pub async fn create_source(&self, source: &NewSource) -> Result<(), StoreError> {
        let made = write!(self.db(), |pool| {
            sqlx::query(sql::CREATE_SOURCE)
                .bind(&source.id)
                .bind(&source.name)
                .bind(&source.agency)
                .bind(&source.kind)
                .bind(source.profile_id.as_deref())
                .bind(source.created_at)
                .bind(&source.agency_id)
                .execute(pool)
                .await?
                .rows_affected()
        });
        match made {
            0 => Err(StoreError::SourceExists(source.id.clone())),
            _ => Ok(()),
        }
    }

    /// Changes what people call a source, its agency and the profile it is read with.
    ///
    /// # Errors
    /// There is no such source.
    pub async fn update_source(
        &self,
        id: &str,
        name: &str,
        agency: &str,
        profile_id: Option<&str>,
    ) -> Result<(), StoreError> {
        let changed = write!(self.db(), |pool| {
            sqlx::query(sql::RENAME_SOURCE)
                .bind(id)
                .bind(name)
                .bind(agency)
                .bind(profile_id)
                .execute(pool)
                .await?
                .rows_affected()
        });
        match changed {
            0 => Err(StoreError::UnknownSource(id.to_owned())),
            _ => Ok(()),
        }
    }

    /// Removes sources that no import has filled and none is about to, with their labels: what the
    /// failure of a first import leaves behind. Gives their identifiers.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remove_unborn_sources(&self, now: i64) -> Result<Vec<String>, StoreError> {
        let unborn: Vec<String> = read!(self.db(), |pool| {
            sqlx::query_scalar(sql::UNBORN_SOURCES)
                .fetch_all(pool)
                .await?
        });
        let mut gone = Vec::new();
        for id in unborn {
            let removed = transaction!(self.db(), |tx| {
                let removed = sqlx::query(sql::DELETE_UNBORN_SOURCE)
                    .bind(&id)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected()
                    > 0;
                if removed {
                    sqlx::query(sql::sharing::DELETE_RECIPIENTS)
                        .bind("source")
                        .bind(&id)
                        .execute(&mut *tx)
                        .await?;
                    sqlx::query(sql::deletions::DELETE_LABEL)
                        .bind(&id)
                        .execute(&mut *tx)
                        .await?;
                    sqlx::query(sql::approvals::OVERTAKE_APPROVALS_ON)
                        .bind("source")
                        .bind(&id)
                        .bind(now)
                        .bind("")
                        .execute(&mut *tx)
                        .await?;
                }
                removed
            });
            if removed {
                gone.push(id);
            }
        }
        Ok(gone)
    }

    /// Begins a version of a source. Nobody sees it until [`Store::publish`].
    ///
    /// # Errors
    /// There is no such source.
    pub async fn begin_version(
        &self,
        source: &str,
        meta: &VersionMeta,
    ) -> Result<VersionId, StoreError> {
        let id: Option<i64> = write!(self.db(), |pool| {
            sqlx::query_scalar(sql::BEGIN_VERSION)
                .bind(source)
                .bind(meta.lease.map(|l| l.job.0))
                .bind(meta.lease.map(|l| l.token))
                .bind(&meta.file_name)
                .bind(&meta.content_hash)
                .bind(&meta.mapping_id)
                .bind(&meta.mapping_toml)
                .bind(&meta.read_options)
                .bind(meta.started_at)
                .fetch_optional(pool)
                .await?
        });
        id.map(VersionId)
            .ok_or_else(|| StoreError::UnknownSource(source.to_owned()))
    }

    async fn check_staged(&self, version: VersionId) -> Result<(), StoreError> {
        let staged: i64 = read!(self.db(), |pool| {
            sqlx::query_scalar(sql::STAGED)
                .bind(version.0)
                .fetch_one(pool)
                .await?
        });
        match staged {
            0 => Err(StoreError::NotStaged(version)),
            _ => Ok(()),
        }
    }

    /// Stores the facts and row keys of one part of the file, cut into segments as needed.
    /// Parts are read back by `ordinal`, so they may arrive in any order.
    ///
    /// Encoding runs on this thread; an import that encodes on its own threads calls
    /// [`segment::encode`] there and hands the result to [`Store::put_encoded`].
    ///
    /// # Errors
    /// The version is not staged, the part is stored already, or the table can't be encoded.
    pub async fn put_segment(
        &self,
        version: VersionId,
        ordinal: u32,
        facts: &FactTable,
        keys: &[RowKey],
    ) -> Result<(), StoreError> {
        let segments = segment::encode(facts, keys)?;
        self.put_encoded(version, ordinal, &segments).await
    }

    /// Stores the segments of one part of the file: all of them or none.
    ///
    /// # Errors
    /// The version is not staged, or the part is stored already.
    pub async fn put_encoded(
        &self,
        version: VersionId,
        ordinal: u32,
        segments: &[EncodedSegment],
    ) -> Result<(), StoreError> {
        self.check_staged(version).await?;
        let put = async {
            transaction!(self.db(), |tx| {
                for (part, segment) in segments.iter().enumerate() {
                    sqlx::query(sql::PUT_SEGMENT)
                        .bind(version.0)
                        .bind(i64::from(ordinal))
                        .bind(part as i64)
                        .bind(i64::from(segment.fact_rows))
                        .bind(segment.facts.as_slice())
                        .bind(segment.keys.as_slice())
                        .execute(&mut *tx)
                        .await?;
                }
            });
            Ok(())
        };
        twice(put.await, version, ordinal)
    }

    /// Stores a version's data key. It must come before anything that the key seals.
    ///
    /// # Errors
    /// The version is not staged, or it has this key already.
    pub async fn put_data_key(&self, key: &SealingKey) -> Result<(), StoreError> {
        self.put_wrapped_key(key.wrapped()).await
    }

    /// Stores a data key that was wrapped elsewhere.
    ///
    /// # Errors
    /// The version is not staged, or has this key already.
    pub async fn put_wrapped_key(&self, key: &WrappedKey) -> Result<(), StoreError> {
        let of = key.of;
        self.check_staged(of.version).await?;
        twice(self.vault.put_key(key).await, of.version, of.key_version)
    }

    /// Stores the sealed identities of one part of the file: all of them or none.
    ///
    /// # Errors
    /// The version is not staged, or the part is stored already.
    pub async fn put_sealed(
        &self,
        version: VersionId,
        ordinal: u32,
        blocks: &[SealedBlock],
    ) -> Result<(), StoreError> {
        self.check_staged(version).await?;
        if blocks.iter().any(|b| b.of.version != version) {
            return Err(StoreError::NotStaged(version));
        }
        twice(
            self.vault.put_blocks(ordinal, blocks).await,
            version,
            ordinal,
        )
    }

    /// Stores a sealed text or file of a version, such as rejected rows.
    ///
    /// # Errors
    /// The version is not staged, or this part of this kind is stored already.
    pub async fn put_blob(&self, blob: &SealedBlob) -> Result<(), StoreError> {
        self.check_staged(blob.of.version).await?;
        twice(
            self.vault.put_blob(blob).await,
            blob.of.version,
            blob.ordinal,
        )
    }

    /// Stores the issues of one part of the file.
    ///
    /// # Errors
    /// The version is not staged, or the part is stored already.
    pub async fn put_issues(
        &self,
        version: VersionId,
        ordinal: u32,
        entries: &[IssueEntry],
    ) -> Result<(), StoreError> {
        self.check_staged(version).await?;
        let put = async {
            transaction!(self.db(), |tx| {
                for (group, entries) in issues::groups(entries) {
                    sqlx::query(sql::PUT_ISSUES)
                        .bind(version.0)
                        .bind(i64::from(ordinal))
                        .bind(group.rule)
                        .bind(group.severity.code())
                        .bind(group.header)
                        .bind(entries.len() as i64)
                        .bind(issues::encode(&entries))
                        .execute(&mut *tx)
                        .await?;
                }
            });
            Ok(())
        };
        twice(put.await, version, ordinal)
    }

    /// Stores what changed against the version before.
    ///
    /// # Errors
    /// The version is not staged, or its changes are stored already.
    pub async fn put_changes(
        &self,
        version: VersionId,
        changes: &ChangeSet,
    ) -> Result<(), StoreError> {
        self.check_staged(version).await?;
        let added = stored("the number of changes", changes.added)?;
        let changed = stored("the number of changes", changes.changed)?;
        let unchanged = stored("the number of changes", changes.unchanged)?;
        let removed = stored("the number of changes", changes.removed)?;
        let put = async {
            write!(self.db(), |pool| {
                sqlx::query(sql::PUT_CHANGES)
                    .bind(version.0)
                    .bind(added)
                    .bind(changed)
                    .bind(unchanged)
                    .bind(removed)
                    .bind(changes.encode())
                    .execute(pool)
                    .await?;
            });
            Ok(())
        };
        twice(put.await, version, 0)
    }

    /// Makes a staged version the current one of its source, in one update: readers see the
    /// old version or all of the new one, never something between. Gives the generation.
    ///
    /// # Errors
    /// Nothing is published when the stored rows are not those that were counted, another
    /// version of the source was published since this one began, or the job's lease is lost.
    pub async fn publish(
        &self,
        version: VersionId,
        summary: &VersionSummary,
    ) -> Result<i64, StoreError> {
        let incomplete = |what, staged, counted| {
            Err(StoreError::Incomplete {
                version,
                what,
                staged,
                counted,
            })
        };
        let answered = summary.rows_accepted.saturating_add(summary.rows_rejected);
        if answered != summary.rows_read {
            return incomplete("accepted and rejected rows", answered, summary.rows_read);
        }
        let sealed = self.vault.sealed_rows(version).await?;
        if sealed != summary.sealed_rows {
            return incomplete("sealed rows", sealed, summary.sealed_rows);
        }
        for _ in 0..PUBLISH_TRIES {
            match self.try_publish(version, summary).await {
                Ok(Some(generation)) => return Ok(generation),
                Ok(None) => return Err(self.why_not_published(version, summary).await?),
                Err(error) if is_duplicate(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Busy)
    }

    async fn try_publish(
        &self,
        version: VersionId,
        summary: &VersionSummary,
    ) -> Result<Option<i64>, StoreError> {
        let rows = |n| stored("the number of rows", n);
        let generation: Option<i64> = write!(self.db(), |pool| {
            sqlx::query_scalar(sql::PUBLISH)
                .bind(version.0)
                .bind(summary.published_at)
                .bind(rows(summary.rows_read)?)
                .bind(rows(summary.rows_accepted)?)
                .bind(rows(summary.rows_with_warning)?)
                .bind(rows(summary.rows_rejected)?)
                .bind(rows(summary.fact_rows)?)
                .bind(rows(summary.sealed_rows)?)
                .bind(&summary.details)
                .fetch_optional(pool)
                .await?
        });
        Ok(generation)
    }

    async fn why_not_published(
        &self,
        version: VersionId,
        summary: &VersionSummary,
    ) -> Result<StoreError, StoreError> {
        if let Err(gone) = self.check_staged(version).await {
            return Ok(gone);
        }
        let newer: i64 = read!(self.db(), |pool| {
            sqlx::query_scalar(sql::PUBLISHED_AT_OR_ABOVE)
                .bind(version.0)
                .fetch_one(pool)
                .await?
        });
        if newer > 0 {
            return Ok(StoreError::Overtaken(version));
        }
        let staged: i64 = read!(self.db(), |pool| {
            sqlx::query_scalar(sql::STAGED_FACT_ROWS)
                .bind(version.0)
                .fetch_one(pool)
                .await?
        });
        if staged as u64 != summary.fact_rows {
            return Ok(StoreError::Incomplete {
                version,
                what: "rows of facts",
                staged: staged as u64,
                counted: summary.fact_rows,
            });
        }
        Ok(match self.reader.version(version).await?.job_id {
            Some(job) => StoreError::LeaseLost(job.into()),
            None => StoreError::NotStaged(version),
        })
    }

    /// Removes a staged version from both databases, the vault first. A version that is not
    /// there any more is no error.
    ///
    /// # Errors
    /// The version is published, or a database does not answer.
    pub async fn abandon(&self, version: VersionId) -> Result<(), StoreError> {
        match self.reader.version(version).await {
            Ok(found) if found.published_generation.is_some() => {
                Err(StoreError::NotStaged(version))
            }
            Ok(_) => self.remove_staged(version).await,
            Err(StoreError::UnknownVersion(_)) => self.vault.remove(version).await,
            Err(error) => Err(error),
        }
    }

    /// Vault first: the row that is left in the database of facts until the end is what
    /// lets the next sweep find an interrupted one.
    async fn remove_staged(&self, version: VersionId) -> Result<(), StoreError> {
        self.vault.remove(version).await?;
        write!(self.db(), |pool| {
            sqlx::query(sql::DELETE_STAGED)
                .bind(version.0)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Removes what crashed imports left behind in both databases: versions that began
    /// before `stale_before` (µs UTC), are not published, and are not being imported by a
    /// job whose lease runs beyond `stale_before`. At the start of a server, `stale_before`
    /// is the present.
    ///
    /// # Errors
    /// A database does not answer. What was not removed is removed by the next sweep.
    pub async fn sweep(&self, stale_before: i64) -> Result<Swept, StoreError> {
        // The vault is read before the facts: an import that begins in between has its
        // version in the facts before anything of it is in the vault.
        let sealed = self.vault.versions().await?;
        let known: Vec<i64> = read!(self.db(), |pool| {
            sqlx::query_scalar(sql::KNOWN_VERSIONS)
                .fetch_all(pool)
                .await?
        });
        let stale: Vec<i64> = read!(self.db(), |pool| {
            sqlx::query_scalar(sql::STAGED_BEFORE)
                .bind(stale_before)
                .fetch_all(pool)
                .await?
        });
        let mut swept = Swept::default();
        for version in sealed {
            if known.binary_search(&version.0).is_err() {
                self.vault.remove(version).await?;
                swept.orphans.push(version);
            }
        }
        for version in stale.into_iter().map(VersionId) {
            self.remove_staged(version).await?;
            swept.staged.push(version);
        }
        Ok(swept)
    }

    /// Removes the rows, issues and identities of a version that is not current any more,
    /// for good: to erase a person, publish the source again without the row, then forget
    /// the versions before. What is left is that the version existed.
    ///
    /// # Errors
    /// [`StoreError::IsCurrent`], or a database does not answer. What was not removed is
    /// removed by calling again.
    pub async fn forget_version(&self, version: VersionId, now: i64) -> Result<(), StoreError> {
        let found = self.reader.version(version).await?;
        if found.published_generation.is_none() {
            return Err(StoreError::IsCurrent(version));
        }
        // From here on no reader loads it, and the vault's part is an orphan that a sweep
        // removes should this be interrupted.
        let forgotten = transaction!(self.db(), |tx| {
            let forgotten = sqlx::query(sql::FORGET_VERSION)
                .bind(version.0)
                .bind(now)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if forgotten > 0 {
                for statement in [
                    sql::DELETE_SEGMENTS,
                    sql::DELETE_ISSUES,
                    sql::DELETE_CHANGES,
                ] {
                    sqlx::query(statement)
                        .bind(version.0)
                        .execute(&mut *tx)
                        .await?;
                }
            }
            forgotten
        });
        if forgotten == 0 {
            return Err(StoreError::IsCurrent(version));
        }
        self.vault.remove(version).await
    }

    /// Keeps a setting; `value` is JSON.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::SET_SETTING)
                .bind(name)
                .bind(value)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Keeps a mapping profile of an agency, in place of its one with the same identifier.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_profile(
        &self,
        agency: &str,
        id: &str,
        toml: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::SAVE_PROFILE)
                .bind(agency)
                .bind(id)
                .bind(toml)
                .bind(now)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Removes a mapping profile of an agency; `false` when there was none. Versions keep the
    /// profile they were read with.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remove_profile(&self, agency: &str, id: &str) -> Result<bool, StoreError> {
        let removed = write!(self.db(), |pool| {
            sqlx::query(sql::REMOVE_PROFILE)
                .bind(agency)
                .bind(id)
                .execute(pool)
                .await?
                .rows_affected()
        });
        Ok(removed > 0)
    }

    /// Keeps a list of territories (CSV), in place of the one with the same name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn save_territories(
        &self,
        name: &str,
        csv: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::SAVE_TERRITORIES)
                .bind(name)
                .bind(csv)
                .bind(now)
                .execute(pool)
                .await?;
        });
        Ok(())
    }
}

fn is_duplicate(error: &StoreError) -> bool {
    match error {
        StoreError::Database(inner) => inner
            .0
            .as_database_error()
            .is_some_and(|e| e.is_unique_violation()),
        _ => false,
    }
}

fn twice(put: Result<(), StoreError>, version: VersionId, ordinal: u32) -> Result<(), StoreError> {
    match put {
        Err(error) if is_duplicate(&error) => Err(StoreError::StoredTwice { version, ordinal }),
        other => other,
    }
}

/// Makes the folder, readable by its owner only, and checks or writes its format.
fn prepare_folder(folder: &Path) -> Result<(), StoreError> {
    if !folder.exists() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(folder).map_err(StoreError::file(folder))?;
    }
    let path = folder.join(FORMAT_FILE);
    match fs::read_to_string(&path) {
        Ok(text) => check_format(&path, &text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let draft = folder.join("format.new");
            let write = || {
                let mut file = File::create(&draft)?;
                writeln!(file, "faro-data {FOLDER_FORMAT}")?;
                file.sync_all()?;
                fs::rename(&draft, &path)
            };
            write().map_err(StoreError::file(&path))
        }
        Err(source) => Err(StoreError::File { path, source }),
    }
}

fn check_format(path: &Path, text: &str) -> Result<(), StoreError> {
    let found = text
        .trim()
        .strip_prefix("faro-data ")
        .and_then(|n| n.parse::<u32>().ok())
        .ok_or_else(|| StoreError::NotADataFolder(path.to_owned()))?;
    if found > FOLDER_FORMAT {
        return Err(StoreError::NewerFormat {
            what: "the data folder".to_owned(),
            found,
            supported: FOLDER_FORMAT,
        });
    }
    Ok(())
}

/// Both databases carry the same random number. A vault of another installation would hold
/// other persons under the same version numbers.
async fn check_they_belong_together(facts: &Db, vault: &Db) -> Result<(), StoreError> {
    let in_vault = vault.meta(INSTALLATION).await?;
    let proposed = match &in_vault {
        Some(id) => id.clone(),
        None => uuid::Uuid::new_v4().to_string(),
    };
    let in_facts = match (facts.meta(INSTALLATION).await?, in_vault) {
        (Some(id), _) => id,
        (None, _) => facts.note_once(INSTALLATION, &proposed).await?,
    };
    if vault.note_once(INSTALLATION, &in_facts).await? == in_facts {
        Ok(())
    } else {
        Err(StoreError::VaultOfAnotherInstallation)
    }
}
