//! Passwords at rest: Argon2id (RFC 9106), as PHC strings.

use argon2::password_hash::phc;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

use super::TypedPassword;
use crate::World;

/// Memory of one hash in KiB, passes and lanes: OWASP's Password Storage Cheat Sheet has 46 MiB
/// and one pass first among its equals; the second pass doubles what a thief pays and is still
/// below a tenth of a second on a modest machine. Figures in `docs/security/credentials.md`.
const MEMORY_KIB: u32 = 46 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Costs above these in a stored hash are refused: whoever can write one should not be able to
/// make a sign-in take the machine.
const MEMORY_KIB_LIMIT: u32 = 256 * 1024;
const PASSES_LIMIT: u32 = 10;
const LANES_LIMIT: u32 = 4;

const SALT_BYTES: usize = 16;
const OUTPUT_BYTES: usize = 32;

/// What is stored is not an Argon2id hash that this version accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the stored password hash can't be used; set a new password for the account")]
pub struct NotAHash;

/// A password's hash. It can't be printed:
///
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<faro_service::credentials::PasswordHash>();
/// ```
/// ```compile_fail,E0277
/// fn shown<T: std::fmt::Display>() {}
/// shown::<faro_service::credentials::PasswordHash>();
/// ```
/// ```compile_fail,E0277
/// fn kept<T: serde::Serialize>() {}
/// kept::<faro_service::credentials::PasswordHash>();
/// ```
pub struct PasswordHash {
    text: String,
    parsed: phc::PasswordHash,
    params: Params,
}

impl PasswordHash {
    /// A hash from its text, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
    ///
    /// # Errors
    /// [`NotAHash`] for any other algorithm, version or shape, and for costs beyond the limits.
    pub fn from_stored(text: &str) -> Result<Self, NotAHash> {
        let parsed = phc::PasswordHash::new(text).map_err(|_| NotAHash)?;
        let params = Params::try_from(&parsed).map_err(|_| NotAHash)?;
        let accepted = parsed.algorithm.as_str() == Algorithm::Argon2id.as_str()
            && parsed.version == Some(Version::V0x13.into())
            && parsed
                .salt
                .as_ref()
                .is_some_and(|salt| salt.len() >= SALT_BYTES)
            && parsed
                .hash
                .as_ref()
                .is_some_and(|hash| hash.len() == OUTPUT_BYTES)
            && params.m_cost() <= MEMORY_KIB_LIMIT
            && params.t_cost() <= PASSES_LIMIT
            && params.p_cost() <= LANES_LIMIT;
        if !accepted {
            return Err(NotAHash);
        }
        Ok(Self {
            text: text.to_owned(),
            parsed,
            params,
        })
    }

    /// The text to store.
    pub fn to_stored(&self) -> &str {
        &self.text
    }
}

/// Makes and checks hashes. Each takes tens of milliseconds and 46 MiB: callers keep them off
/// the threads that answer requests and limit how many run at once.
#[derive(Clone)]
pub struct PasswordHasher {
    params: Params,
}

impl PasswordHasher {
    /// With the costs that new hashes have.
    pub fn recommended() -> Self {
        Self::with(MEMORY_KIB, PASSES)
    }

    /// With next to no cost, for tests that sign in often.
    #[doc(hidden)]
    pub fn cheap_for_tests() -> Self {
        Self::with(16, 1)
    }

    fn with(memory_kib: u32, passes: u32) -> Self {
        let params = Params::new(memory_kib, passes, LANES, Some(OUTPUT_BYTES))
            .expect("the costs are within Argon2's limits");
        Self { params }
    }

    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }

    /// The hash of a password that [`super::PasswordRules`] took, with a fresh salt.
    ///
    /// # Panics
    /// When there is no memory for one hash.
    pub fn hash(&self, password: &TypedPassword, world: &dyn World) -> PasswordHash {
        let mut salt = [0; SALT_BYTES];
        world.fill_random(&mut salt);
        let parsed = self
            .argon2()
            .hash_password_with_salt(password.expose().as_bytes(), &salt)
            .expect("there is memory for one hash");
        PasswordHash::from_stored(&parsed.to_string()).expect("our own hashes are within limits")
    }

    /// Whether the password is the one that was hashed; compared in constant time. One that is
    /// longer than any that is taken costs the same and is wrong.
    pub fn verify(&self, password: &TypedPassword, stored: &PasswordHash) -> bool {
        if password.is_too_long() {
            return self.verify_against_nobody(&TypedPassword::new(String::new()));
        }
        Argon2::from(stored.params.clone())
            .verify_password(password.expose().as_bytes(), &stored.parsed)
            .is_ok()
    }

    /// Takes as long as [`Self::verify`] and is always wrong: for sign-in names that nobody has,
    /// so that the time of an answer doesn't tell which names exist.
    pub fn verify_against_nobody(&self, password: &TypedPassword) -> bool {
        /// Any salt will do: the result is thrown away.
        const NOBODY: [u8; SALT_BYTES] = [0; SALT_BYTES];
        let typed = if password.is_too_long() {
            ""
        } else {
            password.expose()
        };
        let mut output = [0; OUTPUT_BYTES];
        let worked = self
            .argon2()
            .hash_password_into(typed.as_bytes(), &NOBODY, &mut output);
        std::hint::black_box((worked.is_ok(), output));
        false
    }

    /// Whether the hash has other costs than new ones: hash again at the next good sign-in.
    pub fn needs_rehash(&self, stored: &PasswordHash) -> bool {
        (
            stored.params.m_cost(),
            stored.params.t_cost(),
            stored.params.p_cost(),
        ) != (
            self.params.m_cost(),
            self.params.t_cost(),
            self.params.p_cost(),
        )
    }
}
