use std::path::PathBuf;
use std::sync::Arc;

use crate::segment::SegmentError;
use crate::{JobId, VersionId};

/// Why the store could not do what it was asked to. Each message says what to do next, and
/// none carries an address with a password, a key or anything about a person.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file of the data folder could not be read or written.
    #[error("{}: {source}; check that the folder exists, has space, and belongs to you", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The data folder or database was written by a newer Faro.
    #[error("{what} has format {found}; this Faro reads up to {supported}: install a newer Faro")]
    NewerFormat {
        /// What is newer.
        what: String,
        /// Its format.
        found: u32,
        /// Newest format that this program reads.
        supported: u32,
    },
    /// The `format` file says nothing that can be understood.
    #[error("{} does not say `faro-data` and a number; is this the data folder?", .0.display())]
    NotADataFolder(PathBuf),
    /// Facts and vault come from different installations.
    #[error(
        "the vault belongs to another installation; restore both databases from the same backup"
    )]
    VaultOfAnotherInstallation,
    /// An address is not one of a PostgreSQL database. The address itself is not shown.
    #[error("{0} is not the address of a PostgreSQL database; write postgres://USER@HOST/DATABASE")]
    Address(&'static str),
    /// An address would send everything in clear, or to whoever answers.
    #[error(
        "{0} names a PostgreSQL server on another machine, and what is sent there could be read; add sslmode=verify-full and, for a certificate of one's own, sslrootcert=FILE, or say --database-over-tunnel when a tunnel encrypts the way"
    )]
    Unprotected(&'static str),
    /// A restore into this folder or database was interrupted.
    #[error("a restore into this place was interrupted; run `faro restore` again")]
    RestoreInterrupted,
    /// The databases were moved to PostgreSQL, and its address is not given.
    #[error("the databases of {} were moved to PostgreSQL; give its address in DATABASE_URL or with --database", .0.display())]
    Moved(PathBuf),
    /// A copy could not be made, read or restored.
    #[error(transparent)]
    Backup(Box<crate::backup::BackupError>),
    /// Another server has the data folder.
    #[error("another Faro server uses {}; stop it, or choose another folder with --data", .0.display())]
    ServerRunning(PathBuf),
    /// Another process was writing for too long.
    #[error(
        "another process kept the database locked; wait until its import has ended and try again"
    )]
    Busy,
    /// No space left.
    #[error("the disk is full; nothing was lost: free some space and try again")]
    DiskFull,
    /// A text holds the character of number zero, which PostgreSQL takes in no text.
    #[error("a text holds the character U+0000, which can't be kept")]
    NulInText,
    /// The database did not answer, or said no.
    #[error("the database answered: {0}")]
    Database(#[source] DatabaseError),
    /// A stored block is damaged or newer, or a table can't be stored.
    #[error(transparent)]
    Segment(#[from] SegmentError),
    /// A sealed entry can't be opened or a key can't be used.
    #[error(transparent)]
    Vault(#[from] crate::vault::VaultError),
    /// There is no such source.
    #[error("there is no source `{0}`; `faro sources` lists them")]
    UnknownSource(String),
    /// There is no such version.
    #[error("there is no version {0} of any source, or it was removed")]
    UnknownVersion(VersionId),
    /// A source with this identifier exists.
    #[error("a source `{0}` exists already; choose another identifier")]
    SourceExists(String),
    /// The version is not being staged: it was published, abandoned or swept.
    #[error("version {0} is not being imported any more; start the import again")]
    NotStaged(VersionId),
    /// The same part of a version was handed in twice.
    #[error("part {ordinal} of version {version} was stored already")]
    StoredTwice {
        /// The version.
        version: VersionId,
        /// The part.
        ordinal: u32,
    },
    /// Another import of the same source was published since this one began.
    #[error("another version of this source was published meanwhile; start the import again")]
    Overtaken(VersionId),
    /// What was staged is not what the summary says.
    #[error(
        "version {version}: {what} {staged} were stored and the import counted {counted}; nothing was published, start the import again"
    )]
    Incomplete {
        /// The version.
        version: VersionId,
        /// What was counted.
        what: &'static str,
        /// Number stored.
        staged: u64,
        /// Number that the summary gives.
        counted: u64,
    },
    /// The current version of a source can't be forgotten.
    #[error("version {0} is the current one of its source; publish another one first")]
    IsCurrent(VersionId),
    /// The job went to another worker, was cancelled, or has ended.
    #[error(
        "job {0} is not this worker's any more: its lease ran out, it was cancelled, or it ended"
    )]
    LeaseLost(JobId),
    /// There is no such job.
    #[error("there is no job {0}")]
    UnknownJob(JobId),
    /// A number does not fit where it is kept.
    #[error("{0} is too large to be stored")]
    TooLarge(&'static str),
    /// A stored value can't be understood.
    #[error("stored {0} can't be understood; it was written by a newer Faro or is damaged")]
    Unreadable(&'static str),
    /// An action could not be recorded, so it must not be carried out.
    #[error("this could not be recorded in the audit, so it was not done: {0}")]
    AuditNotKept(Arc<StoreError>),
    /// The record of the last entry of the audit is not one that this installation wrote.
    #[error(
        "the end of the audit was changed by another program or its key is missing; nothing is recorded until `faro audit verify` has shown what happened"
    )]
    AuditTampered,
    /// A background computation ended early.
    #[error("a computation in the background was stopped")]
    Stopped,
}

/// What the database said.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DatabaseError(#[source] pub(crate) sqlx::Error);

impl DatabaseError {
    /// Whether the database is not there, rather than saying no.
    fn is_out_of_reach(&self) -> bool {
        match &self.0 {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => true,
            // PostgreSQL: 08 connection, 57P it stops or starts, 53300 no connection is free,
            // 25006 a copy that takes no changes. SQLite: 10 the disk fails, 14 no file.
            sqlx::Error::Database(said) => {
                let code = said.code().unwrap_or_default();
                let sqlite = code.len() < 5;
                let primary = code.parse::<u32>().map(|c| c & 0xff);
                code.starts_with("08")
                    || code.starts_with("57P")
                    || matches!(&*code, "53300" | "25006")
                    || sqlite && matches!(primary, Ok(10 | 14))
            }
            _ => false,
        }
    }

    /// Whether a value that was read is not of the kind that Faro writes.
    pub(crate) fn is_about_a_value(&self) -> bool {
        matches!(
            self.0,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)
        )
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        // SQLite's primary result codes: 5 busy, 6 locked, 13 full; extended codes carry
        // the primary one in their low byte. 4874: no room for the index of the log.
        // PostgreSQL: 53100 disk full.
        if let sqlx::Error::Database(inner) = &error {
            let code = inner.code().unwrap_or_default();
            match code.parse::<u32>().map(|c| c & 0xff) {
                Ok(5 | 6) if code.len() < 5 => return StoreError::Busy,
                Ok(13) if code.len() < 5 => return StoreError::DiskFull,
                _ if code == "4874" || code == "53100" => return StoreError::DiskFull,
                _ if code == "22021" => return StoreError::NulInText,
                _ => {}
            }
        }
        StoreError::Database(DatabaseError(error))
    }
}

/// Why nothing can be done at the moment, though nothing is wrong with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// No space is left.
    DiskFull,
    /// Another process writes for too long.
    Busy,
    /// A database can't be reached.
    OutOfReach,
}

impl Outage {
    /// What an error of the operating system is, when it is one of these.
    pub fn of_system(error: &std::io::Error) -> Option<Self> {
        use std::io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => Some(Self::DiskFull),
            ReadOnlyFilesystem => Some(Self::OutOfReach),
            _ => None,
        }
    }
}

impl StoreError {
    /// Whether the installation is out of order for a while: then it is no fault of the question.
    pub fn outage(&self) -> Option<Outage> {
        match self {
            StoreError::DiskFull => Some(Outage::DiskFull),
            StoreError::Busy => Some(Outage::Busy),
            StoreError::Database(said) if said.is_out_of_reach() => Some(Outage::OutOfReach),
            StoreError::AuditNotKept(why) => why.outage(),
            StoreError::File { source, .. } => Outage::of_system(source),
            _ => None,
        }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> StoreError {
        let path = path.into();
        move |source| StoreError::File { path, source }
    }
}

/// A number as the databases keep it.
pub(crate) fn stored(what: &'static str, value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_| StoreError::TooLarge(what))
}
