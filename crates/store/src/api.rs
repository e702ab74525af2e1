//! Tokens of programs, and what they were answered, as plain rows. Secrets arrive here hashed or
//! sealed.

use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::sql::api as sql;
use crate::{Store, StoreError};

/// A token with whose it is, whether it still serves or not.
#[derive(Clone, sqlx::FromRow)]
pub struct ApiTokenRow {
    /// Identifier for lists; not the token.
    pub id: String,
    /// The account.
    pub account_id: String,
    /// Names of actions, separated by a space.
    pub scopes: String,
    /// Whether it was made in a session with a second factor.
    pub second_factor: bool,
    /// Until when it serves, µs UTC.
    pub ends_at: i64,
    /// Last request.
    pub used_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// `active` or `disabled`: of the account.
    pub state: String,
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
    /// When the agency ended.
    pub agency_ended_at: Option<i64>,
}

/// A token in a list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ApiTokenSummary {
    /// Identifier; not the token.
    pub id: String,
    /// Sealed name.
    pub name: Vec<u8>,
    /// Names of actions, separated by a space.
    pub scopes: String,
    /// When it was made, µs UTC.
    pub created_at: i64,
    /// Until when it serves.
    pub ends_at: i64,
    /// Last request.
    pub used_at: Option<i64>,
}

/// A token to be made.
pub struct NewApiToken {
    /// Identifier for lists (UUIDv7).
    pub id: String,
    /// Hash of the token.
    pub token_hash: String,
    /// The account.
    pub account_id: String,
    /// Sealed name.
    pub name: Vec<u8>,
    /// Names of actions, separated by a space.
    pub scopes: String,
    /// Whether the session has a second factor.
    pub second_factor: bool,
    /// Until when it serves, µs UTC.
    pub ends_at: i64,
}

/// What a request with an idempotency key was answered.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ApiAnswerRow {
    /// Keyed hash of what was asked.
    pub request_hash: String,
    /// When, µs UTC.
    pub made_at: i64,
    /// Status of the answer; `None` while the request is under way.
    pub status: Option<i64>,
    /// The sealed answer.
    pub answer: Option<Vec<u8>>,
}

impl Reader {
    /// The token of a hash, whether it serves or not.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn api_token(&self, token_hash: &str) -> Result<Option<ApiTokenRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::API_TOKEN)
                .bind(token_hash)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Tokens of an account that were not revoked, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn api_tokens_of(&self, account: &str) -> Result<Vec<ApiTokenSummary>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::API_TOKENS_OF)
                .bind(account)
                .fetch_all(pool)
                .await?
        }))
    }

    /// What a request of this account with this key was answered.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn api_answer(
        &self,
        account: &str,
        key_hash: &str,
    ) -> Result<Option<ApiAnswerRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::API_ANSWER)
                .bind(account)
                .bind(key_hash)
                .fetch_optional(pool)
                .await?
        }))
    }
}

impl Store {
    /// Makes a token at `now`; `false` when the account has `most` that serve.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn create_api_token(
        &self,
        token: &NewApiToken,
        now: i64,
        most: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::CREATE_API_TOKEN)
                .bind(&token.id)
                .bind(&token.token_hash)
                .bind(&token.account_id)
                .bind(&token.name)
                .bind(&token.scopes)
                .bind(token.second_factor)
                .bind(now)
                .bind(token.ends_at)
                .bind(most)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Notes that a token was used at `now`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn see_api_token(&self, id: &str, now: i64) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::SEE_API_TOKEN)
                .bind(id)
                .bind(now)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Notes that a token was refused at `now`; `false` when that was noted after `since`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn note_refused_api_token(
        &self,
        id: &str,
        now: i64,
        since: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::NOTE_REFUSED_API_TOKEN)
                .bind(id)
                .bind(now)
                .bind(since)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Revokes a token of an account; `false` when there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn revoke_api_token(
        &self,
        account: &str,
        id: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::REVOKE_API_TOKEN)
                .bind(account)
                .bind(id)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Removes tokens that ended before `tokens_before` and answers from before `answers_before`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sweep_api(
        &self,
        tokens_before: i64,
        answers_before: i64,
    ) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            for (statement, before) in [
                (sql::SWEEP_API_TOKENS, tokens_before),
                (sql::SWEEP_API_ANSWERS, answers_before),
            ] {
                sqlx::query(statement)
                    .bind(before)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Takes an idempotency key; `false` when it is taken.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_api_key(
        &self,
        account: &str,
        key_hash: &str,
        request_hash: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::TAKE_API_KEY)
                .bind(account)
                .bind(key_hash)
                .bind(request_hash)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Keeps what the request that took a key at `taken_at` was answered.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn keep_api_answer(
        &self,
        account: &str,
        key_hash: &str,
        taken_at: i64,
        status: i64,
        answer: &[u8],
    ) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::KEEP_API_ANSWER)
                .bind(account)
                .bind(key_hash)
                .bind(status)
                .bind(answer)
                .bind(taken_at)
                .execute(pool)
                .await?;
        });
        Ok(())
    }

    /// Gives a key free that was taken at `taken_at`: its request did nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn free_api_key(
        &self,
        account: &str,
        key_hash: &str,
        taken_at: i64,
    ) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::FREE_API_KEY)
                .bind(account)
                .bind(key_hash)
                .bind(taken_at)
                .execute(pool)
                .await?;
        });
        Ok(())
    }
}
