//! Passkeys as plain rows.

use crate::db::{read, write};
use crate::reader::Reader;
use crate::sql::passkeys as sql;
use crate::{Store, StoreError};

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PasskeyRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// Sealed name.
    pub name: Vec<u8>,
    /// The authenticator's identifier of the key.
    pub credential_id: Vec<u8>,
    /// Uncompressed point on P-256.
    pub public_key: Vec<u8>,
    /// How often it signed; many authenticators always say 0.
    pub counter: i64,
    /// When it was made, µs UTC.
    pub created_at: i64,
    /// When it was last used.
    pub used_at: Option<i64>,
}

impl Reader {
    /// Passkeys of an account, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn passkeys_of(&self, account: &str) -> Result<Vec<PasskeyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::PASSKEYS_OF)
                .bind(account)
                .fetch_all(pool)
                .await?
        }))
    }
}

impl Store {
    /// Keeps a passkey; `false` when the account has `most` already, or somebody has this one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_passkey(
        &self,
        account: &str,
        passkey: &PasskeyRow,
        most: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::PUT_PASSKEY)
                .bind(&passkey.id)
                .bind(account)
                .bind(&passkey.name)
                .bind(&passkey.credential_id)
                .bind(&passkey.public_key)
                .bind(passkey.counter)
                .bind(passkey.created_at)
                .bind(most)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Notes that a passkey signed; `false` when it is gone or its counter did not go on.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn use_passkey(
        &self,
        account: &str,
        id: &str,
        counter: i64,
        now: i64,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::USE_PASSKEY)
                .bind(account)
                .bind(id)
                .bind(counter)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }

    /// Removes a passkey; `false` when there is none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remove_passkey(&self, account: &str, id: &str) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::REMOVE_PASSKEY)
                .bind(account)
                .bind(id)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }
}
