//! Files with secrets of the machine's owner.

use std::fs::Metadata;
use std::path::Path;

/// Whether somebody besides its owner may read a file with a secret.
#[cfg(unix)]
pub fn others_may_read(file: &Path, found: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    // The service manager keeps its folder to the service; the bits of its files say less.
    let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(std::path::PathBuf::from);
    let handed_over = credentials.is_some_and(|folder| file.starts_with(folder));
    !handed_over && found.permissions().mode() & 0o077 != 0
}

/// Whether somebody besides its owner may read a file with a secret; other systems have no such bits.
#[cfg(not(unix))]
pub fn others_may_read(_file: &Path, _found: &Metadata) -> bool {
    false
}
