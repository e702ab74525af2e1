//! Files that hold identities, written where other people of the machine may look.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes a file that only its owner can read.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft = Draft::beside(path)?;
    draft.write_all(bytes)?;
    draft.keep()
}

/// A file that only its owner can read, while it is written.
///
/// It is written beside its place and then moved there: what lay there before, with whatever
/// permissions, or a link that leads elsewhere, is replaced and not written into. Nothing of it
/// stays when it is not kept.
pub(super) struct Draft {
    file: File,
    draft: PathBuf,
    path: PathBuf,
    kept: bool,
}

impl Draft {
    /// Begins the file that will be at `path`, making its folder.
    pub(super) fn beside(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let draft = path.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        Ok(Self {
            file: options.open(&draft)?,
            draft,
            path: path.to_owned(),
            kept: false,
        })
    }

    /// Puts it in its place.
    pub(super) fn keep(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.draft, &self.path)?;
        self.kept = true;
        Ok(())
    }
}

impl io::Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.kept {
            // The first error is the one to tell.
            let _ = fs::remove_file(&self.draft);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn only_the_owner_can_read_what_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = folder.path().join("elsewhere");
        fs::write(&elsewhere, "untouched").expect("written");
        let fresh = folder.path().join("new").join("a.xlsx");
        let open = folder.path().join("b.xlsx");
        fs::write(&open, "old").expect("written");
        fs::set_permissions(&open, fs::Permissions::from_mode(0o666)).expect("opened");
        let link = folder.path().join("c.xlsx");
        symlink(&elsewhere, &link).expect("a link");
        for path in [&fresh, &open, &link] {
            write(path, b"rows").expect("written");
            let found = fs::symlink_metadata(path).expect("is there");
            assert!(found.is_file(), "{}", path.display());
            assert_eq!(found.permissions().mode() & 0o077, 0, "{}", path.display());
            assert_eq!(fs::read(path).expect("its owner reads it"), b"rows");
        }
        assert_eq!(fs::read(&elsewhere).expect("is there"), b"untouched");
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 4, "a draft was left behind");
    }
}
