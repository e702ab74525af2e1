//! Encrypted files in the age format, version 1 (C2SP, <https://c2sp.org/age>).
//!
//! What people keep elsewhere (backups, keys held by others, bundles handed in) is encrypted in
//! a format that other tools read too: whoever has `age` or `rage` can open it without Faro.
//! The part of the format that is needed is here, over the primitives that the vault uses
//! anyway: X25519 recipients (`age1…`), passphrases (scrypt), the header's MAC, and the payload
//! in chunks of 64 KiB (STREAM, ChaCha20-Poly1305). Armor and plugins are not. Why not the
//! `age` crate: `docs/adr/006-encrypted-files.md`.
//!
//! ```
//! use std::io::{Read, Write};
//! use faro_store::age::{Decryptor, Encryptor, Identity, Key, Lock};
//! # use rand::SeedableRng;
//! # let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(1);
//! let identity = Identity::generate(&mut rng);
//! let recipients = [identity.recipient()];
//! let mut file = Encryptor::new(Vec::new(), &Lock::Recipients(&recipients), &mut rng)?;
//! file.write_all(b"rows")?;
//! let bytes = file.finish()?;
//! let mut opened = Decryptor::new(bytes.as_slice(), &Key::Identities(&[identity]))?;
//! let mut back = String::new();
//! opened.read_to_string(&mut back)?;
//! assert_eq!(back, "rows");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What was read is authentic chunk by chunk; that the file is *whole* is known only when
//! [`Read::read`](std::io::Read::read) has returned 0. Whoever acts on what was read acts after
//! that.

mod base64;
mod bech32;
mod header;
mod key;
mod stream;

pub use header::{MAX_HEADER_BYTES, MAX_RECIPIENTS};
pub use key::{Identity, Recipient, identities};
pub use stream::{Decryptor, Encryptor};

use crate::vault::Passphrase;

/// What a file is encrypted to.
pub enum Lock<'a> {
    /// Each of these opens it. At least one, at most [`MAX_RECIPIENTS`].
    Recipients(&'a [Recipient]),
    /// Whoever knows this opens it.
    Passphrase(&'a Passphrase),
}

/// What opens a file.
pub enum Key<'a> {
    /// Any of these that the file was encrypted to.
    Identities(&'a [Identity]),
    /// The passphrase it was encrypted with.
    Passphrase(&'a Passphrase),
}

/// Why a file can't be encrypted or opened. None carries a key or anything that was encrypted.
#[derive(Debug, thiserror::Error)]
pub enum AgeError {
    /// The file could not be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The file is something else.
    #[error("this is not a file in the age format; was another file meant?")]
    NotAge,
    /// The file is in a later version of the format.
    #[error("this file is in a newer version of the age format; install a newer Faro")]
    Newer,
    /// The file is in the text form of the format.
    #[error("this file is in age's text form; turn it into the binary one with `age --decrypt`")]
    Armored,
    /// The header breaks the format's rules.
    #[error("the header of the encrypted file is damaged ({0}); use another copy of the file")]
    Header(&'static str),
    /// The header was changed after it was written.
    #[error("the header of the encrypted file was changed; use another copy of the file")]
    HeaderChanged,
    /// None of the keys opens it.
    #[error("this key does not open the file; use the key it was encrypted to")]
    NoMatch,
    /// It is encrypted with a passphrase, and keys were given.
    #[error("the file is encrypted with a passphrase; give it with --passphrase-file")]
    PassphraseNeeded,
    /// It is encrypted to keys, and a passphrase was given.
    #[error("the file is encrypted to a key; give it with --identity")]
    IdentityNeeded,
    /// The passphrase is wrong.
    #[error("the passphrase does not open the file; try again")]
    PassphraseWrong,
    /// Opening would take more memory than is given.
    #[error(
        "the passphrase of this file is stretched 2^{0} times, more than Faro allows; open it with `age`"
    )]
    TooCostly(u32),
    /// A part of the payload was changed, or the file ends early.
    #[error("the encrypted file was changed or cut short; use another copy of it")]
    Payload,
    /// Nobody to encrypt to, or too many.
    #[error("an encrypted file has between 1 and {MAX_RECIPIENTS} recipients")]
    Recipients,
    /// A recipient is not one.
    #[error("`{0}` is not a recipient; one begins with `age1`, and `faro backup-key` makes one")]
    NotARecipient(String),
    /// A file of identities holds something else.
    #[error("line {0} of the key file is not an age identity; one begins with `AGE-SECRET-KEY-1`")]
    NotAnIdentity(usize),
    /// A file of identities holds none.
    #[error("the key file holds no age identity; one begins with `AGE-SECRET-KEY-1`")]
    NoIdentity,
}

impl From<AgeError> for std::io::Error {
    fn from(error: AgeError) -> Self {
        match error {
            AgeError::Io(error) => error,
            other => std::io::Error::new(std::io::ErrorKind::InvalidData, other),
        }
    }
}
