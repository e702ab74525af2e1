//! The people who work with Faro: invited, given roles, disabled. Nobody sets another's password.

use faro_store::platform::{AccountRow, AgencyRow, InvitationRow, NewAccount};
use faro_vocabulary::Lang;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::approvals::{Outcome, checked_reason};
use crate::audit::{Event, event};
use crate::consent::answers;
use crate::credentials::{PasswordRefused, PasswordRules, Token, TokenKind, TypedPassword};
use crate::permit::{Actor, ManagePeople, Permit, ReadPeople, Role};
use crate::policy::policy;
use crate::register::shortened;
use crate::sign_in::{LOGIN_HASH, Opened};
use crate::{AgencyForm, AgencyRefused, Faro, ServiceError};

/// An invitation serves this long: somebody on leave still finds it, a lost one does not serve
/// for ever.
pub const INVITATION_DAYS: i64 = 7;

/// A link to a new password serves this long.
pub const PASSWORD_LINK_HOURS: i64 = 24;

/// Longest sign-in name or name, in characters.
pub const MAX_ACCOUNT_NAME: usize = 100;

/// State of an account that may sign in.
pub(crate) const ACTIVE: &str = "active";
/// State of an account that may not.
pub(crate) const DISABLED: &str = "disabled";

/// What is told of a person to those who manage accounts, sealed in the database.
#[derive(Serialize, Deserialize)]
pub(crate) struct Particulars {
    pub(crate) login: String,
    pub(crate) name: String,
}

/// An account, for those who manage accounts.
pub struct AccountView {
    /// Identifier.
    pub id: String,
    /// The agency.
    pub agency: String,
    /// Sign-in name.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What they do.
    pub roles: Vec<Role>,
    /// Territory that they are limited to.
    pub territory: Option<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// Last sign-in, µs UTC.
    pub signed_in_at: Option<i64>,
}

/// An open invitation, for those who manage accounts.
pub struct InvitationView {
    /// Identifier.
    pub id: String,
    /// The agency.
    pub agency: String,
    /// Sign-in name.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What they will do.
    pub roles: Vec<Role>,
    /// Whether it is to a new password of an account that exists.
    pub to_new_password: bool,
    /// Until when it serves, µs UTC.
    pub ends_at: i64,
}

/// Whom to invite.
#[derive(Clone, Debug)]
pub struct InvitationForm {
    /// Identifier of the agency.
    pub agency: String,
    /// Sign-in name: an e-mail address or any name that the person will remember.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What they will do.
    pub roles: Vec<Role>,
    /// Territory that they are limited to.
    pub territory: Option<String>,
    /// Why, for whoever of the agency agrees; needed when somebody must.
    pub reason: String,
}

/// A one-time code, as it is shown once.
pub struct Invited {
    /// The code.
    pub code: Zeroizing<String>,
    /// Whether it serves only once somebody else agrees.
    pub awaits_consent: bool,
}

/// Why an account can't be as the form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountRefused {
    /// A sign-in name has 3 to [`MAX_ACCOUNT_NAME`] characters and no spaces.
    #[error("the sign-in name is too short, too long or holds spaces")]
    Login,
    /// The sign-in name is taken.
    #[error("the sign-in name is taken")]
    LoginTaken,
    /// The name is missing or too long.
    #[error("the name is missing or too long")]
    Name,
    /// No role was chosen.
    #[error("no role was chosen")]
    NoRole,
    /// This role can't be held together with another.
    #[error("the role `{}` can't be held together with another", .0.code())]
    RoleAlone(Role),
    /// There is no such territory.
    #[error("there is no such territory")]
    Territory,
    /// Nobody would be left to manage accounts.
    #[error("nobody would be left to manage accounts")]
    LastAdministrator,
    /// One can't change one's own roles, nor take one's own second factor away.
    #[error("one can't change one's own account here")]
    Oneself,
    /// The account has no second factor.
    #[error("the account has no second factor")]
    NoSecondFactor,
    /// Somebody of the agency must agree first; the request waits.
    #[error("somebody of the agency must agree first")]
    AwaitsConsent,
    /// Somebody must agree, and nobody can: whoever runs the machine helps.
    #[error("nobody can agree for the agency")]
    NobodyAnswers,
    /// A passkey that can't be kept.
    #[error("the passkey can't be kept")]
    Passkey,
    /// The password is refused.
    #[error("the password is refused")]
    Password(PasswordRefused),
    /// The link was used, withdrawn, or is too old.
    #[error("the link does not serve any more")]
    Link,
    /// There is no such account.
    #[error("there is no such account")]
    Unknown,
    /// The present password was wrong too often: not before this time, µs UTC.
    #[error("the present password was wrong too often")]
    TooOften {
        /// When.
        until: i64,
    },
    /// Accounts exist already: the set-up is over.
    #[error("accounts exist already")]
    AlreadySetUp,
}

/// What the first-run page asks.
pub struct SetUpForm {
    /// The body that hosts the server.
    pub agency: AgencyForm,
    /// Sign-in name of the first administrator.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their password.
    pub password: TypedPassword,
    /// Kind of browser, for the list of sessions.
    pub device: String,
}

/// Roles as the database keeps them.
pub(crate) fn roles_of(text: &str) -> Vec<Role> {
    text.split(' ').filter_map(Role::from_code).collect()
}

pub(crate) fn text_of(roles: &[Role]) -> String {
    let codes: Vec<&str> = Role::ALL
        .iter()
        .filter(|r| roles.contains(r))
        .map(|r| r.code())
        .collect();
    codes.join(" ")
}

impl Faro {
    /// Whether there are accounts: then pages ask who one is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_accounts(&self) -> Result<bool, ServiceError> {
        Ok(self.store.reader().count_accounts().await? > 0)
    }

    /// Turns a personal data folder into a shared one: makes the hosting agency, which adopts what
    /// was taken in so far, and the first administrator.
    ///
    /// # Errors
    /// Accounts exist already, or the form is refused.
    pub async fn set_up(
        &self,
        permit: &Permit<ManagePeople>,
        form: SetUpForm,
    ) -> Result<Opened, ServiceError> {
        // Of two at the same moment, such as a double click, the second finds accounts.
        let _managing = self.sign_in.managing.lock().await;
        if self.has_accounts().await? {
            return Err(AccountRefused::AlreadySetUp.into());
        }
        let particulars = Particulars {
            login: checked_login(&form.login)?,
            name: checked_name(&form.name)?,
        };
        let rules = PasswordRules::new()
            .with_agency(&form.agency.name)
            .with_account(&particulars.login)
            .with_account(&particulars.name);
        rules
            .check(&form.password)
            .map_err(AccountRefused::Password)?;
        let key = faro_store::vault::AgencyPublicKey::read(self.store.folder()).ok();
        let id = self.fresh_id();
        self.audit(permit.actor(), Event::new(event::SET_UP, "account", &*id))
            .await?;
        let agency = match self.hosting_agency(&form.agency.name).await? {
            // A set-up that was interrupted goes on where it was.
            Some(id) => id,
            None => self.make_agency(&form.agency, key, permit.actor()).await?,
        };
        self.store.adopt_sources(&agency).await?;
        let hash = self.hash_password(form.password).await?;
        let new = self.new_account(
            &id,
            &agency,
            &particulars,
            &[Role::Administrator],
            None,
            hash,
        )?;
        let now = self.world.now_micros();
        if !self.store.create_account(&new, None, false, now).await? {
            return Err(AccountRefused::LoginTaken.into());
        }
        self.forget_data().await;
        self.open_session(&id, false, &form.device).await
    }

    async fn hosting_agency(&self, name: &str) -> Result<Option<String>, ServiceError> {
        let agencies = self.store.reader().agencies().await?;
        Ok(agencies
            .into_iter()
            .find(|a| a.name == name.trim())
            .map(|a| a.id))
    }

    /// Accounts, by agency.
    ///
    /// # Errors
    /// The database does not answer, or an account is damaged.
    pub async fn accounts(
        &self,
        _permit: &Permit<ReadPeople>,
    ) -> Result<Vec<AccountView>, ServiceError> {
        let rows = self.store.reader().accounts(None).await?;
        rows.iter().map(|row| self.account_view(row)).collect()
    }

    /// An account.
    ///
    /// # Errors
    /// There is none.
    pub async fn account(
        &self,
        _permit: &Permit<ReadPeople>,
        id: &str,
    ) -> Result<AccountView, ServiceError> {
        let row = self.store.reader().account(id).await?;
        self.account_view(&row.ok_or(AccountRefused::Unknown)?)
    }

    /// Invitations that serve, newest first.
    ///
    /// # Errors
    /// The database does not answer, or an invitation is damaged.
    pub async fn invitations(
        &self,
        _permit: &Permit<ReadPeople>,
    ) -> Result<Vec<InvitationView>, ServiceError> {
        let rows = self
            .store
            .reader()
            .open_invitations(self.world.now_micros())
            .await?;
        rows.into_iter()
            .map(|row| {
                let told = self.particulars(&row.id, &row.particulars)?;
                Ok(InvitationView {
                    login: told.login,
                    name: told.name,
                    roles: roles_of(&row.roles),
                    to_new_password: row.account_id.is_some(),
                    id: row.id,
                    agency: row.agency_id,
                    ends_at: row.ends_at,
                })
            })
            .collect()
    }

    /// Invites somebody: gives the text of a one-time token, which is shown once and handed over
    /// outside Faro. A role that sees case data serves once the agency agrees (`consent`).
    ///
    /// # Errors
    /// The form is refused.
    pub async fn invite(
        &self,
        permit: &Permit<ManagePeople>,
        form: &InvitationForm,
    ) -> Result<Invited, ServiceError> {
        let agency = self.open_agency(&form.agency).await?;
        let particulars = Particulars {
            login: checked_login(&form.login)?,
            name: checked_name(&form.name)?,
        };
        self.check_access(&form.roles, form.territory.as_deref())?;
        let login = self.login_hash(&particulars.login)?;
        if self
            .store
            .reader()
            .account_by_login(&login)
            .await?
            .is_some()
        {
            return Err(AccountRefused::LoginTaken.into());
        }
        let row = InvitationRow {
            id: self.fresh_id(),
            kind: "account".to_owned(),
            agency_id: agency.id.clone(),
            account_id: None,
            particulars: Vec::new(),
            roles: text_of(&form.roles),
            territory: form.territory.clone(),
            made_by: permit.actor().account().map(str::to_owned),
            made_at: self.world.now_micros(),
            ends_at: self.world.now_micros() + INVITATION_DAYS * 86_400_000_000,
            used_at: None,
            reason: form.reason.trim().to_owned(),
            consented_by: None,
            consented_at: None,
        };
        self.put_invitation(permit, row, &particulars, &agency)
            .await
    }

    /// A one-time link to a new password for somebody who lost theirs. Their second factor stays:
    /// who finds the link can't sign in with it. Without one, an account that sees case data gets
    /// the link with the agency's consent only.
    ///
    /// # Errors
    /// There is no such account.
    pub async fn password_link(
        &self,
        permit: &Permit<ManagePeople>,
        account: &str,
        reason: &str,
    ) -> Result<Invited, ServiceError> {
        let found = self.store.reader().account(account).await?;
        let found = found.ok_or(AccountRefused::Unknown)?;
        let particulars = self.particulars(&found.id, &found.particulars)?;
        let agency = self.open_agency(&found.agency_id).await?;
        let row = InvitationRow {
            id: self.fresh_id(),
            kind: "password".to_owned(),
            agency_id: found.agency_id,
            account_id: Some(found.id),
            particulars: Vec::new(),
            roles: found.roles,
            territory: found.territory,
            made_by: permit.actor().account().map(str::to_owned),
            made_at: self.world.now_micros(),
            ends_at: self.world.now_micros() + PASSWORD_LINK_HOURS * 3_600_000_000,
            used_at: None,
            reason: reason.trim().to_owned(),
            consented_by: None,
            consented_at: None,
        };
        self.put_invitation(permit, row, &particulars, &agency)
            .await
    }

    async fn put_invitation(
        &self,
        permit: &Permit<ManagePeople>,
        mut row: InvitationRow,
        particulars: &Particulars,
        agency: &AgencyRow,
    ) -> Result<Invited, ServiceError> {
        row.particulars = self.sealed(&row.id, particulars)?;
        let mut needed = None;
        if matches!(permit.actor(), Actor::LocalOwner) {
            row.consented_by = Some(permit.actor().id().to_owned());
            row.consented_at = Some(row.made_at);
        } else {
            needed = self.consent_to(&row, agency).await?;
            if needed.is_some() {
                row.reason = checked_reason(&row.reason)?;
            }
        }
        let made = match &row.account_id {
            None => Event::new(event::INVITATION_MADE, "invitation", &*row.id),
            Some(account) => Event::new(event::PASSWORD_LINK_MADE, "account", account),
        };
        self.audit(permit.actor(), made.because(shortened(&row.reason)))
            .await?;
        let token = Token::fresh(TokenKind::Invitation, self.world.as_ref());
        self.store
            .create_invitation(&token.hash().to_hex(), &row)
            .await?;
        if let Some(answers) = &needed {
            self.ask_consent(permit.actor(), &row, answers, &row.reason)
                .await?;
        }
        Ok(Invited {
            code: token.text(),
            awaits_consent: needed.is_some(),
        })
    }

    /// Withdraws an invitation.
    ///
    /// # Errors
    /// It was used, or is not there.
    pub async fn withdraw_invitation(
        &self,
        permit: &Permit<ManagePeople>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let open = self.store.reader().open_invitations(now).await?;
        if !open.iter().any(|invitation| invitation.id == id) {
            return Err(AccountRefused::Link.into());
        }
        let withdrawn = Event::new(event::INVITATION_WITHDRAWN, "invitation", id);
        self.audit(permit.actor(), withdrawn).await?;
        if self.store.withdraw_invitation(id, now).await? {
            Ok(())
        } else {
            Err(AccountRefused::Link.into())
        }
    }

    /// What an invitation is to, for whoever holds its token; `None` when it does not serve.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn invitation(
        &self,
        token: &str,
    ) -> Result<Option<(InvitationView, AgencyRow)>, ServiceError> {
        let Some((_, row)) = self.invitation_of(token).await? else {
            return Ok(None);
        };
        let agency = self.known_agency(&row.agency_id).await?;
        let told = self.particulars(&row.id, &row.particulars)?;
        let view = InvitationView {
            login: told.login,
            name: told.name,
            roles: roles_of(&row.roles),
            to_new_password: row.account_id.is_some(),
            id: row.id,
            agency: row.agency_id,
            ends_at: row.ends_at,
        };
        Ok(Some((view, agency)))
    }

    async fn invitation_of(
        &self,
        token: &str,
    ) -> Result<Option<(String, InvitationRow)>, ServiceError> {
        let Ok(token) = Token::parse(TokenKind::Invitation, token) else {
            return Ok(None);
        };
        let hash = token.hash().to_hex();
        let now = self.world.now_micros();
        let row = self.store.reader().invitation(&hash, now).await?;
        Ok(row.map(|row| (hash, row)))
    }

    /// Uses an invitation: makes the account, or sets the new password. Signing in follows.
    ///
    /// # Errors
    /// The link does not serve any more, somebody of the agency has not agreed yet
    /// ([`AccountRefused::AwaitsConsent`]), or the password is refused.
    pub async fn accept_invitation(
        &self,
        token: &str,
        password: TypedPassword,
        language: Lang,
    ) -> Result<(), ServiceError> {
        let Some((token_hash, row)) = self.invitation_of(token).await? else {
            return Err(AccountRefused::Link.into());
        };
        let agency = self.open_agency(&row.agency_id).await?;
        let told = self.particulars(&row.id, &row.particulars)?;
        let rules = PasswordRules::new()
            .with_agency(&agency.name)
            .with_account(&told.login)
            .with_account(&told.name);
        rules.check(&password).map_err(AccountRefused::Password)?;
        let hash = self.hash_password(password).await?;
        // Of two first people at the same moment, the second finds the first.
        let _managing = self.sign_in.managing.lock().await;
        if row.consented_at.is_none()
            && let Some(answers) = self.consent_to(&row, &agency).await?
        {
            // Since the invitation was made, the agency has got people who answer for it.
            self.ask_consent(&Actor::Worker, &row, &answers, &row.reason)
                .await?;
            return Err(AccountRefused::AwaitsConsent.into());
        }
        let now = self.world.now_micros();
        let done = match &row.account_id {
            Some(account) => {
                let used = Event::new(event::PASSWORD_LINK_USED, "account", account);
                self.audit_by(account, Some(&agency.id), used).await?;
                self.store
                    .set_password(account, &hash, Some(&token_hash), "", now)
                    .await?
            }
            None => {
                let roles = roles_of(&row.roles);
                let territory = row.territory.as_deref();
                let id = self.fresh_id();
                let mut new = self.new_account(&id, &agency.id, &told, &roles, territory, hash)?;
                new.language = Some(language.code().to_owned());
                let used = Event::new(event::INVITATION_USED, "invitation", &*row.id);
                self.audit_by(&id, Some(&agency.id), used).await?;
                let opens = answers(&roles);
                self.store
                    .create_account(&new, Some(&token_hash), opens, now)
                    .await?
            }
        };
        if done {
            Ok(())
        } else {
            Err(AccountRefused::Link.into())
        }
    }

    /// Changes roles, territory and state of an account. What takes something away takes effect
    /// at once: its sessions end. What lets somebody see more of an agency waits for the agency.
    ///
    /// # Errors
    /// The form is refused, it is one's own account, or the last administrator's.
    pub async fn change_account(
        &self,
        permit: &Permit<ManagePeople>,
        id: &str,
        roles: &[Role],
        territory: Option<&str>,
        active: bool,
        reason: &str,
    ) -> Result<Outcome, ServiceError> {
        let found = self.store.reader().account(id).await?;
        let found = found.ok_or(AccountRefused::Unknown)?;
        if permit.actor().account() == Some(id) {
            return Err(AccountRefused::Oneself.into());
        }
        self.check_access(roles, territory)?;
        // Two administrators who take each other's role at the same moment leave one.
        let _managing = self.sign_in.managing.lock().await;
        let was_administrator =
            found.state == ACTIVE && roles_of(&found.roles).contains(&Role::Administrator);
        if was_administrator && !(active && roles.contains(&Role::Administrator)) {
            let role = Role::Administrator.code();
            if self.store.reader().active_with_role(role).await? <= 1 {
                return Err(AccountRefused::LastAdministrator.into());
            }
        }
        let gains = self.gains(&found, roles, territory, active);
        if gains && !matches!(permit.actor(), Actor::LocalOwner) {
            let agency = self.known_agency(&found.agency_id).await?;
            if let Some(answers) = self.consent_needed(&agency, roles, Some(id)).await? {
                return self
                    .ask_access(permit, &found, (roles, territory), &answers, reason)
                    .await;
            }
        }
        let state = if active { ACTIVE } else { DISABLED };
        let change = match found.state == ACTIVE && !active {
            true => event::ACCOUNT_DISABLED,
            false => event::ACCOUNT_CHANGED,
        };
        self.audit(permit.actor(), Event::new(change, "account", id))
            .await?;
        let now = self.world.now_micros();
        // Whoever may not invite any more must not come back through an invitation of their own.
        if !(active && roles.contains(&Role::Administrator)) {
            self.store.withdraw_invitations_of(id).await?;
        }
        self.store
            .set_account_access(id, &text_of(roles), territory, state, now)
            .await?;
        if active && answers(roles) {
            self.store.open_agency(&found.agency_id, now).await?;
        }
        Ok(Outcome::Done)
    }

    fn check_access(&self, roles: &[Role], territory: Option<&str>) -> Result<(), ServiceError> {
        if roles.is_empty() {
            return Err(AccountRefused::NoRole.into());
        }
        if let Some(alone) = policy().conflict(roles) {
            return Err(AccountRefused::RoleAlone(alone).into());
        }
        if let Some(code) = territory
            && self.views().territories().get(code).is_none()
        {
            return Err(AccountRefused::Territory.into());
        }
        Ok(())
    }

    async fn open_agency(&self, id: &str) -> Result<AgencyRow, ServiceError> {
        let agency = self.known_agency(id).await?;
        match agency.ended_at {
            None => Ok(agency),
            Some(_) => Err(AgencyRefused::Ended.into()),
        }
    }

    fn new_account(
        &self,
        id: &str,
        agency: &str,
        particulars: &Particulars,
        roles: &[Role],
        territory: Option<&str>,
        password_hash: String,
    ) -> Result<NewAccount, ServiceError> {
        Ok(NewAccount {
            id: id.to_owned(),
            agency_id: agency.to_owned(),
            login_hash: self.login_hash(&particulars.login)?,
            particulars: self.sealed(id, particulars)?,
            roles: text_of(roles),
            territory: territory.map(str::to_owned),
            password_hash: Some(password_hash),
            language: None,
        })
    }

    pub(crate) fn account_view(&self, row: &AccountRow) -> Result<AccountView, ServiceError> {
        let told = self.particulars(&row.id, &row.particulars)?;
        Ok(AccountView {
            id: row.id.clone(),
            agency: row.agency_id.clone(),
            login: told.login,
            name: told.name,
            roles: roles_of(&row.roles),
            territory: row.territory.clone(),
            active: row.state == ACTIVE,
            second_factor: row.totp_secret.is_some(),
            signed_in_at: row.signed_in_at,
        })
    }

    fn sealed(&self, place: &str, particulars: &Particulars) -> Result<Vec<u8>, ServiceError> {
        let plain = Zeroizing::new(
            serde_json::to_vec(particulars).map_err(|_| ServiceError::Stored("account"))?,
        );
        let key = self.server_key()?;
        Ok(key.seal(PARTICULARS, place, &plain, self.world.as_ref()))
    }

    pub(crate) fn particulars(
        &self,
        place: &str,
        sealed: &[u8],
    ) -> Result<Particulars, ServiceError> {
        let plain = self.server_key()?.open_sealed(PARTICULARS, place, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| ServiceError::Stored("account"))
    }

    /// The keyed hash under which a sign-in name is looked up. Case and outer spaces don't count.
    pub(crate) fn login_hash(&self, login: &str) -> Result<String, ServiceError> {
        Ok(self.server_key()?.hash(LOGIN_HASH, &folded_login(login)))
    }
}

/// A sign-in name as it is hashed.
pub(crate) fn folded_login(login: &str) -> String {
    login.trim().to_lowercase()
}

pub(crate) const PARTICULARS: &str = "faro 2026-11-24 account particulars";

fn checked_login(login: &str) -> Result<String, AccountRefused> {
    let login = login.trim();
    let length = login.chars().count();
    let bad = |c: char| c.is_control() || c.is_whitespace();
    if !(3..=MAX_ACCOUNT_NAME).contains(&length) || login.contains(bad) {
        return Err(AccountRefused::Login);
    }
    Ok(login.to_owned())
}

fn checked_name(name: &str) -> Result<String, AccountRefused> {
    let name = name.trim();
    let length = name.chars().count();
    if !(1..=MAX_ACCOUNT_NAME).contains(&length) || name.contains(char::is_control) {
        return Err(AccountRefused::Name);
    }
    Ok(name.to_owned())
}
