//! Agencies, the accounts of people who work in them, sessions and invitations, as plain rows.
//!
//! What a row means and who may touch it is `service`'s. Secrets arrive here hashed or sealed.

use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::sql::platform as sql;
use crate::{Store, StoreError};

/// Writes down what happened to an agency, inside a transaction of either driver.
macro_rules! put_event {
    ($tx:ident, $event:expr) => {{
        let event: &$crate::platform::AgencyEventRow = $event;
        sqlx::query($crate::sql::platform::PUT_AGENCY_EVENT)
            .bind(&event.id)
            .bind(&event.agency_id)
            .bind(event.at)
            .bind(&event.kind)
            .bind(event.before.as_deref())
            .bind(event.after.as_deref())
            .bind(event.account_id.as_deref())
            .execute(&mut *$tx)
            .await?;
    }};
}
pub(crate) use put_event;

/// Changes what an agency is, inside a transaction of either driver; says whether it has not ended.
macro_rules! change_agency {
    ($tx:ident, $agency:expr, $event:expr) => {{
        let agency: &$crate::platform::AgencyRow = $agency;
        let changed = sqlx::query($crate::sql::platform::CHANGE_AGENCY)
            .bind(&agency.id)
            .bind(&agency.name)
            .bind(&agency.kind)
            .bind(&agency.level)
            .bind(agency.territory.as_deref())
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0;
        if changed {
            $crate::platform::put_event!($tx, $event);
        }
        changed
    }};
}
pub(crate) use change_agency;

/// Ends an agency and hands over what is its own, inside a transaction of either driver; says
/// whether it had not ended before. Shares with it end: who shared them chose that agency. Open
/// requests of its people are overtaken.
macro_rules! hand_over {
    ($tx:ident, $agency:expr, $successor:expr, $events:expr, $now:expr) => {{
        let ended = sqlx::query($crate::sql::platform::END_AGENCY)
            .bind($agency)
            .bind($now)
            .bind(&$successor.id)
            .execute(&mut *$tx)
            .await?
            .rows_affected();
        if ended > 0 {
            sqlx::query($crate::sql::platform::MOVE_SOURCES)
                .bind($agency)
                .bind(&$successor.id)
                .bind(&$successor.name)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::platform::MOVE_PROFILES)
                .bind($agency)
                .bind(&$successor.id)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::api::REVOKE_API_TOKENS_OF_AGENCY)
                .bind($agency)
                .bind($now)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::platform::MOVE_ACCOUNTS)
                .bind($agency)
                .bind(&$successor.id)
                .bind($now)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::platform::OPEN_AGENCY)
                .bind(&$successor.id)
                .bind($now)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::sharing::MOVE_RECALLS)
                .bind($agency)
                .bind(&$successor.id)
                .execute(&mut *$tx)
                .await?;
            // Its programs are told nothing of the successor's.
            sqlx::query($crate::sql::notify::DELETE_WEBHOOKS_OF)
                .bind($agency)
                .execute(&mut *$tx)
                .await?;
            // What an agency allowed, or was allowed, ends with it.
            sqlx::query($crate::sql::emergency::END_EMERGENCY_CONSENTS_OF)
                .bind($agency)
                .bind($now)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::deletions::MOVE_DELETIONS)
                .bind($agency)
                .bind(&$successor.id)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::exports::MOVE_EXPORTS)
                .bind($agency)
                .bind(&$successor.id)
                .execute(&mut *$tx)
                .await?;
            sqlx::query($crate::sql::approvals::OVERTAKE_APPROVALS_OF)
                .bind($agency)
                .bind($now)
                .execute(&mut *$tx)
                .await?;
            for event in $events {
                $crate::platform::put_event!($tx, event);
            }
        }
        ended > 0
    }};
}
pub(crate) use hand_over;

/// An agency.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AgencyRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Code of its type of institution.
    pub kind: String,
    /// `national`, `department`, `municipality` or `district`.
    pub level: String,
    /// Code of its territory, when it is not the whole country.
    pub territory: Option<String>,
    /// Public key that its identities are sealed to, in hexadecimal.
    pub public_key: Option<String>,
    /// When it was made, µs UTC.
    pub created_at: i64,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// Who took over.
    pub successor_id: Option<String>,
    /// Since when it has people who answer for it.
    pub opened_at: Option<i64>,
}

/// Something that happened to an agency.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AgencyEventRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// The agency.
    pub agency_id: String,
    /// When, µs UTC.
    pub at: i64,
    /// `created`, `renamed`, `changed`, `merged`, `took_over`, `handed_over`, `key`.
    pub kind: String,
    /// What it was before.
    pub before: Option<String>,
    /// What it is since.
    pub after: Option<String>,
    /// Who did it.
    pub account_id: Option<String>,
}

/// An account.
#[derive(Clone, sqlx::FromRow)]
pub struct AccountRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// The agency that the person works in.
    pub agency_id: String,
    /// Sealed sign-in name and name.
    pub particulars: Vec<u8>,
    /// Roles, separated by a space.
    pub roles: String,
    /// Code of the territory that the account is limited to.
    pub territory: Option<String>,
    /// PHC string; `None` until the person has chosen a password.
    pub password_hash: Option<String>,
    /// Sealed secret of the second factor.
    pub totp_secret: Option<Vec<u8>>,
    /// Last time step whose code was accepted.
    pub totp_step: Option<i64>,
    /// `active` or `disabled`.
    pub state: String,
    /// Language chosen.
    pub language: Option<String>,
    /// When it was made, µs UTC.
    pub created_at: i64,
    /// When it was changed.
    pub changed_at: i64,
    /// Last sign-in.
    pub signed_in_at: Option<i64>,
}

/// An account to be made.
pub struct NewAccount {
    /// Identifier (UUIDv7).
    pub id: String,
    /// The agency.
    pub agency_id: String,
    /// Keyed hash of the sign-in name.
    pub login_hash: String,
    /// Sealed sign-in name and name.
    pub particulars: Vec<u8>,
    /// Roles, separated by a space.
    pub roles: String,
    /// Territory that the account is limited to.
    pub territory: Option<String>,
    /// PHC string.
    pub password_hash: Option<String>,
    /// Language chosen.
    pub language: Option<String>,
}

/// A session with whose it is.
#[derive(Clone, sqlx::FromRow)]
pub struct SessionRow {
    /// Identifier for lists; not the token.
    pub id: String,
    /// The account.
    pub account_id: String,
    /// When it began, µs UTC.
    pub created_at: i64,
    /// Last request.
    pub seen_at: i64,
    /// When it ends at the latest.
    pub ends_at: i64,
    /// Whether a second factor was shown.
    pub second_factor: bool,
    /// When the person last proved who they are.
    pub proved_at: i64,
    /// Kind of browser, for the person to recognise it.
    pub device: String,
    /// The person's agency.
    pub agency_id: String,
    /// Sealed sign-in name and name.
    pub particulars: Vec<u8>,
    /// Roles, separated by a space.
    pub roles: String,
    /// Territory that the account is limited to.
    pub territory: Option<String>,
    /// Language chosen.
    pub language: Option<String>,
    /// Whether the account has a second factor.
    pub has_totp: bool,
    /// Name of the agency.
    pub agency_name: String,
    /// Type of the agency.
    pub agency_kind: String,
}

/// A session in a list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SessionSummary {
    /// Identifier for lists; not the token.
    pub id: String,
    /// When it began, µs UTC.
    pub created_at: i64,
    /// Last request.
    pub seen_at: i64,
    /// When it ends at the latest.
    pub ends_at: i64,
    /// Whether a second factor was shown.
    pub second_factor: bool,
    /// Kind of browser.
    pub device: String,
}

/// A session to be made.
pub struct NewSession {
    /// Hash of its token.
    pub token_hash: String,
    /// Identifier for lists (UUIDv7).
    pub id: String,
    /// The account.
    pub account_id: String,
    /// When it ends at the latest.
    pub ends_at: i64,
    /// Whether a second factor was shown.
    pub second_factor: bool,
    /// Kind of browser.
    pub device: String,
}

/// A one-time link.
#[derive(Clone, sqlx::FromRow)]
pub struct InvitationRow {
    /// Identifier for lists; not the token.
    pub id: String,
    /// `account` or `password`.
    pub kind: String,
    /// The agency.
    pub agency_id: String,
    /// The account, when the link is to a new password.
    pub account_id: Option<String>,
    /// Sealed sign-in name and name.
    pub particulars: Vec<u8>,
    /// Roles, separated by a space.
    pub roles: String,
    /// Territory that the account is limited to.
    pub territory: Option<String>,
    /// Who made it.
    pub made_by: Option<String>,
    /// When it was made, µs UTC.
    pub made_at: i64,
    /// Until when it serves.
    pub ends_at: i64,
    /// When it was used.
    pub used_at: Option<i64>,
    /// Why, as whoever made it typed it.
    pub reason: String,
    /// Who of the agency agreed, or whoever may decide in its place.
    pub consented_by: Option<String>,
    /// When.
    pub consented_at: Option<i64>,
}

impl Reader {
    /// All agencies, by name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn agencies(&self) -> Result<Vec<AgencyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::AGENCIES).fetch_all(pool).await?
        }))
    }

    /// An agency.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn agency(&self, id: &str) -> Result<Option<AgencyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::AGENCY)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// What happened to an agency, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn agency_events(&self, id: &str) -> Result<Vec<AgencyEventRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::AGENCY_EVENTS)
                .bind(id)
                .fetch_all(pool)
                .await?
        }))
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_accounts(&self) -> Result<i64, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::HAS_ACCOUNTS)
                .fetch_one(pool)
                .await?
        }))
    }

    /// An account.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn account(&self, id: &str) -> Result<Option<AccountRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ACCOUNT)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The account whose sign-in name has this keyed hash.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn account_by_login(&self, hash: &str) -> Result<Option<AccountRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ACCOUNT_BY_LOGIN)
                .bind(hash)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The accounts of an agency, or of all.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn accounts(&self, agency: Option<&str>) -> Result<Vec<AccountRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::ACCOUNTS)
                .bind(agency)
                .fetch_all(pool)
                .await?
        }))
    }

    /// How many active accounts have a role.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn active_with_role(&self, role: &str) -> Result<i64, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::ACTIVE_WITH_ROLE)
                .bind(role)
                .fetch_one(pool)
                .await?
        }))
    }

    /// How many recovery codes an account has left.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn recovery_codes_left(&self, account: &str) -> Result<i64, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::RECOVERY_CODES_LEFT)
                .bind(account)
                .fetch_one(pool)
                .await?
        }))
    }

    /// The session of a token, if it is open at `now` and was used after `idle_since`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn session(
        &self,
        token_hash: &str,
        now: i64,
        idle_since: i64,
    ) -> Result<Option<SessionRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::SESSION)
                .bind(token_hash)
                .bind(now)
                .bind(idle_since)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The sessions of an account, latest use first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sessions_of(&self, account: &str) -> Result<Vec<SessionSummary>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::SESSIONS_OF)
                .bind(account)
                .fetch_all(pool)
                .await?
        }))
    }

    /// The invitation of a token, if it can be used at `now`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn invitation(
        &self,
        token_hash: &str,
        now: i64,
    ) -> Result<Option<InvitationRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::INVITATION)
                .bind(token_hash)
                .bind(now)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The invitation of this identifier, whether it serves or not.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn invitation_by_id(&self, id: &str) -> Result<Option<InvitationRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::INVITATION_BY_ID)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Invitations that can be used at `now`, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_invitations(&self, now: i64) -> Result<Vec<InvitationRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::OPEN_INVITATIONS)
                .bind(now)
                .fetch_all(pool)
                .await?
        }))
    }

    /// Whether an account signed in on the device of this token before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn knows_device(
        &self,
        token_hash: &str,
        account: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        let known: i64 = read!(&self.db, |pool| {
            sqlx::query_scalar(sql::DEVICE)
                .bind(token_hash)
                .bind(account)
                .bind(now)
                .fetch_one(pool)
                .await?
        });
        Ok(known > 0)
    }
}

impl Store {
    /// Makes an agency, with what is told of it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn create_agency(
        &self,
        agency: &AgencyRow,
        event: &AgencyEventRow,
    ) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::CREATE_AGENCY)
                .bind(&agency.id)
                .bind(&agency.name)
                .bind(&agency.kind)
                .bind(&agency.level)
                .bind(agency.territory.as_deref())
                .bind(agency.public_key.as_deref())
                .bind(agency.created_at)
                .execute(&mut *tx)
                .await?;
            put_event!(tx, event);
        });
        Ok(())
    }

    /// Changes what an agency is; `false` when it has ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn change_agency(
        &self,
        agency: &AgencyRow,
        event: &AgencyEventRow,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| change_agency!(
            tx, agency, event
        )))
    }

    /// Sets the key that an agency's identities are sealed to; `false` when the agency has ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_agency_key(
        &self,
        agency: &str,
        public_key: &str,
        event: &AgencyEventRow,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let changed = sqlx::query(sql::SET_AGENCY_KEY)
                .bind(agency)
                .bind(public_key)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if changed > 0 {
                put_event!(tx, event);
            }
            changed > 0
        }))
    }

    /// Ends an agency and hands its sources and accounts over to `successor`, all or nothing;
    /// `false` when it had ended before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hand_agency_over(
        &self,
        agency: &str,
        successor: &AgencyRow,
        events: &[AgencyEventRow],
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| hand_over!(
            tx, agency, successor, events, now
        )))
    }

    /// Gives the sources and mappings that no agency has to one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn adopt_sources(&self, agency: &str) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            for adopt in [sql::ADOPT_SOURCES, sql::ADOPT_PROFILES] {
                sqlx::query(adopt).bind(agency).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// Notes that an agency has people who answer for it from now on; the first time stays.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_agency(&self, agency: &str, now: i64) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::OPEN_AGENCY)
                .bind(agency)
                .bind(now)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Makes an account; `false` when its sign-in name is taken. With an invitation, uses it up
    /// in the same transaction; `false` too when that was used meanwhile. `opens_agency`: the
    /// account answers for its agency.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn create_account(
        &self,
        account: &NewAccount,
        invitation: Option<&str>,
        opens_agency: bool,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let open = match invitation {
                None => true,
                Some(token_hash) => {
                    sqlx::query(sql::USE_INVITATION)
                        .bind(token_hash)
                        .bind(now)
                        .execute(&mut *tx)
                        .await?
                        .rows_affected()
                        > 0
                }
            };
            let made = open
                && sqlx::query(sql::CREATE_ACCOUNT)
                    .bind(&account.id)
                    .bind(&account.agency_id)
                    .bind(&account.login_hash)
                    .bind(&account.particulars)
                    .bind(&account.roles)
                    .bind(account.territory.as_deref())
                    .bind(account.password_hash.as_deref())
                    .bind(account.language.as_deref())
                    .bind(now)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected()
                    > 0;
            if made && opens_agency {
                sqlx::query(sql::OPEN_AGENCY)
                    .bind(&account.agency_id)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
            }
            made
        }))
    }

    /// Changes roles, territory and state of an account. A change ends its sessions and revokes
    /// its tokens, so that it takes effect at once whatever was chosen for a program before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_account_access(
        &self,
        account: &str,
        roles: &str,
        territory: Option<&str>,
        state: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::SET_ACCOUNT_ACCESS)
                .bind(account)
                .bind(roles)
                .bind(territory)
                .bind(state)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::END_SESSIONS_OF)
                .bind(account)
                .bind("")
                .execute(&mut *tx)
                .await?;
            sqlx::query(crate::sql::api::REVOKE_API_TOKENS_OF)
                .bind(account)
                .bind(now)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Sets a password, revokes the tokens of programs and ends every session but that of `keep`; with an invitation, uses it up
    /// in the same transaction, and does nothing (`false`) when it was used meanwhile.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_password(
        &self,
        account: &str,
        hash: &str,
        invitation: Option<&str>,
        keep: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let open = match invitation {
                None => true,
                Some(token_hash) => {
                    sqlx::query(sql::USE_INVITATION)
                        .bind(token_hash)
                        .bind(now)
                        .execute(&mut *tx)
                        .await?
                        .rows_affected()
                        > 0
                }
            };
            if open {
                sqlx::query(sql::SET_PASSWORD)
                    .bind(account)
                    .bind(hash)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(sql::END_SESSIONS_OF)
                    .bind(account)
                    .bind(keep)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(sql::FORGET_DEVICES)
                    .bind(account)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(crate::sql::api::REVOKE_API_TOKENS_OF)
                    .bind(account)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
            }
            open
        }))
    }

    /// Puts the hash of the same password with other costs in the place of the one that was looked
    /// at. Sessions and devices stay.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn renew_password_hash(
        &self,
        account: &str,
        before: &str,
        hash: &str,
    ) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::RENEW_PASSWORD_HASH)
                .bind(account)
                .bind(before)
                .bind(hash)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Sets or removes the second factor, with its recovery codes; tokens of programs are revoked.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_second_factor(
        &self,
        account: &str,
        secret: Option<&[u8]>,
        step: Option<i64>,
        recovery: &[String],
        now: i64,
    ) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::SET_TOTP)
                .bind(account)
                .bind(secret)
                .bind(step)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::DELETE_RECOVERY_CODES)
                .bind(account)
                .execute(&mut *tx)
                .await?;
            if secret.is_none() {
                sqlx::query(crate::sql::passkeys::REMOVE_PASSKEYS_OF)
                    .bind(account)
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query(crate::sql::api::REVOKE_API_TOKENS_OF)
                .bind(account)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            for code in recovery {
                sqlx::query(sql::PUT_RECOVERY_CODE)
                    .bind(account)
                    .bind(code)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Notes that the code of a time step was used; `false` when it was used before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn use_totp_step(&self, account: &str, step: i64) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::USE_TOTP_STEP)
                .bind(account)
                .bind(step)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Uses a recovery code up; `false` when there is no such code.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn use_recovery_code(
        &self,
        account: &str,
        code_hash: &str,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::USE_RECOVERY_CODE)
                .bind(account)
                .bind(code_hash)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Remembers the language that a person chose.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_language(&self, account: &str, language: &str) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::SET_LANGUAGE)
                .bind(account)
                .bind(language)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Begins a session at `now`; of more than `most` of an account the one longest unused ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin_session(
        &self,
        session: &NewSession,
        now: i64,
        most: i64,
    ) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::CREATE_SESSION)
                .bind(&session.token_hash)
                .bind(&session.id)
                .bind(&session.account_id)
                .bind(now)
                .bind(session.ends_at)
                .bind(session.second_factor)
                .bind(&session.device)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::NOTE_SIGN_IN)
                .bind(&session.account_id)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::END_SESSIONS_BEYOND)
                .bind(&session.account_id)
                .bind(most)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Notes that a session was used at `now`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn see_session(&self, token_hash: &str, now: i64) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::SEE_SESSION)
                .bind(token_hash)
                .bind(now)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Notes that the person proved at `now` who they are, perhaps with a second factor, and puts
    /// the session under a fresh token.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn prove_session(
        &self,
        token_hash: &str,
        fresh_hash: &str,
        now: i64,
        second_factor: bool,
    ) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::PROVE_SESSION)
                .bind(token_hash)
                .bind(fresh_hash)
                .bind(now)
                .bind(second_factor)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Ends the session of a token.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_session(&self, token_hash: &str) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::END_SESSION)
                .bind(token_hash)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Ends a session of an account by its identifier; `false` when there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_session_of(&self, account: &str, id: &str) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::END_SESSION_OF)
                .bind(account)
                .bind(id)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Ends every session of an account but that of `keep`, and forgets its devices.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_sessions_of(&self, account: &str, keep: &str) -> Result<u64, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            sqlx::query(sql::FORGET_DEVICES)
                .bind(account)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::END_SESSIONS_OF)
                .bind(account)
                .bind(keep)
                .execute(&mut *tx)
                .await?
                .rows_affected()
        }))
    }

    /// Removes sessions that ended or stood idle, and devices that are not known any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sweep_sessions(&self, now: i64, idle_since: i64) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::SWEEP_SESSIONS)
                .bind(now)
                .bind(idle_since)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::SWEEP_DEVICES)
                .bind(now)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Makes a one-time link.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn create_invitation(
        &self,
        token_hash: &str,
        invitation: &InvitationRow,
    ) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::CREATE_INVITATION)
                .bind(token_hash)
                .bind(&invitation.id)
                .bind(&invitation.kind)
                .bind(&invitation.agency_id)
                .bind(invitation.account_id.as_deref())
                .bind(&invitation.particulars)
                .bind(&invitation.roles)
                .bind(invitation.territory.as_deref())
                .bind(invitation.made_by.as_deref())
                .bind(invitation.made_at)
                .bind(invitation.ends_at)
                .bind(&invitation.reason)
                .bind(invitation.consented_by.as_deref())
                .bind(invitation.consented_at)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Withdraws a one-time link, and the request for consent to it; `false` when it was used or
    /// is not there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn withdraw_invitation(&self, id: &str, now: i64) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let withdrawn = sqlx::query(sql::WITHDRAW_INVITATION)
                .bind(id)
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if withdrawn {
                sqlx::query(crate::sql::approvals::OVERTAKE_APPROVALS_ON)
                    .bind("invitation")
                    .bind(id)
                    .bind(now)
                    .bind("")
                    .execute(&mut *tx)
                    .await?;
            }
            withdrawn
        }))
    }

    /// Notes that an invitation may serve without anybody being asked, and takes the request for
    /// consent off the list; `false` when it does not serve any more, or may already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn consent_to_invitation(
        &self,
        id: &str,
        by: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| {
            let consented = sqlx::query(sql::CONSENT_TO_INVITATION)
                .bind(id)
                .bind(by)
                .bind(now)
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if consented {
                sqlx::query(crate::sql::approvals::OVERTAKE_APPROVALS_ON)
                    .bind("invitation")
                    .bind(id)
                    .bind(now)
                    .bind("")
                    .execute(&mut *tx)
                    .await?;
            }
            consented
        }))
    }

    /// Withdraws the open one-time links that an account made, and those to a new password of it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn withdraw_invitations_of(&self, account: &str) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::WITHDRAW_INVITATIONS_OF)
                .bind(account)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Remembers a device that an account signed in on; of more than `most` the one longest
    /// unused is forgotten.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_device(
        &self,
        token_hash: &str,
        account: &str,
        ends_at: i64,
        most: i64,
    ) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            sqlx::query(sql::PUT_DEVICE)
                .bind(token_hash)
                .bind(account)
                .bind(ends_at)
                .execute(&mut *tx)
                .await?;
            sqlx::query(sql::FORGET_DEVICES_BEYOND)
                .bind(account)
                .bind(most)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }
}
