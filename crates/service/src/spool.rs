//! Files handed in through the pages, while their import is prepared and runs.
//!
//! They lie in the data folder, encrypted under a key that this process has in memory only. After a
//! restart nobody can open them: whoever handed a file in is asked for it again, and its hash shows
//! whether it is the same.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use faro_store::spool::{SpoolError, SpoolHead, SpoolKey, SpoolReader, SpoolWriter};
use faro_store::{Job, JobFilter, JobState};

use crate::jobs::{IMPORT, request_of, view};
use crate::permit::{ImportFiles, Permit};
use crate::uploads::{Upload, mark};
use crate::{Faro, ServiceError};

/// Folder of the files; each is removed when its import ends.
const INCOMING: &str = "incoming";

/// A file handed in and never imported is removed after a day.
const INCOMING_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

/// Opens the files that an import reads: those handed in, and others of the machine.
#[derive(Clone)]
pub(crate) struct Spool {
    folder: PathBuf,
    key: Arc<SpoolKey>,
}

/// A file that can be read at any place.
pub(crate) enum Input {
    Plain(File),
    Spooled(Box<SpoolReader<File>>),
}

impl Read for Input {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::Plain(file) => file.read(out),
            Input::Spooled(file) => file.read(out),
        }
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Input::Plain(file) => file.seek(to),
            Input::Spooled(file) => file.seek(to),
        }
    }
}

impl Spool {
    /// For a machine without a data folder: every file is as it is.
    pub(crate) fn outside(rng: &mut impl rand::CryptoRng) -> Self {
        Self {
            // No file has this folder: a name never holds a zero.
            folder: PathBuf::from("\0"),
            key: Arc::new(SpoolKey::generate(rng)),
        }
    }

    fn holds(&self, path: &Path) -> bool {
        path.parent() == Some(self.folder.as_path())
    }

    /// Opens a file.
    ///
    /// # Errors
    /// It was handed in before the last start, is damaged, or can't be read.
    pub(crate) fn open(&self, path: &Path) -> Result<Input, ServiceError> {
        let file = match File::open(path) {
            Err(error) if self.holds(path) && error.kind() == io::ErrorKind::NotFound => {
                return Err(ServiceError::FileAgain);
            }
            opened => opened.map_err(file_error(path))?,
        };
        if !self.holds(path) {
            return Ok(Input::Plain(file));
        }
        match SpoolReader::new(file, &self.key) {
            Ok(reader) => Ok(Input::Spooled(Box::new(reader))),
            Err(SpoolError::Io(error)) => Err(file_error(path)(error)),
            Err(SpoolError::KeyGone | SpoolError::Damaged) => Err(ServiceError::FileAgain),
        }
    }

    /// BLAKE3 hash of a file's content, in hexadecimal.
    ///
    /// # Errors
    /// As [`Spool::open`].
    pub(crate) fn hash(&self, path: &Path) -> Result<String, ServiceError> {
        let mut file = match self.open(path)? {
            Input::Spooled(file) => return Ok(file.hash()),
            Input::Plain(file) => file,
        };
        let fail = file_error(path);
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; 1 << 20];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => return Ok(hasher.finalize().to_hex().to_string()),
                Ok(n) => {
                    hasher.update(&buffer[..n]);
                }
                Err(error) => return Err(fail(error)),
            }
        }
    }
}

/// A file that is being handed in. It is removed when this goes before [`Incoming::finish`].
pub struct Incoming {
    upload: Upload,
    writer: Option<SpoolWriter<File>>,
    path: PathBuf,
}

impl Incoming {
    /// Ends the file; gives the place where it lies.
    ///
    /// # Errors
    /// It can't be written.
    pub fn finish(mut self) -> Result<PathBuf, ServiceError> {
        let writer = self.writer.take().ok_or(ServiceError::Interrupted)?;
        let path = std::mem::take(&mut self.path);
        match writer.finish() {
            Ok(_) => Ok(path),
            Err(error) => {
                drop(remove(&path));
                Err(file_error(&path)(error))
            }
        }
    }
}

impl Write for Incoming {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.upload.spend(bytes.len() as u64)?;
        let writer = self.writer.as_mut();
        writer.map_or(Ok(0), |writer| writer.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if self.writer.take().is_some() {
            // Whoever handed it in hears why it ended; what stays is swept after a day.
            drop(remove(&self.path));
        }
    }
}

impl Faro {
    /// Opens the files of this process.
    pub(crate) fn spool(&self) -> Spool {
        let key = self.spool_key.get_or_init(|| {
            let mut rng = self.rng();
            Arc::new(SpoolKey::generate(&mut rng))
        });
        Spool {
            folder: self.incoming(),
            key: Arc::clone(key),
        }
    }

    /// Begins to take a file in through the pages: a fresh name in a folder that only its owner
    /// can read, encrypted.
    ///
    /// # Errors
    /// The folder or the file can't be made, the person hands in too many files at once, or too
    /// much waits to be imported.
    pub fn new_incoming(&self, permit: &Permit<ImportFiles>) -> Result<Incoming, ServiceError> {
        let spool = self.spool();
        let agency = permit.scope().agency.as_deref().unwrap_or_default();
        let upload = self
            .uploads
            .begin(permit.actor().id(), agency, &spool.folder)?;
        let fail = file_error(&spool.folder);
        std::fs::create_dir_all(&spool.folder).map_err(fail)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let private = std::fs::Permissions::from_mode(0o700);
            let fail = file_error(&spool.folder);
            std::fs::set_permissions(&spool.folder, private).map_err(fail)?;
        }
        let name = blake3::hash(&self.world.seed()).to_hex();
        let name = format!("{}{}", mark(agency), &name.as_str()[..16]);
        let path = spool.folder.join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        crate::home::owner_only(&mut options);
        let file = options.open(&path).map_err(file_error(&path))?;
        let writer = SpoolWriter::new(file, &spool.key, &mut self.rng());
        Ok(Incoming {
            upload,
            writer: Some(writer.map_err(file_error(&path))?),
            path,
        })
    }

    /// Puts a file that was handed in again in the place of one that can't be opened any more.
    ///
    /// # Errors
    /// It is another file; it is removed then.
    pub fn take_again(
        &self,
        _permit: &Permit<ImportFiles>,
        wanted: &Path,
        given: &Path,
    ) -> Result<(), ServiceError> {
        let replaced = self.replace(wanted, given);
        if replaced.is_err() {
            self.remove_incoming(given)?;
        }
        replaced
    }

    fn replace(&self, wanted: &Path, given: &Path) -> Result<(), ServiceError> {
        let spool = self.spool();
        if !spool.holds(wanted) || !spool.holds(given) {
            return Err(ServiceError::FileDiffers);
        }
        let before = match File::open(wanted) {
            Ok(file) => SpoolHead::read(file).map_err(file_error(wanted))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(file_error(wanted)(error)),
        };
        let same = before.map(|head| head.hash()) == Some(spool.hash(given)?);
        if !same {
            return Err(ServiceError::FileDiffers);
        }
        std::fs::rename(given, wanted).map_err(file_error(wanted))
    }

    /// Goes on with an import whose file could not be opened any more, now that it was handed in
    /// again. Gives the new job.
    ///
    /// # Errors
    /// There is no such import, it doesn't wait for a file, or this is another file.
    pub async fn resume_import(
        &self,
        permit: &Permit<ImportFiles>,
        id: &str,
        given: &Path,
    ) -> Result<String, ServiceError> {
        let found = self.job_in(permit.scope(), id).await;
        let waits = |job: &&Job| job.kind == IMPORT && view(job).waits_for_file();
        let request = found.as_ref().ok().filter(waits);
        let Some(request) = request.and_then(request_of) else {
            self.remove_incoming(given)?;
            found?;
            return Err(ServiceError::FileDiffers);
        };
        self.take_again(permit, &request.path, given)?;
        self.enqueue_import(permit, &request).await
    }

    /// Removes a file that was handed in and is not wanted any more. Files elsewhere on the
    /// machine are left alone.
    ///
    /// # Errors
    /// The file can't be removed.
    pub fn remove_incoming(&self, path: &Path) -> Result<(), ServiceError> {
        if path.parent() != Some(self.incoming().as_path()) {
            return Ok(());
        }
        remove(path).map_err(file_error(path))
    }

    fn incoming(&self) -> PathBuf {
        self.store.folder().join(INCOMING)
    }

    /// Removes files that were handed in more than a day ago and belong to no unfinished job, and
    /// files in clear, which an older Faro left behind.
    pub(crate) async fn sweep_incoming(&self, now: i64) -> Result<(), ServiceError> {
        let Ok(entries) = std::fs::read_dir(self.incoming()) else {
            return Ok(());
        };
        let jobs = self.store.reader().jobs(&JobFilter::default()).await?;
        let wanted: Vec<PathBuf> = jobs
            .iter()
            .filter(|job| matches!(job.state, JobState::Queued | JobState::Running))
            .filter_map(request_of)
            .map(|request| request.path)
            .collect();
        for entry in entries.flatten() {
            let path = entry.path();
            let age = entry
                .metadata()
                .and_then(|m| m.modified())
                .ok()
                .and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok())
                .map_or(0, |since| now - since.as_micros() as i64);
            let old = age > INCOMING_MICROS && !wanted.contains(&path);
            if old || path.extension().is_none() && is_in_clear(&path) {
                self.remove_incoming(&path)?;
            }
        }
        Ok(())
    }
}

/// Whether a file holds something that is not what the spool writes.
fn is_in_clear(path: &Path) -> bool {
    let mut start = [0; 8];
    let read = File::open(path).and_then(|mut file| file.read(&mut start));
    read.is_ok_and(|n| n > 0 && !faro_store::spool::is_spooled(&start[..n]))
}

fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn file_error(path: &Path) -> impl Fn(io::Error) -> ServiceError + use<> {
    let what = path.display().to_string();
    move |source| ServiceError::File {
        what: what.clone(),
        source,
    }
}
