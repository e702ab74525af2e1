//! Passkeys (W3C Web Authentication level 2), as far as Faro needs them: ES256, no attestation, the
//! person verified by the authenticator. A passkey proves who one is only to the address that it was
//! made for, so a copied page gets nothing.
//!
//! Two fixed binary layouts are read, and the JSON that the browser wrote; signatures are checked by
//! `ring`. Why this is ours: `docs/adr`, and no CBOR is interpreted: the one key that CTAP2 lets an
//! ES256 authenticator write is compared byte by byte.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde::Deserialize;

/// Random bytes of a challenge.
pub const CHALLENGE_BYTES: usize = 32;

/// An authenticator's identifier of a key has at most this many bytes (Web Authentication, 4).
pub const MAX_CREDENTIAL_ID: usize = 1_023;

/// Longest text or data taken of a browser.
const MAX_DATA: usize = 4_096;

/// Start of authenticator data: hash of the address, flags, counter.
const FIXED: usize = 32 + 1 + 4;
/// The person was there.
const PRESENT: u8 = 0x01;
/// The person was verified: by a finger, a face or a number.
const VERIFIED: u8 = 0x04;
/// A new key follows.
const HAS_KEY: u8 = 0x40;

/// An ES256 key in CTAP2's canonical CBOR, around its two coordinates.
const KEY_START: &[u8] = &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
const KEY_MIDDLE: &[u8] = &[0x22, 0x58, 0x20];

/// A key that an authenticator made for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyPublic {
    /// The authenticator's identifier of it.
    pub credential_id: Vec<u8>,
    /// Uncompressed point on P-256, 65 bytes.
    pub public_key: Vec<u8>,
    /// How often it signed; many authenticators always say 0.
    pub counter: u32,
}

/// Whom a browser says it speaks to, and what it was asked.
pub struct Expected<'e> {
    /// What it had to sign.
    pub challenge: &'e [u8; CHALLENGE_BYTES],
    /// Scheme, host and port of this server as browsers write them.
    pub origin: &'e str,
}

impl Expected<'_> {
    /// The name that keys are bound to: the host without its port.
    pub fn host(&self) -> &str {
        host_of(self.origin)
    }
}

/// The host of an origin.
pub fn host_of(origin: &str) -> &str {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    let rest = rest.split('/').next().unwrap_or_default();
    match rest.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => rest,
    }
}

/// Whether keys can be bound to the host of an origin: not to a number, and only where the browser
/// has a safe channel.
pub fn can_be_bound(origin: &str) -> bool {
    let host = host_of(origin);
    let is_number = host.parse::<std::net::IpAddr>().is_ok() || host.starts_with('[');
    let is_safe = origin.starts_with("https://") || host == "localhost";
    !host.is_empty() && !is_number && is_safe
}

/// Why something that a browser sent proves nothing. Which it is is for tests, not for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyRefused {
    /// It is too long or has another shape.
    #[error("it has another shape")]
    Shape,
    /// It answers another question, or another server's.
    #[error("it answers another question")]
    Question,
    /// The person was not verified.
    #[error("the person was not verified")]
    NotVerified,
    /// The key is of a kind that is not taken.
    #[error("the key is not one of ES256")]
    Kind,
    /// The signature is wrong.
    #[error("the signature is wrong")]
    Signature,
    /// The counter went back: the key was copied.
    #[error("the counter went back")]
    Counter,
}

use PasskeyRefused::{Counter, Kind, NotVerified, Question, Shape, Signature};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

fn check_client(data: &[u8], kind: &str, expected: &Expected<'_>) -> Result<(), PasskeyRefused> {
    if data.len() > MAX_DATA {
        return Err(Shape);
    }
    let told: ClientData = serde_json::from_slice(data).map_err(|_| Shape)?;
    let challenge = base64url(&told.challenge).ok_or(Shape)?;
    let same = told.r#type == kind
        && challenge == expected.challenge
        && told.origin == expected.origin
        && !told.cross_origin;
    if same { Ok(()) } else { Err(Question) }
}

/// Flags and counter of authenticator data that was made for this server by a verified person.
fn check_authenticator(data: &[u8], expected: &Expected<'_>) -> Result<(u8, u32), PasskeyRefused> {
    if data.len() < FIXED || data.len() > MAX_DATA {
        return Err(Shape);
    }
    let host = ring::digest::digest(&ring::digest::SHA256, expected.host().as_bytes());
    if data[..32] != *host.as_ref() {
        return Err(Question);
    }
    let flags = data[32];
    if flags & PRESENT == 0 || flags & VERIFIED == 0 {
        return Err(NotVerified);
    }
    let counter = u32::from_be_bytes([data[33], data[34], data[35], data[36]]);
    Ok((flags, counter))
}

/// Reads a key that an authenticator has just made.
///
/// # Errors
/// It was made for another server or question, without verifying the person, or is no ES256 key.
pub fn read_new(
    authenticator: &[u8],
    client: &[u8],
    expected: &Expected<'_>,
) -> Result<PasskeyPublic, PasskeyRefused> {
    check_client(client, "webauthn.create", expected)?;
    let (flags, counter) = check_authenticator(authenticator, expected)?;
    if flags & HAS_KEY == 0 {
        return Err(Shape);
    }
    // 16 bytes say the make of the authenticator; Faro does not ask for it.
    let rest = authenticator.get(FIXED + 16..).ok_or(Shape)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(Shape)?;
    let length = usize::from(u16::from_be_bytes(*length));
    if length == 0 || length > MAX_CREDENTIAL_ID || rest.len() < length {
        return Err(Shape);
    }
    let (id, key) = rest.split_at(length);
    let key = key.strip_prefix(KEY_START).ok_or(Kind)?;
    let (x, key) = key.split_first_chunk::<32>().ok_or(Kind)?;
    let key = key.strip_prefix(KEY_MIDDLE).ok_or(Kind)?;
    // What may follow are extensions; none was asked for.
    let y = key.first_chunk::<32>().ok_or(Kind)?;
    let mut public_key = vec![0x04];
    public_key.extend_from_slice(x);
    public_key.extend_from_slice(y);
    Ok(PasskeyPublic {
        credential_id: id.to_vec(),
        public_key,
        counter,
    })
}

/// Checks that a key signed an answer; gives its counter.
///
/// # Errors
/// The answer is to another server or question, the person was not verified, the signature is
/// wrong, or the counter went back.
pub fn check_answer(
    key: &PasskeyPublic,
    authenticator: &[u8],
    client: &[u8],
    signature: &[u8],
    expected: &Expected<'_>,
) -> Result<u32, PasskeyRefused> {
    check_client(client, "webauthn.get", expected)?;
    let (_, counter) = check_authenticator(authenticator, expected)?;
    let hash = ring::digest::digest(&ring::digest::SHA256, client);
    let signed = [authenticator, hash.as_ref()].concat();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &key.public_key)
        .verify(&signed, signature)
        .map_err(|_| Signature)?;
    if (counter != 0 || key.counter != 0) && counter <= key.counter {
        return Err(Counter);
    }
    Ok(counter)
}

/// Reads base64url without padding (RFC 4648, 5), as browsers write challenges and identifiers.
pub fn base64url(text: &str) -> Option<Vec<u8>> {
    if text.len() > 2 * MAX_DATA {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Writes base64url without padding.
pub fn to_base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

    const CHALLENGE: [u8; CHALLENGE_BYTES] = [7; CHALLENGE_BYTES];
    const ORIGIN: &str = "https://faro.example:8443";

    /// An authenticator of the test's own.
    struct Authenticator {
        pair: EcdsaKeyPair,
        host: &'static str,
        flags: u8,
        counter: u32,
    }

    impl Authenticator {
        fn new() -> Self {
            let random = SystemRandom::new();
            let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random);
            let made = made.expect("a key");
            let pair =
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random);
            Self {
                pair: pair.expect("a key"),
                host: "faro.example",
                flags: PRESENT | VERIFIED,
                counter: 1,
            }
        }

        fn start(&self, flags: u8) -> Vec<u8> {
            let host = ring::digest::digest(&ring::digest::SHA256, self.host.as_bytes());
            let mut data = host.as_ref().to_vec();
            data.push(flags);
            data.extend_from_slice(&self.counter.to_be_bytes());
            data
        }

        fn make(&self) -> Vec<u8> {
            let mut data = self.start(self.flags | HAS_KEY);
            data.extend_from_slice(&[0; 16]);
            data.extend_from_slice(&[0, 3, 1, 2, 3]);
            let point = self.pair.public_key().as_ref();
            data.extend_from_slice(KEY_START);
            data.extend_from_slice(&point[1..33]);
            data.extend_from_slice(KEY_MIDDLE);
            data.extend_from_slice(&point[33..]);
            data
        }

        fn sign(&self, client: &[u8]) -> (Vec<u8>, Vec<u8>) {
            let data = self.start(self.flags);
            let hash = ring::digest::digest(&ring::digest::SHA256, client);
            let signed = [data.as_slice(), hash.as_ref()].concat();
            let signature = self.pair.sign(&SystemRandom::new(), &signed);
            (data, signature.expect("signed").as_ref().to_vec())
        }
    }

    fn client(kind: &str, challenge: &[u8], origin: &str) -> Vec<u8> {
        let challenge = to_base64url(challenge);
        format!(
            "{{\"type\":\"{kind}\",\"challenge\":\"{challenge}\",\"origin\":\"{origin}\",\
             \"crossOrigin\":false}}"
        )
        .into_bytes()
    }

    fn expected() -> Expected<'static> {
        Expected {
            challenge: &CHALLENGE,
            origin: ORIGIN,
        }
    }

    #[test]
    fn a_key_is_made_and_answers_once_more_each_time() {
        let mut own = Authenticator::new();
        let made = client("webauthn.create", &CHALLENGE, ORIGIN);
        let mut key = read_new(&own.make(), &made, &expected()).expect("a key");
        assert_eq!(key.credential_id, [1, 2, 3]);
        assert_eq!(key.public_key, own.pair.public_key().as_ref());
        let asked = client("webauthn.get", &CHALLENGE, ORIGIN);
        // The same counter again is a copy of the key.
        let (data, signature) = own.sign(&asked);
        let again = check_answer(&key, &data, &asked, &signature, &expected());
        assert_eq!(again, Err(Counter));
        own.counter = 2;
        let (data, signature) = own.sign(&asked);
        let counter = check_answer(&key, &data, &asked, &signature, &expected());
        assert_eq!(counter, Ok(2));
        // Authenticators that don't count always say 0.
        (key.counter, own.counter) = (0, 0);
        let (data, signature) = own.sign(&asked);
        let counter = check_answer(&key, &data, &asked, &signature, &expected());
        assert_eq!(counter, Ok(0));
    }

    #[test]
    fn an_answer_to_another_question_server_or_person_proves_nothing() {
        let mut own = Authenticator::new();
        let made = client("webauthn.create", &CHALLENGE, ORIGIN);
        let mut key = read_new(&own.make(), &made, &expected()).expect("a key");
        own.counter = 9;
        let refused = |key: &PasskeyPublic, own: &Authenticator, client: &[u8]| {
            let (data, signature) = own.sign(client);
            check_answer(key, &data, client, &signature, &expected()).err()
        };
        let good = client("webauthn.get", &CHALLENGE, ORIGIN);
        assert_eq!(refused(&key, &own, &good), None);
        for other in [
            client("webauthn.create", &CHALLENGE, ORIGIN),
            client("webauthn.get", &[8; 32], ORIGIN),
            client("webauthn.get", &CHALLENGE, "https://faro.example"),
            client(
                "webauthn.get",
                &CHALLENGE,
                "https://faro.example:8443.evil.example",
            ),
        ] {
            assert_eq!(refused(&key, &own, &other), Some(Question));
        }
        let framed = String::from_utf8(good.clone()).expect("text");
        let framed = framed.replace(":false", ":true").into_bytes();
        assert_eq!(refused(&key, &own, &framed), Some(Question));
        own.flags = PRESENT;
        assert_eq!(refused(&key, &own, &good), Some(NotVerified));
        own.flags = PRESENT | VERIFIED;
        own.host = "evil.example";
        assert_eq!(refused(&key, &own, &good), Some(Question));
        own.host = "faro.example";
        key.public_key = Authenticator::new().pair.public_key().as_ref().to_vec();
        assert_eq!(refused(&key, &own, &good), Some(Signature));
    }

    #[test]
    fn keys_are_bound_to_a_name_over_a_safe_channel() {
        for good in [
            "https://faro.example",
            "https://a.b:8443",
            "http://localhost:8080",
        ] {
            assert!(can_be_bound(good), "{good}");
        }
        for bad in [
            "http://faro.example",
            "https://10.0.0.1",
            "http://127.0.0.1:8080",
            "https://[::1]:1",
            "",
        ] {
            assert!(!can_be_bound(bad), "{bad}");
        }
        assert_eq!(host_of("https://a.b:8443"), "a.b");
    }

    proptest! {
        #[test]
        fn base64url_goes_there_and_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = to_base64url(&bytes);
            prop_assert_eq!(base64url(&text), Some(bytes));
        }

        #[test]
        fn whatever_a_browser_sends_ends_in_a_refusal(
            authenticator in proptest::collection::vec(any::<u8>(), 0..300),
            client in proptest::collection::vec(any::<u8>(), 0..300),
            signature in proptest::collection::vec(any::<u8>(), 0..100),
        ) {
            prop_assert!(read_new(&authenticator, &client, &expected()).is_err());
            let own = Authenticator::new();
            let key = PasskeyPublic {
                credential_id: vec![1],
                public_key: own.pair.public_key().as_ref().to_vec(),
                counter: 0,
            };
            let checked = check_answer(&key, &authenticator, &client, &signature, &expected());
            prop_assert!(checked.is_err());
        }

        #[test]
        fn a_new_key_cut_short_or_changed_is_no_other_key(at in 0_usize..140, bit in 0_u8..8) {
            let own = Authenticator::new();
            let made = client("webauthn.create", &CHALLENGE, ORIGIN);
            let whole = own.make();
            let at = at.min(whole.len() - 1);
            prop_assert!(read_new(&whole[..at], &made, &expected()).is_err());
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            // Never a panic; what reads is a key of the right size.
            if let Ok(key) = read_new(&changed, &made, &expected()) {
                prop_assert_eq!(key.public_key.len(), 65);
            }
        }
    }
}
