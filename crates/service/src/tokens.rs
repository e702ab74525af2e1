//! Tokens with which a program acts for a person: never more than the person may at that moment,
//! never more than was ticked, never what asks for fresh proof or a second person.

use std::str::FromStr as _;
use std::sync::Arc;

use faro_store::api::{ApiTokenRow, NewApiToken};
use faro_vocabulary::Lang;
use zeroize::Zeroizing;

use crate::accounts::roles_of;
use crate::audit::{Event, event};
use crate::credentials::{Token, TokenKind};
use crate::permit::{Actor, MakeTokens, OwnAccount, Permit, Person, SignedIn, TokenUse};
use crate::policy::policy;
use crate::{Faro, ServiceError};

/// Days that a token serves at most: whoever still needs it makes another one.
pub const MAX_TOKEN_DAYS: i64 = 365;

/// Days that are offered first.
pub const DEFAULT_TOKEN_DAYS: i64 = 90;

/// Tokens of an account that serve at the same time.
pub const MAX_TOKENS: i64 = 20;

/// Longest name of a token, in characters.
pub const MAX_TOKEN_NAME: usize = 60;

/// Use of a token is noted this often at most, as with sessions.
const SEEN_MICROS: i64 = 60 * 1_000_000;

/// Use of a token that ended is recorded this often at most: nobody fills the audit with it.
const REFUSED_MICROS: i64 = 60 * 60 * 1_000_000;

/// A token that ended is remembered this long, so that whoever still uses it is noticed.
const REMEMBERED_MICROS: i64 = 30 * DAY_MICROS;

/// Answers are kept this long for requests that come again.
pub(crate) const ANSWER_MICROS: i64 = DAY_MICROS;

const DAY_MICROS: i64 = 86_400 * 1_000_000;

pub(crate) const NAME: &str = "faro 2026-11-24 names of tokens";

/// A token to be made.
#[derive(Clone, Debug)]
pub struct TokenForm {
    /// What the person calls it.
    pub name: String,
    /// Names of actions.
    pub scopes: Vec<String>,
    /// How many days it serves.
    pub days: i64,
}

/// Why a token can't be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFormRefused {
    /// The name is missing or too long.
    #[error("the name is missing or too long")]
    Name,
    /// Nothing was ticked.
    #[error("nothing was ticked")]
    NoScope,
    /// Something was ticked that the person may not do, or that no token may.
    #[error("a token of this account may not do that")]
    Scope,
    /// Fewer than 1 or more than [`MAX_TOKEN_DAYS`] days.
    #[error("a token serves from 1 to {MAX_TOKEN_DAYS} days")]
    Days,
    /// The account has [`MAX_TOKENS`] that serve.
    #[error("an account has {MAX_TOKENS} tokens at most")]
    TooMany,
    /// There is no such token.
    #[error("there is no such token")]
    Unknown,
}

/// A token as its owner sees it.
#[derive(Clone, Debug)]
pub struct TokenView {
    /// Identifier; not the token.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// Names of actions.
    pub scopes: Vec<String>,
    /// When it was made, µs UTC.
    pub created_at: i64,
    /// Until when it serves, µs UTC.
    pub ends_at: i64,
    /// Last request, µs UTC.
    pub used_at: Option<i64>,
    /// Whether it has ended.
    pub over: bool,
}

impl Faro {
    /// One's own tokens, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn own_tokens(
        &self,
        permit: &Permit<OwnAccount>,
    ) -> Result<Vec<TokenView>, ServiceError> {
        let Some(account) = permit.actor().account() else {
            return Ok(Vec::new());
        };
        let now = self.world.now_micros();
        let key = self.server_key()?;
        let rows = self.store.reader().api_tokens_of(account).await?;
        rows.into_iter()
            .map(|row| {
                let name = key.open_sealed(NAME, &row.id, &row.name)?;
                Ok(TokenView {
                    name: String::from_utf8_lossy(&name).into_owned(),
                    scopes: words(&row.scopes),
                    created_at: row.created_at,
                    ends_at: row.ends_at,
                    used_at: row.used_at,
                    over: row.ends_at <= now,
                    id: row.id,
                })
            })
            .collect()
    }

    /// Makes a token; gives its text, which is shown once.
    ///
    /// # Errors
    /// The form is refused.
    pub async fn make_token(
        &self,
        permit: &Permit<MakeTokens>,
        form: &TokenForm,
    ) -> Result<Zeroizing<String>, ServiceError> {
        let Actor::Person(person) = permit.actor() else {
            return Err(TokenFormRefused::Scope.into());
        };
        let name = form.name.trim();
        let length = name.chars().count();
        if !(1..=MAX_TOKEN_NAME).contains(&length) || name.contains(char::is_control) {
            return Err(TokenFormRefused::Name.into());
        }
        if !(1..=MAX_TOKEN_DAYS).contains(&form.days) {
            return Err(TokenFormRefused::Days.into());
        }
        let mut scopes = form.scopes.clone();
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            return Err(TokenFormRefused::NoScope.into());
        }
        let offered = token_scopes(person);
        if scopes.iter().any(|s| !offered.contains(&s.as_str())) {
            return Err(TokenFormRefused::Scope.into());
        }
        let now = self.world.now_micros();
        let id = self.fresh_id();
        let token = Token::fresh(TokenKind::Api, self.world.as_ref());
        let key = self.server_key()?;
        let new = NewApiToken {
            token_hash: token.hash().to_hex(),
            account_id: person.account.clone(),
            name: key.seal(NAME, &id, name.as_bytes(), self.world.as_ref()),
            scopes: scopes.join(" "),
            second_factor: person.second_factor,
            ends_at: now + form.days * DAY_MICROS,
            id,
        };
        let made = Event::new(event::TOKEN_MADE, "token", &new.id);
        self.audit(permit.actor(), made).await?;
        if !self.store.create_api_token(&new, now, MAX_TOKENS).await? {
            return Err(TokenFormRefused::TooMany.into());
        }
        Ok(token.text())
    }

    /// Revokes one of one's own tokens. It takes effect at once.
    ///
    /// # Errors
    /// There is no such token.
    pub async fn revoke_own_token(
        &self,
        permit: &Permit<OwnAccount>,
        id: &str,
    ) -> Result<(), ServiceError> {
        let account = permit.actor().account().ok_or(TokenFormRefused::Unknown)?;
        let tokens = self.store.reader().api_tokens_of(account).await?;
        if !tokens.iter().any(|t| t.id == id) {
            return Err(TokenFormRefused::Unknown.into());
        }
        let revoked = Event::new(event::TOKEN_REVOKED, "token", id);
        self.audit(permit.actor(), revoked).await?;
        let now = self.world.now_micros();
        self.store.revoke_api_token(account, id, now).await?;
        Ok(())
    }

    /// Who acts with this token; `None` when it does not serve. The use of a token that ended is
    /// recorded, once an hour.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn signed_in_by_token(&self, token: &str) -> Result<Option<SignedIn>, ServiceError> {
        let Ok(token) = Token::parse(TokenKind::Api, token) else {
            return Ok(None);
        };
        let hash = token.hash().to_hex();
        let Some(row) = self.store.reader().api_token(&hash).await? else {
            return Ok(None);
        };
        let now = self.world.now_micros();
        let ended = row.ends_at <= now || row.revoked_at.is_some();
        let (id, used_at) = (row.id.clone(), row.used_at);
        let disabled = row.state != "active" || row.agency_ended_at.is_some();
        let signed_in = SignedIn::new(self.person_of(row)?, now, Arc::clone(&self.refusals));
        if ended || disabled {
            let since = now - REFUSED_MICROS;
            if self.store.note_refused_api_token(&id, now, since).await? {
                let refused = Event::new(event::TOKEN_REFUSED, "token", &id);
                let actor = Actor::Person(Arc::new(signed_in.person().clone()));
                self.audit(&actor, refused).await?;
            }
            return Ok(None);
        }
        if used_at.is_none_or(|used| now - used > SEEN_MICROS) {
            self.store.see_api_token(&id, now).await?;
        }
        Ok(Some(signed_in))
    }

    fn person_of(&self, row: ApiTokenRow) -> Result<Person, ServiceError> {
        let told = self.particulars(&row.account_id, &row.particulars)?;
        Ok(Person {
            account: row.account_id,
            agency: row.agency_id,
            agency_name: row.agency_name,
            agency_kind: row.agency_kind,
            name: told.name,
            roles: roles_of(&row.roles),
            territory: row.territory,
            second_factor: row.second_factor,
            has_second_factor: row.has_totp,
            // A program proves nothing again.
            proved_at: i64::MIN,
            language: row.language.and_then(|l| Lang::from_str(&l).ok()),
            session: String::new(),
            token: Some(TokenUse {
                id: row.id,
                scopes: words(&row.scopes),
                ends_at: row.ends_at,
            }),
        })
    }

    /// Removes tokens that ended long ago, and answers that are not kept any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sweep_api(&self) -> Result<(), ServiceError> {
        let now = self.world.now_micros();
        let (tokens, answers) = (now - REMEMBERED_MICROS, now - ANSWER_MICROS);
        Ok(self.store.sweep_api(tokens, answers).await?)
    }
}

/// Names of the actions that a token of this person may be for.
pub fn token_scopes(person: &Person) -> Vec<&'static str> {
    let may = |roles: &[crate::permit::Role]| person.roles.iter().any(|r| roles.contains(r));
    policy()
        .actions
        .iter()
        .filter(|(_, rule)| rule.by_token && may(&rule.roles))
        .map(|(name, _)| name.as_str())
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(' ')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
