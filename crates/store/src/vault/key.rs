//! The agency's pair of keys and the two files they are kept in.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, Serializable};
use rand::CryptoRng;
use zeroize::Zeroizing;

use super::VaultError;

/// File of the secret key in the data folder. Whoever has it can read every identity.
pub const SECRET_KEY_FILE: &str = "agency.key";

/// File of the public key in the data folder. It can seal and not open.
pub const PUBLIC_KEY_FILE: &str = "agency.pub";

const SECRET_HEADER: &str = "faro-agency-secret-1";
const PUBLIC_HEADER: &str = "faro-agency-public-1";
const SECRET_NOTE: &str = "# Whoever holds this file can read the sealed identities. \
Keep a copy in a safe place: without it nobody can.";

const PART_HEADER: &str = "faro-agency-part-1";
const PART_NOTE: &str = "# One of two parts of an agency's secret key. Alone it opens nothing; \
with the other one it opens everything.";

/// Groups of a fingerprint.
const FINGERPRINT_GROUPS: usize = 8;

/// scrypt cost for protecting the secret key: 2^17 blocks of 1 KiB, 128 MiB and about half
/// a second (OWASP Password Storage Cheat Sheet, scrypt).
const SCRYPT_LOG_N: u8 = 17;
/// Costs above this are refused when reading a file: 2^20 would take 1 GiB.
const SCRYPT_LOG_N_LIMIT: u8 = 20;
const SCRYPT_R: u32 = 8;
const SCRYPT_P: u32 = 1;

/// A passphrase that protects a secret key; wiped when it goes.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The key that things are sealed to (X25519). It may be shown to anyone.
#[derive(Clone, PartialEq, Eq)]
pub struct AgencyPublicKey([u8; 32]);

/// The key that opens what was sealed (X25519). Its memory is wiped when it goes, and it can't
/// be printed:
///
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<faro_store::vault::AgencySecretKey>();
/// ```
pub struct AgencySecretKey(Zeroizing<[u8; 32]>);

impl AgencyPublicKey {
    /// The key's 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0
    }

    /// A key from its 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key in hexadecimal.
    pub fn to_hex(&self) -> String {
        hex(&self.0)
    }

    /// A key from its 64 hexadecimal digits, if it is a point that can be sealed to.
    pub fn from_hex(text: &str) -> Option<Self> {
        let key = Self(*unhex::<32>(text.trim())?);
        key.hpke().is_ok().then_some(key)
    }

    /// Short name of the key: the first 16 hexadecimal digits of its BLAKE3 hash.
    pub fn id(&self) -> String {
        hex(&blake3::hash(&self.0).as_bytes()[..8])
    }

    pub(crate) fn hpke(&self) -> Result<<X25519HkdfSha256 as Kem>::PublicKey, VaultError> {
        Deserializable::from_bytes(&self.0).map_err(|_| VaultError::BadPublicKey)
    }

    /// Reads [`PUBLIC_KEY_FILE`] in `folder`.
    ///
    /// # Errors
    /// The file is not there, can't be read, or holds something else.
    pub fn read(folder: &Path) -> Result<Self, VaultError> {
        Self::read_file(&folder.join(PUBLIC_KEY_FILE))
    }

    /// Reads a file of a public key, whatever its name.
    ///
    /// # Errors
    /// The file is not there, can't be read, or holds something else.
    pub fn read_file(path: &Path) -> Result<Self, VaultError> {
        let text = read_key_file(path)?;
        Self::parse(&text).ok_or_else(|| VaultError::NotAKey(path.to_owned()))
    }

    /// A key from the text of its file.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().filter(|l| !l.starts_with('#'));
        if lines.next() != Some(PUBLIC_HEADER) {
            return None;
        }
        lines.next().and_then(unhex::<32>).map(|bytes| Self(*bytes))
    }

    /// Eight groups of five digits to compare by telephone: of each five bytes of the key's BLAKE3
    /// hash the remainder by 100,000. Another key with the same groups takes some 2^132 tries.
    pub fn fingerprint(&self) -> String {
        let mut bytes = [0; FINGERPRINT_GROUPS * 5];
        blake3::Hasher::new()
            .update(&self.0)
            .finalize_xof()
            .fill(&mut bytes);
        let groups: Vec<String> = bytes
            .chunks_exact(5)
            .map(|group| {
                let number = group.iter().fold(0u64, |n, byte| n << 8 | u64::from(*byte));
                format!("{:05}", number % 100_000)
            })
            .collect();
        groups.join(" ")
    }

    /// Writes [`PUBLIC_KEY_FILE`] into `folder`.
    ///
    /// # Errors
    /// The file exists already, or can't be written.
    pub fn write(&self, folder: &Path) -> Result<(), VaultError> {
        self.write_file(&folder.join(PUBLIC_KEY_FILE))
    }

    /// Writes a file of the key.
    ///
    /// # Errors
    /// The file exists already, or can't be written.
    pub fn write_file(&self, path: &Path) -> Result<(), VaultError> {
        let text = format!("{PUBLIC_HEADER}\n{}\n", hex(&self.0));
        write_key_file(path, &text)
    }
}

impl AgencySecretKey {
    /// Makes a key from the randomness of `rng`, which must come from the operating system
    /// or be seeded from it: a seed that someone else can guess opens every identity.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut());
        // Every 32 bytes are a secret key: X25519 sets the bits that must be set.
        Self(bytes)
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> AgencyPublicKey {
        let public = X25519HkdfSha256::sk_to_pk(&self.hpke());
        AgencyPublicKey(public.to_bytes().into())
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn hpke(&self) -> <X25519HkdfSha256 as Kem>::PrivateKey {
        Deserializable::from_bytes(self.0.as_ref()).expect("every 32 bytes are an X25519 key")
    }

    /// Writes [`SECRET_KEY_FILE`] and then [`PUBLIC_KEY_FILE`] into `folder`, readable by
    /// their owner only. With a passphrase the secret key is encrypted under it (scrypt and
    /// XChaCha20-Poly1305).
    ///
    /// # Errors
    /// Either file exists already, or can't be written.
    pub fn write(
        &self,
        folder: &Path,
        passphrase: Option<&Passphrase>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        let public = folder.join(PUBLIC_KEY_FILE);
        if public.exists() {
            return Err(VaultError::KeyExists(public));
        }
        // The secret first: a public key whose secret was never written would seal for ever.
        self.write_file(&folder.join(SECRET_KEY_FILE), passphrase, rng)?;
        self.public().write(folder)
    }

    /// Writes a file of the secret key alone, readable by its owner only.
    ///
    /// # Errors
    /// The file exists already, or can't be written.
    pub fn write_file(
        &self,
        path: &Path,
        passphrase: Option<&Passphrase>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        let body = match passphrase {
            None => Zeroizing::new(format!("plain {}", *hex_secret(self.0.as_ref()))),
            Some(passphrase) => Zeroizing::new(self.protect(passphrase, SCRYPT_LOG_N, rng)),
        };
        let text = Zeroizing::new(format!("{SECRET_HEADER}\n{SECRET_NOTE}\n{}\n", *body));
        write_key_file(path, &text)
    }

    /// Writes the key in two new files: one holds random bytes, the other the key with these added
    /// bit by bit. Both together give it back; one alone says nothing of it.
    ///
    /// # Errors
    /// A file exists already, or can't be written.
    pub fn write_parts(
        &self,
        paths: [&Path; 2],
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        let mut first = Zeroizing::new([0; 32]);
        rng.fill_bytes(first.as_mut());
        let second = added(&first, &self.0);
        let id = self.public().id();
        for (number, (path, part)) in (1..).zip(paths.into_iter().zip([first, second])) {
            let digits = hex_secret(part.as_ref());
            let text = Zeroizing::new(format!(
                "{PART_HEADER}\n{PART_NOTE}\n{id} {number} {}\n",
                *digits
            ));
            write_key_file(path, &text)?;
        }
        Ok(())
    }

    /// The key that two parts give.
    ///
    /// # Errors
    /// A file is no part, or they are not the two parts of one key.
    pub fn from_parts(paths: [&Path; 2]) -> Result<Self, VaultError> {
        let [(id, number, first), (other_id, other_number, second)] =
            [read_part(paths[0])?, read_part(paths[1])?];
        let key = Self(added(&first, &second));
        let fits = id == other_id && number != other_number && key.public().id() == id;
        match fits {
            true => Ok(key),
            false => Err(VaultError::NotAKey(paths[1].to_owned())),
        }
    }

    fn protect(&self, passphrase: &Passphrase, log_n: u8, rng: &mut impl CryptoRng) -> String {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        rng.fill_bytes(&mut salt);
        rng.fill_bytes(&mut nonce);
        let key = stretch(passphrase, &salt, log_n).expect("the house cost is a valid cost");
        let sealed = XChaCha20Poly1305::new(&(*key).into())
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: self.0.as_ref(),
                    aad: SECRET_HEADER.as_bytes(),
                },
            )
            .expect("32 bytes are not too many to encrypt");
        format!(
            "scrypt {log_n} {} {} {}",
            hex(&salt),
            hex(&nonce),
            hex(&sealed)
        )
    }

    /// Reads [`SECRET_KEY_FILE`] in `folder`.
    ///
    /// # Errors
    /// The file is not there, can't be read, holds something else, or is protected and the
    /// passphrase is not given or wrong.
    pub fn read(folder: &Path, passphrase: Option<&Passphrase>) -> Result<Self, VaultError> {
        Self::read_file(&folder.join(SECRET_KEY_FILE), passphrase)
    }

    /// Reads a file of a secret key, whatever its name.
    ///
    /// # Errors
    /// As [`AgencySecretKey::read`].
    pub fn read_file(path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, VaultError> {
        Self::parse(&read_key_file(path)?, path, passphrase)
    }

    /// Reads the text of a file of a secret key; `from` is what it is called in errors.
    ///
    /// # Errors
    /// It holds something else, or is protected and the passphrase is not given or wrong.
    pub fn parse(
        text: &str,
        from: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<Self, VaultError> {
        let bad = || VaultError::NotAKey(from.to_owned());
        let mut lines = text.lines().filter(|l| !l.starts_with('#'));
        if lines.next() != Some(SECRET_HEADER) {
            return Err(bad());
        }
        let words: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
        match words[..] {
            ["plain", key] => Ok(Self(unhex(key).ok_or_else(bad)?)),
            ["scrypt", log_n, salt, nonce, sealed] => {
                let passphrase = passphrase.ok_or(VaultError::PassphraseNeeded)?;
                let log_n = log_n
                    .parse()
                    .ok()
                    .filter(|&n: &u8| n <= SCRYPT_LOG_N_LIMIT)
                    .ok_or_else(bad)?;
                let salt = unhex::<16>(salt).ok_or_else(bad)?;
                let nonce = unhex::<24>(nonce).ok_or_else(bad)?;
                let sealed = unhex::<48>(sealed).ok_or_else(bad)?;
                let key = stretch(passphrase, salt.as_ref(), log_n).ok_or_else(bad)?;
                let plain = XChaCha20Poly1305::new(&(*key).into())
                    .decrypt(
                        &XNonce::from(*nonce),
                        Payload {
                            msg: sealed.as_ref(),
                            aad: SECRET_HEADER.as_bytes(),
                        },
                    )
                    .map(Zeroizing::new)
                    .map_err(|_| VaultError::PassphraseWrong)?;
                let mut bytes = Zeroizing::new([0; 32]);
                bytes.copy_from_slice(&plain);
                Ok(Self(bytes))
            }
            _ => Err(bad()),
        }
    }
}

fn added(one: &[u8; 32], other: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    let mut sum = Zeroizing::new(*one);
    for (byte, more) in sum.iter_mut().zip(other) {
        *byte ^= more;
    }
    sum
}

/// A part: short name of the key, which part, its bytes.
fn read_part(path: &Path) -> Result<(String, String, Zeroizing<[u8; 32]>), VaultError> {
    let text = read_key_file(path)?;
    let bad = || VaultError::NotAKey(path.to_owned());
    let mut lines = text.lines().filter(|l| !l.starts_with('#'));
    if lines.next() != Some(PART_HEADER) {
        return Err(bad());
    }
    let words: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
    let [id, number, digits] = words[..] else {
        return Err(bad());
    };
    let bytes = unhex(digits).ok_or_else(bad)?;
    Ok((id.to_owned(), number.to_owned(), bytes))
}

fn stretch(passphrase: &Passphrase, salt: &[u8], log_n: u8) -> Option<Zeroizing<[u8; 32]>> {
    let params = scrypt::Params::new(log_n, SCRYPT_R, SCRYPT_P).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    scrypt::scrypt(passphrase.as_bytes(), salt, &params, key.as_mut()).ok()?;
    Some(key)
}

fn read_key_file(path: &Path) -> Result<Zeroizing<String>, VaultError> {
    fs::read_to_string(path)
        .map(Zeroizing::new)
        .map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => VaultError::KeyMissing(path.to_owned()),
            io::ErrorKind::InvalidData => VaultError::NotAKey(path.to_owned()),
            _ => key_file(path)(source),
        })
}

/// Writes a new file, never over an existing one.
fn write_key_file(path: &Path, text: &str) -> Result<(), VaultError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => VaultError::KeyExists(path.to_owned()),
        _ => key_file(path)(source),
    })?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| sync_folder(path));
    written.map_err(|source| {
        // Half a key is worse than none: it would stand in the way of a whole one.
        match fs::remove_file(path) {
            Ok(()) => key_file(path)(source),
            Err(_) => VaultError::NotAKey(path.to_owned()),
        }
    })
}

/// Makes a new name in a folder survive a power cut.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        // A name alone lies in the folder that one is in.
        Some(folder) if folder == Path::new("") => fs::File::open(".")?.sync_all(),
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

fn key_file(path: &Path) -> impl FnOnce(io::Error) -> VaultError {
    let path = PathBuf::from(path);
    move |source| VaultError::KeyFile { path, source }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn hex_secret(bytes: &[u8]) -> Zeroizing<String> {
    // Reserved at once, so that no smaller copy is left behind in memory.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).expect("below 16"));
        }
    }
    text
}

fn unhex<const N: usize>(text: &str) -> Option<Zeroizing<[u8; N]>> {
    let digits = text.as_bytes();
    if digits.len() != N * 2 {
        return None;
    }
    let mut out = Zeroizing::new([0; N]);
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = (high * 16 + low) as u8;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    fn rng() -> ChaCha20Rng {
        ChaCha20Rng::seed_from_u64(7)
    }

    #[test]
    fn keys_come_back_from_their_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = AgencySecretKey::generate(&mut rng());
        secret
            .write(folder.path(), None, &mut rng())
            .expect("written");
        let public = AgencyPublicKey::read(folder.path()).expect("readable");
        assert!(public == secret.public());
        let back = AgencySecretKey::read(folder.path(), None).expect("readable");
        assert!(back.public() == public);
    }

    #[test]
    fn a_key_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = AgencySecretKey::generate(&mut rng());
        first
            .write(folder.path(), None, &mut rng())
            .expect("written");
        let again = first.write(folder.path(), None, &mut rng());
        assert!(matches!(again, Err(VaultError::KeyExists(_))));
        fs::remove_file(folder.path().join(PUBLIC_KEY_FILE)).expect("removed");
        let again = first.write(folder.path(), None, &mut rng());
        assert!(matches!(again, Err(VaultError::KeyExists(_))));
        // A public key that got lost is written again from the secret one.
        first.public().write(folder.path()).expect("written");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_secret_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let secret = AgencySecretKey::generate(&mut rng());
        secret
            .write(folder.path(), None, &mut rng())
            .expect("written");
        let meta = fs::metadata(folder.path().join(SECRET_KEY_FILE)).expect("there");
        assert_eq!(meta.permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 2);
    }

    #[test]
    fn a_protected_key_opens_with_its_passphrase_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = AgencySecretKey::generate(&mut rng());
        let right = Passphrase::new("siete faros en la costa".into());
        secret
            .write(folder.path(), Some(&right), &mut rng())
            .expect("written");
        let text = fs::read_to_string(folder.path().join(SECRET_KEY_FILE)).expect("readable");
        assert!(!text.contains(&*hex_secret(secret.0.as_ref())));
        let back = AgencySecretKey::read(folder.path(), Some(&right)).expect("opens");
        assert!(back.public() == secret.public());
        let wrong = Passphrase::new("siete faros".into());
        assert!(matches!(
            AgencySecretKey::read(folder.path(), Some(&wrong)),
            Err(VaultError::PassphraseWrong)
        ));
        assert!(matches!(
            AgencySecretKey::read(folder.path(), None),
            Err(VaultError::PassphraseNeeded)
        ));
    }

    #[test]
    fn two_parts_give_the_key_back_and_one_gives_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = AgencySecretKey::generate(&mut rng());
        let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
        let mut other_rng = ChaCha20Rng::seed_from_u64(8);
        secret
            .write_parts([&one, &two], &mut other_rng)
            .expect("written");
        for parts in [[&one, &two], [&two, &one]] {
            let back = AgencySecretKey::from_parts(parts.map(PathBuf::as_path)).expect("joins");
            assert!(back.public() == secret.public());
        }
        let other = AgencySecretKey::generate(&mut other_rng);
        let [three, four] = ["three", "four"].map(|name| folder.path().join(name));
        other
            .write_parts([&three, &four], &mut other_rng)
            .expect("written");
        for parts in [[&one, &one], [&one, &four], [&three, &two]] {
            let back = AgencySecretKey::from_parts(parts.map(PathBuf::as_path));
            assert!(matches!(back, Err(VaultError::NotAKey(_))));
        }
        let whole = hex_secret(secret.0.as_ref());
        for path in [one, two] {
            let text = fs::read_to_string(path).expect("readable");
            assert!(!text.contains(whole.as_str()));
        }
    }

    #[test]
    fn a_fingerprint_is_eight_groups_that_differ_from_key_to_key() {
        let mut rng = rng();
        let one = AgencySecretKey::generate(&mut rng).public().fingerprint();
        let other = AgencySecretKey::generate(&mut rng).public().fingerprint();
        assert_eq!(one.split(' ').filter(|g| g.len() == 5).count(), 8);
        assert_ne!(one, other);
    }

    #[test]
    fn a_file_that_holds_no_key_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(
            AgencySecretKey::read(folder.path(), None),
            Err(VaultError::KeyMissing(_))
        ));
        let path = folder.path().join(SECRET_KEY_FILE);
        for bad in [
            &b""[..],
            b"faro-agency-secret-1\n",
            b"faro-agency-secret-1\nplain 00\n",
            b"faro-agency-secret-1\nscrypt 63 00 00 00\n",
            b"faro-agency-secret-2\nplain 00\n",
            b"\xff\xfe",
        ] {
            fs::write(&path, bad).expect("written");
            let key = AgencySecretKey::read(folder.path(), Some(&Passphrase::new("x".into())));
            assert!(matches!(key, Err(VaultError::NotAKey(_))));
        }
    }
}
