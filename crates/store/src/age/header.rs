//! The header: who can open the file, and the MAC over it.

use std::io::{BufRead, Read as _};

use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use rand::CryptoRng;
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::key::{Identity, Recipient};
use super::{AgeError, Key, Lock, base64};
use crate::vault::Passphrase;

/// Longest header that is read. 256 recipients take about 30 KiB.
pub const MAX_HEADER_BYTES: u64 = 64 * 1024;

/// Recipients of one file: more than any office has, and a header stays small.
pub const MAX_RECIPIENTS: usize = 256;

const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";
const FIRST_WORD: &[u8] = b"age-encryption.org/";
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Columns of a stanza's body.
const BODY_COLUMNS: usize = 64;

const X25519_INFO: &[u8] = b"age-encryption.org/v1/X25519";
const SCRYPT_SALT: &[u8] = b"age-encryption.org/v1/scrypt";

/// scrypt cost of files that Faro writes: 2^18 blocks of 1 KiB, 256 MiB and about a second, as
/// `age` itself.
const SCRYPT_LOG_N: u8 = 18;
/// Costs above this are refused: 2^20 takes 1 GiB.
const SCRYPT_LOG_N_LIMIT: u32 = 20;
const SCRYPT_R: u32 = 8;
const SCRYPT_P: u32 = 1;

/// The secret that a file's keys come from.
pub(super) type FileKey = Zeroizing<[u8; 16]>;

/// One entry of a header.
struct Stanza {
    kind: Kind,
    body: Vec<u8>,
}

enum Kind {
    /// Somebody's public key; the ephemeral share.
    X25519([u8; 32]),
    /// A passphrase; salt and cost.
    Scrypt([u8; 16], u32),
    /// A kind that Faro does not know; the format says to pass over it.
    Other,
}

/// A header as read: what it says, and the bytes that its MAC stands for.
pub(super) struct Header {
    stanzas: Vec<Stanza>,
    said: Vec<u8>,
    mac: [u8; 32],
}

/// Makes a file key and the header that gives it to whoever `lock` names.
pub(super) fn write(
    lock: &Lock<'_>,
    rng: &mut impl CryptoRng,
) -> Result<(FileKey, Vec<u8>), AgeError> {
    write_at_cost(lock, SCRYPT_LOG_N, rng)
}

pub(super) fn write_at_cost(
    lock: &Lock<'_>,
    log_n: u8,
    rng: &mut impl CryptoRng,
) -> Result<(FileKey, Vec<u8>), AgeError> {
    let mut file_key = FileKey::new([0; 16]);
    rng.fill_bytes(file_key.as_mut());
    let mut said = FIRST_LINE.to_vec();
    match lock {
        Lock::Recipients(recipients) => {
            if recipients.is_empty() || recipients.len() > MAX_RECIPIENTS {
                return Err(AgeError::Recipients);
            }
            for recipient in *recipients {
                write_x25519(&mut said, recipient, &file_key, rng)?;
            }
        }
        Lock::Passphrase(passphrase) => {
            let mut salt = [0; 16];
            rng.fill_bytes(&mut salt);
            let key = stretch(passphrase, &salt, log_n.into())
                .ok_or(AgeError::TooCostly(log_n.into()))?;
            let line = format!("-> scrypt {} {log_n}\n", base64::encode(&salt));
            said.extend_from_slice(line.as_bytes());
            write_body(&mut said, &wrap(&key, &file_key));
        }
    }
    said.extend_from_slice(b"---");
    let mac = mac_of(&file_key, &said).finalize().into_bytes();
    said.push(b' ');
    said.extend_from_slice(base64::encode(&mac).as_bytes());
    said.push(b'\n');
    Ok((file_key, said))
}

fn write_x25519(
    said: &mut Vec<u8>,
    recipient: &Recipient,
    file_key: &FileKey,
    rng: &mut impl CryptoRng,
) -> Result<(), AgeError> {
    let mut bytes = Zeroizing::new([0; 32]);
    rng.fill_bytes(bytes.as_mut());
    let ephemeral = StaticSecret::from(*bytes);
    let share = PublicKey::from(&ephemeral).to_bytes();
    let key = x25519_key(&ephemeral, &recipient.0, &share, &recipient.0)
        .ok_or_else(|| AgeError::NotARecipient(recipient.to_string()))?;
    let line = format!("-> X25519 {}\n", base64::encode(&share));
    said.extend_from_slice(line.as_bytes());
    write_body(said, &wrap(&key, file_key));
    Ok(())
}

fn write_body(said: &mut Vec<u8>, body: &[u8]) {
    let text = base64::encode(body);
    for line in text.as_bytes().chunks(BODY_COLUMNS) {
        said.extend_from_slice(line);
        said.push(b'\n');
    }
    if text.len().is_multiple_of(BODY_COLUMNS) {
        said.push(b'\n');
    }
}

/// Reads a header and leaves `input` at the payload.
pub(super) fn read(input: &mut impl BufRead) -> Result<Header, AgeError> {
    let mut lines = Lines {
        input,
        left: MAX_HEADER_BYTES,
        said: Vec::new(),
    };
    let first = lines.next()?;
    if first != FIRST_LINE {
        return Err(match first {
            _ if first.starts_with(FIRST_WORD) && first.ends_with(b"\n") => AgeError::Newer,
            _ if first.starts_with(ARMOR) => AgeError::Armored,
            _ => AgeError::NotAge,
        });
    }
    let mut stanzas = Vec::new();
    loop {
        let line = lines.next()?;
        if let Some(mac) = line.strip_prefix(b"--- ") {
            let mac = mac
                .strip_suffix(b"\n")
                .and_then(base64::decode)
                .and_then(|mac| mac.try_into().ok())
                .ok_or(AgeError::Header("its last line"))?;
            let Lines { mut said, .. } = lines;
            let whole = said.len() - line_length(&said) + b"---".len();
            said.truncate(whole);
            check_alone(&stanzas)?;
            return Ok(Header { stanzas, said, mac });
        }
        let words = line
            .strip_prefix(b"-> ")
            .and_then(|l| l.strip_suffix(b"\n"))
            .ok_or(AgeError::Header("the start of an entry"))?
            .to_vec();
        let body = read_body(&mut lines)?;
        stanzas.push(stanza(&words, body)?);
    }
}

/// Length of the last line of `said`.
fn line_length(said: &[u8]) -> usize {
    let body = &said[..said.len().saturating_sub(1)];
    said.len() - body.iter().rposition(|b| *b == b'\n').map_or(0, |p| p + 1)
}

/// A passphrase stands alone: otherwise somebody could add a way in that its owner never chose.
fn check_alone(stanzas: &[Stanza]) -> Result<(), AgeError> {
    let passphrase = stanzas.iter().any(|s| matches!(s.kind, Kind::Scrypt(..)));
    match stanzas.len() {
        0 => Err(AgeError::Header("nobody can open it")),
        n if n > 1 && passphrase => Err(AgeError::Header("a passphrase beside other entries")),
        _ => Ok(()),
    }
}

fn read_body<R: BufRead>(lines: &mut Lines<'_, R>) -> Result<Vec<u8>, AgeError> {
    const WRONG: AgeError = AgeError::Header("the body of an entry");
    let mut body = Vec::new();
    loop {
        let line = lines.next()?.strip_suffix(b"\n").ok_or(WRONG)?;
        if line.len() > BODY_COLUMNS {
            return Err(WRONG);
        }
        body.extend_from_slice(&base64::decode(line).ok_or(WRONG)?);
        if line.len() < BODY_COLUMNS {
            return Ok(body);
        }
    }
}

fn stanza(words: &[u8], body: Vec<u8>) -> Result<Stanza, AgeError> {
    const WRONG: AgeError = AgeError::Header("an entry");
    let words: Vec<&[u8]> = words.split(|b| *b == b' ').collect();
    let spelled = |word: &&[u8]| !word.is_empty() && word.iter().all(|b| (33..=126).contains(b));
    if !words.iter().all(spelled) {
        return Err(WRONG);
    }
    let kind = match words[..] {
        [b"X25519", share] => {
            let share = base64::decode(share).and_then(|s| s.try_into().ok());
            Kind::X25519(share.ok_or(WRONG)?)
        }
        [b"scrypt", salt, cost] => {
            let salt = base64::decode(salt).and_then(|s| s.try_into().ok());
            Kind::Scrypt(salt.ok_or(WRONG)?, log_n(cost).ok_or(WRONG)?)
        }
        [b"X25519" | b"scrypt", ..] => return Err(WRONG),
        _ => Kind::Other,
    };
    if !matches!(kind, Kind::Other) && body.len() != 32 {
        return Err(WRONG);
    }
    Ok(Stanza { kind, body })
}

/// A cost in decimal, spelled the one way: no sign, no leading zero.
fn log_n(word: &[u8]) -> Option<u32> {
    let digits = word.iter().all(u8::is_ascii_digit);
    if !digits || word.first() == Some(&b'0') || word.len() > 3 {
        return None;
    }
    std::str::from_utf8(word).ok()?.parse().ok()
}

/// Lines of the header, with their ends, until the limit.
struct Lines<'a, R> {
    input: &'a mut R,
    left: u64,
    said: Vec<u8>,
}

impl<R: BufRead> Lines<'_, R> {
    fn next(&mut self) -> Result<&[u8], AgeError> {
        let start = self.said.len();
        let read = (&mut *self.input)
            .take(self.left)
            .read_until(b'\n', &mut self.said)?;
        self.left -= read as u64;
        if self.left == 0 {
            return Err(AgeError::Header("it is too long"));
        }
        Ok(&self.said[start..])
    }
}

impl Header {
    /// The file key, for whoever has the right key.
    pub(super) fn open(&self, key: &Key<'_>) -> Result<FileKey, AgeError> {
        let file_key = match key {
            Key::Identities(identities) => self.by_identity(identities)?,
            Key::Passphrase(passphrase) => self.by_passphrase(passphrase)?,
        };
        mac_of(&file_key, &self.said)
            .verify_slice(&self.mac)
            .map_err(|_| AgeError::HeaderChanged)?;
        Ok(file_key)
    }

    fn by_identity(&self, identities: &[Identity]) -> Result<FileKey, AgeError> {
        for stanza in &self.stanzas {
            match &stanza.kind {
                Kind::Scrypt(..) => return Err(AgeError::PassphraseNeeded),
                Kind::Other => {}
                Kind::X25519(share) => {
                    for identity in identities {
                        let key = x25519_key(&identity.secret, share, share, &identity.public)
                            .ok_or(AgeError::Header("an entry"))?;
                        if let Some(file_key) = unwrap(&key, &stanza.body) {
                            return Ok(file_key);
                        }
                    }
                }
            }
        }
        Err(AgeError::NoMatch)
    }

    fn by_passphrase(&self, passphrase: &Passphrase) -> Result<FileKey, AgeError> {
        let [
            Stanza {
                kind: Kind::Scrypt(salt, cost),
                body,
            },
        ] = &self.stanzas[..]
        else {
            let keys = self
                .stanzas
                .iter()
                .any(|s| matches!(s.kind, Kind::X25519(_)));
            return Err(match keys {
                true => AgeError::IdentityNeeded,
                false => AgeError::NoMatch,
            });
        };
        if *cost > SCRYPT_LOG_N_LIMIT {
            return Err(AgeError::TooCostly(*cost));
        }
        let key = stretch(passphrase, salt, *cost).ok_or(AgeError::Header("an entry"))?;
        unwrap(&key, body).ok_or(AgeError::PassphraseWrong)
    }

    #[cfg(test)]
    pub(super) fn said(&self) -> &[u8] {
        &self.said
    }
}

/// The key that wraps the file key for a recipient; `None` when the keys agree on nothing
/// secret (a point of low order).
fn x25519_key(
    secret: &StaticSecret,
    with: &[u8; 32],
    share: &[u8; 32],
    recipient: &[u8; 32],
) -> Option<Zeroizing<[u8; 32]>> {
    let shared = secret.diffie_hellman(&PublicKey::from(*with));
    if !shared.was_contributory() {
        return None;
    }
    let salt = [*share, *recipient].concat();
    Some(derive(shared.as_bytes(), Some(&salt), X25519_INFO))
}

fn stretch(passphrase: &Passphrase, salt: &[u8; 16], log_n: u32) -> Option<Zeroizing<[u8; 32]>> {
    let params = scrypt::Params::new(u8::try_from(log_n).ok()?, SCRYPT_R, SCRYPT_P).ok()?;
    let salt = [SCRYPT_SALT, salt].concat();
    let mut key = Zeroizing::new([0; 32]);
    scrypt::scrypt(passphrase.as_bytes(), &salt, &params, key.as_mut()).ok()?;
    Some(key)
}

/// HKDF-SHA-256.
pub(super) fn derive(secret: &[u8], salt: Option<&[u8]>, info: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(salt, secret)
        .expand(info, key.as_mut())
        .expect("32 bytes are within what HKDF gives");
    key
}

fn mac_of(file_key: &FileKey, said: &[u8]) -> Hmac<Sha256> {
    use hmac::KeyInit as _;
    let key = derive(file_key.as_ref(), None, b"header");
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_ref()).expect("HMAC takes any key");
    mac.update(said);
    mac
}

/// Each wrapping key is used once, so its nonce is zero.
fn wrap(key: &Zeroizing<[u8; 32]>, file_key: &FileKey) -> Vec<u8> {
    ChaCha20Poly1305::new(&(**key).into())
        .encrypt(&Nonce::default(), file_key.as_slice())
        .expect("16 bytes are not too many to encrypt")
}

fn unwrap(key: &Zeroizing<[u8; 32]>, body: &[u8]) -> Option<FileKey> {
    let plain = ChaCha20Poly1305::new(&(**key).into())
        .decrypt(&Nonce::default(), body)
        .map(Zeroizing::new)
        .ok()?;
    let mut file_key = FileKey::new([0; 16]);
    file_key.copy_from_slice(&plain);
    Some(file_key)
}
