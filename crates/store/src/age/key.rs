use std::fmt;
use std::io::Read;
use std::str::FromStr;

use rand::CryptoRng;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::{AgeError, bech32};

const RECIPIENT: &str = "age";
const IDENTITY: &str = "age-secret-key-";

/// Largest file of identities: some hundreds of keys with comments.
const MAX_KEY_FILE: u64 = 64 * 1024;

/// Longest wrong recipient that an error repeats.
const SHOWN: usize = 80;

/// Somebody that a file can be encrypted to: an X25519 public key, written `age1…`. It may be
/// shown to anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient(pub(super) [u8; 32]);

impl FromStr for Recipient {
    type Err = AgeError;

    fn from_str(text: &str) -> Result<Self, AgeError> {
        let text = text.trim();
        // A secret key typed in the wrong place must not come back in a message.
        let shown = || match text.to_ascii_lowercase().starts_with(IDENTITY) {
            true => "AGE-SECRET-KEY-…".to_owned(),
            false => text.chars().take(SHOWN).collect(),
        };
        bech32::decode(RECIPIENT, text)
            .filter(|_| text.starts_with(RECIPIENT))
            .map(|bytes| Self(*bytes))
            .ok_or_else(|| AgeError::NotARecipient(shown()))
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bech32::encode(RECIPIENT, &self.0))
    }
}

/// The secret that opens what was encrypted to its recipient, written `AGE-SECRET-KEY-1…`. Its
/// memory is wiped when it goes, and it can't be printed by accident.
pub struct Identity {
    pub(super) secret: StaticSecret,
    pub(super) public: [u8; 32],
}

impl Identity {
    /// Makes one from the randomness of `rng`, which must come from the operating system or be
    /// seeded from it.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut());
        Self::from_bytes(&bytes)
    }

    fn from_bytes(bytes: &[u8; 32]) -> Self {
        let secret = StaticSecret::from(*bytes);
        let public = PublicKey::from(&secret).to_bytes();
        Self { secret, public }
    }

    /// Who encrypts to this.
    pub fn recipient(&self) -> Recipient {
        Recipient(self.public)
    }

    /// The secret in words for a key file.
    pub fn to_text(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new(self.secret.to_bytes());
        let mut text = bech32::encode(IDENTITY, &bytes);
        text.make_ascii_uppercase();
        text
    }

    fn parse(text: &str) -> Option<Self> {
        let upper = text.starts_with("AGE-SECRET-KEY-1");
        let bytes = bech32::decode(IDENTITY, text).filter(|_| upper)?;
        Some(Self::from_bytes(&bytes))
    }
}

/// The identities of a key file: one a line, with empty lines and comments (`#`) between, as
/// `age-keygen` and `faro backup-key` write it.
///
/// # Errors
/// A line is something else, or there is none.
pub fn identities(file: impl Read) -> Result<Vec<Identity>, AgeError> {
    let mut text = Zeroizing::new(String::new());
    file.take(MAX_KEY_FILE).read_to_string(&mut text)?;
    let mut out = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        out.push(Identity::parse(line).ok_or(AgeError::NotAnIdentity(index + 1))?);
    }
    match out.is_empty() {
        true => Err(AgeError::NoIdentity),
        false => Ok(out),
    }
}
