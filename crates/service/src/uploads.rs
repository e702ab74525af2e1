//! How much may be handed in at once: one person must not fill the disk, nor one agency's files keep
//! the others from handing theirs in.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::ServiceError;

/// Files that one person hands in at the same time.
const AT_ONCE: usize = 2;

/// Bytes of one agency that wait to be imported.
const OF_AGENCY: u64 = 4 << 30;

/// Bytes of the whole installation that wait.
const OF_ALL: u64 = 16 << 30;

/// After so many bytes it is looked again how much others have handed in meanwhile.
const LOOK_AGAIN: u64 = 16 << 20;

/// Hexadecimal digits of a file's name that say whose it is.
const MARK: usize = 16;

/// Limits of what waits in the spool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) at_once: usize,
    pub(crate) of_agency: u64,
    pub(crate) of_all: u64,
    pub(crate) look_again: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: AT_ONCE,
            of_agency: OF_AGENCY,
            of_all: OF_ALL,
            look_again: LOOK_AGAIN,
        }
    }
}

/// Who hands something in at the moment.
#[derive(Clone, Default)]
pub(crate) struct Uploads {
    open: Arc<Mutex<BTreeMap<String, usize>>>,
    limits: Limits,
}

/// One file that is being handed in; its place is free again when this goes.
pub(crate) struct Upload {
    uploads: Uploads,
    who: String,
    folder: PathBuf,
    mark: String,
    /// Bytes that may be written before it is looked again.
    room: u64,
}

/// Beginning of the names of an agency's files. It is a hash: names of files tell nobody whose they
/// are.
pub(crate) fn mark(agency: &str) -> String {
    let hash = blake3::derive_key("faro 2026-11-24 owner of a spooled file", agency.as_bytes());
    let hash = blake3::Hash::from_bytes(hash).to_hex();
    hash.as_str()[..MARK].to_owned()
}

impl Uploads {
    /// Begins to take a file in.
    ///
    /// # Errors
    /// The person hands too much in at once, or too much waits already.
    pub(crate) fn begin(
        &self,
        who: &str,
        agency: &str,
        folder: &Path,
    ) -> Result<Upload, ServiceError> {
        {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            let count = open.entry(who.to_owned()).or_default();
            if *count >= self.limits.at_once {
                return Err(ServiceError::TooManyUploads);
            }
            *count += 1;
        }
        let mut upload = Upload {
            uploads: self.clone(),
            who: who.to_owned(),
            folder: folder.to_owned(),
            mark: mark(agency),
            room: 0,
        };
        upload.look()?;
        Ok(upload)
    }
}

impl Upload {
    /// Looks how much waits, and how much more may be written.
    fn look(&mut self) -> Result<(), ServiceError> {
        let (mut of_agency, mut of_all) = (0, 0);
        for entry in std::fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .flatten()
        {
            // A file that went meanwhile counts nothing.
            let size = entry.metadata().map_or(0, |found| found.len());
            of_all += size;
            if entry.file_name().to_string_lossy().starts_with(&self.mark) {
                of_agency += size;
            }
        }
        let limits = self.uploads.limits;
        let left = |limit: u64, used: u64| limit.saturating_sub(used);
        let room = left(limits.of_agency, of_agency).min(left(limits.of_all, of_all));
        if room == 0 {
            return Err(ServiceError::SpoolFull);
        }
        self.room = room.min(limits.look_again);
        Ok(())
    }

    /// Notes that so many bytes are about to be written.
    ///
    /// # Errors
    /// Too much waits. [`is_spool_full`] knows the error again.
    pub(crate) fn spend(&mut self, bytes: u64) -> io::Result<()> {
        if bytes > self.room {
            self.look().map_err(io::Error::other)?;
        }
        self.room = self.room.saturating_sub(bytes);
        Ok(())
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        let open = self.uploads.open.lock();
        let mut open = open.unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.who) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.who);
            }
        }
    }
}

/// Whether writing a file that is handed in ended because too much waits.
pub fn is_spool_full(error: &io::Error) -> bool {
    let inner = error
        .get_ref()
        .and_then(|e| e.downcast_ref::<ServiceError>());
    matches!(inner, Some(ServiceError::SpoolFull))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Uploads {
        Uploads {
            limits: Limits {
                at_once: 2,
                of_agency: 100,
                of_all: 150,
                look_again: 10,
            },
            ..Uploads::default()
        }
    }

    fn put(folder: &Path, agency: &str, name: &str, bytes: usize) {
        let path = folder.join(format!("{}{name}", mark(agency)));
        std::fs::write(path, vec![0; bytes]).expect("written");
    }

    #[test]
    fn a_third_file_at_once_is_refused_until_one_has_ended() {
        let folder = tempfile::tempdir().expect("a folder");
        let uploads = small();
        let begin = |who: &str| uploads.begin(who, "a", folder.path());
        let first = begin("ana").expect("one");
        let second = begin("ana").expect("two");
        assert!(matches!(begin("ana"), Err(ServiceError::TooManyUploads)));
        let other = begin("beto").expect("somebody else");
        drop((first, second, other));
        begin("ana").expect("there is room again");
        assert!(uploads.open.lock().expect("whole").is_empty());
    }

    #[test]
    fn an_agency_fills_its_own_room_and_not_that_of_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let uploads = small();
        let begin = |agency: &str| uploads.begin("ana", agency, folder.path());
        put(folder.path(), "a", "1", 100);
        assert!(matches!(begin("a"), Err(ServiceError::SpoolFull)));
        drop(begin("b").expect("another agency has room"));
        put(folder.path(), "b", "1", 50);
        assert!(
            matches!(begin("c"), Err(ServiceError::SpoolFull)),
            "all is full"
        );
    }

    #[test]
    fn a_file_that_grows_beyond_the_room_is_refused_on_the_way() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut upload = small().begin("ana", "a", folder.path()).expect("room");
        let mut written = 0;
        let refused = loop {
            if let Err(error) = upload.spend(10) {
                break error;
            }
            written += 10;
            put(folder.path(), "a", "1", written);
            assert!(written <= 110, "nobody looked");
        };
        assert!(is_spool_full(&refused) && written == 100, "{written}");
    }
}
