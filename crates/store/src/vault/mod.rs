//! Identities, sealed: their own database, their own keys.
//!
//! At import each row's identity is encrypted on its own under a random data key of that
//! source version, and the data key is sealed to the agency's public key. Whoever runs the
//! server can store identities and cannot read them; only the holder of the agency's secret
//! key can. Opening one row decrypts that row and no other.
//!
//! ```text
//! agency.key ──opens──▶ wrapped data key (one per version) ──opens──▶ row, row, row …
//! agency.pub ──seals──▶        (HPKE, RFC 9180)            XChaCha20-Poly1305, own nonce each
//! ```

pub mod blind;
mod database;
mod key;
mod record;
mod seal;

pub use database::{StoredBlob, StoredEntry, Vault};
pub use key::{AgencyPublicKey, AgencySecretKey, PUBLIC_KEY_FILE, Passphrase, SECRET_KEY_FILE};
pub use record::SealedRecord;
pub use seal::{
    DataKeyRef, MAX_SEALED_BLOCK_ROWS, OpeningKey, SealedBlob, SealedBlock, SealedEntry,
    SealingKey, WrappedKey, sealed_entry,
};

use std::path::PathBuf;

use crate::VersionId;
use crate::segment::SegmentError;

/// Why something can't be sealed or opened. None carries a key or anything that was sealed.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The agency's key was made already.
    #[error("{} exists already; a second key would lock away what the first one sealed", .0.display())]
    KeyExists(PathBuf),
    /// A key file is not there.
    #[error("{} is not there; `faro init` makes the agency's keys, or copy the file from where the agency keeps it", .0.display())]
    KeyMissing(PathBuf),
    /// A key file could not be read or written.
    #[error("{}: {source}; check that the folder exists, has space, and belongs to you", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A key file holds something else.
    #[error("{} does not hold an agency's key, or one of a newer Faro; restore it from a backup", .0.display())]
    NotAKey(PathBuf),
    /// The secret key is protected and no passphrase was given.
    #[error("the agency's secret key is protected; give its passphrase")]
    PassphraseNeeded,
    /// The passphrase does not open the secret key.
    #[error("the passphrase does not open the agency's secret key; try again")]
    PassphraseWrong,
    /// The secret key is not the one that this was sealed to.
    #[error(
        "this key does not open version {0}; use the secret key of the agency that handed it in"
    )]
    WrongKey(VersionId),
    /// Nothing is sealed for this version.
    #[error("nothing is sealed for version {0}, or it was removed")]
    NothingSealed(VersionId),
    /// A sealed entry was changed, moved, or belongs elsewhere.
    #[error(
        "the sealed entry of row {row} of version {version} was changed or moved and is refused; restore the vault from a backup"
    )]
    Refused {
        /// Version of the source.
        version: VersionId,
        /// Row of the source file; for a sealed file, its part.
        row: u32,
    },
    /// A sealed text was changed, moved, or sealed to another key.
    #[error(
        "this key does not open the sealed text, or it was changed; use the secret key of the agency that wrote it"
    )]
    RecordRefused,
    /// The entry opened but does not hold an identity.
    #[error(transparent)]
    Identity(#[from] faro_casefile::IdentityError),
    /// A block of sealed entries is damaged.
    #[error(transparent)]
    Block(#[from] SegmentError),
    /// The public key can't be sealed to.
    #[error("the agency's public key can't be used; restore agency.pub from a backup")]
    BadPublicKey,
    /// A sealed text is larger than a block can say.
    #[error("a sealed entry is larger than 4 GiB")]
    TooLarge,
}
