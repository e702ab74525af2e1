//! Passkeys of one's own account: another way to show the second factor, which can't be typed into a
//! copied page. The six digits and recovery codes stay, for the day on which the device is lost.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use faro_store::passkeys::PasskeyRow;
use faro_store::platform::AccountRow;
use zeroize::Zeroizing;

use crate::audit::{Event, event};
use crate::credentials::passkey::{
    CHALLENGE_BYTES, Expected, PasskeyPublic, base64url, check_answer, read_new,
};
use crate::permit::{KeepPasskeys, OwnAccount, Permit};
use crate::{AccountRefused, Faro, ServiceError};

/// Passkeys of an account at the most.
pub const MAX_PASSKEYS: i64 = 10;

/// Longest name of a passkey, in characters.
pub const MAX_PASSKEY_NAME: usize = 60;

/// A question to an authenticator is answered within this time or asked anew.
const QUESTION_MICROS: i64 = 5 * 60 * 1_000_000;

const QUESTION: &str = "faro 2026-11-24 questions to authenticators";
pub(crate) const NAME: &str = "faro 2026-11-24 names of passkeys";

/// A question to an authenticator.
pub struct Question {
    /// What it signs.
    pub challenge: [u8; CHALLENGE_BYTES],
    /// The same sealed for the account: the page hands it back with the answer.
    pub sealed: String,
    /// The keys that may answer, as their authenticators call them.
    pub keys: Vec<Vec<u8>>,
}

/// What a browser hands in, in base64url.
#[derive(Clone, Debug, Default)]
pub struct PasskeyAnswer {
    /// The sealed question.
    pub sealed: String,
    /// The authenticator's identifier of the key.
    pub key: String,
    /// Authenticator data.
    pub authenticator: String,
    /// Client data.
    pub client: String,
    /// Signature; empty for a new key.
    pub signature: String,
    /// Scheme, host and port of this server as browsers write them.
    pub origin: String,
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyView {
    /// Identifier.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// When it was made, µs UTC.
    pub created_at: i64,
    /// When it was last used.
    pub used_at: Option<i64>,
}

/// Questions that were answered, by authenticators or by way of a provider, and have not run out: none
/// is answered twice.
#[derive(Default)]
pub(crate) struct Answered(Mutex<BTreeMap<[u8; CHALLENGE_BYTES], i64>>);

impl Answered {
    /// Whether this is the first answer.
    pub(crate) fn first(&self, challenge: [u8; CHALLENGE_BYTES], until: i64, now: i64) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, until| *until > now);
        seen.insert(challenge, until).is_none()
    }
}

impl Faro {
    /// One's own passkeys.
    ///
    /// # Errors
    /// The database does not answer, or a name is damaged.
    pub async fn own_passkeys(
        &self,
        permit: &Permit<OwnAccount>,
    ) -> Result<Vec<PasskeyView>, ServiceError> {
        let Some(account) = permit.actor().account() else {
            return Ok(Vec::new());
        };
        let key = self.server_key()?;
        let rows = self.store.reader().passkeys_of(account).await?;
        rows.into_iter()
            .map(|row| {
                let name = key.open_sealed(NAME, &row.id, &row.name)?;
                Ok(PasskeyView {
                    name: String::from_utf8_lossy(&name).into_owned(),
                    id: row.id,
                    created_at: row.created_at,
                    used_at: row.used_at,
                })
            })
            .collect()
    }

    /// Asks an authenticator to show or to make a key of the account whose session this is the
    /// token of, whether the second factor was shown in it or not.
    ///
    /// # Errors
    /// The session is not open, or the database does not answer.
    pub async fn passkey_question(&self, token: &str) -> Result<Question, ServiceError> {
        let session = self.open_session_of(token).await?;
        let (_, session) = session.ok_or(AccountRefused::Unknown)?;
        let account = session.account_id.as_str();
        let rows = self.store.reader().passkeys_of(account).await?;
        let mut challenge = [0; CHALLENGE_BYTES];
        self.world.fill_random(&mut challenge);
        let until = self.world.now_micros() + QUESTION_MICROS;
        let plain = [until.to_be_bytes().as_slice(), &challenge].concat();
        let key = self.server_key()?;
        let sealed = key.seal(QUESTION, account, &plain, self.world.as_ref());
        Ok(Question {
            challenge,
            sealed: crate::credentials::passkey::to_base64url(&sealed),
            keys: rows.into_iter().map(|row| row.credential_id).collect(),
        })
    }

    /// The question that was sealed for an account, once.
    fn answered(&self, account: &str, sealed: &str) -> Result<[u8; CHALLENGE_BYTES], ServiceError> {
        let over = || ServiceError::from(AccountRefused::Link);
        let bytes = base64url(sealed).ok_or_else(over)?;
        let key = self.server_key()?;
        let plain = key.open_sealed(QUESTION, account, &bytes);
        let plain = plain.map_err(|_| over())?;
        let (until, challenge) = plain.split_first_chunk::<8>().ok_or_else(over)?;
        let challenge: [u8; CHALLENGE_BYTES] = challenge.try_into().map_err(|_| over())?;
        let (until, now) = (i64::from_be_bytes(*until), self.world.now_micros());
        if until < now || !self.sign_in.answered.first(challenge, until, now) {
            return Err(over());
        }
        Ok(challenge)
    }

    /// Keeps a key that an authenticator has just made. The six digits must be set up before: they
    /// are what is left when the device is lost.
    ///
    /// # Errors
    /// The question ran out ([`AccountRefused::Link`]), the answer proves nothing or the account has
    /// [`MAX_PASSKEYS`] ([`AccountRefused::Passkey`]), or there is no second factor
    /// ([`AccountRefused::NoSecondFactor`]).
    pub async fn add_passkey(
        &self,
        permit: &Permit<KeepPasskeys>,
        name: &str,
        answer: &PasskeyAnswer,
    ) -> Result<(), ServiceError> {
        let account = permit.actor().account().ok_or(AccountRefused::Unknown)?;
        let row = self.store.reader().account(account).await?;
        if row.is_none_or(|row| row.totp_secret.is_none()) {
            return Err(AccountRefused::NoSecondFactor.into());
        }
        let name = name.trim();
        let length = name.chars().count();
        if !(1..=MAX_PASSKEY_NAME).contains(&length) || name.contains(char::is_control) {
            return Err(AccountRefused::Name.into());
        }
        let challenge = self.answered(account, &answer.sealed)?;
        let refused = || ServiceError::from(AccountRefused::Passkey);
        let read = |text: &str| base64url(text).ok_or_else(refused);
        let expected = Expected {
            challenge: &challenge,
            origin: &answer.origin,
        };
        let (authenticator, client) = (read(&answer.authenticator)?, read(&answer.client)?);
        let new = read_new(&authenticator, &client, &expected).map_err(|_| refused())?;
        let id = self.fresh_id();
        let sealed = self
            .server_key()?
            .seal(NAME, &id, name.as_bytes(), self.world.as_ref());
        let passkey = PasskeyRow {
            name: sealed,
            credential_id: new.credential_id,
            public_key: new.public_key,
            counter: i64::from(new.counter),
            created_at: self.world.now_micros(),
            used_at: None,
            id,
        };
        let made = Event::new(event::PASSKEY_ADDED, "passkey", &passkey.id);
        self.audit(permit.actor(), made).await?;
        if self
            .store
            .put_passkey(account, &passkey, MAX_PASSKEYS)
            .await?
        {
            Ok(())
        } else {
            Err(refused())
        }
    }

    /// Removes one's own passkey; `false` when there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remove_passkey(
        &self,
        permit: &Permit<KeepPasskeys>,
        id: &str,
    ) -> Result<bool, ServiceError> {
        let account = permit.actor().account().ok_or(AccountRefused::Unknown)?;
        let own = self.store.reader().passkeys_of(account).await?;
        if !own.iter().any(|key| key.id == id) {
            return Ok(false);
        }
        let gone = Event::new(event::PASSKEY_REMOVED, "passkey", id);
        self.audit(permit.actor(), gone).await?;
        Ok(self.store.remove_passkey(account, id).await?)
    }

    /// Whether an answer shows a passkey of this account.
    pub(crate) async fn check_passkey(
        &self,
        account: &AccountRow,
        answer: &PasskeyAnswer,
    ) -> Result<bool, ServiceError> {
        let challenge = match self.answered(&account.id, &answer.sealed) {
            Ok(challenge) => Zeroizing::new(challenge),
            Err(ServiceError::Account(_)) => return Ok(false),
            Err(error) => return Err(error),
        };
        let parts = [
            &answer.key,
            &answer.authenticator,
            &answer.client,
            &answer.signature,
        ]
        .map(|text| base64url(text));
        let [Some(id), Some(authenticator), Some(client), Some(signature)] = parts else {
            return Ok(false);
        };
        let rows = self.store.reader().passkeys_of(&account.id).await?;
        let Some(row) = rows.into_iter().find(|row| row.credential_id == id) else {
            return Ok(false);
        };
        let key = PasskeyPublic {
            credential_id: row.credential_id,
            public_key: row.public_key,
            counter: u32::try_from(row.counter).unwrap_or(u32::MAX),
        };
        let expected = Expected {
            challenge: &challenge,
            origin: &answer.origin,
        };
        match check_answer(&key, &authenticator, &client, &signature, &expected) {
            Err(_) => Ok(false),
            Ok(counter) => Ok(self
                .store
                .use_passkey(
                    &account.id,
                    &row.id,
                    i64::from(counter),
                    self.world.now_micros(),
                )
                .await?),
        }
    }
}
