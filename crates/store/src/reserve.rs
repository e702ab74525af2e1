//! Room for reading when the disk is full: SQLite needs a little of it even to read, for the index of
//! its log. A file holds the place and goes when nothing else is left.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

/// Name of the file in the data folder.
const RESERVE_FILE: &str = "reserve";

/// Two indexes of 32 KiB, twice, and the log of a few small writes.
const RESERVE_BYTES: usize = 512 << 10;

/// Holds the place, where there is room for it; where there is none, Faro works all the same.
pub(crate) fn keep(folder: &Path) {
    let path = folder.join(RESERVE_FILE);
    if fs::metadata(&path).is_ok_and(|found| found.len() == RESERVE_BYTES as u64) {
        return;
    }
    // Not of zeros: file systems that pack or leave holes would hold nothing.
    let mut filler = vec![0; RESERVE_BYTES];
    blake3::Hasher::new().finalize_xof().fill(&mut filler);
    let held = File::create(&path).and_then(|mut file| {
        file.write_all(&filler)?;
        file.sync_all()
    });
    if held.is_err() {
        release(folder);
    }
}

/// Gives the place up; `false` when none was held.
pub(crate) fn release(folder: &Path) -> bool {
    fs::remove_file(folder.join(RESERVE_FILE)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_held_until_it_is_needed() {
        let folder = tempfile::tempdir().expect("a folder");
        keep(folder.path());
        let path = folder.path().join(RESERVE_FILE);
        let held = fs::read(&path).expect("held");
        assert_eq!(held.len(), RESERVE_BYTES);
        assert!(held.windows(64).all(|part| part.iter().any(|b| *b != 0)));
        assert!(release(folder.path()));
        assert!(!release(folder.path()));
        keep(folder.path());
        fs::write(&path, b"half").expect("written");
        keep(folder.path());
        assert_eq!(fs::read(&path).expect("held"), held);
    }

    #[test]
    fn without_a_folder_nothing_is_held_and_nothing_breaks() {
        let folder = tempfile::tempdir().expect("a folder");
        let gone = folder.path().join("gone");
        keep(&gone);
        assert!(!release(&gone));
    }
}
