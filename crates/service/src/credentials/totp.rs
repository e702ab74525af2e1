//! One-time codes from an authenticator app: TOTP (RFC 6238) as every app has it, SHA-1, six
//! digits, thirty seconds.
//!
//! SHA-1's collisions do not touch HMAC; apps that ignore another algorithm in the address would
//! show wrong codes. Each step is good once, and one step early or late is taken for clocks that
//! differ (RFC 6238, section 5.2).

use hmac::{Hmac, KeyInit, Mac};
use qrcodegen::{QrCode, QrCodeEcc};
use sha1::Sha1;
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::base32;
use crate::World;

/// 160 bits, the length of the hash (RFC 4226, section 4, requirement 6).
const SECRET_BYTES: usize = 20;
const STEP_MICROS: i64 = 30_000_000;
const DIGITS: usize = 6;
const MODULUS: u32 = 1_000_000;
/// Steps before and after the present one that are taken.
const WINDOW: i64 = 1;
/// Characters of a typed code that are looked at.
const TYPED_LIMIT: usize = 64;

/// The secret that an authenticator app and the server share. It can't be printed:
///
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<faro_service::credentials::TotpSecret>();
/// ```
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Display>() {}
/// shown::<faro_service::credentials::TotpSecret>();
/// ```
/// ```compile_fail,E0277
/// fn kept<T: serde::Serialize>() {}
/// kept::<faro_service::credentials::TotpSecret>();
/// ```
pub struct TotpSecret(Zeroizing<[u8; SECRET_BYTES]>);

/// The thirty seconds that a code belongs to, counted from 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TotpStep(i64);

impl TotpStep {
    /// A step from what [`Self::to_stored`] gave.
    pub fn from_stored(stored: i64) -> Self {
        Self(stored)
    }

    /// The number to store.
    pub fn to_stored(self) -> i64 {
        self.0
    }

    fn at(now_micros: i64) -> Self {
        Self(now_micros.div_euclid(STEP_MICROS))
    }
}

/// Why a code is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TotpRefused {
    /// Not six digits.
    #[error("a code has six digits")]
    NotACode,
    /// Not the code of now.
    #[error("this is not the code of now")]
    Wrong,
    /// The code of now, or an earlier one, was used: wait for the next.
    #[error("this code was used already")]
    UsedAlready,
}

impl TotpSecret {
    /// A new secret.
    pub fn fresh(world: &dyn World) -> Self {
        let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
        world.fill_random(&mut *bytes);
        Self(bytes)
    }

    /// A secret from what [`Self::expose`] gave.
    pub fn from_bytes(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The secret's bytes, to be sealed before they are stored.
    pub fn expose(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// The step of a code that was typed, if it is the code of now or of the step before or
    /// after, and later than `last`, the step that was taken last. Store the answer as the new
    /// `last` in the transaction that signs in: that is what makes a code good once.
    ///
    /// Spaces and hyphens are ignored, digits of any width are taken.
    ///
    /// # Errors
    /// [`TotpRefused`] says why not.
    pub fn accept(
        &self,
        typed: &str,
        now_micros: i64,
        last: Option<TotpStep>,
    ) -> Result<TotpStep, TotpRefused> {
        let typed = digits(typed).ok_or(TotpRefused::NotACode)?;
        let now = TotpStep::at(now_micros).0;
        let mut matched = None;
        for step in (now - WINDOW..=now + WINDOW).map(TotpStep) {
            // Every step is computed and compared, whatever was found.
            if bool::from(self.code(step).as_bytes().ct_eq(typed.as_bytes())) {
                matched = Some(step);
            }
        }
        match matched {
            None => Err(TotpRefused::Wrong),
            Some(step) if last.is_some_and(|last| step <= last) => Err(TotpRefused::UsedAlready),
            Some(step) => Ok(step),
        }
    }

    /// The code of a moment.
    pub fn code_at(&self, now_micros: i64) -> Zeroizing<String> {
        self.code(TotpStep::at(now_micros))
    }

    /// RFC 4226, section 5.3, with the step as counter.
    fn code(&self, step: TotpStep) -> Zeroizing<String> {
        Zeroizing::new(format!("{:06}", self.truncated(step) % MODULUS))
    }

    fn truncated(&self, step: TotpStep) -> u32 {
        let mut mac =
            Hmac::<Sha1>::new_from_slice(&*self.0).expect("HMAC takes keys of any length");
        mac.update(&step.0.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let offset = usize::from(hash[hash.len() - 1] & 15);
        u32::from_be_bytes([
            hash[offset] & 0x7f,
            hash[offset + 1],
            hash[offset + 2],
            hash[offset + 3],
        ])
    }

    /// The secret in groups of four letters and digits, for typing it into an app by hand: the
    /// text that stands beside the QR code.
    pub fn key_text(&self) -> Zeroizing<String> {
        /// Eight groups of four and the spaces between.
        const CHARACTERS: usize = 39;
        let key = base32::encode(&*self.0, base32::RFC_4648);
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS));
        for (at, character) in key.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push(' ');
            }
            text.push(character);
        }
        text
    }

    /// The `otpauth://` address that an app takes from the QR code, after the Key Uri Format of
    /// Google Authenticator. A colon separates issuer from account there, so none is left inside.
    pub fn uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let key = base32::encode(&*self.0, base32::RFC_4648);
        let (issuer, account) = (percent_encoded(issuer), percent_encoded(account));
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={}",
            *key,
            STEP_MICROS / 1_000_000,
        ))
    }
}

fn digits(typed: &str) -> Option<Zeroizing<String>> {
    let mut digits = Zeroizing::new(String::with_capacity(4 * TYPED_LIMIT));
    if typed.len() > TYPED_LIMIT {
        return None;
    }
    digits.extend(
        typed
            .nfkc()
            .filter(|character| !character.is_whitespace() && *character != '-'),
    );
    let six = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    six.then_some(digits)
}

fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(3 * text.len());
    for byte in text.replace(':', " ").trim().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The address has more than a QR code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the names are too long for a QR code; shorten the name of the agency or the account")]
pub struct QrTooLong;

/// The QR code of an address as an `<svg>` element for the page itself, dark on light in any
/// theme, hidden from screen readers: [`TotpSecret::key_text`] says the same beside it. Whoever
/// sees it can make codes: pages that hold it must not be cached.
///
/// # Errors
/// [`QrTooLong`] above 2,331 bytes.
pub fn qr_svg(uri: &str) -> Result<Zeroizing<String>, QrTooLong> {
    /// Light modules on every side (ISO/IEC 18004).
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(uri, QrCodeEcc::Medium).map_err(|_| QrTooLong)?;
    let side = code.size() + 2 * QUIET;
    let mut path = Zeroizing::new(String::new());
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    Ok(Zeroizing::new(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\" aria-hidden=\"true\" focusable=\"false\">\
         <path fill=\"#fff\" d=\"M0,0h{side}v{side}h-{side}z\"/>\
         <path fill=\"#000\" d=\"{}\"/></svg>",
        *path
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1; the last six of its eight digits.
    #[test]
    fn the_vectors_of_rfc_6238_hold() {
        let secret = TotpSecret::from_bytes(*b"12345678901234567890");
        for (seconds, eight) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            let now = seconds * 1_000_000;
            assert_eq!(secret.truncated(TotpStep::at(now)) % 100_000_000, eight);
            assert_eq!(*secret.code_at(now), format!("{:06}", eight % MODULUS));
        }
    }

    /// RFC 4226, appendix D: the same function of a counter.
    #[test]
    fn the_vectors_of_rfc_4226_hold() {
        let secret = TotpSecret::from_bytes(*b"12345678901234567890");
        for (count, code) in (0..).zip([
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489",
        ]) {
            assert_eq!(*secret.code(TotpStep(count)), code);
        }
    }
}
