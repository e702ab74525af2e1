//! Accounts linked to an identity provider, as plain rows.

use crate::db::{read, write};
use crate::reader::Reader;
use crate::sql::elsewhere as sql;
use crate::{Store, StoreError};

/// A link of an account to somebody whom the provider knows.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LinkRow {
    /// The account.
    pub account_id: String,
    /// Keyed hash of provider and subject.
    pub subject_hash: String,
    /// Sealed subject.
    pub subject: Vec<u8>,
    /// When it was linked, µs UTC.
    pub linked_at: i64,
    /// When somebody last signed in by it.
    pub used_at: Option<i64>,
}

impl Reader {
    /// The account that is linked to this subject.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn linked_account(&self, subject_hash: &str) -> Result<Option<String>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_scalar(sql::LINKED_ACCOUNT)
                .bind(subject_hash)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// The link of an account.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn link_of(&self, account: &str) -> Result<Option<LinkRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::LINK_OF)
                .bind(account)
                .fetch_optional(pool)
                .await?
        }))
    }
}

impl Store {
    /// Links an account in place of what it was linked to; `false` when another account has this.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_link(&self, link: &LinkRow) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::PUT_LINK)
                .bind(&link.account_id)
                .bind(&link.subject_hash)
                .bind(&link.subject)
                .bind(link.linked_at)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Notes that somebody signed in by it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn use_link(&self, account: &str, now: i64) -> Result<(), StoreError> {
        write!(self.db(), |pool| {
            sqlx::query(sql::USE_LINK)
                .bind(account)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        });
        Ok(())
    }

    /// Removes an account's link; `false` when there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remove_link(&self, account: &str) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::REMOVE_LINK)
                .bind(account)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }
}
