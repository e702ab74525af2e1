//! ID tokens of OpenID Connect (Core 1.0, 3.1.3.7), as far as Faro needs them: signed with RS256 or
//! ES256, for the code flow.
//!
//! The signature's kind comes from the key and never from the token alone, so that a public key can't
//! be taken for a shared secret. Signatures are checked by `ring`. Why this is ours: `docs/adr`.

use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;

use super::passkey::base64url;

/// Longest token taken, in characters.
pub const MAX_ID_TOKEN: usize = 16_384;

/// Keys of a provider looked at.
const MAX_KEYS: usize = 50;

/// Longest subject (Core 1.0, 2).
const MAX_SUBJECT: usize = 255;

/// How far two clocks may be apart, in seconds.
const SKEW: i64 = 60;

/// A token older than this answers no question of now, in seconds.
const MAX_AGE: i64 = 600;

/// A provider's public key.
pub struct ProviderKey {
    id: Option<String>,
    key: Public,
}

enum Public {
    Rsa {
        n: Vec<u8>,
        e: Vec<u8>,
    },
    /// Uncompressed point on P-256.
    P256([u8; 65]),
}

/// What a token must be for.
pub struct ExpectedToken<'e> {
    /// Who vouches.
    pub issuer: &'e str,
    /// What the provider calls this Faro.
    pub client: &'e str,
    /// What this Faro asked it to repeat.
    pub nonce: &'e str,
    /// Seconds since 1970 UTC.
    pub now: i64,
}

/// Why a token proves nothing. Which it is is for tests and the log, not for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdTokenRefused {
    /// It is too long or has another shape.
    #[error("the token has another shape")]
    Shape,
    /// It is signed in a way that is not taken.
    #[error("the token is not signed with RS256 or ES256")]
    Kind,
    /// No key of the provider signed it; its keys may have changed.
    #[error("none of the provider's keys is called so")]
    UnknownKey,
    /// The signature is wrong.
    #[error("the token's signature is wrong")]
    Signature,
    /// Another provider made it.
    #[error("the token is of another issuer")]
    Issuer,
    /// It is for another program.
    #[error("the token is for another client")]
    Audience,
    /// It answers another question.
    #[error("the token answers another question")]
    Nonce,
    /// It ran out, or is of another time.
    #[error("the token is of another time; look at both clocks")]
    Time,
}

use IdTokenRefused::{Audience, Issuer, Kind, Nonce, Shape, Signature, Time, UnknownKey};

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Key {
    kty: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default, rename = "use")]
    purpose: Option<String>,
    #[serde(default)]
    alg: Option<String>,
    #[serde(default)]
    crv: Option<String>,
    #[serde(default)]
    n: Option<String>,
    #[serde(default)]
    e: Option<String>,
    #[serde(default)]
    x: Option<String>,
    #[serde(default)]
    y: Option<String>,
}

/// The keys of a provider's key set (RFC 7517) that can sign what is taken here; others are passed
/// over.
///
/// # Errors
/// It is no key set.
pub fn read_keys(json: &[u8]) -> Result<Vec<ProviderKey>, IdTokenRefused> {
    let set: KeySet = serde_json::from_slice(json).map_err(|_| Shape)?;
    let usable = set.keys.into_iter().take(MAX_KEYS);
    Ok(usable.filter_map(usable_key).collect())
}

fn usable_key(json: serde_json::Value) -> Option<ProviderKey> {
    let key: Key = serde_json::from_value(json).ok()?;
    if key.purpose.is_some_and(|purpose| purpose != "sig") {
        return None;
    }
    let is_for = |alg: &str| key.alg.as_deref().is_none_or(|own| own == alg);
    let public = match key.kty.as_str() {
        "RSA" if is_for("RS256") => Public::Rsa {
            n: base64url(&key.n?)?,
            e: base64url(&key.e?)?,
        },
        "EC" if is_for("ES256") && key.crv.as_deref() == Some("P-256") => {
            let (x, y) = (base64url(&key.x?)?, base64url(&key.y?)?);
            let point = [&[4], x.as_slice(), y.as_slice()].concat();
            Public::P256(point.try_into().ok().filter(|_| x.len() == 32)?)
        }
        _ => return None,
    };
    Some(ProviderKey {
        id: key.kid,
        key: public,
    })
}

impl ProviderKey {
    fn kind(&self) -> &'static str {
        match self.key {
            Public::Rsa { .. } => "RS256",
            Public::P256(_) => "ES256",
        }
    }

    fn verifies(&self, signed: &[u8], signature: &[u8]) -> bool {
        match &self.key {
            Public::Rsa { n, e } => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
                .is_ok(),
            Public::P256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                .verify(signed, signature)
                .is_ok(),
        }
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
    /// Extensions that must be understood: none is.
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audiences {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audiences,
    #[serde(default)]
    azp: Option<String>,
    exp: f64,
    iat: f64,
    #[serde(default)]
    nonce: Option<String>,
}

/// The subject of a token that one of `keys` signed for what is `expected`.
///
/// # Errors
/// The token proves nothing.
pub fn check_id_token(
    token: &str,
    keys: &[ProviderKey],
    expected: &ExpectedToken<'_>,
) -> Result<String, IdTokenRefused> {
    if token.len() > MAX_ID_TOKEN {
        return Err(Shape);
    }
    let payload = verified(token, keys)?;
    let claims: Claims = serde_json::from_slice(&payload).map_err(|_| Shape)?;
    if claims.iss != expected.issuer {
        return Err(Issuer);
    }
    let is_ours = |name: &String| name == expected.client;
    let (named, alone) = match &claims.aud {
        Audiences::One(one) => (is_ours(one), true),
        Audiences::Several(all) => (all.iter().any(is_ours), all.len() == 1),
    };
    // A token for several programs says which of them asked for it.
    let asked_by_us = claims.azp.as_ref().map_or(alone, is_ours);
    if !named || !asked_by_us {
        return Err(Audience);
    }
    let repeated = claims.nonce.as_deref().unwrap_or_default();
    if blake3::hash(repeated.as_bytes()) != blake3::hash(expected.nonce.as_bytes()) {
        return Err(Nonce);
    }
    let now = expected.now as f64;
    let (skew, age) = (SKEW as f64, MAX_AGE as f64);
    // Written so that what is no number is refused.
    let is_of_now = claims.exp > now - skew && claims.iat <= now + skew && claims.iat > now - age;
    if !is_of_now {
        return Err(Time);
    }
    if claims.sub.is_empty() || claims.sub.len() > MAX_SUBJECT {
        return Err(Shape);
    }
    Ok(claims.sub)
}

/// The payload of a token (RFC 7515, compact) that one of `keys` signed.
fn verified(token: &str, keys: &[ProviderKey]) -> Result<Vec<u8>, IdTokenRefused> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Shape)?;
    let (header, payload) = signed.split_once('.').ok_or(Shape)?;
    let part = |text: &str| base64url(text).ok_or(Shape);
    let header: Header = serde_json::from_slice(&part(header)?).map_err(|_| Shape)?;
    let (payload, signature) = (part(payload)?, part(signature)?);
    if header.crit.is_some() {
        return Err(Kind);
    }
    if !matches!(header.alg.as_str(), "RS256" | "ES256") {
        return Err(Kind);
    }
    let mut fitting = keys
        .iter()
        .filter(|key| key.kind() == header.alg)
        .filter(|key| header.kid.is_none() || key.id == header.kid)
        .peekable();
    if fitting.peek().is_none() {
        return Err(UnknownKey);
    }
    if fitting.any(|key| key.verifies(signed.as_bytes(), &signature)) {
        Ok(payload)
    } else {
        Err(Signature)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};

    use super::*;
    use crate::credentials::passkey::to_base64url;

    /// RFC 7515, appendix A.2: signed with RS256.
    const RFC_RSA: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    const RFC_RSA_KEY: &str = r#"{"keys":[{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}]}"#;
    /// RFC 7515, appendix A.3: signed with ES256.
    const RFC_EC: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    const RFC_EC_KEY: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;

    #[test]
    fn the_examples_of_the_standard_verify() {
        for (token, keys) in [(RFC_RSA, RFC_RSA_KEY), (RFC_EC, RFC_EC_KEY)] {
            let keys = read_keys(keys.as_bytes()).expect("a key set");
            let payload = verified(token, &keys).expect("verifies");
            assert!(payload.starts_with(br#"{"iss":"joe""#));
            let other = if token == RFC_RSA {
                RFC_EC_KEY
            } else {
                RFC_RSA_KEY
            };
            let other = read_keys(other.as_bytes()).expect("a key set");
            assert_eq!(verified(token, &other), Err(UnknownKey));
            // One letter of the payload more or less is another token.
            let bent = token.replacen("eyJpc3MiOiJqb2Ui", "eyJpc3MiOiJqb2Vi", 1);
            assert_eq!(verified(&bent, &keys), Err(Signature));
        }
    }

    struct Provider {
        pair: EcdsaKeyPair,
        random: SystemRandom,
    }

    impl Provider {
        fn new() -> Self {
            let random = SystemRandom::new();
            let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
            let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("a key");
            let pair = EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &random).expect("a key");
            Self { pair, random }
        }

        fn keys(&self) -> Vec<ProviderKey> {
            let point = self.pair.public_key().as_ref();
            let (x, y) = (to_base64url(&point[1..33]), to_base64url(&point[33..]));
            let set = format!(
                r#"{{"keys":[{{"kty":"EC","crv":"P-256","kid":"a","use":"sig","x":"{x}","y":"{y}"}}]}}"#
            );
            read_keys(set.as_bytes()).expect("a key set")
        }

        fn token(&self, header: &str, claims: &str) -> String {
            let signed = format!(
                "{}.{}",
                to_base64url(header.as_bytes()),
                to_base64url(claims.as_bytes())
            );
            let signature = self.pair.sign(&self.random, signed.as_bytes());
            let signature = to_base64url(signature.expect("signs").as_ref());
            format!("{signed}.{signature}")
        }
    }

    const HEADER: &str = r#"{"alg":"ES256","kid":"a"}"#;
    const NOW: i64 = 1_790_000_000;

    fn asked() -> ExpectedToken<'static> {
        ExpectedToken {
            issuer: "https://id.example",
            client: "faro",
            nonce: "n-1",
            now: NOW,
        }
    }

    fn claims() -> serde_json::Value {
        serde_json::json!({
            "iss": "https://id.example", "sub": "248289761001", "aud": "faro",
            "exp": NOW + 300, "iat": NOW, "nonce": "n-1",
        })
    }

    #[test]
    fn only_a_token_for_this_question_of_now_names_somebody() {
        let provider = Provider::new();
        let keys = provider.keys();
        let of = |change: &[(&str, serde_json::Value)]| {
            let mut claims = claims();
            for (name, value) in change {
                if value.is_null() {
                    claims.as_object_mut().expect("an object").remove(*name);
                } else {
                    claims[*name] = value.clone();
                }
            }
            let token = provider.token(HEADER, &claims.to_string());
            check_id_token(&token, &keys, &asked())
        };
        assert_eq!(of(&[]).as_deref(), Ok("248289761001"));
        let several = serde_json::json!(["faro", "other"]);
        assert!(of(&[("aud", serde_json::json!(["faro"]))]).is_ok());
        assert!(of(&[("aud", several.clone()), ("azp", "faro".into())]).is_ok());
        let null = serde_json::Value::Null;
        for (change, why) in [
            (vec![("iss", "https://id.example/".into())], Issuer),
            (vec![("aud", "other".into())], Audience),
            (vec![("aud", serde_json::json!([]))], Audience),
            (vec![("aud", several)], Audience),
            (vec![("azp", "other".into())], Audience),
            (vec![("nonce", "n-2".into())], Nonce),
            (vec![("nonce", null.clone())], Nonce),
            (vec![("exp", (NOW - 61).into())], Time),
            (vec![("iat", (NOW + 61).into())], Time),
            (vec![("iat", (NOW - 601).into())], Time),
            (vec![("exp", null.clone())], Shape),
            (vec![("sub", "".into())], Shape),
            (vec![("sub", "x".repeat(256).into())], Shape),
            (vec![("sub", null)], Shape),
        ] {
            assert_eq!(of(&change), Err(why), "{change:?}");
        }
    }

    #[test]
    fn how_it_is_signed_is_not_the_tokens_to_choose() {
        let provider = Provider::new();
        let keys = provider.keys();
        let body = claims().to_string();
        for (header, why) in [
            (r#"{"alg":"none"}"#, Kind),
            (r#"{"alg":"HS256","kid":"a"}"#, Kind),
            (r#"{"alg":"es256","kid":"a"}"#, Kind),
            (r#"{"alg":"RS256","kid":"a"}"#, UnknownKey),
            (r#"{"alg":"ES256","kid":"b"}"#, UnknownKey),
            (r#"{"alg":"ES256","kid":"a","crit":["b64"]}"#, Kind),
            (r#"{"alg":"ES256","alg":"ES256"}"#, Shape),
        ] {
            let token = provider.token(header, &body);
            assert_eq!(
                check_id_token(&token, &keys, &asked()),
                Err(why),
                "{header}"
            );
        }
        // Without a name every fitting key is tried.
        let token = provider.token(r#"{"alg":"ES256"}"#, &body);
        assert!(check_id_token(&token, &keys, &asked()).is_ok());
        let foreign = Provider::new().token(HEADER, &body);
        assert_eq!(check_id_token(&foreign, &keys, &asked()), Err(Signature));
        let unsigned = token.rsplit_once('.').expect("signed").0.to_owned() + ".";
        assert_eq!(check_id_token(&unsigned, &keys, &asked()), Err(Signature));
        assert_eq!(check_id_token("a.b", &keys, &asked()), Err(Shape));
        let long = "a".repeat(MAX_ID_TOKEN + 1);
        assert_eq!(check_id_token(&long, &keys, &asked()), Err(Shape));
    }

    #[test]
    fn keys_for_something_else_are_passed_over() {
        let sets = [
            r#"{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}"#,
            r#"{"keys":[{"kty":"RSA","use":"enc","n":"AQAB","e":"AQAB"}]}"#,
            r#"{"keys":[{"kty":"RSA","alg":"PS256","n":"AQAB","e":"AQAB"}]}"#,
            r#"{"keys":[{"kty":"EC","crv":"P-384","x":"AA","y":"AA"}]}"#,
            r#"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}"#,
            r#"{"keys":[7]}"#,
        ];
        for set in sets {
            assert_eq!(read_keys(set.as_bytes()).expect(set).len(), 0, "{set}");
        }
        assert_eq!(read_keys(b"[]").err(), Some(Shape));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_stumble(token in "[a-zA-Z0-9._-]{0,300}", set in ".{0,200}") {
            let keys = read_keys(RFC_EC_KEY.as_bytes()).expect("a key set");
            prop_assert!(check_id_token(&token, &keys, &asked()).is_err());
            let _ = read_keys(set.as_bytes());
        }

        #[test]
        fn one_bit_more_or_less_is_no_proof(at in 0_usize..400, bit in 0_u8..6) {
            let provider = Provider::new();
            let token = provider.token(HEADER, &claims().to_string());
            let at = at % token.len();
            let mut bent = token.clone().into_bytes();
            const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let value = LETTERS.iter().position(|l| *l == bent[at]);
            if let Some(value) = value {
                bent[at] = LETTERS[value ^ (1 << bit)];
                let bent = String::from_utf8(bent).expect("text");
                prop_assert!(check_id_token(&bent, &provider.keys(), &asked()).is_err());
            }
        }
    }
}
