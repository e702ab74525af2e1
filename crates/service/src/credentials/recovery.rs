//! Recovery codes: ten, on paper, each good once, for whoever lost the authenticator.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::base32;
use crate::World;

/// Codes of one set.
pub const RECOVERY_CODES: usize = 10;

/// 120 bits. From 112 bits on a plain hash is enough at rest (ASVS 6.5.2, NIST SP 800-63B): there
/// is nothing to guess, so nothing slow to run and no key to keep. Six groups of four characters
/// are what that costs on paper.
const CODE_BYTES: usize = 15;
const CODE_CHARACTERS: usize = 24;
const GROUP: usize = 4;
/// Bytes of a typed code that are looked at.
const TYPED_LIMIT: usize = 256;

/// Keeps these hashes apart from all others (BLAKE3, key derivation mode).
const CONTEXT: &str = "faro 2026-11-24 recovery code of an account";

/// A recovery code. It can't be printed:
///
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<faro_service::credentials::RecoveryCode>();
/// ```
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Display>() {}
/// shown::<faro_service::credentials::RecoveryCode>();
/// ```
/// ```compile_fail,E0277
/// fn kept<T: serde::Serialize>() {}
/// kept::<faro_service::credentials::RecoveryCode>();
/// ```
pub struct RecoveryCode(Zeroizing<[u8; CODE_BYTES]>);

/// What is stored of a recovery code. Equal in constant time.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryHash(blake3::Hash);

impl RecoveryHash {
    /// A hash from its bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(blake3::Hash::from_bytes(bytes))
    }

    /// The bytes to store.
    pub fn to_bytes(&self) -> [u8; 32] {
        *self.0.as_bytes()
    }
}

/// What was typed is not a recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a recovery code has {CODE_CHARACTERS} letters and digits")]
pub struct NotARecoveryCode;

impl RecoveryCode {
    /// A new set. Show it once; store the hashes.
    pub fn fresh_set(world: &dyn World) -> [RecoveryCode; RECOVERY_CODES] {
        std::array::from_fn(|_| {
            let mut bytes = Zeroizing::new([0; CODE_BYTES]);
            world.fill_random(&mut *bytes);
            Self(bytes)
        })
    }

    /// A code as somebody typed it: any case, with or without spaces and hyphens, and with
    /// letters that look like the digits and letters that codes are made of (O for 0, I and L
    /// for 1, U for V).
    ///
    /// # Errors
    /// [`NotARecoveryCode`] when it has other characters or another length.
    pub fn parse(typed: &str) -> Result<Self, NotARecoveryCode> {
        if typed.len() > TYPED_LIMIT {
            return Err(NotARecoveryCode);
        }
        let mut plain = Zeroizing::new(String::with_capacity(4 * TYPED_LIMIT));
        plain.extend(
            typed
                .nfkc()
                .filter(|character| !is_separator(*character))
                .map(|character| match character.to_ascii_uppercase() {
                    'O' => '0',
                    'I' | 'L' => '1',
                    'U' => 'V',
                    other => other,
                }),
        );
        base32::decode(&plain, base32::CROCKFORD)
            .map(Self)
            .ok_or(NotARecoveryCode)
    }

    /// The code for paper, `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
    pub fn text(&self) -> Zeroizing<String> {
        let digits = base32::encode(&*self.0, base32::CROCKFORD);
        let mut text = Zeroizing::new(String::with_capacity(CODE_CHARACTERS * 5 / 4));
        for (at, character) in digits.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(character);
        }
        text
    }

    /// What to store for the account; the same code of another account hashes differently.
    pub fn hash(&self, account_id: &str) -> RecoveryHash {
        let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
        hasher.update(&(account_id.len() as u64).to_le_bytes());
        hasher.update(account_id.as_bytes());
        hasher.update(&*self.0);
        RecoveryHash(hasher.finalize())
    }

    /// Which of the account's unused codes it is. Remove that one in the transaction that signs
    /// in: that is what makes a code good once. All are compared, in constant time.
    pub fn find_in(&self, account_id: &str, unused: &[RecoveryHash]) -> Option<usize> {
        let hash = self.hash(account_id);
        let mut found = None;
        for (at, stored) in unused.iter().enumerate() {
            if *stored == hash {
                found = Some(at);
            }
        }
        found
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}'
        )
}
