//! What proves that somebody is who they say: passwords, one-time codes, recovery codes, tokens,
//! and how often they may be tried.
//!
//! Everything here is pure: randomness comes from a [`crate::World`] that is handed in, time is an
//! argument, nothing is stored. Types that hold a secret can be neither printed nor serialised
//! nor copied, and their memory is wiped when they go. No text for people: the pages say in four
//! languages what an error means. Reasons and figures are in `docs/security/credentials.md`.

mod attempts;
mod base32;
mod guesses;
mod hash;
pub mod id_token;
pub mod passkey;
mod password;
mod recovery;
mod token;
mod totp;

pub(crate) use attempts::network;
pub use attempts::{Attempt, AttemptLedger, Client, Decision, LEDGER_LIMIT, Step};
pub use hash::{NotAHash, PasswordHash, PasswordHasher};
pub use password::{
    MAXIMUM_CHARACTERS, MINIMUM_CHARACTERS, PasswordRefused, PasswordRules, RECOMMENDED_CHARACTERS,
    TypedPassword, WordKind,
};
pub use recovery::{NotARecoveryCode, RECOVERY_CODES, RecoveryCode, RecoveryHash};
pub use token::{Token, TokenHash, TokenKind, TokenRefused};
pub use totp::{QrTooLong, TotpRefused, TotpSecret, TotpStep, qr_svg};
