//! Copies of an installation: backups in an encrypted file, restored into either engine, and
//! moves from one engine to the other.
//!
//! One portable stream carries all of it, table by table, whatever tables there are: the
//! catalogue of the database says which. So an area that adds a table is in the backup without
//! a line here.
//!
//! ```text
//! databases ──snapshots──▶ dump ──▶ stream ──age──▶ FILE        back_up
//!                                   stream ◀─age── FILE ──▶ load ──▶ empty folder, databases
//!                          dump ──▶ stream ─────────────▶ load ──▶ databases        (move)
//! ```
//!
//! * *Online*: a backup reads snapshots; a server goes on writing meanwhile.
//! * *Consistent*: facts and vault are two databases and have two snapshots, the facts' first. A
//!   version that was published in it has everything in the vault by then (`docs/adr/001`), and
//!   only forgetting a version could take it away in between. So the sealed rows of every version
//!   are counted in both snapshots, and both are taken again when they differ.
//! * *Bounded memory*: one row at a time, at most [`MAX_ROW`].
//! * *Checked*: every table carries the number and BLAKE3 hash of its rows, the end carries all of
//!   them, and a restore reads back what it wrote before it lets anybody see it.
//!
//! Never in a backup: `agency.key`. Without it nothing sealed opens, so a stolen backup with its
//! own key still shows no identity.

mod catalogue;
mod dump;
mod format;
mod load;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::vault::PUBLIC_KEY_FILE;
use crate::{Store, StoreConfig, StoreError, VersionId};

pub use dump::mismatches;
pub use load::{ARRIVED_FILE, Place, RESTORING_FILE};

/// Format of the portable stream that this program writes; it reads this one and older ones.
pub const BACKUP_FORMAT: u32 = 1;

/// Largest row: PostgreSQL takes no value above 1 GiB.
pub const MAX_ROW: u32 = 1 << 30;

/// Files of the data folder that are in a backup. `reference.key` is: without it a corrected file
/// would not find the rows it corrects. `server.key` is: without it nobody could sign in. Neither
/// opens anything sealed to an agency. `agency.key` does, and is not.
const FILES: &[&str] = &[PUBLIC_KEY_FILE, "reference.key", "server.key"];

/// Chunks of the stream on their way between threads: enough to keep both busy.
const IN_FLIGHT: usize = 4;

/// What a backup holds, as its first record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupHeader {
    /// Format of the stream.
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// When it was made, µs since 1970 UTC.
    pub made_at: i64,
    /// Format of the data folder.
    pub folder_format: u32,
    /// The installation's random number.
    pub installation: String,
    /// Schema version of the database of facts.
    pub facts_schema: u32,
    /// Schema version of the vault.
    pub vault_schema: u32,
}

/// A table of a backup, as its last record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// `facts` or `vault`.
    pub part: String,
    /// Name of the table.
    pub table: String,
    /// Number of rows.
    pub rows: u64,
    /// BLAKE3 of the rows, in hexadecimal.
    pub hash: String,
}

/// What was copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copied {
    /// The backup's first record.
    pub header: BackupHeader,
    /// Every table, in the order of the stream.
    pub tables: Vec<TableSum>,
    /// Files of the data folder.
    pub files: Vec<String>,
    /// Versions whose identities in the vault are not as many as the facts say: damage that was
    /// there before. They are copied as they are.
    pub mismatched: Vec<i64>,
}

impl Copied {
    /// Rows of all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|t| t.rows).sum()
    }
}

/// Why a backup could not be made, read or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The backup or its place could not be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Encryption.
    #[error(transparent)]
    Age(#[from] crate::age::AgeError),
    /// The file opened, and is not a backup.
    #[error("the file opens, but it is not a backup of Faro")]
    NotABackup,
    /// The backup was written by a newer Faro.
    #[error(
        "the backup has {what} {found}; this Faro reads up to {supported}: install a newer Faro"
    )]
    Newer {
        /// What is newer.
        what: &'static str,
        /// Its number.
        found: u32,
        /// Highest number that this program reads.
        supported: u32,
    },
    /// The stream is not what it should be.
    #[error("the backup is damaged ({0}); use another one. Nothing was restored")]
    Damaged(&'static str),
    /// A table does not hold what the backup says it holds.
    #[error(
        "table `{0}` does not hold what the backup says; use another backup. Nothing was restored"
    )]
    WrongTable(String),
    /// The target holds something already.
    #[error("{0} is not empty; choose another place. Nothing was changed")]
    NotEmpty(String),
    /// Another restore into the same place is running.
    #[error("another restore into {0} is running; wait for it to end")]
    Running(String),
    /// A table can't be copied.
    #[error("table `{table}`: {why}; this is a fault of Faro, please report it")]
    Table {
        /// The table.
        table: String,
        /// Why.
        why: &'static str,
    },
    /// Databases alone go to PostgreSQL, and its address is missing.
    #[error(
        "the address of the PostgreSQL database is missing; give it in DATABASE_URL or with --database"
    )]
    NoDatabase,
}

impl From<BackupError> for StoreError {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Io(source) if source.kind() == std::io::ErrorKind::StorageFull => {
                StoreError::DiskFull
            }
            other => StoreError::Backup(Box::new(other)),
        }
    }
}

impl Store {
    /// Writes a copy of everything but secret keys to `out`, in the portable format. `out` is
    /// usually an [`Encryptor`](crate::age::Encryptor); it is given back when all was written, to
    /// be finished and synced.
    ///
    /// # Errors
    /// A database does not answer, or `out` can't be written.
    pub async fn copy_to<W: Write + Send + 'static>(
        &self,
        out: W,
        now: i64,
    ) -> Result<(W, Copied), StoreError> {
        let (chunks, mut written) = mpsc::channel::<Vec<u8>>(IN_FLIGHT);
        let writer = tokio::task::spawn_blocking(move || {
            let mut out = out;
            while let Some(chunk) = written.blocking_recv() {
                out.write_all(&chunk)?;
            }
            Ok::<W, std::io::Error>(out)
        });
        let dumped = dump::dump(self, now, chunks).await;
        // A writer that gave up is why the dump could not go on, so its error comes first.
        let out = writer
            .await
            .map_err(|_| StoreError::Stopped)?
            .map_err(BackupError::from)?;
        Ok((out, dumped?))
    }

    /// Copies everything into the databases and folder of `place`, which must be empty, and lets
    /// nobody see it before it was read back. Whoever wants to write to the old ones waits
    /// meanwhile, so that nothing stays behind.
    ///
    /// # Errors
    /// As [`restore`].
    pub async fn move_to(&self, place: &Place, now: i64) -> Result<Copied, StoreError> {
        let still = dump::hold_still(self).await?;
        let (chunks, written) = mpsc::channel::<Vec<u8>>(IN_FLIGHT);
        let reading = ChannelReader {
            chunks: written,
            chunk: Vec::new(),
            given: 0,
        };
        let (dumped, loaded) = tokio::join!(
            dump::dump(self, now, chunks),
            load::load(reading, Some(place))
        );
        drop(still);
        match (dumped, loaded) {
            (Ok(dumped), Ok(mut loaded)) => {
                loaded.mismatched = dumped.mismatched;
                Ok(loaded)
            }
            // A load that gave up is why the dump could not go on, and the other way round; the
            // one that tells more is the one that is not about the stream between them.
            (Err(StoreError::Stopped), Err(error)) | (Err(error), _) | (_, Err(error)) => {
                Err(error)
            }
        }
    }
}

/// Restores a copy that [`Store::copy_to`] wrote into the empty databases and folder of `place`.
/// Nobody can open them before everything was read back and compared; killed at any moment, the
/// next restore into the same place begins again.
///
/// `input` is usually a [`Decryptor`](crate::age::Decryptor).
///
/// # Errors
/// The copy is damaged or newer, or the place is not empty or can't be written.
pub async fn restore<R: Read + Send + 'static>(
    input: R,
    place: &Place,
) -> Result<Copied, StoreError> {
    load::load(input, Some(place)).await
}

/// Reads a copy to its end and compares every sum, restoring nothing.
///
/// # Errors
/// The copy is damaged or newer.
pub async fn check<R: Read + Send + 'static>(input: R) -> Result<Copied, StoreError> {
    load::load(input, None).await
}

/// Where the databases of a configuration are, for messages: no address, which may carry a
/// password.
fn described(config: &StoreConfig) -> String {
    match config.database_url {
        Some(_) => "the PostgreSQL database".to_owned(),
        None => config.folder.display().to_string(),
    }
}

fn version_ids(found: Vec<VersionId>) -> Vec<i64> {
    found.into_iter().map(|v| v.0).collect()
}

/// A file of the data folder that is part of a copy.
fn file_in(folder: &Path, name: &str) -> PathBuf {
    folder.join(name)
}

/// What the dump sends, as bytes to read.
struct ChannelReader {
    chunks: mpsc::Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    given: usize,
}

impl Read for ChannelReader {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.chunk.len() {
            match self.chunks.blocking_recv() {
                None => return Ok(0),
                Some(chunk) => {
                    self.chunk = chunk;
                    self.given = 0;
                }
            }
        }
        let ready = &self.chunk[self.given..];
        let taken = ready.len().min(out.len());
        out[..taken].copy_from_slice(&ready[..taken]);
        self.given += taken;
        Ok(taken)
    }
}
