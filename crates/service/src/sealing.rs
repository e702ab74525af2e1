//! The server's own key: for what the server must read and a stolen database must not.
//!
//! Names of accounts, secrets of second factors. Not identities of case files: those are sealed to
//! their agency's key, which the server has not got.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::{ServiceError, World};

/// File of the key in the data folder, beside the databases and not in them.
pub(crate) const SERVER_KEY_FILE: &str = "server.key";

const NONCE_BYTES: usize = 24;

/// Derives keys for one purpose each, so that none serves two.
pub(crate) struct ServerKey(Zeroizing<[u8; 32]>);

impl ServerKey {
    /// Reads the key in `folder`; made when it is not there.
    ///
    /// # Errors
    /// The file can't be read or written, or holds something else.
    pub(crate) fn open(folder: &Path, world: &dyn World) -> Result<Self, ServiceError> {
        let path = folder.join(SERVER_KEY_FILE);
        secret_of_32(&path, "server.key", world).map(Self)
    }

    /// The key of these bytes.
    pub(crate) fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// What the key is called: says which it is, and nothing of it.
    pub(crate) fn name(&self) -> String {
        let name = self.derived("faro 2026-11 name of the server's key");
        blake3::hash(name.as_slice()).to_hex().to_string()
    }

    /// A key for one purpose.
    pub(crate) fn derived(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key(purpose, self.0.as_slice()))
    }

    /// Keyed hash of a text, in hexadecimal: it can be looked up, and not tried out without the
    /// key.
    pub(crate) fn hash(&self, purpose: &str, text: &str) -> String {
        let key = self.derived(purpose);
        blake3::keyed_hash(&key, text.as_bytes())
            .to_hex()
            .to_string()
    }

    /// Seals `plain` for `place`, which says what it is and whose; it opens nowhere else.
    pub(crate) fn seal(
        &self,
        purpose: &str,
        place: &str,
        plain: &[u8],
        world: &dyn World,
    ) -> Vec<u8> {
        let mut nonce = [0; NONCE_BYTES];
        world.fill_random(&mut nonce);
        let payload = Payload {
            msg: plain,
            aad: place.as_bytes(),
        };
        let sealed = XChaCha20Poly1305::new(&(*self.derived(purpose)).into())
            .encrypt(&XNonce::from(nonce), payload)
            .expect("what is sealed here is short");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`ServerKey::seal`] sealed for the same place.
    ///
    /// # Errors
    /// It was damaged, or sealed under another key or for another place.
    pub(crate) fn open_sealed(
        &self,
        purpose: &str,
        place: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
        let damaged = ServiceError::Stored("account");
        let Some((nonce, body)) = sealed.split_first_chunk::<NONCE_BYTES>() else {
            return Err(damaged);
        };
        let payload = Payload {
            msg: body,
            aad: place.as_bytes(),
        };
        XChaCha20Poly1305::new(&(*self.derived(purpose)).into())
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| damaged)
    }
}

/// A secret of 32 bytes in a file of its own; made at first use.
pub(crate) fn secret_of_32(
    path: &Path,
    name: &'static str,
    world: &dyn World,
) -> Result<Zeroizing<[u8; 32]>, ServiceError> {
    let fail = |source| ServiceError::File {
        what: path.display().to_string(),
        source,
    };
    match std::fs::read(path) {
        Ok(bytes) => {
            let bytes = Zeroizing::new(bytes);
            let key: [u8; 32] = bytes
                .as_slice()
                .try_into()
                .map_err(|_| ServiceError::Stored(name))?;
            Ok(Zeroizing::new(key))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = Zeroizing::new(world.seed());
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            crate::home::owner_only(&mut options);
            let mut file = options.open(path).map_err(fail)?;
            file.write_all(key.as_slice()).map_err(fail)?;
            file.sync_all().map_err(fail)?;
            Ok(key)
        }
        Err(error) => Err(fail(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemWorld;

    #[test]
    fn what_is_sealed_for_one_place_opens_nowhere_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = ServerKey::open(folder.path(), &SystemWorld).expect("made");
        let again = ServerKey::open(folder.path(), &SystemWorld).expect("read");
        let sealed = key.seal("name", "account-1", b"Ana", &SystemWorld);
        let opened = again.open_sealed("name", "account-1", &sealed);
        assert_eq!(opened.expect("opens").as_slice(), b"Ana");
        assert!(again.open_sealed("name", "account-2", &sealed).is_err());
        assert!(again.open_sealed("totp", "account-1", &sealed).is_err());
        assert!(
            again
                .open_sealed("name", "account-1", &sealed[..20])
                .is_err()
        );
        let other = tempfile::tempdir().expect("a folder");
        let other = ServerKey::open(other.path(), &SystemWorld).expect("made");
        assert!(other.open_sealed("name", "account-1", &sealed).is_err());
        assert_ne!(key.hash("login", "ana"), other.hash("login", "ana"));
        assert_eq!(key.hash("login", "ana"), again.hash("login", "ana"));
    }
}
