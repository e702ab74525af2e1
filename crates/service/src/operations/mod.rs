//! Running an installation: backups, moves between engines, and what may be wrong with it.

mod backup;
mod backups;
mod doctor;
mod health;
mod secrets;

pub use backup::{
    BackupKey, BackupLock, LastBackup, check_backup, move_databases, new_backup_key, restore,
};
pub(crate) use backups::BACKUP_JOB;
pub use backups::{BACKUPS_KEPT, BackupFile};
pub use doctor::{Finding, Gravity, examine};
pub use faro_store::age::{AgeError, Decryptor, Identity, Key, Recipient, identities};
pub use faro_store::backup::{BackupHeader, Copied, Place, TableSum};
pub use health::StateOfWork;
pub use secrets::others_may_read;
