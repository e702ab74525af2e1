//! Tokens that a browser or a program holds: 256 random bits with a name on them.
//!
//! `faro_a_` + 52 digits + 6 check digits, in Crockford's base 32, lower case. The prefix says what
//! leaked when one is found in a file or a log, the check digits catch what was cut or mistyped
//! before the database is asked, and a double click selects the whole.

use std::fmt;

use zeroize::Zeroizing;

use super::base32;
use crate::World;

const TOKEN_BYTES: usize = 32;
const TOKEN_DIGITS: usize = 52;
/// 30 bits: one damaged token in a thousand million passes on to the database, and is not there.
const CHECK_DIGITS: usize = 6;
/// Bytes that the check digits are taken from: 32 bits, of which the first 30 show.
const CHECK_BYTES: usize = 4;
/// Bytes of text that are looked at; a token has 65.
const TEXT_LIMIT: usize = 128;

/// Keep these hashes apart from all others (BLAKE3, key derivation mode).
const HASH_CONTEXT: &str = "faro 2026-11-24 token at rest";
const CHECK_CONTEXT: &str = "faro 2026-11-24 check digits of a token";

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A person who is signed in.
    Session,
    /// Leave to open an account or set a new password.
    Invitation,
    /// A program that uses the API.
    Api,
    /// A browser from which an account signed in before.
    Device,
}

impl TokenKind {
    /// Every kind.
    pub const ALL: [TokenKind; 4] = [
        TokenKind::Session,
        TokenKind::Invitation,
        TokenKind::Api,
        TokenKind::Device,
    ];

    /// What the text of such a token begins with.
    pub fn prefix(self) -> &'static str {
        match self {
            TokenKind::Session => "faro_s_",
            TokenKind::Invitation => "faro_i_",
            TokenKind::Api => "faro_a_",
            TokenKind::Device => "faro_d_",
        }
    }
}

/// Why a text is not a token of the kind that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefused {
    /// Nothing that Faro gave out.
    #[error("this is not a token of Faro")]
    NotAToken,
    /// A token for something else.
    #[error("this token is for something else")]
    OtherKind(TokenKind),
    /// It begins like one of ours and was cut, mistyped or made up.
    #[error("this token is not whole; copy it again")]
    Damaged,
}

/// A token. It can't be printed:
///
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<faro_service::credentials::Token>();
/// ```
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Display>() {}
/// shown::<faro_service::credentials::Token>();
/// ```
/// ```compile_fail,E0277
/// fn kept<T: serde::Serialize>() {}
/// kept::<faro_service::credentials::Token>();
/// ```
pub struct Token {
    kind: TokenKind,
    bytes: Zeroizing<[u8; TOKEN_BYTES]>,
}

impl Token {
    /// A new token.
    pub fn fresh(kind: TokenKind, world: &dyn World) -> Self {
        let mut bytes = Zeroizing::new([0; TOKEN_BYTES]);
        world.fill_random(&mut *bytes);
        Self { kind, bytes }
    }

    /// What it is for.
    pub fn kind(&self) -> TokenKind {
        self.kind
    }

    /// The text to hand over, 65 characters.
    pub fn text(&self) -> Zeroizing<String> {
        let digits = base32::encode(&*self.bytes, base32::CROCKFORD);
        let mut text = Zeroizing::new(format!(
            "{}{}{}",
            self.kind.prefix(),
            *digits,
            self.check_digits()
        ));
        text.make_ascii_lowercase();
        text
    }

    fn check_digits(&self) -> String {
        let mut hasher = blake3::Hasher::new_derive_key(CHECK_CONTEXT);
        hasher.update(self.kind.prefix().as_bytes());
        hasher.update(&*self.bytes);
        let hash = hasher.finalize();
        base32::encode(&hash.as_bytes()[..CHECK_BYTES], base32::CROCKFORD)[..CHECK_DIGITS]
            .to_owned()
    }

    /// A token of `kind` from its text; white space around it is ignored.
    ///
    /// # Errors
    /// [`TokenRefused`] says why not. A token that parses is well formed, not valid: look its
    /// hash up.
    pub fn parse(kind: TokenKind, text: &str) -> Result<Self, TokenRefused> {
        let text = text.trim();
        if text.len() > TEXT_LIMIT {
            return Err(TokenRefused::NotAToken);
        }
        let (found, digits) = TokenKind::ALL
            .into_iter()
            .find_map(|kind| Some((kind, text.strip_prefix(kind.prefix())?)))
            .ok_or(TokenRefused::NotAToken)?;
        if found != kind {
            return Err(TokenRefused::OtherKind(found));
        }
        let lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if digits.len() != TOKEN_DIGITS + CHECK_DIGITS || !digits.bytes().all(lower) {
            return Err(TokenRefused::Damaged);
        }
        let digits = Zeroizing::new(digits.to_ascii_uppercase());
        let (token, check) = digits.split_at(TOKEN_DIGITS);
        let bytes = base32::decode(token, base32::CROCKFORD).ok_or(TokenRefused::Damaged)?;
        let token = Self { kind, bytes };
        if token.check_digits() != check {
            return Err(TokenRefused::Damaged);
        }
        Ok(token)
    }

    /// What to store and look up. The token has 256 bits, so a plain hash keeps it.
    pub fn hash(&self) -> TokenHash {
        let mut hasher = blake3::Hasher::new_derive_key(HASH_CONTEXT);
        hasher.update(self.kind.prefix().as_bytes());
        hasher.update(&*self.bytes);
        TokenHash(hasher.finalize())
    }
}

/// What is stored of a token. Equal in constant time. It opens nothing, so it may be printed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(blake3::Hash);

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenHash({})", self.to_hex())
    }
}

impl TokenHash {
    /// A hash from its bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(blake3::Hash::from_bytes(bytes))
    }

    /// The bytes to store.
    pub fn to_bytes(self) -> [u8; 32] {
        *self.0.as_bytes()
    }

    /// The text to store, 64 hexadecimal digits.
    pub fn to_hex(self) -> String {
        self.0.to_hex().to_string()
    }

    /// A hash from its text.
    pub fn from_hex(text: &str) -> Option<Self> {
        blake3::Hash::from_hex(text).ok().map(Self)
    }
}
