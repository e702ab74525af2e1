use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use faro_store::age::{Decryptor, Encryptor, Identity, Key, Lock, Recipient};
use faro_store::backup::{BackupError, Copied, Place};
use faro_store::vault::{Passphrase, SECRET_KEY_FILE};
use faro_store::{Store, StoreConfig, StoreError};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::audit::{Event, event};
use crate::home::owner_only;
use crate::permit::{Operate, Permit};
use crate::{Faro, ServiceError, World};

/// Setting that says when the last backup was made.
const LAST_BACKUP: &str = "last_backup";

/// What a backup is encrypted to.
pub enum BackupLock {
    /// Each of these opens it.
    Recipients(Vec<Recipient>),
    /// Whoever knows this opens it.
    Passphrase(Passphrase),
}

/// What opens a backup.
pub enum BackupKey {
    /// Any of these that it was encrypted to.
    Identities(Vec<Identity>),
    /// Its passphrase.
    Passphrase(Passphrase),
}

/// When the last backup was made, and how much was in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBackup {
    /// µs since 1970 UTC.
    pub at: i64,
    /// Rows of all tables.
    pub rows: u64,
    /// Size of the file.
    pub bytes: u64,
}

impl Faro {
    /// Writes an encrypted copy of everything but `agency.key` to `file`, which must not be
    /// there. Others may go on working. Killed at any moment, there is no file of that name.
    ///
    /// # Errors
    /// The file is there already or can't be written, or a database does not answer.
    pub async fn back_up(
        &self,
        permit: &Permit<Operate>,
        file: &Path,
        lock: BackupLock,
    ) -> Result<Copied, ServiceError> {
        let draft = Draft::begin(file)?;
        let made = Event::new(event::BACKUP_MADE, "installation", "");
        self.audit(permit.actor(), made).await?;
        let out = draft.file.try_clone().map_err(failed(file))?;
        let mut rng = self.rng();
        // Stretching a passphrase takes a second.
        let out = in_background(move || {
            let lock = match &lock {
                BackupLock::Recipients(recipients) => Lock::Recipients(recipients),
                BackupLock::Passphrase(passphrase) => Lock::Passphrase(passphrase),
            };
            let out = std::io::BufWriter::with_capacity(1 << 17, out);
            Encryptor::new(out, &lock, &mut rng).map_err(BackupError::from)
        })
        .await?;
        let now = self.world.now_micros();
        let (out, copied) = self.store.copy_to(out, now).await?;
        let finish = move || {
            out.finish()?
                .into_inner()
                .map_err(|error| error.into_error())
        };
        in_background(move || finish().map_err(BackupError::from)).await?;
        let bytes = draft.publish(file)?;
        let last = LastBackup {
            at: now,
            rows: copied.rows(),
            bytes,
        };
        let text = serde_json::to_string(&last).map_err(|_| ServiceError::Stored("backup"))?;
        self.store.set_setting(LAST_BACKUP, &text).await?;
        Ok(copied)
    }

    /// When the last backup was made; `None` when there was none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn last_backup(&self) -> Result<Option<LastBackup>, ServiceError> {
        let text = self.store.reader().setting(LAST_BACKUP).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }
}

/// Reads a backup to its end and compares every sum, restoring nothing.
///
/// # Errors
/// The key does not open it, or it is damaged.
pub async fn check_backup(
    _permit: &Permit<Operate>,
    file: &Path,
    key: BackupKey,
) -> Result<Copied, ServiceError> {
    let opened = open(file, key).await?;
    Ok(faro_store::backup::check(opened).await?)
}

/// Restores a backup into an empty folder, and empty databases where `place` names some. The
/// audit of what was restored tells of it.
///
/// # Errors
/// The key does not open it, it is damaged, or the place is not empty. Nothing is there then.
pub async fn restore(
    _permit: &Permit<Operate>,
    file: &Path,
    key: BackupKey,
    place: &Place,
    world: Arc<dyn World>,
) -> Result<Copied, ServiceError> {
    let opened = open(file, key).await?;
    let copied = faro_store::backup::restore(opened, place).await?;
    Faro::open(&place.config, world).await?.close().await;
    Ok(copied)
}

/// Moves the databases of `from` to `place`. Refused while a server runs; whoever wants to write
/// waits. With a new folder every key goes along, `agency.key` too: it stays on this machine.
///
/// # Errors
/// A server runs, the place is not empty, or a database does not answer. Everything is where it
/// was then.
pub async fn move_databases(
    permit: &Permit<Operate>,
    from: &StoreConfig,
    place: &Place,
    world: Arc<dyn World>,
) -> Result<Copied, ServiceError> {
    // An interrupted move may have marked the folder already.
    let store = match place.databases_only {
        true => Store::open_left_behind(from).await?,
        false => Store::open(from).await?,
    };
    let leaving = Faro::with(store, Arc::clone(&world)).await?;
    let _lock = leaving.lock_server()?;
    let moved = async {
        let told = Event::new(event::DATABASES_MOVED, "installation", "");
        leaving.audit(permit.actor(), told).await?;
        let now = world.now_micros();
        Ok::<_, ServiceError>(leaving.store.move_to(place, now).await?)
    };
    let moved = moved.await;
    leaving.close().await;
    let moved = moved?;
    let secret = from.folder.join(SECRET_KEY_FILE);
    if !place.databases_only && secret.exists() {
        let to = place.config.folder.join(SECRET_KEY_FILE);
        let bytes = Zeroizing::new(fs::read(&secret).map_err(failed(&secret))?);
        write_new(&to, &bytes)?;
    }
    Faro::open(&place.config, world).await?.close().await;
    Ok(moved)
}

/// Makes a key that opens backups and writes it to `file`, which must not be there. Gives who to
/// encrypt to.
///
/// # Errors
/// The file is there already or can't be written.
pub fn new_backup_key(
    _permit: &Permit<Operate>,
    file: &Path,
    world: &dyn World,
) -> Result<Recipient, ServiceError> {
    let seed = Zeroizing::new(world.seed());
    let identity = Identity::generate(&mut ChaCha20Rng::from_seed(*seed));
    let recipient = identity.recipient();
    let text = Zeroizing::new(format!(
        "# Opens backups of Faro. Keep it apart from them, and a copy in a safe place.\n\
         # public key: {recipient}\n{}\n",
        *identity.to_text()
    ));
    write_new(file, text.as_bytes())?;
    Ok(recipient)
}

async fn open(file: &Path, key: BackupKey) -> Result<Decryptor<File>, ServiceError> {
    let input = File::open(file).map_err(failed(file))?;
    in_background(move || {
        let key = match &key {
            BackupKey::Identities(identities) => Key::Identities(identities),
            BackupKey::Passphrase(passphrase) => Key::Passphrase(passphrase),
        };
        Decryptor::new(input, &key).map_err(BackupError::from)
    })
    .await
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, ServiceError> {
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.map_err(|_| ServiceError::Interrupted)?;
    Ok(done.map_err(StoreError::from)?)
}

/// A backup under construction, beside its place. It goes when it is not published.
struct Draft {
    file: File,
    path: Option<PathBuf>,
}

impl Draft {
    fn begin(target: &Path) -> Result<Self, ServiceError> {
        if target.exists() {
            return Err(there_already(target));
        }
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let path = target.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        owner_only(&mut options);
        let file = options.open(&path).map_err(failed(&path))?;
        // What a killed backup left is written over; what a running one writes is not.
        if file.try_lock().is_err() {
            return Err(there_already(&path));
        }
        file.set_len(0).map_err(failed(&path))?;
        Ok(Self {
            file,
            path: Some(path),
        })
    }

    /// Gives the file its name when every byte is on the disk. Gives its size.
    fn publish(mut self, target: &Path) -> Result<u64, ServiceError> {
        let Some(path) = self.path.take() else {
            return Err(ServiceError::Interrupted);
        };
        let synced = self.file.sync_all().and_then(|()| self.file.metadata());
        let size = synced.map_err(failed(&path))?.len();
        // A link refuses where a renaming would write over what came there meanwhile; not every
        // file system has links.
        match fs::hard_link(&path, target) {
            Ok(()) => fs::remove_file(&path).map_err(failed(&path))?,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                self.path = Some(path);
                return Err(there_already(target));
            }
            Err(_) => fs::rename(&path, target).map_err(failed(target))?,
        }
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
        sync_folder(folder.unwrap_or(Path::new(".")))?;
        Ok(size)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // The error that ends the backup is the one to tell.
            let _ = fs::remove_file(path);
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), ServiceError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    let mut file = options.open(path).map_err(failed(path))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(failed(path))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), ServiceError> {
    File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(failed(folder))
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> Result<(), ServiceError> {
    Ok(())
}

fn there_already(path: &Path) -> ServiceError {
    let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
    failed(path)(source)
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> ServiceError {
    let what = path.display().to_string();
    move |source| ServiceError::File { what, source }
}
