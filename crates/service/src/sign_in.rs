//! Signing in: password, second factor, sessions.
//!
//! Nobody learns from text, code or time whether an account exists: an unknown sign-in name costs
//! the same work, and every refusal is the same. Strangers' failures slow strangers down, never a
//! device on which the account has signed in before.

use std::net::IpAddr;
use std::str::FromStr as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use faro_store::platform::{AccountRow, NewSession, SessionRow, SessionSummary};
use faro_vocabulary::Lang;
use zeroize::Zeroizing;

use crate::accounts::{AccountRefused, roles_of};
use crate::audit::{Event, event};
use crate::credentials::{
    Attempt, AttemptLedger, Client, Decision, PasswordHash, PasswordHasher, PasswordRules,
    RecoveryCode, Step, Token, TokenHash, TokenKind, TotpSecret, TotpStep, TypedPassword, network,
};
use crate::passkeys::{Answered, PasskeyAnswer};
use crate::permit::{OwnAccount, Permit, Person, SignedIn};
use crate::turns::{Lane, Turns};
use crate::{Faro, ServiceError};

/// A session ends when it was not used for this long: a computer left alone over a meal.
pub const IDLE_MICROS: i64 = 30 * 60 * 1_000_000;

/// A session ends this long after it began, used or not: a working day.
pub const SESSION_MICROS: i64 = 12 * 60 * 60 * 1_000_000;

/// A device is known for this long after the last sign-in on it.
pub const DEVICE_MICROS: i64 = 180 * 86_400 * 1_000_000;

/// Use of a session is noted this often at most: a write for every request would wear out a
/// memory card.
const SEEN_MICROS: i64 = 60 * 1_000_000;

/// Who sends a request with a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// A person, by a click or a form.
    Person,
    /// A page by itself, whether somebody sits before it or not.
    Page,
}

/// Strangers who find the queue full are asked to come back after so long.
const FULL_MICROS: i64 = 5 * 1_000_000;

/// A secret of a second factor that was shown and not confirmed serves this long.
const ENROLMENT_MICROS: i64 = 15 * 60 * 1_000_000;

/// Purpose of the keyed hashes of sign-in names.
pub(crate) const LOGIN_HASH: &str = "faro 2026-11-24 sign-in names";
pub(crate) const TOTP: &str = "faro 2026-11-24 second factors";
const ENROLMENT: &str = "faro 2026-11-24 second factors to be confirmed";

/// Devices known of an account: of more, the one longest unused is forgotten.
const MAX_DEVICES: i64 = 20;

/// Sessions of an account at the same time: of more, the one longest unused ends.
const MAX_SESSIONS: i64 = 20;

/// Longest description of a browser kept.
const MAX_DEVICE: usize = 60;

/// What the sign-in remembers while the server runs.
pub(crate) struct SignInState {
    hasher: PasswordHasher,
    turns: Turns,
    attempts: Mutex<AttemptLedger>,
    /// Questions to authenticators that were answered.
    pub(crate) answered: Answered,
    /// Held while it is looked who manages accounts and that is changed.
    pub(crate) managing: tokio::sync::Mutex<()>,
}

impl Default for SignInState {
    fn default() -> Self {
        Self {
            hasher: PasswordHasher::recommended(),
            turns: Turns::default(),
            attempts: Mutex::new(AttemptLedger::new()),
            answered: Answered::default(),
            managing: tokio::sync::Mutex::default(),
        }
    }
}

/// Where a request comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Address of the client.
    pub address: IpAddr,
    /// The long-lived token of a device that somebody signed in on, if the browser sent one.
    pub device_token: Option<String>,
    /// Kind of browser, for the person to recognise it in the list of sessions.
    pub device: String,
}

/// A session that was opened: its secrets go to the browser and are kept nowhere.
pub struct Opened {
    /// Token of the session.
    pub token: Zeroizing<String>,
    /// Token of the device, after a complete sign-in.
    pub device_token: Option<Zeroizing<String>>,
    /// When the session ends at the latest, µs UTC.
    pub ends_at: i64,
    /// Whether a second factor must be shown next.
    pub second_factor_next: bool,
}

/// What a sign-in came to.
pub enum SignInOutcome {
    /// A session was opened.
    Opened(Opened),
    /// Name, password or code is wrong; which of them is not said.
    Refused,
    /// Too many failures from there: try again at this time, µs UTC.
    Wait {
        /// When.
        until: i64,
    },
}

/// What somebody shows to prove again who they are.
pub enum Proof {
    /// A code, a recovery code or the password, as it was typed.
    Typed(Zeroizing<String>),
    /// What an authenticator answered.
    Passkey(PasskeyAnswer),
}

/// How somebody proved who they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proved {
    /// Not at all.
    Not,
    /// As always.
    Usual,
    /// With a code that is used up by it.
    RecoveryCode,
}

/// A second factor to be set up, as the page shows it.
pub struct Enrolment {
    /// Address for the authenticator app.
    pub uri: Zeroizing<String>,
    /// The secret to type by hand.
    pub key_text: Zeroizing<String>,
    /// The secret sealed for this session: the page hands it back with the first code.
    pub sealed: String,
}

impl Faro {
    /// Signs in with a name and a password.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sign_in(
        &self,
        login: &str,
        password: TypedPassword,
        origin: &Origin,
    ) -> Result<SignInOutcome, ServiceError> {
        let login_hash = self.login_hash(login)?;
        let account = self.store.reader().account_by_login(&login_hash).await?;
        let client = self.client(account.as_ref(), origin).await?;
        let attempt = Attempt {
            account: &login_hash,
            step: Step::Password,
            client,
        };
        let lane = match client {
            Client::Known(_) => Lane::Known,
            Client::Stranger(address) => match self.sign_in.turns.queue(network(address)) {
                Some(lane) => lane,
                // Not counted: it was not tried.
                None => {
                    self.refused(origin, account.as_ref(), &login_hash);
                    let until = self.world.now_micros() + FULL_MICROS;
                    return Ok(SignInOutcome::Wait { until });
                }
            },
        };
        if let Decision::Wait { until_micros } = self.ask(&attempt) {
            self.refused(origin, account.as_ref(), &login_hash);
            return Ok(SignInOutcome::Wait {
                until: until_micros,
            });
        }
        let active = account.as_ref().filter(|a| a.state == "active");
        let right = self.check_password(password, active, lane).await?;
        if !right {
            self.refused(origin, account.as_ref(), &login_hash);
        }
        let Some(account) = account.filter(|_| right) else {
            return Ok(SignInOutcome::Refused);
        };
        self.succeeded(&attempt);
        if account.totp_secret.is_some() {
            self.audit_own(&account, event::SIGN_IN_BEGUN).await?;
        }
        let opened = self.after_first_step(&account, origin).await?;
        Ok(SignInOutcome::Opened(opened))
    }

    /// Opens a session for somebody whose password, or whose identity provider, is right.
    pub(crate) async fn after_first_step(
        &self,
        account: &AccountRow,
        origin: &Origin,
    ) -> Result<Opened, ServiceError> {
        let has_second_factor = account.totp_secret.is_some();
        if !has_second_factor {
            self.audit_own(account, event::SIGNED_IN).await?;
        }
        let mut opened = self
            .open_session(&account.id, false, &origin.device)
            .await?;
        opened.second_factor_next = has_second_factor;
        if !has_second_factor {
            let client = self.client(Some(account), origin).await?;
            opened.device_token = Some(self.remember_device(&account.id, client, origin).await?);
        }
        Ok(opened)
    }

    /// Proves again who one is: with a passkey or a code of the second factor where there is one (or,
    /// once, a recovery code), otherwise with the password. The session goes on under a fresh token.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn prove(
        &self,
        token: &str,
        proof: Proof,
        origin: &Origin,
    ) -> Result<SignInOutcome, ServiceError> {
        let Some((token_hash, session)) = self.open_session_of(token).await? else {
            return Ok(SignInOutcome::Refused);
        };
        let account = self.store.reader().account(&session.account_id).await?;
        let Some(account) = account else {
            return Ok(SignInOutcome::Refused);
        };
        let client = self.client(Some(&account), origin).await?;
        let attempt = Attempt {
            account: &account.id,
            step: Step::SecondFactor,
            client,
        };
        if let Decision::Wait { until_micros } = self.ask(&attempt) {
            self.refused(origin, Some(&account), &account.id);
            return Ok(SignInOutcome::Wait {
                until: until_micros,
            });
        }
        let second_factor = account.totp_secret.is_some();
        let usual = |right: bool| if right { Proved::Usual } else { Proved::Not };
        let proved = match proof {
            Proof::Passkey(answer) => {
                usual(second_factor && self.check_passkey(&account, &answer).await?)
            }
            Proof::Typed(code) if second_factor => self.check_code(&account, &code).await?,
            Proof::Typed(password) => {
                let password = TypedPassword::new(password.as_str().to_owned());
                let known = Some(&account);
                usual(self.check_password(password, known, Lane::Known).await?)
            }
        };
        if proved == Proved::Not {
            self.refused(origin, Some(&account), &account.id);
            return Ok(SignInOutcome::Refused);
        }
        self.succeeded(&attempt);
        if proved == Proved::RecoveryCode {
            self.audit_own(&account, event::RECOVERY_CODE_USED).await?;
        }
        let done = match second_factor && !session.second_factor {
            true => event::SIGNED_IN,
            false => event::PROVED_AGAIN,
        };
        self.audit_own(&account, done).await?;
        let fresh = self.rotate(&token_hash, second_factor).await?;
        Ok(SignInOutcome::Opened(Opened {
            token: fresh,
            device_token: Some(self.remember_device(&account.id, client, origin).await?),
            ends_at: session.ends_at,
            second_factor_next: false,
        }))
    }

    /// Who has the session of this token; `None` when it is not open. Only what a person does counts
    /// as using it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn signed_in(
        &self,
        token: &str,
        asked: AskedBy,
    ) -> Result<Option<SignedIn>, ServiceError> {
        let Some((token_hash, row)) = self.open_session_of(token).await? else {
            return Ok(None);
        };
        let now = self.world.now_micros();
        if asked == AskedBy::Person && now - row.seen_at > SEEN_MICROS {
            self.store.see_session(&token_hash, now).await?;
        }
        let told = self.particulars(&row.account_id, &row.particulars)?;
        let person = Person {
            account: row.account_id,
            agency: row.agency_id,
            agency_name: row.agency_name,
            agency_kind: row.agency_kind,
            name: told.name,
            roles: roles_of(&row.roles),
            territory: row.territory,
            second_factor: row.second_factor,
            has_second_factor: row.has_totp,
            proved_at: row.proved_at,
            language: row.language.and_then(|l| Lang::from_str(&l).ok()),
            session: row.id,
            token: None,
        };
        let refusals = Arc::clone(&self.refusals);
        Ok(Some(SignedIn::new(person, now, refusals)))
    }

    /// Ends a session, even when that can't be recorded: nobody must be kept from going.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sign_out(&self, token: &str) -> Result<(), ServiceError> {
        let Some((hash, session)) = self.open_session_of(token).await? else {
            return Ok(());
        };
        let (account, agency) = (&session.account_id, Some(session.agency_id.as_str()));
        let out = Event::new(event::SIGNED_OUT, "account", account);
        let recorded = self.audit_by(account, agency, out).await;
        self.store.end_session(&hash).await?;
        recorded
    }

    /// One's own sessions, latest use first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn own_sessions(
        &self,
        permit: &Permit<OwnAccount>,
    ) -> Result<Vec<SessionSummary>, ServiceError> {
        match permit.actor().account() {
            None => Ok(Vec::new()),
            Some(account) => {
                let (now, idle) = (
                    self.world.now_micros(),
                    self.world.now_micros() - IDLE_MICROS,
                );
                let mut sessions = self.store.reader().sessions_of(account).await?;
                sessions.retain(|s| s.ends_at > now && s.seen_at > idle);
                Ok(sessions)
            }
        }
    }

    /// Ends one of one's own sessions; `false` when it had ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_own_session(
        &self,
        permit: &Permit<OwnAccount>,
        id: &str,
    ) -> Result<bool, ServiceError> {
        match permit.actor().account() {
            None => Ok(false),
            Some(account) => {
                let known = self.store.reader().sessions_of(account).await?;
                if !known.iter().any(|session| session.id == id) {
                    return Ok(false);
                }
                self.audit_sessions_ended(permit, account).await?;
                Ok(self.store.end_session_of(account, id).await?)
            }
        }
    }

    /// Signs out everywhere but in the session of `token`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_other_sessions(
        &self,
        permit: &Permit<OwnAccount>,
        token: &str,
    ) -> Result<u64, ServiceError> {
        let keep = Token::parse(TokenKind::Session, token).map(|t| t.hash().to_hex());
        match permit.actor().account() {
            None => Ok(0),
            Some(account) => {
                let keep = keep.unwrap_or_default();
                self.audit_sessions_ended(permit, account).await?;
                Ok(self.store.end_sessions_of(account, &keep).await?)
            }
        }
    }

    /// Changes one's own password; every other session ends.
    ///
    /// # Errors
    /// The present password is wrong ([`AccountRefused::Unknown`]) or was wrong too often
    /// ([`AccountRefused::TooOften`]), or the new one is refused.
    pub async fn change_own_password(
        &self,
        permit: &Permit<OwnAccount>,
        token: &str,
        present: TypedPassword,
        new: TypedPassword,
        origin: &Origin,
    ) -> Result<(), ServiceError> {
        let account = self.own_row(permit).await?;
        // Whoever took a session over must not guess the password in it.
        let attempt = Attempt {
            account: &account.id,
            step: Step::Password,
            client: self.client(Some(&account), origin).await?,
        };
        if let Decision::Wait { until_micros } = self.ask(&attempt) {
            self.refused(origin, Some(&account), &account.id);
            return Err(AccountRefused::TooOften {
                until: until_micros,
            }
            .into());
        }
        let known = Some(&account);
        if !self.check_password(present, known, Lane::Known).await? {
            self.refused(origin, Some(&account), &account.id);
            return Err(AccountRefused::Unknown.into());
        }
        self.succeeded(&attempt);
        let told = self.particulars(&account.id, &account.particulars)?;
        let agency = self.known_agency(&account.agency_id).await?;
        let rules = PasswordRules::new()
            .with_agency(&agency.name)
            .with_account(&told.login)
            .with_account(&told.name);
        rules.check(&new).map_err(AccountRefused::Password)?;
        let hash = self.hash_password(new).await?;
        self.audit_own(&account, event::PASSWORD_CHANGED).await?;
        let keep = Token::parse(TokenKind::Session, token).map(|t| t.hash().to_hex());
        let now = self.world.now_micros();
        self.store
            .set_password(&account.id, &hash, None, &keep.unwrap_or_default(), now)
            .await?;
        Ok(())
    }

    /// Remembers the language that a person chose.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn choose_own_language(
        &self,
        permit: &Permit<OwnAccount>,
        lang: Lang,
    ) -> Result<(), ServiceError> {
        if let Some(account) = permit.actor().account() {
            self.store.set_language(account, lang.code()).await?;
        }
        Ok(())
    }

    /// Begins to set up a second factor.
    ///
    /// # Errors
    /// The database does not answer, or the owner of the machine asks, who has no account.
    pub async fn begin_second_factor(
        &self,
        permit: &Permit<OwnAccount>,
    ) -> Result<Enrolment, ServiceError> {
        let account = self.own_row(permit).await?;
        let told = self.particulars(&account.id, &account.particulars)?;
        let secret = TotpSecret::fresh(self.world.as_ref());
        let until = self.world.now_micros() + ENROLMENT_MICROS;
        let plain = Zeroizing::new([until.to_be_bytes().as_slice(), secret.expose()].concat());
        let key = self.server_key()?;
        let sealed = key.seal(ENROLMENT, &account.id, &plain, self.world.as_ref());
        Ok(Enrolment {
            uri: secret.uri("Faro", &told.login),
            key_text: secret.key_text(),
            sealed: sealed.iter().map(|b| format!("{b:02x}")).collect(),
        })
    }

    /// What the page of a second factor shows again after a wrong code.
    ///
    /// # Errors
    /// It was not sealed for this account, or too long ago.
    pub async fn enrolment(
        &self,
        permit: &Permit<OwnAccount>,
        sealed: &str,
    ) -> Result<Enrolment, ServiceError> {
        let account = self.own_row(permit).await?;
        let told = self.particulars(&account.id, &account.particulars)?;
        let secret = self.sealed_secret(&account.id, sealed)?;
        Ok(Enrolment {
            uri: secret.uri("Faro", &told.login),
            key_text: secret.key_text(),
            sealed: sealed.to_owned(),
        })
    }

    /// Sets the second factor up once its first code is right: gives the recovery codes, which are
    /// shown once, and a fresh session token. `None` when the code is wrong.
    ///
    /// # Errors
    /// The page stood open for too long.
    pub async fn confirm_second_factor(
        &self,
        permit: &Permit<OwnAccount>,
        token: &str,
        sealed: &str,
        code: &str,
    ) -> Result<Option<(Vec<Zeroizing<String>>, Zeroizing<String>)>, ServiceError> {
        let account = self.own_row(permit).await?;
        let secret = self.sealed_secret(&account.id, sealed)?;
        let now = self.world.now_micros();
        let Ok(step) = secret.accept(code, now, None) else {
            return Ok(None);
        };
        let codes = RecoveryCode::fresh_set(self.world.as_ref());
        let hashes: Vec<String> = codes
            .iter()
            .map(|c| TokenHash::from_bytes(c.hash(&account.id).to_bytes()).to_hex())
            .collect();
        let key = self.server_key()?;
        let kept = key.seal(TOTP, &account.id, secret.expose(), self.world.as_ref());
        self.audit_own(&account, event::SECOND_FACTOR_SET).await?;
        self.store
            .set_second_factor(
                &account.id,
                Some(&kept),
                Some(step.to_stored()),
                &hashes,
                now,
            )
            .await?;
        let Ok(token) = Token::parse(TokenKind::Session, token) else {
            return Err(AccountRefused::Unknown.into());
        };
        let hash = token.hash().to_hex();
        self.store.end_sessions_of(&account.id, &hash).await?;
        let fresh = self.rotate(&hash, true).await?;
        Ok(Some((
            codes.iter().map(RecoveryCode::text).collect(),
            fresh,
        )))
    }

    /// How many recovery codes one has left.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn own_recovery_codes(
        &self,
        permit: &Permit<OwnAccount>,
    ) -> Result<i64, ServiceError> {
        match permit.actor().account() {
            None => Ok(0),
            Some(account) => Ok(self.store.reader().recovery_codes_left(account).await?),
        }
    }

    /// Removes sessions that are over.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sweep_sessions(&self) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        Ok(self.store.sweep_sessions(now, now - IDLE_MICROS).await?)
    }

    fn sealed_secret(&self, account: &str, sealed: &str) -> Result<TotpSecret, ServiceError> {
        let over = || ServiceError::from(AccountRefused::Link);
        let bytes = from_hex(sealed).ok_or_else(over)?;
        let key = self.server_key()?;
        let plain = key
            .open_sealed(ENROLMENT, account, &bytes)
            .map_err(|_| over())?;
        let (until, secret) = plain.split_first_chunk::<8>().ok_or_else(over)?;
        if i64::from_be_bytes(*until) < self.world.now_micros() {
            return Err(over());
        }
        let secret: [u8; 20] = secret.try_into().map_err(|_| over())?;
        Ok(TotpSecret::from_bytes(secret))
    }

    async fn own_row(&self, permit: &Permit<OwnAccount>) -> Result<AccountRow, ServiceError> {
        let account = permit.actor().account().ok_or(AccountRefused::Unknown)?;
        let row = self.store.reader().account(account).await?;
        Ok(row.ok_or(AccountRefused::Unknown)?)
    }

    /// Records what somebody does to their own account.
    pub(crate) async fn audit_own(
        &self,
        account: &AccountRow,
        what: &'static str,
    ) -> Result<(), ServiceError> {
        let event = Event::new(what, "account", &account.id);
        self.audit_by(&account.id, Some(&account.agency_id), event)
            .await
    }

    async fn audit_sessions_ended(
        &self,
        permit: &Permit<OwnAccount>,
        account: &str,
    ) -> Result<(), ServiceError> {
        let ended = Event::new(event::SESSIONS_ENDED, "account", account);
        self.audit(permit.actor(), ended).await
    }

    /// Notes that somebody was not let in; it is written down with what else was refused.
    pub(crate) fn refused(&self, origin: &Origin, account: Option<&AccountRow>, name: &str) {
        let id = account.map(|account| account.id.as_str());
        let now = self.world.now_micros();
        self.refusals.sign_in(origin.address, id, name, now);
    }

    async fn check_code(&self, account: &AccountRow, proof: &str) -> Result<Proved, ServiceError> {
        let Some(sealed) = &account.totp_secret else {
            return Ok(Proved::Not);
        };
        let when = |right: bool, how| if right { how } else { Proved::Not };
        let plain = self.server_key()?.open_sealed(TOTP, &account.id, sealed)?;
        let bytes: [u8; 20] = plain
            .as_slice()
            .try_into()
            .map_err(|_| ServiceError::Stored("account"))?;
        let secret = TotpSecret::from_bytes(bytes);
        let last = account.totp_step.map(TotpStep::from_stored);
        if let Ok(step) = secret.accept(proof, self.world.now_micros(), last) {
            let id = &account.id;
            let used = self.store.use_totp_step(id, step.to_stored()).await?;
            return Ok(when(used, Proved::Usual));
        }
        match RecoveryCode::parse(proof) {
            Err(_) => Ok(Proved::Not),
            Ok(code) => {
                let hash = TokenHash::from_bytes(code.hash(&account.id).to_bytes()).to_hex();
                let used = self.store.use_recovery_code(&account.id, &hash).await?;
                Ok(when(used, Proved::RecoveryCode))
            }
        }
    }

    /// Whether it is the password of an account; of nobody it never is. A right one whose hash has
    /// other costs than new ones is hashed anew.
    async fn check_password(
        &self,
        password: TypedPassword,
        account: Option<&AccountRow>,
        lane: Lane,
    ) -> Result<bool, ServiceError> {
        let known = account.and_then(|a| Some((a.id.as_str(), a.password_hash.as_deref()?)));
        let stored = match known {
            None => None,
            Some((_, text)) => {
                let stored = PasswordHash::from_stored(text);
                Some(stored.map_err(|_| ServiceError::Stored("account"))?)
            }
        };
        let hasher = self.sign_in.hasher.clone();
        let world = self.world.clone();
        let verify = move || match stored {
            None => (hasher.verify_against_nobody(&password), None),
            Some(stored) => {
                let right = hasher.verify(&password, &stored);
                let renew = right && hasher.needs_rehash(&stored);
                let fresh = renew.then(|| hasher.hash(&password, world.as_ref()));
                (right, fresh.map(|hash| hash.to_stored().to_owned()))
            }
        };
        let (right, fresh) = self.sign_in.turns.work(lane, verify).await?;
        if let (Some((id, before)), Some(fresh)) = (known, fresh) {
            self.store.renew_password_hash(id, before, &fresh).await?;
        }
        Ok(right)
    }

    pub(crate) async fn hash_password(
        &self,
        password: TypedPassword,
    ) -> Result<String, ServiceError> {
        let hasher = self.sign_in.hasher.clone();
        let world = self.world.clone();
        let hash = move || {
            hasher
                .hash(&password, world.as_ref())
                .to_stored()
                .to_owned()
        };
        self.sign_in.turns.work(Lane::Known, hash).await
    }

    pub(crate) async fn open_session_of(
        &self,
        token: &str,
    ) -> Result<Option<(String, SessionRow)>, ServiceError> {
        let Ok(token) = Token::parse(TokenKind::Session, token) else {
            return Ok(None);
        };
        let hash = token.hash().to_hex();
        let now = self.world.now_micros();
        let reader = self.store.reader();
        let row = reader.session(&hash, now, now - IDLE_MICROS).await?;
        Ok(row.map(|row| (hash, row)))
    }

    pub(crate) async fn open_session(
        &self,
        account: &str,
        second_factor: bool,
        device: &str,
    ) -> Result<Opened, ServiceError> {
        let token = Token::fresh(TokenKind::Session, self.world.as_ref());
        let now = self.world.now_micros();
        let session = NewSession {
            token_hash: token.hash().to_hex(),
            id: self.fresh_id(),
            account_id: account.to_owned(),
            ends_at: now + SESSION_MICROS,
            second_factor,
            device: device.chars().take(MAX_DEVICE).collect(),
        };
        self.store
            .begin_session(&session, now, MAX_SESSIONS)
            .await?;
        Ok(Opened {
            token: token.text(),
            device_token: None,
            ends_at: session.ends_at,
            second_factor_next: false,
        })
    }

    async fn rotate(
        &self,
        token_hash: &str,
        second_factor: bool,
    ) -> Result<Zeroizing<String>, ServiceError> {
        let fresh = Token::fresh(TokenKind::Session, self.world.as_ref());
        let now = self.world.now_micros();
        let hash = fresh.hash().to_hex();
        self.store
            .prove_session(token_hash, &hash, now, second_factor)
            .await?;
        Ok(fresh.text())
    }

    /// Knows a device for longer; one that is not known gets a token.
    async fn remember_device(
        &self,
        account: &str,
        client: Client,
        origin: &Origin,
    ) -> Result<Zeroizing<String>, ServiceError> {
        let (hash, token) = match (client, &origin.device_token) {
            (Client::Known(hash), Some(token)) => (hash, Zeroizing::new(token.clone())),
            _ => {
                let token = Token::fresh(TokenKind::Device, self.world.as_ref());
                (token.hash(), token.text())
            }
        };
        let ends_at = self.world.now_micros() + DEVICE_MICROS;
        let hash = hash.to_hex();
        self.store
            .put_device(&hash, account, ends_at, MAX_DEVICES)
            .await?;
        Ok(token)
    }

    async fn client(
        &self,
        account: Option<&AccountRow>,
        origin: &Origin,
    ) -> Result<Client, ServiceError> {
        let device = origin.device_token.as_deref().unwrap_or_default();
        if let Ok(token) = Token::parse(TokenKind::Device, device) {
            let hash = token.hash();
            let now = self.world.now_micros();
            // Asked for unknown accounts too, so that both take the same time.
            let id = account.map_or("", |a| a.id.as_str());
            let reader = self.store.reader();
            if reader.knows_device(&hash.to_hex(), id, now).await? {
                return Ok(Client::Known(hash));
            }
        }
        Ok(Client::Stranger(origin.address))
    }

    fn ledger(&self) -> MutexGuard<'_, AttemptLedger> {
        let attempts = self.sign_in.attempts.lock();
        attempts.unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn ask(&self, attempt: &Attempt<'_>) -> Decision {
        self.ledger().ask(attempt, self.world.now_micros())
    }

    pub(crate) fn succeeded(&self, attempt: &Attempt<'_>) {
        self.ledger().succeeded(attempt, self.world.now_micros());
    }

    /// Whether strangers guess at what the ledger calls so.
    pub(crate) fn under_attack(&self, name: &str) -> bool {
        self.ledger().under_attack(name, self.world.now_micros())
    }

    /// Whether strangers failed at it and that is not forgotten.
    pub(crate) fn failed_lately(&self, name: &str) -> bool {
        self.ledger().failed_at(name, self.world.now_micros())
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || text.len() > 1_000 || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use faro_store::StoreConfig;

    use super::*;
    use crate::permit::{Administer, LocalOwner, ManagePeople, Policy as _};
    use crate::{AgencyForm, Level, SetUpForm, SystemWorld};

    const PASSWORD: &str = "cuatro caballos miran al mar";

    fn typed(text: &str) -> TypedPassword {
        TypedPassword::new(text.to_owned())
    }

    async fn hash_of(faro: &Faro, account: &str) -> PasswordHash {
        let row = faro.store.reader().account(account).await;
        let hash = row.expect("read").expect("there").password_hash;
        PasswordHash::from_stored(&hash.expect("a password")).expect("a hash")
    }

    #[tokio::test]
    async fn a_hash_with_old_costs_is_made_anew_at_the_next_good_sign_in() {
        let folder = tempfile::tempdir().expect("a folder");
        let config = StoreConfig {
            folder: folder.path().to_owned(),
            ..StoreConfig::default()
        };
        let faro = Faro::open(&config, Arc::new(SystemWorld)).await;
        let faro = faro.expect("a data folder");
        let owner = LocalOwner::established();
        let administer = owner.permit::<Administer>().expect("the owner");
        faro.init(&administer, None, None).await.expect("keys");
        let manage = owner.permit::<ManagePeople>().expect("the owner");
        let form = SetUpForm {
            agency: AgencyForm {
                name: "Secretaría".to_owned(),
                kind: "central_government".to_owned(),
                level: Level::National,
                territory: None,
            },
            login: "administra".to_owned(),
            name: "Persona Administradora".to_owned(),
            password: typed(PASSWORD),
            device: String::new(),
        };
        let opened = faro.set_up(&manage, form).await.expect("set up");
        let accounts = faro.store.reader().accounts(None).await.expect("read");
        let id = accounts[0].id.clone();
        let hasher = PasswordHasher::recommended();
        let first = hash_of(&faro, &id).await;
        assert!(!hasher.needs_rehash(&first));
        let old = PasswordHasher::cheap_for_tests().hash(&typed(PASSWORD), &SystemWorld);
        let renewed = faro
            .store
            .renew_password_hash(&id, first.to_stored(), old.to_stored());
        renewed.await.expect("written");

        let origin = Origin {
            address: "192.0.2.7".parse().expect("an address"),
            device_token: None,
            device: String::new(),
        };
        let wrong = faro.sign_in("administra", typed("otra clave cualquiera"), &origin);
        assert!(matches!(wrong.await, Ok(SignInOutcome::Refused)));
        assert_eq!(hash_of(&faro, &id).await.to_stored(), old.to_stored());
        let right = faro.sign_in("administra", typed(PASSWORD), &origin);
        assert!(matches!(right.await, Ok(SignInOutcome::Opened(_))));
        let fresh = hash_of(&faro, &id).await;
        assert!(!hasher.needs_rehash(&fresh));
        assert!(hasher.verify(&typed(PASSWORD), &fresh));
        let session = faro.signed_in(&opened.token, AskedBy::Person).await;
        let session = session.expect("answers");
        assert!(session.is_some(), "it is no change of the password");
        // What was set meanwhile is not written over.
        let late = faro
            .store
            .renew_password_hash(&id, old.to_stored(), first.to_stored());
        late.await.expect("answers");
        assert_eq!(hash_of(&faro, &id).await.to_stored(), fresh.to_stored());
        faro.close().await;
    }
}
