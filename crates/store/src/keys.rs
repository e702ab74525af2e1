//! Public keys of agencies, as plain rows. Who may change them is `service`'s; the secret halves
//! are the agencies'.

use crate::db::{read, transaction};
use crate::platform::AgencyEventRow;
use crate::reader::Reader;
use crate::sql::keys as sql;
use crate::{Store, StoreError};

/// A public key of an agency.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AgencyKeyRow {
    /// Short name of the key.
    pub id: String,
    /// Whose it is.
    pub agency_id: String,
    /// The key in hexadecimal.
    pub public_key: String,
    /// `host`, `browser` or `elsewhere`.
    pub origin: String,
    /// When it was registered, µs UTC.
    pub made_at: i64,
    /// The account that registered it.
    pub made_by: Option<String>,
    /// When another took its place.
    pub retired_at: Option<i64>,
}

/// Another key in the place of an agency's.
#[derive(Clone, Debug)]
pub struct KeyChange {
    /// The key that takes effect.
    pub new: AgencyKeyRow,
    /// The key that it replaces, as it was seen; `None` for the first.
    pub old: Option<AgencyKeyRow>,
    /// What is told of the agency.
    pub event: AgencyEventRow,
}

/// Puts a key in the place of another inside a transaction of either driver; says whether the
/// agency's key was still the one that was seen. A key that another agency has is not taken.
macro_rules! change_key {
    ($tx:ident, $change:expr) => {{
        let change: &$crate::keys::KeyChange = $change;
        let before = change
            .old
            .as_ref()
            .map_or("", |key| key.public_key.as_str());
        let taken = sqlx::query($crate::sql::keys::CHANGE_AGENCY_KEY)
            .bind(&change.new.agency_id)
            .bind(&change.new.public_key)
            .bind(before)
            .execute(&mut *$tx)
            .await?
            .rows_affected();
        if taken > 0 {
            let now = change.new.made_at;
            for (key, retired_at) in change
                .old
                .iter()
                .map(|old| (old, Some(now)))
                .chain([(&change.new, None)])
            {
                sqlx::query($crate::sql::keys::PUT_AGENCY_KEY)
                    .bind(&key.id)
                    .bind(&key.agency_id)
                    .bind(&key.public_key)
                    .bind(&key.origin)
                    .bind(key.made_at)
                    .bind(key.made_by.as_deref())
                    .bind(retired_at)
                    .execute(&mut *$tx)
                    .await?;
            }
            if let Some(old) = &change.old {
                sqlx::query($crate::sql::keys::RETIRE_AGENCY_KEY)
                    .bind(&old.id)
                    .bind(now)
                    .execute(&mut *$tx)
                    .await?;
            }
            let event = &change.event;
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
        }
        taken > 0
    }};
}
pub(crate) use change_key;

impl Reader {
    /// Keys of an agency, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn agency_keys(&self, agency: &str) -> Result<Vec<AgencyKeyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::AGENCY_KEYS)
                .bind(agency)
                .fetch_all(pool)
                .await?
        }))
    }

    /// The key of this short name, whosever it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn agency_key(&self, id: &str) -> Result<Option<AgencyKeyRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::AGENCY_KEY)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }
}

impl Store {
    /// Puts a key in the place of another, all or nothing; `false` when the agency's key is not
    /// the one that was seen.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn change_agency_key(&self, change: &KeyChange) -> Result<bool, StoreError> {
        Ok(transaction!(self.db(), |tx| change_key!(tx, change)))
    }
}
